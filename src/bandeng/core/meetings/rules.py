"""Called in time, enough of them there, nobody forgotten, an outcome that says what comes next."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bandeng.core.meetings.model import BINDING, GROUPS, OUTCOMES, Form, SeatKind
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import Calendar


def notice_by(form: Form, starts_on: date, calendar: Calendar) -> date:
    """The last day on which a meeting of this form on that day may be called; neither day is counted between."""
    if form.notice.unit == "calendar":
        return starts_on - timedelta(days=form.notice.days)
    day, left = starts_on, form.notice.days
    while left:
        day -= timedelta(days=1)
        left -= calendar.is_workday(day)
    return day


def need_notice(form: Form, told_on: date, starts_on: date, calendar: Calendar) -> None:
    """Raises Refusal "notice_late" (days, unit, latest: the day by which it had to be told)."""
    latest = notice_by(form, starts_on, calendar)
    if told_on > latest:
        # The rule's own words in both languages; who says it to somebody takes one of them.
        cite = {"zh": form.cite.zh, "en": form.cite.en}
        raise Refusal("notice_late", days=form.notice.days, unit=form.notice.unit, latest=latest.isoformat(), **cite)


@dataclass(frozen=True)
class Presence:
    """How many of those invited with a vote are there; `needed` is None where nothing hangs on it."""

    present: int
    invited: int
    needed: int | None

    @property
    def holds(self) -> bool:
        """Whether what they agree on may bind anybody."""
        return self.needed is None or (self.invited > 0 and self.present >= self.needed)

    @property
    def missing(self) -> int:
        """How many more have to come."""
        return 0 if self.holds else max((self.needed or 0) - self.present, 1)


def presence(quorum: Fraction | None, *, present: int, invited: int) -> Presence:
    """Count who is there. The share is of those invited with a vote, rounded up to whole people."""
    needed = None if quorum is None else -(-invited * quorum.numerator // quorum.denominator)
    return Presence(present, invited, needed)


def may_bind(outcome: str, there: Presence) -> bool:
    """Whether an outcome may be written with so many there."""
    return outcome not in BINDING or there.holds


def need_outcome(outcome: str, next_step: str, there: Presence) -> None:
    """Raises Refusal: "unknown_word", "no_quorum" (present, needed), "next_step_missing"."""
    if outcome not in OUTCOMES:
        raise Refusal("unknown_word", field="outcome", word=outcome)
    if not may_bind(outcome, there):
        raise Refusal("no_quorum", present=there.present, needed=there.needed or 0, field="outcome")
    if outcome == "none" and not next_step.strip():
        raise Refusal("next_step_missing", field="next_step")


def unfilled(seats: Iterable[SeatKind], invited: Iterable[str]) -> dict[SeatKind, int]:
    """The fixed seats that wait for somebody, with how many chairs of each; `invited` names a seat for each guest."""
    asked = Counter(invited)
    return {each: each.count - asked[each.key] for each in seats if each.fixed and asked[each.key] < each.count}


@dataclass(frozen=True)
class Gap:
    """A group it affects, how many of them (None: the records do not tell), and how many sit there for it."""

    group: str
    affected: int | None
    invited: int

    @property
    def missing(self) -> bool:
        """Whether it is talked about them without them."""
        return bool(self.affected) and self.invited == 0

    @property
    def unknown(self) -> bool:
        """Whether nobody sits there for them and the records do not tell whether there are any."""
        return self.affected is None and self.invited == 0


def gaps(affected: Mapping[str, int], invited: Mapping[str, int]) -> list[Gap]:
    """Each group beside who is invited for it: first those left out, then those the records know nothing of.

    affected   how many the records tell of; a group the records say nothing about is left out of it
    """
    rows = [Gap(group, affected.get(group), invited.get(group, 0)) for group in GROUPS]
    return sorted(rows, key=lambda row: (not row.missing, not row.unknown, GROUPS.index(row.group)))
