"""The map against the written method, worked out slowly on whole tables by numpy's own decomposition."""

from math import sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from bandeng.core.opinion import PARITY, Around, OpinionMap, Options, Votes, gather, opinion_map
from bandeng.core.opinion.statistics import META_PRIORITY
from tests.core.opinion.makers import Floats, as_one, camps, dense, filled, random_votes

OUT = {3, 9}
CONVERSATIONS = [camps(), camps(200, 40, 0.4, seed=8, count=2), random_votes(4, 80, 25)]


def signed(found: Floats, like: Floats) -> Floats:
    """The same directions with the signs of others."""
    return np.asarray(found * np.sign((found * like).sum(axis=1))[:, None])


@pytest.mark.parametrize("votes", CONVERSATIONS, ids=["three", "two", "random"])
def test_means_directions_and_places_are_those_of_the_whole_table(votes: Votes) -> None:
    found = opinion_map(votes, Around(out=OUT))
    table = filled(votes, OUT)
    centred = table - table.mean(axis=0)
    _, values, directions = np.linalg.svd(centred, full_matrices=False)
    directions = signed(directions[:2], found.components)
    seen = (~np.isnan(dense(votes)) | np.isin(votes.tids, list(OUT))).sum(axis=1)
    xy = centred @ directions.T * np.sqrt(len(votes.tids) / seen)[:, None]
    placed = sqrt(len(votes.tids)) * (1 - table.mean(axis=0))[:, None] * directions.T
    pairs = [
        (found.mean, table.mean(axis=0)),
        (found.components, directions),
        (found.variance, values[:2] ** 2 / (len(votes.pids) - 1)),
        (found.xy, xy),
        (found.statement_xy, placed),
        (found.extremity, np.hypot(*placed.T)),
    ]
    assert [float(abs(ours - theirs).max()) < 1e-10 for ours, theirs in pairs] == [True] * len(pairs)


@pytest.mark.parametrize("votes", CONVERSATIONS, ids=["three", "two", "random"])
def test_counts_are_those_of_the_table(votes: Votes) -> None:
    found, table = opinion_map(votes, Around(out=OUT)), dense(votes)
    counted = [[[(table[found.group == label] == kind).sum(axis=0)] for kind in (-1, 0, 1)] for label in found.labels]
    assert np.array_equal(found.tallies, np.array(counted)[:, :, 0].transpose(0, 2, 1))
    assert np.array_equal(found.totals, np.stack([(table == kind).sum(axis=0) for kind in (-1, 0, 1)], axis=1))


def silhouette(points: Floats, labels: NDArray[np.int64]) -> float:
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    each = []
    for one, label in enumerate(labels):
        own = labels == label
        if own.sum() == 1:
            each.append(0.0)
            continue
        near = apart[one][own].sum() / (own.sum() - 1)
        far = min(apart[one][labels == other].mean() for other in set(labels.tolist()) - {label})
        each.append((far - near) / max(far, near))
    return float(np.mean(each))


@pytest.mark.parametrize("options", [Options(), PARITY], ids=["product", "parity"])
@pytest.mark.parametrize("votes", CONVERSATIONS, ids=["three", "two", "random"])
def test_everybody_is_in_the_group_whose_middle_is_nearest(votes: Votes, options: Options) -> None:
    found = opinion_map(votes, options=options)
    points, labels = found.xy[found.inside], found.group[found.inside]
    apart = ((points[:, None] - found.centres[None]) ** 2).sum(axis=2)
    middles = np.array([points[labels == label].mean(axis=0) for label in found.labels])
    assert np.array_equal(apart.argmin(axis=1), labels)
    assert float(abs(middles - found.centres).max()) < 0.05
    assert found.clearness == pytest.approx(silhouette(points, labels), abs=1e-9)


def one_by_one(found: OpinionMap, z: float) -> dict[int, tuple[tuple[int, str], ...]]:
    """What stands for each group, statement after statement, as the method is written."""
    chosen = {}
    for group, label in enumerate(found.labels):
        lines = [
            numbers(found, group, place) | {"tid": int(tid)}
            for place, tid in enumerate(found.tids)
            if found.active[place]
        ]
        best: dict[str, float] | None = None
        for line in lines:
            if line["na"] == line["nd"] == 0:
                continue
            if best is None:
                best = line if line["pat"] > z or (line["ra"] > 1 and line["pa"] > 0.5) else None
            elif best["ra"] > 1:
                best = line if metric(line, "agree") > metric(best, "agree") else best
            else:
                best = line if line["pa"] * line["pat"] > best["pa"] * best["pat"] else best
        enough = [
            line for line in lines if (line["rat"] > z and line["pat"] > z) or (line["rdt"] > z and line["pdt"] > z)
        ]
        if best is None and not enough and lines:
            best = max(lines, key=lambda line: max(line["rat"], line["rdt"]))
        rest = sorted((line for line in enough if line is not best), key=lambda line: -metric(line, direction(line)))
        some = ([best] if best else []) + rest
        some = sorted(some[:5], key=lambda line: direction(line) != "agree")
        chosen[label] = tuple((int(line["tid"]), direction(line)) for line in some)
    return chosen


def direction(line: dict[str, float]) -> str:
    return "agree" if line["rat"] > line["rdt"] else "disagree"


def metric(line: dict[str, float], way: str) -> float:
    a = way[0]
    return line["r" + a] * line[f"r{a}t"] * line["p" + a] * line[f"p{a}t"]


def numbers(found: OpinionMap, group: int, place: int) -> dict[str, float]:
    nd, _, na = found.tallies[group, place].tolist()
    others = found.tallies[:, place].sum(axis=0) - found.tallies[group, place]
    ns, ns_o = int(found.tallies[group, place].sum()), int(others.sum())
    line: dict[str, float] = {"na": na, "nd": nd}
    for way, count, count_o in (("a", na, int(others[2])), ("d", nd, int(others[0]))):
        p, p1, p2 = (count + 1) / (ns + 2), (count + 1) / (ns + 1), (count_o + 1) / (ns_o + 1)
        both = (count + count_o + 2) / (ns + ns_o + 2)
        spread = sqrt(both * (1 - both) * (1 / (ns + 1) + 1 / (ns_o + 1)))
        line |= {
            "p" + way: p,
            f"p{way}t": 2 * sqrt(ns + 1) * (p1 - 0.5),
            "r" + way: p / ((count_o + 1) / (ns_o + 2)),
            f"r{way}t": (p1 - p2) / spread if spread else 0.0,
        }
    return line


@pytest.mark.parametrize("votes", [*CONVERSATIONS, camps(40, 12, 0.9, seed=11), random_votes(9, 40, 12)])
def test_what_stands_for_each_group_is_what_a_slow_reading_finds(votes: Votes) -> None:
    found = opinion_map(votes, Around(out=OUT))
    standing = {
        label: tuple((each.tid, each.direction) for each in some) for label, some in found.representative.items()
    }
    assert standing == one_by_one(found, 1.2816)


def test_what_all_share_is_counted_over_everybody_best_first_and_of_equals_the_smaller_id() -> None:
    who, what = np.divmod(np.arange(40 * 4), 4)
    values = np.array([1, 1, -1, 0])[what]
    found = opinion_map(gather(who, what + 10, np.where((what == 3) & (who < 8), 1, values)))
    assert (found.agreed, found.against) == ((10, 11), (12,))


def test_a_statement_that_is_out_is_in_no_list_and_weighs_nothing() -> None:
    found = opinion_map(camps(), Around(out=OUT))
    out = np.isin(found.tids, list(OUT))
    listed = {each.tid for some in found.representative.values() for each in some} | {*found.agreed, *found.against}
    assert (listed & OUT, found.mean[out].tolist(), found.extremity[out].tolist()) == (set(), [0.0, 0.0], [0.0, 0.0])


def test_priority_and_common_ground_follow_the_counts() -> None:
    found = opinion_map(camps(), Around(meta={5}))
    seen, agreed, passed = (found.tallies.sum(axis=0)[:, part].sum(axis=-1) for part in ([0, 1, 2], [2], [1]))
    passing, agreeing, new = (passed + 1) / (seen + 2), (agreed + 1) / (seen + 2), 1 + 8 * 2.0 ** (-seen / 5)
    expected = ((1 - passing) * (found.extremity + 1) * agreeing * new) ** 2
    expected[found.tids == 5] = META_PRIORITY
    ways = (found.tallies[:, :, 2] + 1) / (found.tallies.sum(axis=2) + 2)
    assert float(abs(found.priority - expected).max()) < 1e-12
    assert float(abs(found.common_agree - ways.prod(axis=0)).max()) < 1e-15


def test_given_groups_are_taken_as_they_are_and_nobody_else_is_in_the_conversation() -> None:
    votes = camps()
    given = {int(pid): 4 if place % 2 else 9 for place, pid in enumerate(votes.pids[:20])} | {10**9: 1}
    found = opinion_map(votes, Around(groups=given))
    expected = [given.get(int(pid), -1) for pid in votes.pids]
    assert (found.labels, found.group.tolist(), int(found.inside.sum())) == ((4, 9), expected, 20)


def test_camps_of_like_minded_people_are_found() -> None:
    found = opinion_map(camps(90, 30))
    assert as_one(found.group, np.arange(90) % 3)
