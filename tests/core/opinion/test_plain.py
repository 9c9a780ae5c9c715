"""Two who worked a map out compare one line."""

from dataclasses import replace

import numpy as np

from bandeng.core.opinion import Around, fingerprint, gather, opinion_map, plain
from tests.core.opinion.makers import camps


def test_the_same_votes_in_any_order_have_the_same_fingerprint_and_one_vote_more_another() -> None:
    votes = camps()
    who, what, how = votes.rows()
    order = np.random.default_rng(1).permutation(len(votes))
    turned = gather(who[order], what[order], how[order])
    more = gather([*who, 7], [*what, what[0]], [*how, 1])
    first, same, other = (fingerprint(opinion_map(each)) for each in (votes, turned, more))
    assert (first == same, first == other, len(first)) == (True, False, 64)


def test_what_another_processor_computes_in_the_fifteenth_digit_changes_nothing() -> None:
    found = opinion_map(camps())
    assert fingerprint(replace(found, mean=found.mean * (1 + 1e-15))) == fingerprint(found)
    assert fingerprint(replace(found, mean=found.mean * (1 + 1e-6))) != fingerprint(found)


def test_what_was_shown_before_is_no_part_of_it_unless_it_is_given() -> None:
    votes = camps()
    first = opinion_map(votes)
    turned = replace(first, components=-first.components)
    assert fingerprint(opinion_map(votes, Around(previous=turned))) != fingerprint(first)


def test_who_is_outside_has_neither_place_nor_group() -> None:
    who, what, how = camps().rows()
    told = plain(opinion_map(gather([*who, 1], [*what, 1], [*how, 1])))
    assert [place is None for place in told["xy"]] == [group is None for group in told["group"]]
    assert (told["pids"][0], told["xy"][0]) == (1, None)
