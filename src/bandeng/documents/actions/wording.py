"""An office words a kind of paper anew for its place."""

from collections.abc import Mapping
from datetime import datetime

from bandeng.core.papers import need_sound, wording
from bandeng.core.refusal import Refusal
from bandeng.documents import acts, queries
from bandeng.documents.models import PaperWording
from bandeng.matters.actions.texts import need_masked
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action, record

MOST_REASON = 200


@action
def word_paper(
    *, place: Place, kind: str, texts: Mapping[str, str], reason: str, actor: Actor, at: datetime, version: int = 0,
    once: str | None = None,
) -> PaperWording:  # fmt: skip
    """Change how a kind is worded: head, title, opening, closing, signature, note, series.

    texts     those that are to stand; what is as the shelf has it is not kept
    version   that of the wording the form was shown, 0 for the shelf's
    Raises    Refusal "not_your_turn", "unknown_paper", "unknown_text", "text_too_long", "wording_unknown_field",
              "wording_empty", "wording_series", "text_missing" (the reason), "unmasked", "stale", "nothing_changed".
    """
    if actor.id is None or actor.roles_at(place).isdisjoint(queries.worders_of(kind)):
        raise Refusal("not_your_turn", needs=sorted(queries.worders_of(kind)))
    shelf = wording(kind)
    told = {key: text.strip() for key, text in texts.items()}
    need_sound(shelf, told)
    need_masked(reason=reason)
    if not reason.strip():
        raise Refusal("text_missing", field="reason")
    if len(reason) > MOST_REASON:
        raise Refusal("text_too_long", field="reason", most=MOST_REASON)
    row = PaperWording.objects.filter(place=place, kind=kind).first()
    if version != (row.version if row else 0):
        raise Refusal("stale", shown=version, stands=row.version if row else 0)
    kept = {key: text for key, text in told.items() if text != shelf.texts[key]}
    if kept == (row.texts if row else {}):
        raise Refusal("nothing_changed")
    act = acts.PaperWorded(place=place.pk, kind=kind, texts=kept, version=version + 1, reason=reason.strip())
    worded: PaperWording = record(
        act, chain=place.chain, subject=f"place:{place.pk}", actor=actor.name, at=at, once=once
    )
    return worded
