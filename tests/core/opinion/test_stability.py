"""Whether to believe the groups."""

import numpy as np
import pytest

from bandeng.core.opinion import Around, Votes, chance_of, gather, has_clear_groups, opinion_map, stability
from bandeng.core.opinion.stability import adjusted_rand
from tests.core.opinion.makers import camps, random_votes


def test_of_a_hundred_random_conversations_at_least_ninety_five_have_no_clear_groups() -> None:
    votes = [random_votes(seed, 40 + seed % 30, 8 + seed % 9) for seed in range(100)]
    clear = [has_clear_groups(each, opinion_map(each)) for each in votes]
    assert clear.count(False) >= 95


SHAPES = {
    "few people": (20, 12, 0.9, (0.35, 0.2, 0.45)), "few statements": (60, 8, 1.0, (0.4, 0.2, 0.4)),
    "large": (300, 40, 0.5, (0.35, 0.2, 0.45)), "sparse": (150, 60, 0.12, (0.4, 0.1, 0.5)),
    "nearly all agree": (80, 20, 0.8, (0.05, 0.1, 0.85)), "mostly passes": (80, 20, 0.8, (0.1, 0.8, 0.1)),
}  # fmt: skip
"""People, statements, how many of them each has met, and how often somebody says -1, 0, +1."""


def dealt(seed: int, shape: str) -> Votes:
    """Votes that mean nothing, on statements of which each is liked by chance more or less than the others."""
    people, statements, share, often = SHAPES[shape]
    chance = np.random.default_rng(seed)
    who, what = np.nonzero(chance.random((people, statements)) < share)
    liked = chance.dirichlet(4 * np.array(often) + 0.01, statements).cumsum(axis=1)
    return gather(who, what, (chance.random(len(who))[:, None] > liked[what]).sum(axis=1).clip(0, 2) - 1)


@pytest.mark.parametrize("shape", SHAPES)
def test_of_a_hundred_random_conversations_of_any_shape_at_least_ninety_five_have_no_clear_groups(shape: str) -> None:
    votes = [dealt(seed, shape) for seed in range(100)]
    clear = [has_clear_groups(each, opinion_map(each)) for each in votes]
    assert clear.count(False) >= 95


def test_camps_are_clear_groups_and_more_than_chance() -> None:
    votes = camps()
    assert (has_clear_groups(votes, opinion_map(votes)), chance_of(votes)) == (True, 0.01)


def test_where_everybody_is_one_group_there_are_no_clear_groups() -> None:
    votes = gather([1, 1, 2, 2], [1, 2, 1, 2], [1, 1, 1, 1])
    assert (has_clear_groups(votes, opinion_map(votes)), chance_of(votes)) == (False, 1.0)


def test_what_is_moderated_out_makes_no_group() -> None:
    """The camps differ on the first statements; without those the rest is noise."""
    quarrel, noise = camps(60, 10), random_votes(2, 60, 10)
    (who, what, how), (whose, rest, others) = quarrel.rows(), noise.rows()
    votes = gather(np.append(who, whose * 3 + 5), np.append(what, rest + 1000), np.append(how, others))
    out = Around(out=quarrel.tids.tolist())
    assert (chance_of(votes) <= 0.01, chance_of(votes, out) > 0.01) == (True, True)


def test_camps_come_back_when_people_are_drawn_anew_and_random_groups_do_not() -> None:
    firm, loose = camps(90, 30), random_votes(3, 90, 20)
    strong, weak = (stability(votes, opinion_map(votes), draws=8) for votes in (firm, loose))
    assert (strong.same > 0.95, min(strong.groups.values()) > 0.9, weak.same < 0.6) == (True, True, True)


def test_the_same_votes_are_always_as_stable() -> None:
    votes = camps(30, 10)
    found = opinion_map(votes)
    assert stability(votes, found, draws=3) == stability(votes, found, draws=3)


def test_a_great_conversation_is_judged_by_some_of_its_people() -> None:
    votes = camps(6000, 60, 0.7)
    assert (len(votes) > 200_000, chance_of(votes, draws=9)) == (True, 0.1)


def test_agreement_of_two_divisions() -> None:
    same, by_chance = np.array([[4, 0], [0, 6]]), np.array([[5, 5], [5, 5]])
    assert (adjusted_rand(same), adjusted_rand(by_chance) < 0.0, adjusted_rand(np.array([[9]]))) == (1.0, True, 1.0)
