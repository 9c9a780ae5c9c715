"""The next card."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bandeng.core.opinion.routing import drawn

ALL = np.ones(4, bool)


def test_a_statement_is_drawn_as_often_as_it_weighs() -> None:
    weights = np.array([1.0, 0.0, 2.0, 1.0])
    found = [drawn(weights, ALL, at / 8) for at in range(8)]
    assert found == [0, 0, 2, 2, 2, 2, 3, 3]


def test_what_was_answered_is_not_shown_again() -> None:
    assert {drawn(np.ones(4), np.array([False, True, False, False]), at / 10) for at in range(10)} == {1}


def test_a_new_statement_weighs_one() -> None:
    weights = np.array([1.0, np.nan, 1.0, 1.0])
    assert [drawn(weights, ALL, at / 4) for at in range(4)] == [0, 1, 2, 3]


def test_where_nothing_is_open_nothing_is_drawn() -> None:
    assert (drawn(np.ones(4), ~ALL, 0.5), drawn(np.ones(0), np.ones(0, bool), 0.5)) == (None, None)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 100), st.booleans()), min_size=1, max_size=30),
    st.floats(0, 1, exclude_max=True),
)
def test_what_is_drawn_is_always_open(statements: list[tuple[float, bool]], luck: float) -> None:
    open_to = np.array([free for _, free in statements])
    found = drawn(np.array([weight for weight, _ in statements]), open_to, luck)
    assert found is not None and bool(open_to[found]) if open_to.any() else found is None
