"""A7: a county's year, 136 activities and 133 problems solved, each a list; a director sees two townships.

The newspaper page gives the two numbers for one county and nothing of how they were counted. Here most come from the
paper of earlier months by one sheet, the rest from what happened in the rooms of this site.
"""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bandeng.cli.demonstration.stage import Bench
from bandeng.core.places import Wish
from bandeng.figures import keeping
from bandeng.liaison.models import Heard, LiaisonRoom, PastRecord
from bandeng.matters.models import BenchNote, Matter
from bandeng.people.acting import actor_for
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from bandeng.records import rebuild
from bandeng.shell import sheets, workbooks
from tests.makers import AT, MAKER, make_person
from tests.matters.faces import browser_of, send, text_of
from tests.scenarios.a_year import ACTIVITIES, HEAD, SOLVED, rows
from tests.scenarios.conftest import NOW
from tests.scenarios.telling import done_and_checked, now, taken_on

COUNTY, TOWN, HEXIA, SHANWAN = "640302", "640302107", "640302298", "640302299"
TOWNS = (HEXIA, SHANWAN)
FROM_RECORDS = 3
"""A duty day, a research trip, a bench meeting; and one matter that was solved by the ordinary process."""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def on_paper() -> list[list[str]]:
    """What the county had on paper: all but what happens here."""
    return rows(TOWNS, ACTIVITIES - FROM_RECORDS, SOLVED - 1)


def the_sheet(client: Client, told: list[list[str]]) -> Any:
    file = SimpleUploadedFile("补录.xlsx", sheets.as_xlsx("补录", HEAD, told))
    return client.post("/desk/later/", {"once": "1", "place": COUNTY, "sheet": file})


def a_matter_solved(bench: Bench) -> Matter:
    """Raised, talked over on the bench, taken on, done, looked at by another, replied."""
    matter = taken_on(bench)
    done_and_checked(bench, matter)
    bench.replied(matter, "灯已换好。")
    return now(matter)


def a_bench_meeting(bench: Bench) -> None:
    matter = bench.raised("bikes", "01.02.01", "other", "楼道里停满了电动车。", name="老马", phone="0953-000 0099")
    bench.accepted(matter, "楼道停车", "2号楼1单元楼道停放电动车。")
    bench.verified(matter, "停了六辆。")
    bench.sorted(matter, "deliberate")
    bench.noted(
        now(matter), "1号楼前", {"resident": 6, "secretary": 1}, "都说要有地方停。", "consensus", "在东侧划停车区。",
        choose="assign",
    )  # fmt: skip


def a_duty_day_and_a_trip(client: Client) -> None:
    """Through the pages: a room opens, somebody is on duty, what is heard becomes a matter; and members go to look."""
    send(client, "/desk/rooms/open/", place=TOWN, name="胜利镇政协联络室", kind="room", hours="每周二 9:00–11:00")
    room = LiaisonRoom.objects.get()
    day = f"/room/{room.pk}/duty/"
    assert send(client, day, on="2026-11-23", by="resident", heard_lines="门口路灯不亮").status_code == 302
    heard = Heard.objects.get()
    page = text_of(client.get(f"/room/{room.pk}/"))
    assert f"/room/heard/{heard.pk}/raise/" in page
    raised = send(client, f"/room/heard/{heard.pk}/raise/", place="640302107001", category="other", severity="2")
    assert (raised.status_code, Heard.objects.get().matter is not None) == (302, True)
    send(client, "/desk/research/plan/", place=COUNTY, title="全区专题调研", host="区政协", themes="乡村建设",
         sites="河下乡 | 河下乡 | 1", starts_on="2026-11-23", ends_on="2026-11-23")  # fmt: skip
    site = re.search(r"/research/site/[^/]+/visit/", text_of(client.get(_trip(client))))
    assert site
    assert send(client, f"{site[0]}", visited_on="2026-11-23", seen="路修好了。").status_code == 302


def _trip(client: Client) -> str:
    found = re.search(r'href="(/research/[0-9a-f-]{36}/)"', text_of(client.get("/desk/research/")))
    assert found
    return found[1]


def the_numbers(page: Any) -> tuple[int, int]:
    """Activities and problems solved, as the page's first line says them."""
    line = re.search(r'<p class="big">.*?</p>', text_of(page), re.S)
    assert line
    told = [int(number) for number in re.findall(r'<span class="num">(\d+)</span>', line[0])]
    return told[0], told[1]


def the_parts(page: Any) -> dict[str, tuple[int, int]]:
    """Each township's activities and problems solved."""
    return {
        name: (int(acts), int(solved))
        for name, acts, solved in re.findall(
            r'<th scope="row"><a [^>]*>([^<]+)</a></th><td class="num">(\d+).*?</td><td class="num">(\d+)',
            text_of(page), re.S,
        )
    }  # fmt: skip


def listed(client: Client, address: str) -> list[str]:
    """Every record behind a number, over all its pages."""
    found: list[str] = []
    page, number = client.get(address), 1
    while True:
        found += re.findall(r'class="cover" href="([^"]+)"', text_of(page))
        if "page=" not in text_of(page) or not (later := page.context["page"].later):
            return found
        number += 1
        assert number < 50
        page = client.get(f"{address.partition('?')[0]}?{later}")


@pytest.fixture
def county(xinhua: Bench) -> tuple[Bench, Any]:
    """Two more townships; the year's records, and the convener of the county."""
    add_places(batch=Batch((Wish(code=HEXIA, name="河下乡"), Wish(code=SHANWAN, name="山湾乡"))), actor=MAKER, at=AT)
    place = Place.objects.get(pk=COUNTY)
    return xinhua, make_person("convener", at=place, called="区政协召集人 小山")


def test_a_countys_year_from_one_sheet_and_from_what_happened(county: tuple[Bench, Any]) -> None:
    bench, convener = county
    client = browser_of(convener)
    solved = a_matter_solved(bench)
    a_bench_meeting(bench)
    a_duty_day_and_a_trip(client)
    assert the_sheet(client, on_paper()).status_code == 302
    assert the_sheet(client, on_paper()).status_code == 302
    keeping.recount()

    page = client.get(f"/desk/county/{COUNTY}/")
    assert the_numbers(page) == (ACTIVITIES, SOLVED)
    assert the_parts(page) == {"胜利镇": (2, 1), "河下乡": (67, 66), "山湾乡": (66, 66)}

    behind = {
        kind: listed(client, f"/desk/county/{COUNTY}/{kind}/")
        for kind in ("meetings", "benches", "trips", "duty_days", "past_activities", "solved", "past_problems")
    }
    assert {kind: len(rows) for kind, rows in behind.items()} == {
        "meetings": 0, "benches": 1, "trips": 1, "duty_days": 1, "past_activities": 133, "solved": 1,
        "past_problems": 132,
    }  # fmt: skip
    assert behind["solved"] == [f"/m/{solved.pk}/"]
    assert len(set(behind["past_activities"])) == ACTIVITIES - FROM_RECORDS
    last = text_of(client.get(behind["past_activities"][0]))
    assert ("第 133 次协商" in last, str(PastRecord.objects.count()) == "265") == (True, True)
    assert {client.get(rows[0]).status_code for rows in behind.values() if rows} == {200}
    assert rebuild.check().different == ()


def test_a_director_with_two_townships_sees_only_these(county: tuple[Bench, Any]) -> None:
    _, convener = county
    client = browser_of(convener)
    the_sheet(client, on_paper())
    place = Place.objects.get(pk=COUNTY)
    person = make_person("", at=place, called="科室主任 小林").person
    assert person is not None
    answer = send(client, "/desk/areas/assign/", kind="director", person=str(person.pk), parts=[TOWN, HEXIA])
    assert answer.status_code == 302
    director = browser_of(actor_for(person, on=date(2026, 11, 23)))
    own = director.get("/desk/county/")
    assert the_parts(own) == {"胜利镇": (0, 0), "河下乡": (67, 66)}
    assert "山湾乡" not in text_of(own)
    there = PastRecord.objects.filter(place=SHANWAN).order_by("pk")[0]
    assert [
        director.get(path).status_code for path in (
            f"/desk/county/{HEXIA}/", f"/desk/county/{TOWN}/", f"/desk/county/{HEXIA}/past_activities/",
            f"/desk/county/{SHANWAN}/", f"/desk/county/{COUNTY}/", f"/desk/county/{SHANWAN}/past_activities/",
            f"/desk/later/{there.pk}/",
        )
    ] == [200, 200, 200, 404, 404, 404, 404]  # fmt: skip
    end = re.search(r"/desk/areas/[^/]+/end/", text_of(client.get("/desk/areas/")))
    assert end
    assert send(client, end[0], reason="调整分工").status_code == 302
    assert len(the_parts(browser_of(actor_for(person, on=date(2026, 11, 23))).get("/desk/county/"))) == 1


def test_a_bench_meeting_that_is_in_the_records_is_shown_to_somebody_before_the_sheet_is_taken(
    county: tuple[Bench, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    bench, convener = county
    a_bench_meeting(bench)
    held = BenchNote.objects.get().held_on
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=3))
    client = browser_of(convener)
    told = [
        ["活动", TOWN, held.isoformat(), "商量楼道停车", "板凳会", "7", ""],
        ["活动", HEXIA, held.isoformat(), "商量修路", "板凳会", "7", ""],
        ["活动", TOWN, held.isoformat(), "看望老人", "走访", "7", ""],
    ]
    answer = the_sheet(client, told)
    assert (answer.status_code, PastRecord.objects.count()) == (422, 0)
    assert [row.number for row in answer.context["doubted"]] == [2]
    page = {"once": "2", "place": COUNTY, "carried": answer.context["carried"]}
    back = workbooks.rows_of(client.post("/desk/later/remarks/", {**page, "as": "xlsx"}).content)
    assert ["1号楼前" in str(row[7:]) for row in back[1:]] == [True, False, False]
    assert client.post("/desk/later/", {**page, "doubts": "who knows"}).status_code == 422
    assert client.post("/desk/later/", {"once": "2", "place": COUNTY, "carried": "{"}).status_code == 400
    assert client.post("/desk/later/", {**page, "doubts": "leave"}).status_code == 302
    assert list(PastRecord.objects.order_by("number").values_list("text", flat=True)) == ["商量修路", "看望老人"]
    assert client.post("/desk/later/", {**page, "doubts": "enter"}).status_code == 302
    assert client.post("/desk/later/", {**page, "doubts": "enter"}).status_code == 302
    assert PastRecord.objects.count() == 3
