"""The same trouble twice: merged into one, and parted again. Every raising survives (I4)."""

from datetime import datetime

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import (
    branch_to,
    complete_to,
    enter,
    names,
    need_open,
    need_role,
    need_text,
    takers,
)
from bandeng.matters.actions.moving import advance
from bandeng.matters.actions.texts import need_masked, texts
from bandeng.matters.acts import MatterMerged, MatterUnmerged, ReplyTo
from bandeng.matters.models import Matter, Reach
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MERGERS = frozenset({"secretary", "community_staff"})


@action
def merge(
    *, matter: Matter, into: Matter, reason: str, text: str = "", actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> Matter:  # fmt: skip
    """Let a matter go on in another of the same community. Each raiser is told now, and gets the target's final reply.

    text     what the raisers read, the reason where left out
    Raises   Refusal: "not_your_turn", "stale", "already_ended", "already_merged", "merge_cycle", "other_community",
             "sealed_differs", "text_missing", "unmasked", "not_offered", "too_often".
    """
    matter, target = queries.fresh(matter, version), queries.locked(into)
    now = queries.standing(matter)
    need_role(actor, matter, takers(now, "merge") if names(now, "merge") else MERGERS)
    _may_merge(matter, target)
    need_text(reason=reason)
    need_masked(reason=reason, text=text)
    move = branch_to(now, matter, "merge", roles=queries.step_roles(actor, matter), at=at)
    replies = [
        ReplyTo(reply=new_id(at), raising=each.pk, delivered=each.reach if each.reach == Reach.PAGE else None)
        for each in matter.raisings.order_by("pk")
    ]
    act = MatterMerged(
        matter=matter.pk, into=target.pk, reason="" if matter.sealed else reason.strip(), move=move, replies=replies,
        **texts(matter, text=text.strip() or reason),
    )  # fmt: skip
    merged: Matter = enter(act, matter, actor=actor, at=at, once=once)
    return merged


def _may_merge(matter: Matter, target: Matter) -> None:
    if matter.merged_into_id:
        raise Refusal("already_merged", matter=matter.number)
    need_open(matter)
    if matter.chain != target.chain:
        raise Refusal("other_community", matter=target.number)
    if matter.pk == target.pk or target.pk in queries.merged_below(matter.pk):
        raise Refusal("merge_cycle", matter=target.number)
    if target.merged_into_id:
        raise Refusal("already_merged", matter=target.number)
    need_open(target)
    if matter.sealed != target.sealed:
        raise Refusal("sealed_differs", matter=target.number)


@action
def unmerge(
    *, matter: Matter, reason: str, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Matter:
    """Take a merge back: the matter stands where it stood, with its raisings, and its step's clock starts anew.

    Raises   Refusal: "not_your_turn", "stale", "not_merged", "already_ended", "text_missing", "unmasked".
    """
    matter = queries.fresh(matter, version)
    need_role(actor, matter, MERGERS)
    if not matter.merged_into_id:
        raise Refusal("not_merged", matter=matter.number)
    need_open(matter)
    need_text(reason=reason)
    need_masked(reason=reason)
    now = queries.standing(matter)
    move = complete_to(now, matter, roles=queries.roles_of(actor, matter), choose="return", at=at, why="unmerge")
    act = MatterUnmerged(matter=matter.pk, out_of=matter.merged_into_id, reason=reason.strip(), move=move)
    parted: Matter = enter(act, matter, actor=actor, at=at, once=once)
    advance(matter=Matter.objects.get(pk=act.out_of), at=at)
    return parted
