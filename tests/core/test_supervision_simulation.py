"""500 items over a year, day by day, with holidays, pauses, extensions, returns and a table that arrives in the middle:
exactly the warnings and rungs that a slow calculation by hand expects, and a second sweep adds none."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bandeng.core import ladder
from bandeng.core.deadline import Due, Extension, Facts, OpenDeadline, Pause, Unit, recompute
from bandeng.core.ladder import Issued
from bandeng.core.workdays import Calendar, DayRow, YearTable, calendar_for_place
from tests.core.by_hand import CHINA, DAY, HOURS, Clock, Days, span

FIRST, LAST = date(2026, 3, 1), date(2027, 3, 5)
ARRIVES = date(2026, 12, 8)
"""The day on which the table of 2027 is loaded."""

REST_2027, WORK_2027 = span("2027-01-01", "2027-01-03") | span("2027-02-05", "2027-02-12"), {date(2027, 1, 30)}
"""An invented table: nobody knows that year's yet."""

OFFICE = ladder.shared().office


def table_2027() -> YearTable:
    rows = [DayRow(day, "rest", "假", "rest") for day in sorted(REST_2027)]
    return YearTable("", 2027, tuple(rows + [DayRow(day, "work", "班", "work") for day in sorted(WORK_2027)]))


def at(day: date, hour: int = 8) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


@dataclass
class Item:
    """One item: the facts the product is given, the slow clock beside it, and what will happen to it on which day."""

    facts: Facts
    by_hand: Clock
    ends: date
    pause: tuple[date, date] | None
    extension: tuple[date, int] | None
    answers: dict[str, int]
    issued: list[tuple[str, date, date]] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    told: list[tuple[str, date, int]] = field(default_factory=list)
    dues: dict[Facts, Due] = field(default_factory=dict)

    def due(self, calendar: Calendar) -> Due:
        if self.facts not in self.dues:
            self.dues[self.facts] = self.facts.derive(calendar)
        return self.dues[self.facts]

    def happens(self, day: date, days: Days) -> None:
        """What people do in the morning of this day."""
        if self.pause and self.pause[0] == day:
            until = self.pause[1]
            pause = Pause(at(day), at(until))
            self.facts = Facts(self.facts.start, self.facts.days, self.facts.unit, pauses=(pause,))
            self.by_hand.paused = {day + DAY * count for count in range((until - day).days)}
        if self.extension and self.extension[0] == day and day <= self.by_hand.due(days):
            to = self.by_hand.due(days) + DAY * self.extension[1]
            grant = Extension(to, at(day), "下雨", "person:1", "person:2")
            facts = self.facts
            self.facts = Facts(facts.start, facts.days, facts.unit, pauses=facts.pauses, extensions=(grant,))
            self.by_hand.extended_to = to
        for key, issued, _ in self.by_hand.issued:
            if key in self.answers and days.after(issued, self.answers[key]) == day:
                self.answered.add(key)
                self.by_hand.answered.add(key)

    def sweep(self, day: date, hour: int, calendar: Calendar) -> list[str]:
        """What the product's rules issue at this moment."""
        due, found = self.due(calendar), []
        told = {name for name, _, _ in self.told}
        if warning := ladder.next_warning(due, told, at(day, hour), hours=OFFICE):
            self.told.append((warning.value, day, hour))
            found.append(warning.value)
        stands = [Issued(key, on, until, key in self.answered) for key, on, until in self.issued]
        if rung := ladder.next_rung(ladder.shared(), due, stands, day, unassigned=False):
            self.issued.append((rung.key, day, ladder.may_answer_until(rung, calendar, day)))
            found.append(rung.key)
        return found


def made(chance: random.Random) -> Item:
    start = FIRST + DAY * chance.randrange(300)
    days, working = chance.choice((1, 2, 3, 5, 5, 10, 15, 30)), chance.random() < 0.7
    began = start + DAY * chance.randrange(1, 20)
    pause = (began, began + DAY * chance.randrange(1, 25)) if chance.random() < 0.3 else None
    asked = start + DAY * chance.randrange(1, 12)
    extension = (asked, chance.randrange(1, 20)) if chance.random() < 0.25 and (not pause or pause[0] < asked) else None
    answers = {
        key: chance.randrange(0, 6) for key in ("reminder", "order", "listed", "summons") if chance.random() < 0.5
    }
    facts = Facts(at(start, chance.randrange(24)), days, Unit.WORKING if working else Unit.CALENDAR)
    ends = start + DAY * chance.randrange(1, 90)
    return Item(facts, Clock(start, days, working), min(ends, LAST), pause, extension, answers)


def given_back(item: Item, chance: random.Random) -> Item:
    """The unit gives it back: its clock ends with what stands on it, and that of the next unit begins from below."""
    item.ends = min(item.ends, item.facts.start.date() + DAY * chance.randrange(2, 25))
    following = made(chance)
    start = min(item.ends + DAY * chance.randrange(1, 4), LAST - DAY)
    following.facts = Facts(at(start), following.facts.days, following.facts.unit)
    following.by_hand.start, following.ends = start, min(start + DAY * 40, LAST)
    following.pause = following.extension = None
    return following


def test_500_items_over_a_year_are_warned_of_and_climb_exactly_as_expected() -> None:
    chance = random.Random(500)
    items = [made(chance) for _ in range(500)]
    items += [given_back(item, chance) for item in items[::6]]
    days, calendar = Days(), calendar_for_place(None)
    moved: list[Item] = []
    for count in range((LAST - FIRST).days + 1):
        day = FIRST + DAY * count
        running = [item for item in items if item.facts.start.date() <= day <= item.ends]
        if day == ARRIVES:
            calendar, days, moved = _another_year(running, calendar, days)
        for item in running:
            item.happens(day, days)
            for hour in HOURS:
                issued = item.sweep(day, hour, calendar)
                expected = [item.by_hand.warn(day, hour, days), item.by_hand.climb(day, days)]
                assert issued == [each for each in expected if each], (item.facts, day, hour)
                assert item.sweep(day, hour, calendar) == []
    assert [item.issued for item in items] == [item.by_hand.issued for item in items]
    assert [item.told for item in items] == [item.by_hand.told for item in items]
    rungs = [key for item in items for key, _, _ in item.issued]
    # The year was no empty one.
    assert {key: rungs.count(key) > 40 for key in ("reminder", "order", "listed", "summons")} == dict.fromkeys(
        ("reminder", "order", "listed", "summons"), True
    )
    assert sum(len(item.told) for item in items) > 1000
    assert len(moved) > 2


def _another_year(running: list[Item], calendar: Calendar, days: Days) -> tuple[Calendar, Days, list[Item]]:
    """The table of 2027 arrives: the product says which dates move, and they are those that move by hand."""
    later = calendar_for_place(None, loaded=[table_2027()])
    after = Days(days.rest | REST_2027, days.work | WORK_2027)
    stored = [
        OpenDeadline(str(number), item.facts, item.due(calendar).due, item.due(calendar).provisional)
        for number, item in enumerate(running)
    ]
    changes = recompute(stored, lambda _: later)
    by_hand = {
        str(number): (item.by_hand.due(days), item.by_hand.due(after))
        for number, item in enumerate(running)
        if item.by_hand.due(days) != item.by_hand.due(after)
    }
    assert {change.key: (change.old, change.new) for change in changes if change.moved} == by_hand
    for change in changes:
        assert change.moved or stored[int(change.key)].provisional
    for item in running:
        item.dues.clear()
    again = [OpenDeadline(each.key, each.facts, each.facts.derive(later).due, each.facts.derive(later).provisional)
             for each in stored]  # fmt: skip
    assert recompute(again, lambda _: later) == ()
    return later, after, [running[int(key)] for key in by_hand]


def test_the_table_typed_in_by_hand_is_the_one_on_the_shelf() -> None:
    days, calendar = Days(), calendar_for_place(None)
    year = [date(2026, 1, 1) + timedelta(days=count) for count in range(365)]
    assert [day for day in year if days.worked(day) != calendar.is_workday(day)] == []
