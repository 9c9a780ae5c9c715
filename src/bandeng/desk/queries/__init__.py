"""What the public pages list and count, read by room tests and views alike."""

from bandeng.desk.queries.doors import (
    Share,
    being_handled,
    building_heads,
    ended,
    home_place,
    kept_this_month,
    other_communities,
    overdue_count,
    overdue_items,
    promised,
    with_lamps,
)
from bandeng.desk.queries.finding import public_list, spots_at, units_at
from bandeng.desk.queries.kiosk import OPENS_KIOSKS, kiosk_places
from bandeng.desk.queries.rows import Row, as_rows, listed
from bandeng.desk.queries.tree import Branch, branches, crumbs, solved_of, standing_below, whom_to_ask
from bandeng.desk.queries.wall import Part, Wall, wall
from bandeng.desk.queries.watching import Answered, answered, most_joined, not_solved

__all__ = [
    "OPENS_KIOSKS", "Answered", "Branch", "Part", "Row", "Share", "Wall", "answered", "as_rows", "being_handled",
    "branches", "building_heads", "crumbs", "ended", "home_place", "kept_this_month", "kiosk_places", "listed",
    "most_joined", "not_solved", "other_communities", "overdue_count", "overdue_items", "promised", "public_list",
    "solved_of", "spots_at", "standing_below", "units_at", "wall", "whom_to_ask", "with_lamps",
]  # fmt: skip
