"""From a raiser's words to what everybody may read: accepted by a named person, changed with a reason, sealed."""

from collections.abc import Sequence
from datetime import datetime

from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, need_open, need_role, need_text
from bandeng.matters.actions.texts import need_masked, published
from bandeng.matters.acts import MatterAccepted, MatterSealed, SummaryChanged
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.records.actions import action

ACCEPTERS = frozenset({"secretary", "community_staff"})
MOST_TITLE, MOST_SUMMARY = 80, 2000


@action
def accept(
    *, matter: Matter, title: str, summary: str, photos: Sequence[str] = (), actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> Matter:  # fmt: skip
    """A named person accepts the public summary; from now on the matter is public, unless it is sealed.

    photos   of those the raisers and visits brought, the ones everybody may see
    Raises   Refusal: "not_your_turn", "stale", "already_accepted", "already_ended", "text_missing", "text_too_long",
             "unmasked" (field, found), "unknown_photo".
    """
    matter = queries.fresh(matter, version)
    need_role(actor, matter, ACCEPTERS)
    need_open(matter)
    if matter.accepted_at:
        raise Refusal("already_accepted", matter=matter.number)
    need_text(title=title, summary=summary)
    _not_too_long(title=title, summary=summary)
    _need_photos(matter, photos)
    told = published(matter, title=title, summary=summary)
    accepted: Matter = enter(
        MatterAccepted(matter=matter.pk, photos=list(photos), **told), matter, actor=actor, at=at, once=once
    )
    return accepted


@action
def change_summary(
    *, matter: Matter, title: str, summary: str, reason: str, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Matter:  # fmt: skip
    """Put the public summary in other words, with a reason; the earlier words stay in the ledger.

    Raises   Refusal: "not_your_turn", "stale", "not_accepted_yet", "text_missing", "text_too_long", "unmasked".
    """
    matter = queries.fresh(matter, version)
    need_role(actor, matter, ACCEPTERS)
    if not matter.accepted_at:
        raise Refusal("not_accepted_yet", matter=matter.number)
    need_text(title=title, summary=summary, reason=reason)
    need_masked(reason=reason)
    _not_too_long(title=title, summary=summary)
    told = published(matter, title=title, summary=summary)
    changed: Matter = enter(
        SummaryChanged(matter=matter.pk, reason=reason.strip(), **told), matter, actor=actor, at=at, once=once
    )
    return changed


@action
def seal_matter(
    *, matter: Matter, sealed: bool, reason: str, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Matter:  # fmt: skip
    """Keep a matter from the public, or open it again. What was written openly before stays open in the ledger.

    Raises   Refusal: "not_your_turn", "stale", "text_missing", "already_so".
    """
    matter = queries.fresh(matter, version)
    need_role(actor, matter, ACCEPTERS)
    need_text(reason=reason)
    need_masked(reason=reason)
    if matter.sealed == sealed:
        raise Refusal("already_so", matter=matter.number)
    if not sealed:
        need_masked(title=matter.title, summary=matter.summary)
    done: Matter = enter(
        MatterSealed(matter=matter.pk, sealed=sealed, reason=reason.strip()), matter, actor=actor, at=at, once=once
    )
    return done


def _not_too_long(*, title: str, summary: str) -> None:
    for field, text, most in (("title", title, MOST_TITLE), ("summary", summary, MOST_SUMMARY)):
        if len(text) > most:
            raise Refusal("text_too_long", field=field, most=most)


def _need_photos(matter: Matter, photos: Sequence[str]) -> None:
    brought = {
        photo for rows in (matter.raisings.all(), matter.verifications.all()) for row in rows for photo in row.photos
    }
    if unknown := [photo for photo in photos if photo not in brought]:
        raise Refusal("unknown_photo", photos=unknown)
