"""What rooms offer: lines of the desk, doors, tools of a step, pages of a list."""

from collections import defaultdict
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from bandeng.shell import nav, tools
from bandeng.shell.paging import paged
from tests.shell.pages import rendered, request


@pytest.fixture(autouse=True)
def _nothing_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nav, "_offers", {})
    monkeypatch.setattr(tools, "_offered", {})
    monkeypatch.setattr(tools, "_elsewhere", defaultdict(dict))


def test_the_desk_shows_what_the_role_sees_in_order_and_counts_only_that() -> None:
    counted: list[str] = []

    def count(_: HttpRequest) -> int:
        counted.append("asked")
        return 7

    nav.offer("Audit", "shell:help", ["auditor"], 1, count=count)
    nav.offer("My turn", "shell:healthz", ["secretary"], 0, count=count)
    nav.offer("Everybody", "shell:robots", order=2)
    nav.offer("Not mounted", "nowhere:page", order=3)
    shown = [(str(link.label), link.on, link.count) for link in nav.desk(request("/healthz"), ["secretary"])]
    assert (shown, counted) == ([("My turn", True, 7), ("Everybody", False, None)], ["asked"])


def test_the_four_doors_stand_in_the_pages_order_and_one_is_open() -> None:
    doors = nav.doors("640302107001", "decide")
    assert [(door.key, door.on) for door in doors] == [
        ("know", False),
        ("take_part", False),
        ("decide", True),
        ("watch", False),
    ]


def test_a_door_without_a_page_is_words_and_no_dead_link() -> None:
    shell = {"doors": [nav.Link("Know", "", icon="eye")]}
    shown = rendered('{% include "shell/parts/doors.html" %}', {"shell": shell})
    assert ("href" in shown, "Know" in shown) == (False, True)


def _words(thing: object, _: object) -> tools.Panel:
    return tools.Panel("shell/parts/empty.html", {"text": thing})


def test_a_step_finds_the_tool_that_a_room_offered_and_its_matter_shows_its_panel() -> None:
    tool = tools.offer("claim", page="shell:help", panel=_words)
    [shown] = tools.panels(tools.MATTER, "三楼的灯", request())
    assert (tools.for_step("claim"), tools.for_step("meeting"), tools.for_step(None), "三楼的灯" in str(shown)) == (
        tool,
        None,
        None,
        True,
    )


def test_a_panel_of_a_trip_stands_on_no_matter() -> None:
    tools.show_on("trip", "papers", _words)
    on_each = {what: len(tools.panels(what, "路上", request())) for what in ("trip", "meeting", tools.MATTER)}
    assert on_each == {"trip": 1, "meeting": 0, tools.MATTER: 0}


def test_a_tool_may_have_nothing_for_this_reader() -> None:
    tool = tools.offer("claim", page="nowhere:claim", panel=lambda matter, _: None)
    assert (tools.panels(tools.MATTER, SimpleNamespace(), request()), tool.address("x")) == ([], "")


def test_two_rooms_cannot_offer_the_same_tool() -> None:
    tools.offer("claim", page="commitments:claim")
    with pytest.raises(ValueError, match="commitments:claim"):
        tools.offer("claim", page="other:claim")


@given(st.integers(0, 60), st.integers(1, 9))
def test_walking_all_pages_shows_every_row_once(many: int, size: int) -> None:
    seen: list[int] = []
    query = "page=1&door=know"
    while query:
        page = paged(list(range(many)), request(f"/?{query}"), size=size)
        seen += page
        query = page.later
        assert not query or "door=know" in query
    assert seen == list(range(many))


@pytest.mark.parametrize("number", ["0", "-1", "99999", "x", "٣", "", "1e3"])
def test_a_page_number_nobody_can_mean_is_the_first_page(number: str) -> None:
    page = paged(list(range(30)), request("/", place=None) if not number else request(f"/?page={number}"), size=10)
    assert (page.number, page.rows[0], page.earlier) == (1, 0, "")


def test_a_long_desk_is_read_in_parts() -> None:
    with override("en"):
        headings = [str(nav.group_of(order)) for order in (0, 27, 28, 57, 58, 70, 79, 99)]
    assert headings == ["", "", "Together", "Together", "Registers", "People and units", "The site", "The site"]
