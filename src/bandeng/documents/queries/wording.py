"""Which wording a place has: its office's, and for what that leaves out the shelf's."""

from bandeng.core.papers import Wording, shelf, wording
from bandeng.documents.models import PaperWording
from bandeng.places.models import Place


def worded(kind: str, place: Place) -> Wording:
    """The wording of a kind in a place. One query. Raises Refusal "unknown_paper"."""
    found = wording(kind)
    row = PaperWording.objects.filter(place=place, kind=kind).first()
    return found.changed(row.texts, version=f"{place.pk}/{row.version}") if row else found


def all_worded(place: Place) -> list[tuple[Wording, PaperWording | None]]:
    """Every kind with what the office has changed; one query."""
    rows = {row.kind: row for row in PaperWording.objects.filter(place=place).select_related("by")}
    return [(each, rows.get(kind)) for kind, each in shelf().items()]
