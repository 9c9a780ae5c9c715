"""The map does not depend on how its votes came, how the work was cut, or who did it: to the last bit."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandeng.core.opinion import DEFAULT, PARITY, Around, Options, Stream, Votes, gather, merged, opinion_map
from bandeng.core.opinion.kernels import Way
from tests.core.opinion.makers import Heard, by, camps, heard, random_votes

# People are looked at in cells, as in a great conversation, although there are few.
MANY = Options(exact_up_to=10)
CHOICES = st.sampled_from([DEFAULT, PARITY, MANY])


def in_order(votes: Heard, order: Sequence[int]) -> Heard:
    columns = (votes.participants, votes.statements, votes.values, votes.times)
    return Heard(*([column[at] for at in order] for column in columns))


@settings(max_examples=60, deadline=None)
@given(heard(), CHOICES, st.data())
def test_any_order_of_the_votes_gives_the_identical_map(votes: Heard, options: Options, data: st.DataObject) -> None:
    # Of two votes at one moment the order is all there is, so here every vote has a moment of its own.
    apart = Heard(votes.participants, votes.statements, votes.values, list(range(len(votes.times))))
    order = data.draw(st.permutations(range(len(votes.times))))
    assert opinion_map(in_order(apart, order).gathered(), options=options) == opinion_map(
        apart.gathered(), options=options
    )


@settings(max_examples=60, deadline=None)
@given(heard(), CHOICES, st.integers(1, 30), st.integers(1, 3))
def test_any_number_of_blocks_and_threads_gives_the_identical_map(
    votes: Heard, options: Options, blocks: int, threads: int
) -> None:
    table = votes.gathered()
    assert opinion_map(table, options=options, blocks=blocks, threads=threads) == opinion_map(table, options=options)


@settings(max_examples=60, deadline=None)
@given(heard(), CHOICES)
def test_compiled_loops_give_the_identical_map(votes: Heard, options: Options) -> None:
    table = votes.gathered()
    with by("plain"):
        plain = opinion_map(table, options=options)
    with by("compiled"):
        assert opinion_map(table, options=options) == plain


@pytest.mark.parametrize("options", [DEFAULT, PARITY, MANY])
@pytest.mark.parametrize(
    "table", [camps(), camps(300, 40, 0.3), random_votes(5, 200, 30)], ids=["camps", "sparse", "random"]
)
def test_larger_conversations_keep_these_laws(table: Votes, options: Options) -> None:
    participants, statements, values = table.rows()
    order = np.random.default_rng(1).permutation(len(values))
    with by("plain"):
        first = opinion_map(table, options=options)
        cut = opinion_map(table, options=options, blocks=7, threads=2)
        turned = opinion_map(gather(participants[order], statements[order], values[order]), options=options)
    with by("compiled"):
        compiled = opinion_map(table, options=options, blocks=3, threads=2)
    assert [cut == first, turned == first, compiled == first] == [True] * 3


@pytest.mark.parametrize("way", ["plain", "compiled"])
@settings(max_examples=60, deadline=None)
@given(before=heard(), after=heard(30, 12))
def test_a_vote_changed_later_counts_as_the_last_one(way: Way, before: Heard, after: Heard) -> None:
    both = [one + other for one, other in zip(_columns(before), _columns(after), strict=True)]
    with by(way):
        assert merged(gather(*_columns(before)), gather(*_columns(after))) == gather(*both)


@settings(max_examples=40, deadline=None)
@given(heard(), st.lists(st.integers(0, 160), max_size=5))
def test_a_stream_replayed_equals_the_batch(votes: Heard, ticks: list[int]) -> None:
    stream = Stream()
    for at, vote in enumerate(zip(*_columns(votes), strict=True)):
        stream.add(*vote)
        if at in ticks:
            opinion_map(stream.votes())
    batch = gather(*_columns(votes))
    assert (stream.votes() == batch, opinion_map(stream.votes()) == opinion_map(batch)) == (True, True)


def test_what_was_shown_last_changes_names_only() -> None:
    table = camps(90, 20)
    first = opinion_map(table)
    participants, statements, values = table.rows()
    again = opinion_map(gather(participants, statements, values), Around(previous=first))
    assert again == first


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_threads_of_the_libraries_below_change_nothing(threads: str) -> None:
    """The number is read when numpy starts, so each in a process of its own."""
    program = (
        "import hashlib; from tests.core.opinion.makers import camps; from bandeng.core.opinion import opinion_map;"
        "found = opinion_map(camps(1500, 700, 0.1));"
        "parts = (found.components, found.xy, found.group, found.priority, found.variance);"
        "print(hashlib.sha256(b''.join(part.tobytes() for part in parts)).hexdigest(), found.clearness)"
    )
    variables = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), threads)
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **variables, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = opinion_map(camps(1500, 700, 0.1))
    parts = (found.components, found.xy, found.group, found.priority, found.variance)
    here = hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()
    assert told.stdout.split() == [here, str(found.clearness)]


def test_without_numba_the_map_is_the_same_however_large() -> None:
    program = (
        "import sys; sys.modules['numba'] = None; from tests.core.opinion.makers import camps;"
        "from bandeng.core.opinion import kernels, opinion_map; kernels.WORTH_LOADING = 0;"
        "found = opinion_map(camps()); print(kernels.is_installed(), found.xy.tobytes().hex())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["False", opinion_map(camps()).xy.tobytes().hex()]


def _columns(votes: Heard) -> tuple[list[int], list[int], list[int]]:
    return votes.participants, votes.statements, votes.values
