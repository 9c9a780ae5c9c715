"""Along the line of the process: verify, sort, complete, review, advance; each asks the engine first."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from bandeng.core.categories import category as known_category
from bandeng.core.gate import EFFECTS
from bandeng.core.ids import new_id
from bandeng.core.process import Process
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions import branches, merging
from bandeng.matters.actions.deciding import (
    complete_to,
    enter,
    need_open,
    need_role,
    need_text,
    need_tool,
    not_future,
    step_of,
)  # fmt: skip
from bandeng.matters.actions.moving import advance, step_on
from bandeng.matters.actions.texts import need_masked, published
from bandeng.matters.acts import MatterReviewed, MatterSorted, MatterVerified
from bandeng.matters.models import Matter, Severity, Verification
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.records.actions import action
from bandeng.records.queries import story_of

VERIFIERS = frozenset(
    {
        "secretary", "community_staff", "social_worker", "grid_worker", "building_head", "unit_head",
        "neighbour_steward", "cppcc_member", "convener",
    }
)  # fmt: skip
"""Who may go and see; a building head sees their own building best."""

FEASIBLE = ("yes", "no", "unknown")
GUARDS = frozenset(EFFECTS)
"""What sorting may find true of a matter: guards of the process, and what the legal gate asks for."""

BY_OWN_ACTION = frozenset({"sorting", "acknowledgement", "escalation", "merge"})
"""Steps that are completed by an action of their own, which asks for more than a choice."""


def completed_by_own_action(process: Process, step: str) -> bool:
    """Whether a step is completed by an action of its own. On the line only sorting is: what another body says to a
    step of a place's own is written down and then the step is completed like any other."""
    opens = process.step(step).opens
    return opens in BY_OWN_ACTION and (opens == "sorting" or step not in process.own)


@action
def verify(
    *, matter: Matter, visited_on: date, finding: str, note: str = "", legal: str = "unknown",
    technical: str = "unknown", financial: str = "unknown", photos: Sequence[str] = (), actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> Verification:  # fmt: skip
    """Somebody went to see.

    finding    for everybody once the matter is public; `note` only for those who handle it
    legal, technical, financial   can it be done? "yes", "no" or "unknown"
    Raises     Refusal: "not_your_turn", "stale", "already_ended", "text_missing", "unmasked", "unknown_word",
               "date_in_future".
    """
    matter = queries.fresh(matter, version)
    need_role(actor, matter, VERIFIERS)
    need_open(matter)
    need_text(finding=finding)
    not_future(visited_on, at)
    for field, word in (("legal", legal), ("technical", technical), ("financial", financial)):
        if word not in FEASIBLE:
            raise Refusal("unknown_word", field=field, word=word)
    act = MatterVerified(
        matter=matter.pk, verification=new_id(at), visited_on=visited_on, legal=legal, technical=technical,
        financial=financial, photos=list(photos), note=note.strip() or None, **published(matter, finding=finding),
    )  # fmt: skip
    seen: Verification = enter(act, matter, actor=actor, at=at, once=once)
    return seen


@action
def sort(
    *, matter: Matter, category: str, severity: int, choose: str, guards: Sequence[str] = (), reason: str = "",
    reason_code: str = "", next_channel: str = "", into: Matter | None = None,
    to_organisation: Organisation | None = None, to: str = "", actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> Matter:  # fmt: skip
    """Decide category, severity and route, and move the matter there.

    choose   what follows: a step of the line, or any branch ("explain", "pass_on", "mediate", "merge" with `into` ...)
    guards   what is true of it, of `GUARDS`; they decide what is offered
    Raises   Refusal: "not_your_turn", "stale", "already_ended", "unknown_word", "must_be_another" (contested, and this
             is who sorted it), "not_accepted_yet", "missing", "must_choose", and what `take_branch` and `merge` raise.
    """
    matter = queries.fresh(matter, version)
    _may_sort(matter, category, severity, guards, actor)
    need_masked(reason=reason)
    newly_unsafe = severity == Severity.LIFE_SAFETY and not matter.tracks.filter(kind="safety").exists()
    matter.category, matter.severity, matter.guards = category, severity, sorted(set(guards))
    now = queries.standing(matter)
    is_branch = choose not in now.process.own
    move = None
    if not is_branch:
        # What goes to the bench or to a unit is talked of in public: somebody has stood for its summary first.
        if matter.accepted_at is None:
            raise Refusal("not_accepted_yet", matter=matter.number)
        move = complete_to(now, matter, roles=queries.step_roles(actor, matter), choose=choose, at=at)
    act = MatterSorted(
        matter=matter.pk, category=category, severity=severity, guards=matter.guards, move=move,
        safety_track=new_id(at) if newly_unsafe else None,
        **({} if is_branch else published(matter, reason=reason)),
    )  # fmt: skip
    done: Matter = enter(act, matter, actor=actor, at=at, once=once)
    if choose == "merge" and into:
        return merging.merge(matter=done, into=into, reason=reason, actor=actor, at=at)
    if is_branch:
        return branches.take_branch(
            matter=done, branch=choose, reason_code=reason_code, reason=reason, next_channel=next_channel,
            to_organisation=to_organisation, to=to, actor=actor, at=at,
        )  # fmt: skip
    return done


def _may_sort(matter: Matter, category: str, severity: int, guards: Sequence[str], actor: Actor) -> None:
    step_of(matter)
    now = queries.standing(matter)
    need_tool(now, "sorting")
    person = need_role(actor, matter, now.process.step(now.step or "").by)
    if matter.contested and matter.sorted_by_id == person:
        raise Refusal("must_be_another", step=now.step)
    known_category(category)
    if severity not in Severity.values:
        raise Refusal("unknown_word", field="severity", word=str(severity))
    if unknown := sorted(set(guards) - GUARDS):
        raise Refusal("unknown_word", field="guards", word=unknown[0])


@action
def complete_step(
    *, matter: Matter, actor: Actor, at: datetime, choose: str | None = None, version: int | None = None,
    once: str | None = None,
) -> Matter:  # fmt: skip
    """Complete the step the matter stands at.

    choose   what shall follow, where more than one thing may; a branch that needs a reason goes by `take_branch`
    Raises   Refusal: "not_your_turn", "stale", "already_ended", "missing", "must_choose", "not_offered", "too_often",
             "tracks_open", "dissent_unanswered", "reason_missing" (branch).
    """
    matter = queries.fresh(matter, version)
    step_of(matter)
    now = queries.standing(matter)
    opens = now.process.step(now.step or "").opens
    if completed_by_own_action(now.process, now.step or ""):
        raise Refusal("not_offered", step=now.step, tool=opens)
    if choose in {branch.key for branch in now.process.branches} - now.process.own:
        raise Refusal("reason_missing", branch=choose)
    move = complete_to(now, matter, roles=queries.step_roles(actor, matter), choose=choose, at=at)
    return step_on(matter, move, actor=actor, at=at, once=once)


@action
def review(
    *, matter: Matter, text: str, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Matter:
    """Look at it anew, and give the reasons: after a contest, or when it was reopened a second time.

    Raises   Refusal: "not_offered", "not_your_turn", "must_be_another" (who decided, or holds it), "text_missing",
             "unmasked", "stale".
    """
    matter = queries.fresh(matter, version)
    step_of(matter)
    now = queries.standing(matter)
    need_tool(now, "review")
    person = need_role(actor, matter, now.process.step(now.step or "").by)
    if person == matter.sorted_by_id or (now.step == "explain:contested" and person == _explained_by(matter)):
        raise Refusal("must_be_another", step=now.step)
    need_text(text=text)
    act = MatterReviewed(matter=matter.pk, review=new_id(at), **published(matter, text=text))
    done: Matter = enter(act, matter, actor=actor, at=at, once=once)
    return advance(matter=done, at=at)


def _explained_by(matter: Matter) -> UUID | None:
    """Who gave the explanation that was contested, from its entry."""
    entry = story_of(f"matter:{matter.pk}", verbs=["matter.branched"]).first()
    kind, _, key = entry.actor.partition(":") if entry else ("", "", "")
    return UUID(key) if kind == "person" else None
