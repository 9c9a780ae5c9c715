"""Zhumadian's four counties, played alone: the two numbers, the register by three ways, four rooms, the norm."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count

from bandeng.cli.demonstration import guests, people, places
from bandeng.cli.demonstration.days import Days
from bandeng.cli.demonstration.stage import Bench, Stage, play
from bandeng.cli.demonstration.stories import zhumadian
from bandeng.figures import keeping
from bandeng.liaison.models import Inspection, LiaisonRoom
from bandeng.liaison.queries import county
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.places.calendars import calendar_for
from bandeng.places.models import Place
from bandeng.records import rebuild
from bandeng.research.models import Suggestion

pytestmark = pytest.mark.django_db


def test_the_numbers_of_the_page_come_out_of_records() -> None:
    days = Days(datetime(2026, 11, 23, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai")), calendar_for(places.XINHUA))
    founded = days.back(66, "10:00")
    places.build(founded)
    ensure_shelf_processes(founded)
    stage = Stage(days, people.build(founded), founded)
    bench = Bench(stage, places.XINHUA, "xinhua")
    play([(stage, story(bench)) for story in zhumadian.STORIES])
    keeping.recount()
    year = county.counted([Place.objects.get(pk=guests.XINCAI)], county.Year(2026))[0]
    assert (year.activities, year.solved) == (zhumadian.ACTIVITIES, zhumadian.SOLVED)
    ways = dict(Suggestion.objects.filter(place=guests.XIPING).values_list("way").annotate(Count("pk")))
    assert ways == {"talk": zhumadian.TALKS, "proposal": zhumadian.PROPOSALS, "brief": zhumadian.BRIEFS}
    rooms = LiaisonRoom.objects.filter(place=guests.HUAISHU).values_list("kind", flat=True)
    assert sorted(rooms) == ["hall", "home", "room", "station"]
    found = Inspection.objects.filter(room__place=guests.CHONGYANG).order_by("on").values_list("met", flat=True)
    assert list(found) == [4, 5]
    assert rebuild.check().different == ()
