"""Asking for a long export; its job is put on its way by the page. No act: nothing of a community changes by it."""

from datetime import date, datetime, timedelta

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.documents import queries
from bandeng.documents.models import Export, ExportKind
from bandeng.documents.writing.pdf import INSTALL
from bandeng.people.acting import Actor
from bandeng.places.models import Place

LONGEST = timedelta(days=366)
AT_ONCE = 3
"""So many unfinished ones somebody may have."""


def ask_export(
    *, place: Place, kind: str, from_on: date, to_on: date, actor: Actor, at: datetime, can_pdf: bool = True
) -> Export:
    """Note an export that is wanted; `tasks.export` makes it.

    Raises   Refusal "not_your_turn", "unknown_export", "dates_turned", "too_long_a_time", "exports_waiting", "no_pdf".
    """
    if actor.person is None or actor.roles_at(place).isdisjoint(queries.STAFF):
        raise Refusal("not_your_turn", needs=sorted(queries.STAFF))
    if kind not in ExportKind.values:
        raise Refusal("unknown_export", kind=kind)
    if kind.endswith(".pdf") and not can_pdf:
        raise Refusal("no_pdf", install=INSTALL)
    if to_on < from_on:
        raise Refusal("dates_turned", field="to_on")
    if to_on - from_on > LONGEST:
        raise Refusal("too_long_a_time", field="to_on")
    if Export.objects.filter(asked_by=actor.id, finished_at=None, failed="").count() >= AT_ONCE:
        raise Refusal("exports_waiting", most=AT_ONCE)
    return Export.objects.create(
        id=new_id(at), kind=kind, place=place, from_on=from_on, to_on=to_on, asked_by=actor.person, asked_at=at
    )
