"""What the public pages list and count, read by room tests and views alike."""

from bandeng.desk.queries.doors import (
    Share,
    being_handled,
    building_heads,
    ended,
    home_place,
    kept_this_month,
    overdue_count,
    overdue_items,
    promised,
    with_lamps,
)
from bandeng.desk.queries.rows import Row, as_rows, listed

__all__ = [
    "Row", "Share", "as_rows", "being_handled", "building_heads", "ended", "home_place", "kept_this_month", "listed",
    "overdue_count", "overdue_items", "promised", "with_lamps",
]  # fmt: skip
