"""Which days are worked: the week, the national holidays, a region's own, a unit's closures.

Source: domain.md 3.5; docs/guide/deadlines.en.md; docs/decisions/0002-holiday-table.md.
"""

from bandeng.core.workdays.calendar import Calendar, Missing, Reason, Region
from bandeng.core.workdays.place import check_place
from bandeng.core.workdays.shelf import calendar_for_place, shelf_regions, shelf_tables
from bandeng.core.workdays.tables import DayRow, YearTable, read_table

__all__ = [
    "Calendar",
    "DayRow",
    "Missing",
    "Reason",
    "Region",
    "YearTable",
    "calendar_for_place",
    "check_place",
    "read_table",
    "shelf_regions",
    "shelf_tables",
]
