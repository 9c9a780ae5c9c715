"""A year of work items through the actions real use goes through, swept three times a day: exactly the warnings and
rungs that a slow calculation by hand expects; a second sweep adds none; a year's table that arrives moves dates openly.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time

import pytest

from bandeng.commitments import actions
from bandeng.commitments.models import ClockWarning, SupervisionOrder, WorkItem
from bandeng.core.workdays import DayRow
from bandeng.matters.actions import recompute_deadlines
from bandeng.matters.models import DeadlineChange
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.actions import YearBatch, load_year
from bandeng.places.models import Place
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.commitments.working import PHOTO, current, make_unit, officer, set_one
from tests.core.by_hand import CHINA, DAY, HOURS, Clock, Days
from tests.core.test_supervision_simulation import REST_2027, WORK_2027
from tests.makers import MAKER, make_matter, make_person

pytestmark = pytest.mark.django_db
FIRST, LAST, ARRIVES = date(2026, 3, 2), date(2027, 3, 5), date(2026, 12, 22)
ITEMS, LAST_BEGINS = 40, date(2026, 12, 20)
"""As many as a minute bears on either database; five hundred by the same rules: tests/core."""


def at(day: date, hour: int = 8) -> datetime:
    return datetime.combine(day, time(hour), CHINA)


@dataclass
class Story:
    """What happens to one item, by day, and its clocks by hand: of waiting for a unit, and of each unit."""

    begins: date
    days: int
    working: bool
    claimed: date
    given_back: date | None
    ends: date
    pause: tuple[date, int] | None
    extension: tuple[date, int] | None
    answers: dict[str, int]
    waiting: Clock = field(init=False)
    held: list[Clock] = field(default_factory=list)
    item: WorkItem = field(init=False)
    done: bool = False

    @property
    def clock(self) -> Clock | None:
        """The one that runs."""
        if self.done:
            return None
        return self.held[-1] if self.held and self.item.state == "active" else self.waiting


@dataclass
class Street:
    """The people, and the two units that hold items one after the other."""

    secretary: Actor
    units: list[Organisation]
    officers: list[Actor]

    def happens(self, story: Story, day: date, days: Days) -> None:
        """What people do on the morning of this day."""
        if day == story.begins:
            matter = make_matter("assign", by=self.secretary, at=at(day, 7))
            story.item = set_one(matter, self.secretary, at=at(day))
            story.waiting = Clock(day, 3, working=True)
        if day == story.claimed:
            self._claim(story, day, 0)
        if story.held and not story.done:
            self._moves(story, day, days)
            self._given_back(story, day)
        if story.begins <= day:
            self._answers(story, day, days)
        if day == story.ends and story.held and story.item.state == "active":
            worker = self.officers[len(story.held) - 1]
            actions.done(item=story.item, text="好了", photos=[PHOTO], actor=worker, at=at(day))
            actions.check(item=current(story.item), solved=True, actor=self.secretary, at=at(day))
            story.done = True

    def _claim(self, story: Story, day: date, which: int) -> None:
        unit = "working" if story.working else "calendar"
        story.item = actions.claim(
            item=current(story.item), organisation=self.units[which], days=story.days, unit=unit,
            actor=self.officers[which], at=at(day),
        )  # fmt: skip
        story.held.append(Clock(day, story.days, story.working))

    def _moves(self, story: Story, day: date, days: Days) -> None:
        clock, worker = story.held[-1], self.officers[len(story.held) - 1]
        in_time = story.item.state == "active" and day <= clock.due(days)
        if story.pause and story.pause[0] == day and in_time:
            until = day + DAY * story.pause[1]
            asked = actions.ask_suspension(
                item=current(story.item), review_on=until, reason="等停水通知", actor=worker, at=at(day)
            )
            pause = current(asked).deadline.pauses.get()  # type: ignore[union-attr]
            actions.decide_suspension(
                item=current(story.item), pause=pause, granted=True, actor=self.secretary, at=at(day)
            )
            clock.paused = {day + DAY * count for count in range((until - day).days)}
        if story.extension and story.extension[0] == day and in_time and day not in clock.paused:
            to = clock.due(days) + DAY * story.extension[1]
            asked = actions.ask_extension(item=current(story.item), to_on=to, reason="下雨", actor=worker, at=at(day))
            actions.decide_extension(
                extension=asked.extensions.get(granted=None), granted=True, actor=self.secretary, at=at(day)
            )
            clock.extended_to = to
        row = current(story.item).deadline
        assert row is None or row.due_on == clock.due(days)

    def _given_back(self, story: Story, day: date) -> None:
        if story.given_back is None or len(story.held) > 1:
            return
        if day == story.given_back:
            story.item = actions.return_item(
                item=current(story.item), ground="归市政管", actor=self.officers[0], at=at(day)
            )
        if day == story.given_back + DAY * 6:
            self._claim(story, day, 1)

    def _answers(self, story: Story, day: date, days: Days) -> None:
        for clock in (story.waiting, *story.held):
            for key, issued, _ in clock.issued:
                if key in story.answers and days.after(issued, story.answers[key]) == day:
                    self._answer(story, clock, key, day)

    def _answer(self, story: Story, clock: Clock, key: str, day: date) -> None:
        waits = clock is story.waiting
        holder = None if waits else self.units[story.held.index(clock)]
        order = SupervisionOrder.objects.get(item=story.item, level=key, organisation=holder)
        if order.closed_at is None:
            by = self.secretary if waits else self.officers[story.held.index(clock)]
            actions.answer_order(order=order, text="在办", actor=by, at=at(day))
            clock.answered.add(key)


def made(chance: random.Random) -> Story:
    begins = FIRST + DAY * chance.randrange((LAST_BEGINS - FIRST).days)
    claimed = begins + DAY * chance.choice((0, 0, 1, 9))
    ends = claimed + DAY * chance.randrange(1, 45)
    paused = chance.randrange(1, 5) if chance.random() < 0.35 else 0
    # By hand a pause is simple only before an extension; the other order has its tests in core.
    longer = paused + chance.randrange(1, 6) if chance.random() < 0.3 else 0
    return Story(
        begins=begins, days=chance.choice((1, 2, 3, 5, 10, 15, 25)), working=chance.random() < 0.7, claimed=claimed,
        given_back=claimed + DAY * chance.randrange(1, 12) if chance.random() < 0.25 else None, ends=ends,
        pause=(claimed + DAY * paused, chance.randrange(1, 15)) if paused else None,
        extension=(claimed + DAY * longer, chance.randrange(1, 15)) if longer else None,
        answers={key: chance.randrange(1, 5) for key in ("reminder", "order", "listed") if chance.random() < 0.5},
    )  # fmt: skip


def issued_by_the_sweep(moment: datetime) -> Counter[tuple[object, str]]:
    """What one sweep issues on items, by item; the matters' own clocks are left aside."""
    found: Counter[tuple[object, str]] = Counter()
    for each in actions.supervise(at=moment):
        kind = each.deadline.kind
        if kind in ("item", "claim"):
            key = each.level if isinstance(each, SupervisionOrder) else each.threshold
            found[each.deadline.of.removeprefix("item:"), key] += 1
    return found


def test_a_year_of_items_is_warned_of_and_climbs_exactly_as_expected(xinhua: Place) -> None:
    chance = random.Random(7)
    units = [make_unit("安居物业"), make_unit("市政处")]
    street = Street(make_person("secretary"), units, [officer(unit) for unit in units])
    stories, days = [made(chance) for _ in range(ITEMS)], Days()
    for count in range((LAST - FIRST).days + 1):
        day = FIRST + DAY * count
        if day == ARRIVES:
            days = another_year(stories, days, day)
        for story in stories:
            street.happens(story, day, days)
        for hour in HOURS:
            expected: Counter[tuple[object, str]] = Counter()
            for story in stories:
                if story.begins <= day and (clock := story.clock):
                    keys = (clock.warn(day, hour, days), clock.climb(day, days))
                    expected.update((str(story.item.pk), key) for key in keys if key)
            if not expected and (hour > HOURS[0] or day.day % 5):
                continue
            assert issued_by_the_sweep(at(day, hour)) == expected, (day, hour)
            entries = Entry.objects.count()
            assert (actions.supervise(at=at(day, hour)), Entry.objects.count()) == ([], entries)
    rungs = Counter(SupervisionOrder.objects.filter(item__isnull=False).values_list("level", flat=True))
    assert [rungs[key] > 2 for key in ("reminder", "order", "listed", "summons")] == [True] * 4
    assert (ClockWarning.objects.count() > 30, rebuild.check().different) == (True, ())


def another_year(stories: list[Story], days: Days, day: date) -> Days:
    """The table of 2027 is loaded: what moves is said, each from its old day to its new one."""
    rows = tuple(DayRow(each, "rest", "假", "rest") for each in sorted(REST_2027))
    rows += tuple(DayRow(each, "work", "班", "work") for each in sorted(WORK_2027))
    table = load_year(batch=YearBatch("cn", 2027, "国务院办公厅通知", rows), actor=MAKER, at=at(day, 6))
    after = Days(days.rest | REST_2027, days.work | WORK_2027)
    running = [story.clock for story in stories if story.begins < day]
    moved = [(one.due(days), one.due(after)) for one in running if one and one.due(days) != one.due(after)]
    recompute_deadlines(table=table, at=at(day, 6))
    said = DeadlineChange.objects.filter(because="calendar", deadline__kind__in=("item", "claim"))
    assert sorted(said.values_list("old", "new")) == sorted(moved)
    assert (len(moved) > 0, recompute_deadlines(table=table, at=at(day, 6))) == (True, 0)
    return after
