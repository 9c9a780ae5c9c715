"""A telephone number in a field of words is refused with a sentence, and nothing that was typed is lost."""

from typing import Any

import pytest

from bandeng.records.models import Entry
from tests.liaison.town import County
from tests.makers import AT
from tests.matters.faces import browser_of, send, text_of
from tests.research.travelling import Journey

pytestmark = pytest.mark.django_db
NUMBER = "请打 13800138000"
PLAN = {
    "place": "640425", "title": "调研", "host": "县政协", "themes": "道路", "sites": "中庄村",
    "starts_on": "2026-11-23", "ends_on": "2026-11-23",
}  # fmt: skip


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def refused_with(client: Any, path: str, told: dict[str, str], field: str) -> None:
    """What was typed stands on the page with a sentence, and no entry was written."""
    before = Entry.objects.count()
    answer = send(client, path, **told | {field: NUMBER})
    page = text_of(answer)
    kept = [value for value in (*told.values(), NUMBER) if value not in page]
    assert (answer.status_code, kept, "telephone" in page, Entry.objects.count()) == (422, [], True, before), (
        path, field,
    )  # fmt: skip


def test_in_every_field_of_an_inspection_a_standard_and_an_area() -> None:
    county = County()
    room, looker = county.open(), browser_of(county.convener)
    county.director(county.one)
    points = [point.key for point in county.seen(room)]
    seen = {f"met-{key}": "yes" for key in points} | {f"note-{key}": "看过" for key in points}
    looked = {key: value for key, value in seen.items() if key != f"note-{points[0]}"}
    refused_with(looker, f"/room/{room.pk}/inspect/", {"on": "2026-11-23", **looked}, f"note-{points[0]}")
    kept = {"kinds": "联络室", "points": "有场所", "why": "县里的文件"}
    for field in kept:
        refused_with(looker, "/desk/rooms/standard/640425/", {k: v for k, v in kept.items() if k != field}, field)
    person = county.secretary.person
    assert person is not None
    area = {"kind": "leader", "person": str(person.pk), "parts": "640425100"}
    refused_with(looker, "/desk/areas/assign/", area, "area")
    address = looker.get("/desk/areas/").context["rows"][0][0].pk
    refused_with(looker, f"/desk/areas/{address}/end/", {}, "reason")


def test_in_every_field_of_a_trip_and_in_a_suggestion() -> None:
    journey = Journey()
    client = browser_of(journey.convener)
    trip = journey.plan()
    for field in ("title", "host", "themes", "sites", "members", "about"):
        refused_with(client, "/desk/research/plan/", {k: v for k, v in PLAN.items() if k != field}, field)
    visit = f"/research/site/{journey.site(trip).pk}/visit/"
    refused_with(client, visit, {"visited_on": "2026-11-23"}, "seen")
    refused_with(client, f"/research/{trip.pk}/find/", {}, "findings")
    said = {"place": "640425", "said_by": "resident", "said_on": "2026-11-23", "source": "meeting"}
    refused_with(client, "/desk/suggestions/new/", said, "text")
