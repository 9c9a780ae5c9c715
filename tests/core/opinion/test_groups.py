"""Groups are large enough to hide in, keep their names, and change their number only for a reason."""

from dataclasses import replace

import numpy as np

from bandeng.core.opinion import DEFAULT, Around, Options, Votes, gather, opinion_map
from bandeng.core.opinion.clusters import all_starts, best_of
from tests.core.opinion.makers import as_one, by, camps


def with_one_more(votes: Votes, value: int) -> Votes:
    """The same, and somebody who says the same of everything."""
    participants, statements, values = votes.rows()
    tids = votes.tids
    return gather(
        np.append(participants, [10_000] * len(tids)),
        np.append(statements, tids),
        np.append(values, [value] * len(tids)),
    )


def test_no_group_is_smaller_than_five() -> None:
    for options in (DEFAULT, Options(exact_up_to=10)):
        for seed in range(12):
            found = opinion_map(with_one_more(camps(30, 12, 0.9, seed), -1), options=options)
            assert np.bincount(found.group[found.inside]).min() >= 5


def test_of_a_thousand_people_no_group_has_fewer_than_twenty() -> None:
    assert [DEFAULT.least(people) for people in (10, 250, 251, 1000)] == [5, 5, 6, 20]


def test_somebody_who_stands_alone_joins_the_nearest_group_and_is_never_one() -> None:
    alone = with_one_more(camps(60, 20, 0.9, count=2), -1)
    found, single = opinion_map(alone), opinion_map(alone, options=replace(DEFAULT, smallest=1, share=0.0))
    assert (len(found.labels), found.group[-1] in found.labels, len(single.labels) >= 2) == (2, True, True)


def test_the_largest_group_is_the_first() -> None:
    found = opinion_map(camps(90, 20, count=2))
    sizes = np.bincount(found.group[found.inside])
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)


def test_a_group_keeps_its_name_while_others_come_and_grow() -> None:
    votes = camps(60, 20)
    first = opinion_map(votes)
    participants, statements, values = votes.rows()
    camp = (participants - 5) // 3 % 3
    smallest = camp == 2
    # The last camp doubles: by size it would be the first now.
    more = gather(
        np.concatenate([participants, participants[smallest] + 100_000, participants[smallest] + 200_000]),
        np.concatenate([statements, *[statements[smallest]] * 2]),
        np.concatenate([values, *[values[smallest]] * 2]),
    )
    second = opinion_map(more, Around(previous=first))
    same = np.isin(second.pids, first.pids)
    assert (second.labels, second.group[same].tolist()) == (first.labels, first.group.tolist())


def test_the_picture_does_not_turn_over_between_two_ticks() -> None:
    votes = camps()
    first = opinion_map(votes)
    turned = replace(first, components=-first.components)
    assert np.array_equal(opinion_map(votes, Around(previous=turned)).xy, -first.xy + 0.0)


def test_a_number_of_groups_that_is_hardly_better_does_not_replace_the_one_shown() -> None:
    votes = camps(120, 20, count=4)
    best = opinion_map(votes)
    other = opinion_map(votes, options=Options(most_groups=len(best.labels) - 1))
    shown = Around(previous=other)
    steady = opinion_map(votes, shown, Options(margin=2.0))
    swift = opinion_map(votes, shown, Options(margin=0.0, patience=1))
    assert (len(steady.labels), len(swift.labels)) == (len(other.labels), len(best.labels))


def test_a_great_crowd_is_divided_as_by_every_distance() -> None:
    votes = camps(900, 30, 0.6)
    by_cells = opinion_map(votes, options=Options(exact_up_to=100))
    assert as_one(by_cells.group, opinion_map(votes).group)


def test_starts_are_as_many_as_groups_even_where_nearly_all_stand_in_one_place() -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])
    mass = np.array([[0.0, 0.0, 1000.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]])
    starts = all_starts(points, mass, 3)
    assert {number: {len(start) for start in some} for number, some in starts.items()} == {2: {2}, 3: {3}}
    with by("plain"):
        assert sorted(best_of(points, mass, starts[3], 0.0).tolist()) == sorted(points.tolist())


def test_another_number_of_groups_is_shown_when_it_was_clearer_four_times_in_a_row() -> None:
    votes = camps(120, 20, count=4)
    best = len(opinion_map(votes).labels)
    shown = opinion_map(votes, options=Options(most_groups=best - 1))
    counted = []
    for _ in range(5):
        shown = opinion_map(votes, Around(previous=shown), Options(margin=0.0))
        counted.append((len(shown.labels), shown.rising))
    assert counted == [(best - 1, (best, times)) for times in (1, 2, 3)] + [(best, (0, 0))] * 2


def test_a_number_that_was_clearer_once_and_then_no_more_begins_anew() -> None:
    votes = camps(120, 20, count=4)
    best = len(opinion_map(votes).labels)
    other = opinion_map(votes, options=Options(most_groups=best - 1))
    once = opinion_map(votes, Around(previous=replace(other, rising=(best, 3))), Options(margin=2.0))
    assert (len(once.labels), once.rising) == (len(other.labels), (0, 0))
