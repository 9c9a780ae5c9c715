"""Which rung follows: by rule, day by day; and whether one may be issued by hand.

A rung is due when the clock is overdue for so many working days, or when the rung below was not answered in its time.
One clock gets one new rung a day at most, and each rung once. A clock that is stopped or paused gets none.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bandeng.core.deadline import Due
from bandeng.core.deadline.history import paused_days
from bandeng.core.ladder.rungs import Ladder, Rung
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import Calendar

MOST_OVER = 9999


@dataclass(frozen=True)
class Issued:
    """A rung that stands on a clock already.

    on        the local day it was issued
    due       the last day to answer it
    answered  somebody did
    """

    level: str
    on: date
    due: date
    answered: bool


def over(due: Due, today: date) -> int:
    """Working days a clock is overdue on a day, paused ones not counted; 0 up to the due day.

    At most MOST_OVER. The day after the due day counts as the first, if it is worked.
    """
    if today <= due.due:
        return 0
    paused = paused_days(due.pauses)
    days = (due.due + timedelta(days=count) for count in range(1, (today - due.due).days + 1))
    return min(MOST_OVER, sum(due.calendar.is_workday(day) and day not in paused for day in days))


def next_rung(ladder: Ladder, due: Due, issued: Sequence[Issued], today: date, *, unassigned: bool) -> Rung | None:
    """The rung that is issued by rule on this day; None when none is due.

    due         the running clock
    issued      what stands on this clock, answered or not
    unassigned  no unit holds it: the clock within which one must take it, or a matter's own step
    Source      domain.md 3.3 (催办, 督办, 挂牌, 约谈), 6.3; deadlines.md 12
    """
    rests = not due.calendar.is_workday(today) or today in paused_days(due.pauses)
    if rests or any(each.on >= today for each in issued):
        return None
    highest = max((ladder.rank(each.level) for each in issued), default=0)
    if highest >= len(ladder.rungs):
        return None
    rung = ladder.rungs[highest]
    unanswered = any(ladder.rank(each.level) == highest and not each.answered and each.due < today for each in issued)
    if rung.by_rule and (unanswered or over(due, today) >= rung.due_after(unassigned=unassigned)):
        return rung
    return None


def check_by_hand(
    ladder: Ladder, level: str, due: Due, issued: Sequence[Issued], today: date, roles: Collection[str]
) -> Rung:
    """The rung somebody wants to issue by hand. One may be passed over upwards; never back down.

    roles    what the issuer is for the matter
    Raises   Refusal: "unknown_rung", "not_your_turn" (needs), "already_issued", "rung_behind" (stands),
             "one_rung_a_day", "not_overdue".
    """
    rung = ladder.rung(level)
    if rung.by.isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(rung.by))
    if any(each.level == level for each in issued):
        raise Refusal("already_issued")
    highest = max((ladder.rank(each.level) for each in issued), default=0)
    if ladder.rank(level) <= highest:
        raise Refusal("rung_behind", stands=ladder.rungs[highest - 1].key)
    if any(each.on >= today for each in issued):
        raise Refusal("one_rung_a_day")
    if not rung.early and today <= due.due:
        raise Refusal("not_overdue", due=due.due.isoformat())
    return rung


def may_answer_until(rung: Rung, calendar: Calendar, today: date) -> date:
    """The last day to answer a rung issued today: so many working days on, today not counted."""
    day, left = today, rung.answer
    while left:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    return day
