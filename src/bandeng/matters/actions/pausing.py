"""A clock stands still for a time: asked for with a reason, decided by somebody else, over by itself (I6).

For the clock of a step, e.g. while an answer from outside is awaited; work items ask the same rules for theirs. The
whole matter's clock runs on.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypedDict

from bandeng.core import deadline as core
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, need_open, need_role, need_text
from bandeng.matters.actions.texts import published
from bandeng.matters.acts import SuspensionAsked, SuspensionDecided, SuspensionEnded
from bandeng.matters.models import Deadline, Matter, Pause
from bandeng.matters.queries.pausing import step_clock, stood_still
from bandeng.people.acting import Actor
from bandeng.records.actions import action

PAUSE_DECIDERS = frozenset({"secretary", "convener", "supervisor", "oversight_member"})
"""Who decides whether a clock may stand still, when they did not ask for it."""

MOST_REASON = 2000


@action
def ask_step_suspension(
    *, matter: Matter, review_on: date, reason: str, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Pause:  # fmt: skip
    """Ask that the clock of the step where the matter stands stop for a time, and say why.

    review_on   the day on which it runs on by itself; at most so many days ahead as shelf/clocks.toml says
    Raises      Refusal: "stale", "already_ended", "not_your_turn", "no_clock", "text_missing", "text_too_long",
                "unmasked", and what `need_pause` raises.
    Source      domain.md 3.3, I6; deadlines.md 6
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    need_role(actor, matter, queries.HANDLERS)
    clock = need_clock(matter)
    need_reason(reason)
    need_pause(clock, review_on, at)
    act = SuspensionAsked(
        matter=matter.pk, deadline=clock.pk, suspension=new_id(at), review_on=review_on,
        **published(matter, reason=reason),
    )  # fmt: skip
    asked: Pause = enter(act, matter, actor=actor, at=at, once=once)
    return asked


@action
def decide_step_suspension(
    *, matter: Matter, pause: Pause, granted: bool, reason: str = "", actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> Pause:  # fmt: skip
    """Let the step's clock stand still from now, or not; somebody else than who asked.

    reason   needed for a no
    Raises   Refusal: "stale", "already_ended", "not_your_turn", "already_decided", "suspension_by_requester",
             "suspension_late", "review_not_ahead", "text_missing", "text_too_long", "unmasked".
    Source   domain.md 3.3, I6
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    need_role(actor, matter, PAUSE_DECIDERS)
    asked = undecided(pause, actor)
    if not granted:
        need_text(reason=reason)
    need_reason(reason, must=False)
    act = SuspensionDecided(
        matter=matter.pk, deadline=asked.deadline_id, suspension=asked.pk, granted=granted,
        **decision(asked, granted, at), **published(matter, reason=reason),
    )  # fmt: skip
    decided: Pause = enter(act, matter, actor=actor, at=at, once=once)
    return decided


@action
def end_step_suspension(
    *, matter: Matter, pause: Pause, reason: str, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Pause:  # fmt: skip
    """Let the step's clock run on before the review date, and say what has come.

    Raises   Refusal: "stale", "already_ended", "not_your_turn", "not_paused", "text_missing", "text_too_long",
             "unmasked".
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    need_role(actor, matter, queries.HANDLERS | PAUSE_DECIDERS)
    running = still_running(pause, at)
    need_reason(reason)
    act = SuspensionEnded(
        matter=matter.pk, deadline=running.deadline_id, suspension=running.pk, **ending(running, at),
        **published(matter, reason=reason),
    )  # fmt: skip
    ended: Pause = enter(act, matter, actor=actor, at=at, once=once)
    return ended


# --- the rules, for steps and for items ---


def need_clock(matter: Matter) -> Deadline:
    """The running clock of the step where the matter stands. Raises Refusal "no_clock"."""
    if (clock := step_clock(matter)) is None:
        raise Refusal("no_clock")
    return clock


def need_pause(clock: Deadline, review_on: date, at: datetime) -> None:
    """Whether this clock may be asked to stand still from a moment until a day.

    Raises   Refusal: "already_asked", "already_paused" (until), "suspension_late" (due), "review_not_ahead",
             "review_too_far" (most, days), "paused_enough" (stood, days), "pauses_too_long" (stood, days, most).
    """
    if clock.pauses.filter(granted__isnull=True).exists():
        raise Refusal("already_asked")
    if running := queries.clock(clock, at).paused_until:
        raise Refusal("already_paused", until=running.isoformat())
    need_in_time(clock, review_on, at)
    rule, today = queries.rule("suspension"), core.local_day(at)
    if review_on > (latest := today + timedelta(days=rule.days)):
        raise Refusal("review_too_far", most=latest.isoformat(), days=rule.days)
    _need_not_forever(clock, review_on, today)


def _need_not_forever(clock: Deadline, review_on: date, today: date) -> None:
    """Pauses that follow one another are as long as the rule says, altogether, since the clock began."""
    most = queries.rule("suspension_in_all").days
    stood = stood_still(clock)
    if stood >= most:
        raise Refusal("paused_enough", stood=stood, days=most)
    if review_on > (latest := today + timedelta(days=most - stood)):
        raise Refusal("pauses_too_long", stood=stood, days=most, most=latest.isoformat())


def need_in_time(clock: Deadline, review_on: date, at: datetime) -> None:
    """A date that has passed is not moved by standing still. Raises Refusal "suspension_late", "review_not_ahead"."""
    today = core.local_day(at)
    if today > clock.due_on:
        raise Refusal("suspension_late", due=clock.due_on.isoformat())
    if review_on <= today:
        raise Refusal("review_not_ahead", date=review_on.isoformat())


def need_reason(reason: str, *, must: bool = True) -> None:
    """Raises Refusal "text_missing", "text_too_long"."""
    if must:
        need_text(reason=reason)
    if len(reason.strip()) > MOST_REASON:
        raise Refusal("text_too_long", field="reason", most=MOST_REASON)


def undecided(pause: Pause, actor: Actor) -> Pause:
    """The pause as it stands, for somebody else than who asked. Raises "already_decided", "suspension_by_requester"."""
    asked = Pause.objects.select_related("deadline__matter").get(pk=pause.pk)
    if asked.granted is not None:
        raise Refusal("already_decided")
    if asked.asked_by_id == actor.id:
        raise Refusal("suspension_by_requester")
    return asked


def still_running(pause: Pause, at: datetime) -> Pause:
    """The pause as it stands, while its clock stands still because of it. Raises Refusal "not_paused"."""
    found = Pause.objects.select_related("deadline__matter").get(pk=pause.pk)
    running = found.granted and found.ended_at is None and found.deadline.stopped_at is None
    if not running or found.expires_at is None or found.expires_at <= at:
        raise Refusal("not_paused")
    return found


class Moved(TypedDict):
    """What an act tells of the date that moved."""

    old: date
    new: date
    provisional: bool


class Decision(Moved):
    """And of how long it stands still."""

    expires_at: datetime | None


def decision(asked: Pause, granted: bool, at: datetime) -> Decision:
    """What follows from a decision: the due dates before and after, and when it runs on by itself.

    Raises   Refusal: "suspension_late", "review_not_ahead" for a yes that comes too late.
    """
    clock = asked.deadline
    if not granted:
        return {"old": clock.due_on, "new": clock.due_on, "provisional": clock.provisional, "expires_at": None}
    need_in_time(clock, asked.review_on, at)
    expires = core.start_of_day(asked.review_on)
    facts = queries.facts_of(clock)
    longer = core.Pause(since=at, expires_at=expires, reason=asked.reason)
    return {**_moved(clock, replace(facts, pauses=(*facts.pauses, longer))), "expires_at": expires}


def ending(running: Pause, at: datetime) -> Moved:
    """What follows when it ends now: days that did not pass paused count again."""
    assert running.since is not None
    facts = queries.facts_of(running.deadline)
    shorter = [replace(each, ended_at=at) if each.since == running.since else each for each in facts.pauses]
    return _moved(running.deadline, replace(facts, pauses=tuple(shorter)))


def _moved(clock: Deadline, facts: core.Facts) -> Moved:
    due = facts.derive(queries.calendar_of(clock.matter.chain))
    return {"old": clock.due_on, "new": due.due, "provisional": due.provisional}
