"""What matters do when something happened elsewhere; run as jobs, each bears being run twice."""

from bandeng.matters.actions import recompute_deadlines
from bandeng.places.acts import CalendarYearLoaded
from bandeng.places.models import HolidayTable
from bandeng.records.models import Entry
from bandeng.records.registry import reacts


@reacts(CalendarYearLoaded)
def a_year_was_loaded(act: CalendarYearLoaded, entry: Entry) -> None:
    """Due dates follow the newly published calendar."""
    recompute_deadlines(table=HolidayTable.objects.get(layer=act.layer, year=act.year), at=entry.at)
