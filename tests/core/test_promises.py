"""How a promise stands on a day: each item is one thing, and the counts leave none out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.promises import Counts, Seen, Standing, count, standing

DUE = date(2026, 11, 23)
DAY = timedelta(days=1)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
seen = st.builds(
    Seen, settled=st.booleans(), partial=st.booleans(), rest_on=st.none() | days, moved_to=st.none() | days,
    passed_on=st.booleans(), dropped=st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (Seen(settled=True), "done"),
        (Seen(settled=True, partial=True, moved_to=DUE + DAY), "done"),
        (Seen(partial=True), "partial"),
        (Seen(partial=True, rest_on=DUE + DAY), "partial"),
        (Seen(partial=True, rest_on=DUE), "late"),
        (Seen(partial=True, rest_on=DUE, moved_to=DUE + DAY), "extended"),
        (Seen(moved_to=DUE + DAY), "extended"),
        (Seen(moved_to=DUE), "late"),
        (Seen(), "late"),
        (Seen(settled=True, passed_on=True), "passed_on"),
        (Seen(dropped=True), "dropped"),
    ],
)
def test_when_the_day_is_over_each_item_is_one_thing(known: Seen, told: str) -> None:
    assert standing(known, due=DUE, on=DUE, over=True) == told


def test_nothing_is_late_while_the_day_itself_runs() -> None:
    told = [standing(Seen(), due=DUE, on=on, over=over) for on, over in ((DUE - DAY, True), (DUE, False), (DUE, True))]
    assert told == [Standing.NOT_DUE, Standing.NOT_DUE, Standing.LATE]


def test_a_later_date_that_passed_too_is_late() -> None:
    moved = Seen(moved_to=DUE + DAY)
    assert [standing(moved, due=DUE, on=DUE + n * DAY, over=False) for n in (1, 2)] == ["extended", "late"]


@given(st.lists(seen), days, days, st.booleans())
def test_the_counts_leave_nothing_out(known: list[Seen], due: date, on: date, over: bool) -> None:
    assert count(standing(each, due=due, on=on, over=over) for each in known).total == len(known)


@given(seen, days, days, st.booleans())
def test_done_is_said_of_nothing_that_nobody_checked(known: Seen, due: date, on: date, over: bool) -> None:
    done = standing(known, due=due, on=on, over=over) is Standing.DONE
    assert done == (known.settled and not known.passed_on and not known.dropped)


@given(seen, days, days)
def test_a_day_that_is_over_excuses_no_more_than_one_that_runs(known: Seen, due: date, on: date) -> None:
    runs, is_over = (standing(known, due=due, on=on, over=over) for over in (False, True))
    assert is_over == runs or runs in (Standing.NOT_DUE, Standing.PARTIAL, Standing.EXTENDED)


def test_a_promise_is_kept_whole_or_not() -> None:
    assert [Counts(done=3).kept, Counts(done=2, partial=1).kept, Counts().kept] == [True, False, False]
