"""What matters do when something happened elsewhere; run as jobs, each bears being run twice."""

from datetime import datetime

from bandeng.matters.actions import recompute_deadlines, return_unacknowledged, settle_uncontested
from bandeng.places.acts import CalendarYearLoaded
from bandeng.places.models import HolidayTable
from bandeng.records.models import Entry
from bandeng.records.registry import reacts
from bandeng.records.worker import daily


@reacts(CalendarYearLoaded)
def a_year_was_loaded(act: CalendarYearLoaded, entry: Entry) -> None:
    """Due dates follow the newly published calendar."""
    recompute_deadlines(table=HolidayTable.objects.get(layer=act.layer, year=act.year), at=entry.at)


@daily("matters", hour=8)
def every_morning(now: datetime) -> None:
    """What was passed on and never acknowledged comes back; what nobody contested in its time goes to its reply."""
    return_unacknowledged(now)
    settle_uncontested(now)
