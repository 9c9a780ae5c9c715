"""What neighbours are asked for a meeting stands beside it, before and after."""

from typing import Any

import pytest
import time_machine

from bandeng.opinions.models import Conversation
from tests.makers import AT
from tests.matters.faces import browser_of
from tests.meetings.sitting import Table

pytestmark = pytest.mark.django_db
SEEDS = "车棚放在北门。\n车棚放在地下室。\n先修充电桩。"


@pytest.fixture(autouse=True)
def _signed_in_with_a_password(settings: Any) -> None:
    settings.DEMONSTRATION = True


def test_neighbours_are_asked_beforehand_and_the_meeting_shows_it() -> None:
    table = Table()
    told = {
        "place": table.place.pk, "question": "电动车停哪里好？", "about": "", "seeds": SEEDS, "voices": "device",
        "closes_on": "", "once": "asked-once",
    }  # fmt: skip
    with time_machine.travel(AT, tick=False):
        desk = browser_of(table.secretary)
        sent = desk.post(f"/desk/opinions/open/?meeting={table.meeting.pk}", told)
        public = desk.get(f"/meetings/{table.meeting.pk}/").content.decode()
        inside = desk.get(f"/meetings/{table.meeting.pk}/desk/").content.decode()
    conversation = Conversation.objects.get()
    assert (sent.status_code, conversation.asked_for) == (302, f"meeting:{table.meeting.pk}")
    assert (f"/o/{conversation.pk}/" in public, f"/o/{conversation.pk}/desk/" in inside) == (True, True)


def test_what_is_no_key_of_a_meeting_says_nothing() -> None:
    table = Table()
    told = {"place": table.place.pk, "question": "问题", "seeds": SEEDS, "voices": "device", "once": "asked-once"}
    with time_machine.travel(AT, tick=False):
        sent = browser_of(table.secretary).post("/desk/opinions/open/?meeting=<b>", told)
    assert (sent.status_code, Conversation.objects.get().asked_for) == (302, "")
