"""The tree of places as plain values: codes, the part we ship, and how a table is checked before it is taken in.

Source: GB/T 2260, GB/T 10114, the statistical 12-digit codes (domain.md 3.11); docs/guide/places.en.md.
"""

from bandeng.core.places.codes import (
    LEVELS,
    PROVISIONAL,
    SITE,
    chain_of,
    common_chain,
    full,
    level_of,
    official,
    parent_code,
    path_of,
    tidy,
)
from bandeng.core.places.plan import Known, NewPlace, Plan, Problem, Wish, make_plan
from bandeng.core.places.sheet import COLUMNS, MOST_BYTES, as_lines, read_day_lines, read_days, read_wishes
from bandeng.core.places.shelf import shelf_places
from bandeng.core.places.words import check_accent, check_words

__all__ = [
    "COLUMNS",
    "LEVELS",
    "MOST_BYTES",
    "PROVISIONAL",
    "SITE",
    "Known",
    "NewPlace",
    "Plan",
    "Problem",
    "Wish",
    "as_lines",
    "chain_of",
    "check_accent",
    "check_words",
    "common_chain",
    "full",
    "level_of",
    "make_plan",
    "official",
    "parent_code",
    "path_of",
    "read_day_lines",
    "read_days",
    "read_wishes",
    "shelf_places",
    "tidy",
]
