"""Clocks: the step's starts anew, the whole matter's never; every date opens to its arithmetic."""

from datetime import date, datetime, timedelta

import pytest

from bandeng.core.workdays import DayRow, YearTable
from bandeng.matters import actions, queries
from bandeng.matters.models import Deadline, DeadlineChange, Matter
from bandeng.places.actions import YearBatch, load_year
from bandeng.places.models import HolidayTable
from bandeng.records.models import Entry
from tests.makers import MAKER, YIXINYUAN, current, make_matter, make_person, make_place, sort_to

pytestmark = pytest.mark.django_db


def rest(*days: str) -> tuple[DayRow, ...]:
    return tuple(DayRow(date.fromisoformat(day), "rest", "停电检修", "Closed", "通知") for day in days)


def load(at: datetime, *days: str, layer: str = "64", year: int = 2026) -> HolidayTable:
    """Load a table, without the job that follows it."""
    batch = YearBatch(layer, year, "人民政府通知", rest(*days))
    return load_year(batch=batch, actor=MAKER, at=at)


def dues(matter: Matter) -> dict[str, str]:
    return {each.of: str(each.due_on) for each in matter.deadlines.all()}


def test_the_lamp_of_a_clock_follows_the_days(at: datetime) -> None:
    step = make_matter().deadlines.get(kind="step")
    days = [0, 3, 4, 7, 8, 15, 16]
    shown = [queries.clock(step, (at + timedelta(days=each)).date()) for each in days]
    assert [(c.state, c.words) for c in shown] == [
        ("green", ("left", 5)), ("green", ("left", 2)), ("soon", ("left", 1)), ("soon", ("today", 0)),
        ("late", ("over", 1)), ("very_late", ("over", 6)), ("very_late", ("over", 7)),
    ]  # fmt: skip


def test_a_stopped_clock_says_no_more(at: datetime) -> None:
    matter = make_matter("sort")
    sort_to(matter, "deliberate", by=make_person("secretary"))
    stopped = matter.deadlines.get(of="step:discover")
    assert (queries.clock(stopped, at).state, queries.clock(stopped, at).words) == ("stopped", ("stopped", 0))


def test_every_date_opens_to_its_arithmetic(at: datetime) -> None:
    told = queries.explain(make_matter().deadlines.get(kind="step"))
    assert [(str(line.day), line.kind, line.number, str(line.reason or "")) for line in told.lines] == [
        ("2026-11-23", "start", None, ""),
        ("2026-11-24", "counted", 1, ""),
        ("2026-11-25", "counted", 2, ""),
        ("2026-11-26", "counted", 3, ""),
        ("2026-11-27", "counted", 4, ""),
        ("2026-11-28", "skipped", None, "weekend"),
        ("2026-11-29", "skipped", None, "weekend"),
        ("2026-11-30", "counted", 5, ""),
    ]


def test_a_date_beyond_the_published_calendars_says_that_it_is_provisional(at: datetime) -> None:
    step, whole = make_matter().deadlines.order_by("due_on")
    assert (step.provisional, whole.provisional) == (True, True)


def test_i6_a_newly_loaded_calendar_moves_running_deadlines_openly_and_only_once(at: datetime) -> None:
    matter = make_matter()
    load(at, "2026-11-26", "2026-11-27")
    later = at + timedelta(hours=1)
    table = HolidayTable.objects.get()
    changed = [actions.recompute_deadlines(table=table, at=later) for _ in range(2)]
    step = matter.deadlines.get(kind="step")
    assert changed[1] == 0
    assert (str(step.due_on), str(step.original_due_on)) == ("2026-12-02", "2026-11-30")
    moved = DeadlineChange.objects.get(deadline=step)
    assert (str(moved.old), str(moved.new), moved.because, moved.reason, moved.at) == (
        "2026-11-30", "2026-12-02", "calendar", "64 2026", later,
    )  # fmt: skip
    told = Entry.objects.filter(verb="matter.deadline_recomputed", detail__deadline=str(step.pk))
    assert [(e.chain, e.detail["old"], e.detail["new"]) for e in told] == [(matter.chain, "2026-11-30", "2026-12-02")]


def test_a_calendar_of_one_region_moves_nothing_in_another(at: datetime) -> None:
    matter = make_matter()
    assert [each.matter for each in queries.open_deadlines("64")] == [matter, matter]
    assert list(queries.open_deadlines("21")) == []


def test_stopped_clocks_stay_as_they_were_told(at: datetime) -> None:
    matter = make_matter("sort")
    sort_to(matter, "deliberate", by=make_person("secretary"))
    load(at, "2026-11-26")
    actions.recompute_deadlines(table=HolidayTable.objects.get(), at=at)
    assert dues(matter)["step:discover"] == "2026-11-30"


def test_the_page_that_asks_before_loading_is_told_what_would_move(at: datetime) -> None:
    matter = make_matter()
    make_matter(place=make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑"))
    table = YearTable("64", 2026, rest("2026-11-26"))
    would = queries.would_move(table)
    assert (would.count, {(m.what, str(m.before), str(m.after)) for m in would.shown}) == (
        2, {("新华-2026-0001", "2026-11-30", "2026-12-01"), ("逸馨苑-2026-0001", "2026-11-30", "2026-12-01")},
    )  # fmt: skip
    load(at, "2026-11-26")
    actions.recompute_deadlines(table=HolidayTable.objects.get(), at=at)
    assert queries.moved("64", 2026).count == 2
    assert dues(matter)["step:discover"] == "2026-12-01"


def test_loading_a_year_recomputes_by_itself(at: datetime) -> None:
    from bandeng.matters.reactions import a_year_was_loaded
    from bandeng.records.queries import act_of

    matter = make_matter()
    load(at, "2026-11-26")
    entry = Entry.objects.get(verb="calendar.year_loaded")
    a_year_was_loaded(act_of(entry), entry)
    assert dues(matter)["step:discover"] == "2026-12-01"


def test_the_whole_clock_is_never_reset(at: datetime) -> None:
    matter, secretary = make_matter(), make_person("secretary")
    whole = matter.deadlines.get(kind="matter")
    actions.take_branch(
        matter=matter, branch="pass_on", reason_code="not_our_duty", reason="水务", to="水务局", actor=secretary, at=at
    )
    actions.return_unacknowledged(at + timedelta(days=9))
    now = Deadline.objects.get(pk=whole.pk)
    assert (now.due_on, now.started_at, now.stopped_at) == (whole.due_on, at, None)
    assert current(matter).step == "discover"


def test_a_clock_may_count_from_the_raising(at: datetime) -> None:
    raised_at = at - timedelta(days=7)
    make_place()
    due = queries.due_from("step", 5, "working", chain="640302107001", at=at, since=raised_at)
    assert (str(due.due_on), due.since) == ("2026-11-23", raised_at)
