"""The story of Pengyang, played alone: three themes and sites, a finding that is a matter, an answer that was told."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bandeng.cli.demonstration import people, places
from bandeng.cli.demonstration.days import Days
from bandeng.cli.demonstration.stage import Bench, Stage, play
from bandeng.cli.demonstration.stories import research
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.places.calendars import calendar_for
from bandeng.research.models import Finding, Output, Suggestion, Trip, Visit

pytestmark = pytest.mark.django_db


def test_pengyang_is_on_the_road_with_three_themes_and_three_sites() -> None:
    days = Days(datetime(2026, 11, 23, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai")), calendar_for(places.XINHUA))
    founded = days.back(66, "10:00")
    places.build(founded)
    ensure_shelf_processes(founded)
    stage = Stage(days, people.build(founded), founded)
    play([(stage, research.pengyang(Bench(stage, places.XINHUA, "xinhua")))])
    trip = Trip.objects.get()
    assert (len(trip.themes), [site.name for site in trip.sites.order_by("number")]) == (3, list(research.SITES))
    assert (Visit.objects.filter(later=True).count(), Finding.objects.filter(matter__isnull=False).count()) == (3, 1)
    assert sorted(Suggestion.objects.values_list("adoption", "way")) == [("", "brief"), ("B", "")]
    assert (Output.objects.get().kind, Suggestion.objects.filter(told_on__isnull=False).count()) == ("brief", 1)
