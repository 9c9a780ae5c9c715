"""The story of the village's room, and the newspaper page that leads to each practice."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from bandeng.cli.demonstration import people, places
from bandeng.cli.demonstration.days import Days
from bandeng.cli.demonstration.stage import Bench, Stage, play
from bandeng.cli.demonstration.stories import liaison, research
from bandeng.liaison.models import Heard, Inspection, LiaisonRoom, Oversight, PastRecord
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.places.calendars import calendar_for
from bandeng.records import rebuild
from bandeng.research.models import Trip
from tests.matters.faces import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def told() -> None:
    days = Days(NOW, calendar_for(places.XINHUA))
    founded = days.back(66, "10:00")
    places.build(founded)
    ensure_shelf_processes(founded)
    stage = Stage(days, people.build(founded), founded)
    bench = Bench(stage, places.XINHUA, "xinhua")
    play([(stage, research.pengyang(bench)), (stage, liaison.room(bench))])


def test_a_room_is_opened_looked_at_twice_and_what_is_heard_there_goes_on(told: None) -> None:
    room = LiaisonRoom.objects.get()
    found = list(Inspection.objects.filter(room=room).order_by("on").values_list("met", "again_on"))
    assert ([met for met, _ in found], found[1][1]) == ([4, 5], None)
    heard = Heard.objects.order_by("number")
    assert [(each.matter is not None, each.suggestion is not None) for each in heard] == [(True, False), (False, True)]
    assert (Oversight.objects.count(), sorted(PastRecord.objects.values_list("kind", flat=True))) == (
        1, ["activity"] * 3 + ["problem"] * 2,
    )  # fmt: skip
    assert rebuild.check().different == ()


def test_the_newspaper_page_leads_to_each_practice_that_is_here_and_names_the_others(told: None, settings: Any) -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    assert client.get("/page/").status_code == 404
    settings.DEMONSTRATION = True
    page = text_of(client.get("/page/"))
    here = f"/room/{LiaisonRoom.objects.get().pk}/"
    trip = f"/research/{Trip.objects.get().pk}/"
    assert (page.count('<h2 class="small">'), trip in page, page.count("Not in this demonstration yet.")) == (
        13, True, 11,
    )  # fmt: skip
    assert client.get(here).status_code == 200
    assert "/page/" in text_of(client.get(f"/p/{places.XINHUA}/"))
