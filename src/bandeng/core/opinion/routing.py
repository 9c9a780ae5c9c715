"""Which statement somebody is shown next."""

import numpy as np
from numpy.typing import NDArray

# What is too new to have a priority is as likely as this.
UNKNOWN = 1.0


def drawn(priority: NDArray[np.float64], open_to: NDArray[np.bool_], luck: float) -> int | None:
    """The place of one statement, each as likely as its priority is great; None where none is open.

    priority   C weights of the last map; nan where a statement is newer than that
    open_to    C: not moderated out, and this participant has not answered it
    luck       0 to below 1, equally likely everywhere
    """
    weights = np.where(open_to, np.where(np.isnan(priority), UNKNOWN, priority), 0.0)
    below = np.cumsum(weights)
    if not len(below) or below[-1] <= 0:
        return int(open_to.argmax()) if open_to.any() else None
    # Rounding may lead to the very end of the sums, and behind the last that weighs anything.
    return min(int(np.searchsorted(below, luck * below[-1], side="right")), int(np.flatnonzero(weights)[-1]))
