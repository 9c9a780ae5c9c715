"""The table of votes: one per person and statement, whatever came in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandeng.core.opinion import gather
from bandeng.core.refusal import Refusal
from tests.core.opinion.makers import Heard, by, heard


def rows(*parts: list[int]) -> list[tuple[int, int, int]]:
    return [(int(who), int(what), int(how)) for who, what, how in zip(*gather(*parts).rows(), strict=True)]


def test_the_last_vote_by_time_counts_wherever_it_stands() -> None:
    assert rows([1, 1, 1], [4, 4, 4], [1, -1, 0], [10, 30, 20]) == [(1, 4, -1)]


def test_of_two_votes_at_one_time_the_one_given_last_counts() -> None:
    assert rows([1, 1, 2], [4, 4, 4], [1, -1, 0], [10, 10, 10]) == [(1, 4, -1), (2, 4, 0)]


def test_without_times_the_vote_given_last_counts() -> None:
    assert rows([1, 1], [4, 4], [-1, 1]) == [(1, 4, 1)]


def test_ids_may_be_any_whole_numbers() -> None:
    far = 2**62
    assert rows([far, -5], [-far, 9], [1, 0]) == [(-5, 9, 0), (far, -far, 1)]


def test_no_votes_are_a_table_too() -> None:
    votes = gather([], [], [])
    assert (len(votes), votes.pids.tolist(), votes.tids.tolist(), votes.starts.tolist()) == (0, [], [], [0])


def test_a_vote_that_is_none_of_the_three_is_refused_with_its_row() -> None:
    with pytest.raises(Refusal) as no:
        gather([1, 2], [1, 1], [1, 2])
    assert (no.value.code, no.value.details) == ("bad_vote", {"row": 1})


def test_columns_of_different_lengths_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        gather([1, 2], [1], [1])


def test_the_table_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        gather([1], [1], [1]).codes[0] = 0


@settings(deadline=None)
@given(heard())
def test_the_table_is_what_a_dictionary_would_say(votes: Heard) -> None:
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for who, what, how, when in zip(votes.participants, votes.statements, votes.values, votes.times, strict=True):
        if (who, what) not in last or last[who, what][0] <= when:
            last[who, what] = (when, how)
    found = zip(*(part.tolist() for part in votes.gathered().rows()), strict=True)
    assert list(found) == [(*pair, how) for pair, (_, how) in sorted(last.items())]


@settings(deadline=None)
@given(heard())
def test_compiled_loops_make_the_same_table(votes: Heard) -> None:
    with by("plain"):
        plain = votes.gathered()
    with by("compiled"):
        assert votes.gathered() == plain


@settings(deadline=None)
@given(st.integers(2, 400), st.integers(1, 30))
def test_a_table_that_is_in_order_already_stays_as_it_is(people: int, statements: int) -> None:
    who, what = np.divmod(np.arange(people * statements), statements)
    with by("compiled"):
        votes = gather(who, what, who % 3 - 1)
    assert [part.tolist() for part in votes.rows()] == [who.tolist(), what.tolist(), (who % 3 - 1).tolist()]
