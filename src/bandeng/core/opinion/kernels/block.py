"""Some participants' votes, as the loops take them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Block:
    """The votes of r participants that stand side by side.

    starts   r + 1 places in `codes`
    codes    per vote 3 x (place of the statement) + vote + 1
    size     3C: one more than the greatest code there may be
    """

    starts: NDArray[np.int32]
    codes: NDArray[np.int32]
    size: int

    @property
    def rows(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def floats(self) -> Any:
        """r x 3C, sparse: 1.0 where a vote is. For the plain loops only."""
        return self._sparse(np.float64)

    @cached_property
    def integers(self) -> Any:
        """The same in integers, transposed."""
        return self._sparse(np.int64).T

    def _sparse(self, kind: type[np.generic]) -> Any:
        from scipy.sparse import csr_array

        parts = (_ones(kind, len(self.codes)), self.codes, self.starts)
        return csr_array(parts, shape=(self.rows, self.size), copy=False)

    def __reduce__(self) -> tuple[type["Block"], tuple[NDArray[np.int32], NDArray[np.int32], int]]:
        return Block, (self.starts, self.codes, self.size)


_longest: dict[type[np.generic], NDArray[Any]] = {}


def _ones(kind: type[np.generic], count: int) -> NDArray[Any]:
    """Ones for every block to share: a block of a million votes needs no million of its own."""
    have = _longest.get(kind)
    if have is None or len(have) < count:
        have = np.ones(count, kind)
        if count <= 2**21:
            _longest[kind] = have
    return have[:count]
