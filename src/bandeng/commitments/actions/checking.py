"""Somebody else looks: solved, or what is missing. I2, I19."""

from collections.abc import Sequence
from datetime import datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import fresh, need_photos, need_texts, note
from bandeng.commitments.acts import ItemChecked
from bandeng.commitments.models import State, WorkItem
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import need_text
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def check(
    *,
    item: WorkItem,
    solved: bool,
    text: str = "",
    photos: Sequence[str] = (),
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Say whether what was reported done is true: solved, or back to the same unit with what is missing.

    actor    another person than who did it, and not of the unit; where the community itself did it: a raiser, a
             building head or an oversight member. The holder of a raiser's receipt is a raiser.
    text     needed for a no
    Raises   Refusal: "own_work" (unit), "not_your_turn", "stale", "already_gone_on", "already_ended", "text_missing",
             "text_too_long", "too_many_photos", "unmasked".
    Source   domain.md I2, I19; process.md, "Closing rules"
    """
    item = fresh(item, version, State.DONE)
    as_role = _need_another(item, actor)
    if not solved:
        need_text(text=text)
    need_texts(text=text)
    act = ItemChecked(
        item=item.pk, matter=item.matter_id, check=new_id(at), as_role=as_role, solved=solved,
        photos=need_photos(photos), **published(item.matter, text=text),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


def _need_another(item: WorkItem, actor: Actor) -> str:
    roles = matters.roles_of(actor, item.matter)
    if as_role := queries.checks_as(actor, item, roles):
        return as_role
    if queries.did_it(actor, item):
        raise Refusal("own_work", unit=str(item.lead))
    needs = queries.COMMUNITY_CHECKERS if queries.of_community(item) else queries.CHECKERS
    raise Refusal("not_your_turn", step=item.matter.step, needs=sorted(needs))
