"""Going through a pool together (议题梳理): adopt and claim on the spot, merge, explain, mediate, pass on.

What is decided goes through the matter's own actions, in one transaction with the line of the agenda that says so.
"""

from datetime import date, datetime
from typing import Any

from bandeng.commitments import actions as work
from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.matters import queries as standing
from bandeng.matters.models import Matter
from bandeng.meetings import acts
from bandeng.meetings.actions.deciding import enter, need_runner, need_short, need_state
from bandeng.meetings.actions.sitting import of_item, reach_outcome
from bandeng.meetings.models import AgendaItem, Decided, Outcome, State
from bandeng.meetings.queries.meetings import TALK
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation, Person
from bandeng.records.actions import action

MOST_STEPS = 6
"""From the first step to the one that settles who does it; a process with more between is walked on its own page."""


@action
def decide_item(
    *, item: AgendaItem, decided: str, reason: str = "", reason_code: str = "", next_channel: str = "",
    into: Matter | None = None, to_organisation: Organisation | None = None, to: str = "", opinion: str = "",
    work_title: str = "", organisation: Organisation | None = None, officer: Person | None = None,
    days: int | None = None, unit: str = "calendar", due_on: date | None = None, accept_outside: bool = False,
    actor: Actor, at: datetime, once: str | None = None,
) -> AgendaItem:  # fmt: skip
    """Decide on a matter in front of everybody.

    decided      of `Decided`: "adopt" (with `opinion`; and with `organisation` and a date claimed on the spot as
                 `work_title`), "merge" (`into`, `reason`), "explain" (`reason_code`, `reason`, `next_channel`),
                 "mediate" (`reason_code`, `reason`), "pass_on" (`to_organisation` or `to`, `reason_code`, `reason`)
    Raises       Refusal: "not_your_turn", "meeting_is", "no_matter", "item_decided", "unknown_word",
                 "merge_missing", "no_quorum", and what the matter's own actions raise.
    """
    item, meeting = of_item(item)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN)
    if item.matter is None:
        raise Refusal("no_matter")
    if item.decided:
        raise Refusal("item_decided", item=item.topic)
    if decided not in Decided.values:
        raise Refusal("unknown_word", field="decided", word=decided)
    need_short(4000, reason=reason, opinion=opinion)
    told: dict[str, Any] = {"actor": actor, "at": at}
    because = reason.strip()
    if decided == Decided.ADOPTED:
        because = opinion.strip() or work_title.strip() or item.topic
        _adopt(item, because, told)
        if organisation is not None:
            work.set_and_claim(
                matter=Matter.objects.get(pk=item.matter.pk), title=(work_title.strip() or item.topic)[:120],
                organisation=organisation, officer=officer, days=days, unit=unit, due_on=due_on, how="on_the_spot",
                accept_outside=accept_outside, **told,
            )  # fmt: skip
    elif decided == Decided.MERGED:
        if into is None:
            raise Refusal("merge_missing", field="into")
        _leave(item.matter, decided, {"into": into, "reason": reason}, told)
    else:
        more = {
            "reason_code": reason_code, "reason": reason, "next_channel": next_channel,
            "to_organisation": to_organisation, "to": to,
        }  # fmt: skip
        _leave(item.matter, decided, more, told)
    act = acts.ItemDecided(meeting=meeting.pk, item=item.pk, matter=item.matter.pk, decided=decided, because=because)
    done: AgendaItem = enter(act, meeting, actor=actor, at=at, once=once)
    return done


def _leave(matter: Matter, way: str, more: dict[str, Any], told: dict[str, Any]) -> None:
    """By a branch: as the decision of sorting where it is still to be sorted, else from where it stands."""
    now = standing.standing(matter)
    if now.step and now.process.step(now.step).opens == "sorting":
        guards = sorted({*matter.guards, *(["two_sides"] if way == Decided.MEDIATED else [])})
        matters.sort(
            matter=matter, category=matter.category, severity=matter.severity, guards=guards, choose=way, **more, **told
        )
    elif way == Decided.MERGED:
        matters.merge(matter=matter, **more, **told)
    else:
        matters.take_branch(matter=matter, branch=way, **more, **told)


def _adopt(item: AgendaItem, opinion: str, told: dict[str, Any]) -> None:
    """Walk the matter to the step that settles who does it: sorted, talked over here with its outcome, decided."""
    for _step in range(MOST_STEPS):
        matter = standing.locked(Matter(pk=item.matter_id))
        now = standing.standing(matter)
        if now.step is None:
            raise Refusal("already_ended", matter=matter.number)
        if "claim" in now.process.tools(now.step):
            return
        opens = now.process.step(now.step).opens
        following = _towards_claim(now)
        if following is None:
            raise Refusal("adopt_elsewhere", matter=matter.number)
        if opens == "sorting":
            matters.sort(
                matter=matter, category=matter.category, severity=matter.severity, guards=matter.guards,
                choose=following, **told,
            )  # fmt: skip
        elif opens in TALK and not Outcome.objects.filter(item=item).exists():
            reach_outcome(item=item, outcome="consensus", opinion=opinion, choose=following, **told)
        else:
            matters.complete_step(matter=matter, choose=following, **told)
    raise Refusal("adopt_elsewhere", matter=matter.number)


def _towards_claim(now: standing.Standing) -> str | None:
    """What follows on the way to who does it, the table first since people sit at one; None where no way leads."""
    step = now.process.step(now.step or "")
    ahead = [key for key in step.then if key in now.process.own and key != step.key]
    opens = {key: now.process.step(key).opens for key in ahead}
    talks = [key for key in ahead if opens[key] in TALK and step.opens == "sorting"]
    claims = [key for key in ahead if opens[key] == "claim"]
    return next(iter([*talks, *claims, *ahead]), None)
