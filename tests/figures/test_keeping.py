"""What jobs keep is what a recount from nothing finds, whatever happened and in whatever order the jobs ran."""

import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bandeng.core.workdays import DayRow
from bandeng.figures import keeping, queries
from bandeng.figures.models import CountedRecord, CountedUpTo
from bandeng.matters import actions
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter, Raising
from bandeng.places.actions import YearBatch, load_year
from bandeng.records.models import Entry
from bandeng.records.rebuild import rebuild
from bandeng.records.tasks import react
from tests.figures.histories import History, communities, world
from tests.makers import AT, MAKER, XINHUA, current, join, make_matter, make_person, make_place
from tests.matters.replying import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _processes(at: datetime) -> None:
    actions.ensure_shelf_processes(at - timedelta(days=400))


def snapshot() -> list[tuple[Any, ...]]:
    columns = [field.attname for field in CountedRecord._meta.concrete_fields if field.attname != "id"]
    return sorted(CountedRecord.objects.values_list(*columns), key=repr)


def kept_equals_recount() -> bool:
    """Whether what stands is what a recount finds; there is something to find."""
    keeping.catch_up_all()
    kept = snapshot()
    keeping.recount()
    return bool(kept) and snapshot() == kept


def count_of(figure: str) -> tuple[int, int]:
    keeping.catch_up_all()
    asked = queries.Asked(make_place(), date(2026, 1, 1), date(2027, 12, 31), date(2027, 12, 31))
    answer = queries.figures(asked).get(figure.partition(".")[0])
    assert answer is not None
    told = answer.parts[figure.partition(".")[2]] if "." in figure else answer
    return told.share.n, told.share.N


def test_jobs_run_twice_and_out_of_order_count_nothing_twice() -> None:
    history = History(7, communities(1)[0], world())
    history.run(30)
    entries = list(Entry.objects.filter(chain=history.code).values_list("chain", "n"))
    order = [*entries, *entries]
    random.Random(5).shuffle(order)
    for chain, n in order[: len(entries)]:
        react.call(chain=chain, n=n)
    assert kept_equals_recount()


def test_the_worker_counts_what_was_done_and_says_up_to_where(at: datetime) -> None:
    make_matter("assign")
    for chain, n in Entry.objects.values_list("chain", "n"):
        react.call(chain=chain, n=n)
    newest = Entry.objects.filter(chain=XINHUA).order_by("-n").first()
    assert newest is not None
    reached = CountedUpTo.objects.get(chain=XINHUA)
    assert (reached.n, reached.at, queries.as_of(make_place())) == (newest.n, newest.at, newest.at)
    assert kept_equals_recount()


def test_a_rebuild_of_all_rows_leaves_the_figures_as_they_are(at: datetime) -> None:
    make_matter("assign", raisers=3)
    keeping.catch_up_all()
    before = snapshot()
    rebuild()
    assert snapshot() == before
    assert kept_equals_recount()


def test_a_raiser_who_has_themself_erased_is_still_counted_but_not_as_a_person(at: datetime) -> None:
    neighbour = make_person("resident")
    told = actions.raise_matter(place=make_place(), words="w", category="other", severity=2, actor=neighbour, at=at)
    keeping.catch_up_all()
    assert count_of("participation_breadth") == (1, 1)
    actions.erase_raising(raising=told.raising, actor=matters.receipt_actor(told.raising), at=at + timedelta(days=1))
    keeping.catch_up_all()
    rows = CountedRecord.objects.filter(figure="participation_breadth").values_list("verdict", "who")
    assert (list(rows), count_of("first_response_time")) == ([("x:erased", "")], (0, 1))
    assert kept_equals_recount()


def test_merged_matters_count_with_their_target_and_by_themselves_again_when_parted(at: datetime) -> None:
    secretary = make_person("secretary")
    one, two = make_matter(raisers=2, by=secretary), make_matter(by=secretary)
    assert count_of("conversion_funnel.raised") == (2, 2)
    actions.merge(matter=one, into=two, reason="r", actor=secretary, at=at + timedelta(hours=1))
    assert (count_of("conversion_funnel.raised"), count_of("response_rate")) == ((1, 1), (3, 3))
    assert CountedRecord.objects.filter(figure="response_rate", matter=two).count() == 3
    actions.unmerge(matter=current(one), reason="r", actor=secretary, at=at + timedelta(hours=2))
    assert count_of("conversion_funnel.raised") == (2, 2)
    assert CountedRecord.objects.filter(figure="response_rate", matter=two).count() == 1
    assert kept_equals_recount()


def test_a_reopened_matter_is_no_longer_solved_and_its_ending_counts_as_reopened(at: datetime) -> None:
    bench = Bench(at)
    secretary = bench.on_duty("secretary")
    matter = bench.at_reply(secretary)
    bench.replied(matter, secretary)
    raising = Raising.objects.get(matter=matter)
    assert (count_of("resolution_rate"), count_of("reopen_recurrence")) == ((1, 1), (0, 1))
    bench.rated(raising, solved="no", satisfied="no")
    assert (count_of("satisfaction"), count_of("reopen_recurrence")) == ((0, 1), (1, 1))
    assert count_of("resolution_rate") == (0, 1)
    assert kept_equals_recount()


def test_the_same_trouble_at_the_same_place_within_180_days_is_a_recurrence_and_later_is_not(at: datetime) -> None:
    bench = Bench(at)
    secretary = bench.on_duty("secretary")
    bench.replied(bench.at_reply(secretary), secretary)
    assert count_of("reopen_recurrence.recurrence") == (0, 1)
    bench.raised(at=at + timedelta(days=181))
    assert count_of("reopen_recurrence.recurrence") == (0, 1)
    bench.raised(at=at + timedelta(days=180))
    assert count_of("reopen_recurrence.recurrence") == (1, 1)
    assert kept_equals_recount()


def test_a_newly_published_calendar_moves_working_time_and_the_limit_of_a_response(at: datetime) -> None:
    friday = datetime.fromisoformat("2027-01-01T10:00+08:00")
    secretary = make_person("secretary")
    told = actions.raise_matter(
        place=make_place(), words="w", category="other", severity=2, actor=secretary, channel="proxy", consent="c",
        at=friday,
    )  # fmt: skip
    wednesday = friday + timedelta(days=5)
    actions.accept(matter=told.matter, title="t", summary="s", actor=secretary, at=wednesday)
    assert count_of("response_rate") == (0, 1)
    rest = [DayRow(date(2027, 1, day), "rest", "元旦", "New Year", "x") for day in (1, 2, 3, 4)]
    load_year(batch=YearBatch("cn", 2027, "notice", tuple(rest)), actor=MAKER, at=wednesday + timedelta(days=1))
    assert count_of("response_rate") == (1, 1)
    assert kept_equals_recount()


def test_a_parent_is_the_sum_of_its_children_and_people_are_counted_once(at: datetime) -> None:
    neighbour = make_person("resident")
    place, elsewhere = make_place(), make_place("640302107002", name="邻近社区", short="邻近")
    for where in (place, elsewhere, place):
        actions.raise_matter(place=where, words="w", category="other", severity=2, actor=neighbour, at=at)
    keeping.catch_up_all()

    def asked(code: str) -> dict[str, queries.Answer]:
        return queries.figures(
            queries.Asked(make_place(code) if len(code) == 12 else place.parent, date(2026, 1, 1), AT.date(), AT.date())  # type: ignore[arg-type]
        )

    one, two, above = asked(place.pk), asked(elsewhere.pk), asked("640302107")
    for key in ("first_response_time", "response_rate", "conversion_funnel"):
        assert one[key].share + two[key].share == above[key].share
    people = [each["participation_breadth"].share.n for each in (one, two, above)]
    assert people == [1, 1, 1]


def test_joining_an_accepted_matter_waits_for_an_answer_of_its_own_and_a_receipt_is_none(at: datetime) -> None:
    matter = make_matter("assign")
    join(matter, at=at + timedelta(hours=1))
    assert (count_of("response_rate"), Matter.objects.count()) == ((1, 2), 1)
