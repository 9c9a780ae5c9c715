"""Conversations with next to nothing in them give a map too, without a warning."""

import numpy as np
import pytest

from bandeng.core.opinion import DEFAULT, PARITY, Around, OpinionMap, Options, Standing, gather, opinion_map
from tests.core.opinion.makers import by, camps

BOTH = pytest.mark.parametrize("options", [DEFAULT, PARITY], ids=["product", "parity"])
pytestmark = pytest.mark.filterwarnings("error")


def told(found: OpinionMap) -> tuple[int, int, int, tuple[int, ...]]:
    return len(found.pids), len(found.tids), found.votes, found.labels


def is_all_numbers(found: OpinionMap) -> bool:
    arrays = (
        found.mean,
        found.components,
        found.variance,
        found.xy,
        found.extremity,
        found.priority,
        found.common_agree,
    )
    return all(bool(np.isfinite(array).all()) for array in arrays)


@BOTH
def test_no_votes(options: Options) -> None:
    found = opinion_map(gather([], [], []), options=options)
    assert (told(found), found.agreed, found.against, found.xy.shape) == ((0, 0, 0, ()), (), (), (0, 2))


@BOTH
def test_one_participant_stands_in_the_middle_alone(options: Options) -> None:
    found = opinion_map(gather([5] * 9, range(9), [1, -1, 0] * 3), options=options)
    assert (told(found), found.xy.tolist(), found.clearness) == ((1, 9, 9, (0,)), [[0.0, 0.0]], None)


def test_one_statement_has_one_direction() -> None:
    found = opinion_map(gather(range(30), [3] * 30, [1, -1, 0] * 10))
    assert (found.components.tolist(), found.xy[:3].tolist()) == ([[1.0], [0.0]], [[1.0, 0.0], [-1.0, 0.0], [0.0, 0.0]])


@BOTH
def test_where_everybody_passes_all_are_one_group_in_one_place(options: Options) -> None:
    who, what = np.divmod(np.arange(300), 10)
    found = opinion_map(gather(who, what, np.zeros(300, int)), options=options)
    assert (told(found), bool(found.xy.any()), found.agreed, found.against) == ((30, 10, 300, (0,)), False, (), ())


@BOTH
def test_where_everything_is_out_nothing_is_left_to_say(options: Options) -> None:
    votes = camps()
    found = opinion_map(votes, Around(out=votes.tids.tolist()), options)
    assert (bool(found.components.any()), bool(found.xy.any()), found.labels, found.representative) == (
        False,
        False,
        (0,),
        {0: ()},
    )


def test_where_nobody_is_in_the_conversation_there_are_no_groups() -> None:
    votes = gather(range(100), range(100), [1, -1] * 50)
    strict, given = opinion_map(votes, options=PARITY), opinion_map(votes, Around(groups={}))
    assert [(found.labels, bool(found.inside.any()), set(found.group.tolist())) for found in (strict, given)] == [
        ((), False, {-1})
    ] * 2


def test_the_most_active_join_until_there_are_fifteen() -> None:
    who = np.repeat(np.arange(40), np.arange(40, 0, -1) % 5 + 1)
    what = np.concatenate([np.arange(times) for times in np.bincount(who)]) + np.arange(len(who)) // 40
    votes = gather(who, what, np.ones(len(who), int))
    found = opinion_map(votes)
    order = np.lexsort((votes.pids, -votes.counts))
    assert sorted(votes.pids[order[:15]].tolist()) == votes.pids[found.inside].tolist()


@BOTH
def test_one_vote(options: Options) -> None:
    found = opinion_map(gather([5], [7], [1]), options=options)
    assert (found.agreed, found.mean.tolist(), is_all_numbers(found)) == ((7,), [1.0], True)


def test_a_statement_nobody_was_ever_shown_is_no_part_of_the_map() -> None:
    votes = camps()
    assert opinion_map(votes, Around(out={10**6}, meta={10**7}, keep={10**8})) == opinion_map(votes)


def test_one_group_has_nobody_to_stand_against() -> None:
    found = opinion_map(gather([1, 1, 2, 2], [1, 2, 1, 2], [1, 1, 1, 1]))
    assert found.representative == {0: (Standing(1, "agree"),)}


@pytest.mark.parametrize("way", ["plain", "compiled"])
def test_ten_thousand_statements(way: str) -> None:
    with by("compiled" if way == "compiled" else "plain"):
        found = opinion_map(camps(60, 10_000, 0.2))
    assert (len(found.tids), len(found.labels), is_all_numbers(found)) == (10_000, 3, True)


def test_two_directions_of_exactly_equal_weight_are_both_found() -> None:
    """Half the people quarrel over one statement, half over another; neither comes first by nature."""
    who = np.arange(40)
    votes = gather(who, who % 2, np.where(who % 4 < 2, 1, -1))
    found = opinion_map(votes, options=Options(minimum_votes=1))
    assert np.allclose(found.variance, [found.variance[0]] * 2, rtol=1e-12)
    assert np.allclose(found.components @ found.components.T, np.eye(2), atol=1e-12)
