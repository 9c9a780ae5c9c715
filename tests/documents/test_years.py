"""Papers of a place's year: each number leads to its list, what was entered later stands apart, cases are above."""

import re
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from django.http import Http404
from django.test import Client

from bandeng.core.papers import Link, Paper, Table, text_in
from bandeng.documents import actions as papers
from bandeng.documents import queries
from bandeng.documents.queries import of_years
from bandeng.liaison import actions
from bandeng.people.acting import PUBLIC, Actor
from tests.exchange import solving
from tests.honesty.browser import asking
from tests.liaison.test_county import more_towns
from tests.liaison.test_later import GOOD, enter
from tests.liaison.town import County
from tests.makers import AT, day, make_person
from tests.matters.faces import browser_of, send, text_of

pytestmark = pytest.mark.django_db
KEY = "640425-2026"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The day of the other tests; the second factor has tests of its own."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def county() -> County:
    """A room with a duty day on which two things were heard, looked at; a sheet of earlier days; a director."""
    town = County()
    room = town.open()
    heard = town.heard(room, "路灯不亮", "想要一个停车棚")
    actions.suggest_heard(room=room, heard=heard[1], text="建一个停车棚。", actor=town.secretary, at=AT)
    actions.inspect_room(
        room=room, on=day("2026-11-23"), seen=town.seen(room), photos=[], again_on=None, actor=town.supervisor, at=AT
    )
    enter(town, GOOD)
    town.director(town.one)
    return town


def of(kind: str, actor: Actor, key: str = KEY) -> Paper:
    return queries.paper_of(queries.load(kind, actor, key))


def row(paper: Paper, first: str) -> list[str]:
    """The first line of a table that begins with this."""
    told = [list(map(text_in, each)) for block in paper.blocks if isinstance(block, Table) for each in block.rows]
    return next(each for each in told if each[0] == first)


def test_a_summary_counts_what_happened_and_apart_from_it_what_was_entered_later(county: County) -> None:
    paper = of("annual", county.convener)
    assert paper.title == "彭阳县2026年议事协商工作总结"
    told = {name: row(paper, name)[1] for name in ("值班", "建议", "补录的活动", "补录的解决问题", "补录的建议")}
    assert told == {"值班": "1", "建议": "1", "补录的活动": "2", "补录的解决问题": "1", "补录的建议": "1"}
    assert row(paper, "还没提交")[1::2] == ["1/1", "1/1"]
    assert [row(paper, name)[1] for name in ("达标的联络室", "检查过的联络室")] == ["1/1", "1/1"]
    assert "指导乡镇" in paper.lines()


def test_every_number_is_a_link_to_a_page_that_lists_what_it_counts(county: County) -> None:
    """Each underlined number is as long as the list it leads to, and the list stands in the table of sources."""
    client = browser_of(county.convener)
    for kind in ("annual", "exchange"):
        paper = of(kind, county.convener)
        links = [
            (text_in(cell), cell.to) for block in paper.blocks if isinstance(block, Table)
            for each in block.rows for cell in each if isinstance(cell, Link)
        ]  # fmt: skip
        assert len(links) > 30
        sources = {to for text, to in links if to.endswith(text)}
        assert {to for _text, to in links} == sources
        for text, to in links:
            told = urlsplit(to)
            page = client.get(f"{told.path}?{told.query}")
            assert page.status_code == 200, to
            if "/suggestions/" in to or "/past_" in to:
                shown = text_of(page).count('class="cover"')
                assert text.startswith("/") or int(text.partition("/")[0]) == shown, (text, to)


def test_both_files_carry_real_links(county: County) -> None:
    address = f"/papers/annual/{KEY}.docx"
    archive = ZipFile(BytesIO(browser_of(county.convener).get(address).content))
    body, links = (archive.read(f"word/{name}").decode() for name in ("document.xml", "_rels/document.xml.rels"))
    assert "http://127.0.0.1:8000/desk/county/640425/duty_days/?year=2026" in links
    assert (body.count("<w:hyperlink") > 30, 'TargetMode="External"' in links) == (True, True)


def test_a_place_without_anything_says_none(county: County) -> None:
    told = of("annual", county.convener, "640425-2024").lines()
    assert ("无。" in told, "补录的活动" in told) == (True, False)


def test_the_year_is_for_who_reads_it_on_its_page(county: County) -> None:
    client = browser_of(county.convener)
    for kind in ("annual", "exchange"):
        address = f"/papers/{kind}/{KEY}.docx"
        assert (Client().get(address).status_code, client.get(address).status_code) == (404, 200)
        assert browser_of(make_person("resident", at=county.village)).get(address).status_code == 404
        page = text_of(client.get("/desk/county/640425/"))
        assert (address in page, f"/papers/{kind}/{KEY}/issue/" in page) == (True, True)
        assert f"/papers/{kind}/640425-2025.docx" in text_of(client.get("/desk/county/640425/?year=2025"))
    for key in ("640425-2027", "640425-1999", "999999-2026"):
        with pytest.raises(Http404):
            queries.load("annual", county.convener, key)
    with pytest.raises(Http404):
        queries.load("trip", county.convener, KEY)


def test_it_is_given_out_with_a_number_and_looked_at_again(county: County) -> None:
    client = browser_of(county.convener)
    assert browser_of(county.supervisor).get(f"/papers/annual/{KEY}/issue/").status_code == 403
    done = send(client, f"/papers/annual/{KEY}/issue/")
    page = text_of(client.get(done.headers["Location"]))
    assert ("彭阳县总〔2026〕1号" in page, "the same, to the last byte" in page) == (True, True)
    assert "/desk/county/640425/?year=2026" in page
    assert papers.issue_document(
        subject=queries.load("exchange", county.convener, KEY), actor=county.convener, at=AT
    ).number == 1  # fmt: skip


def test_many_townships_cost_no_more_queries_and_are_cut(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    for more in (0, 40):
        if more:
            more_towns(more)
        for kind in ("annual", "exchange"):
            with asking() as found:
                of(kind, county.convener)
            asked.append(found.queries)
    assert (asked[:2] == asked[2:], max(asked) < 40) == (True, True), asked
    monkeypatch.setattr(of_years, "MOST_PARTS", 2)
    left = [line for line in of("annual", county.convener).lines() if line.startswith("其余")]
    assert left == ["其余40处从略，见：http://127.0.0.1:8000/desk/county/640425/?year=2026"]


def test_a_pack_tells_of_the_rooms_and_what_they_do(county: County) -> None:
    paper = of("exchange", county.convener)
    name = next(line for line in paper.lines() if line.startswith("中庄联络室\n"))
    told = row(paper, name)
    assert name.endswith("·政协联络室")
    assert told[1:6] == ["每周二 9:00–11:00", "达标 5 / 5", "1", "2", "1/2"]


def test_a_pack_tells_the_approved_cases_of_its_places() -> None:
    told = solving.solved()
    case = solving.shared(told)
    secretary = told.secretary
    lines = of("exchange", secretary, f"{told.place.pk}-2026").lines()
    whole = "\n".join(lines)
    for text in ("楼道灯不亮怎么办", "问题：楼道灯不亮。", "成效：换好了。", case.number):
        assert text in whole, text
    earlier = "\n".join(of("exchange", secretary, f"{told.place.pk}-2025").lines())
    assert "楼道灯不亮怎么办" not in earlier


def test_without_a_room_of_cases_the_pack_says_none(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_years, "_supply", {})
    told = of("exchange", county.convener).lines()
    assert told[told.index("二、典型案例") + 1] == "无。"


def test_a_word_nobody_knows_narrows_no_list(county: County) -> None:
    client = browser_of(county.convener)
    page = "/desk/county/640425/suggestions/?year=2026"
    counts = [text_of(client.get(page + more)).count('class="cover"') for more in ("", "&way=x", "&way=proposal")]
    assert counts == [1, 1, 0]
    assert re.search(r'class="chip">[^<]+</span>', text_of(client.get(f"{page}&way=proposal")))


def test_nobody_outside_has_it(county: County) -> None:
    with pytest.raises(Http404):
        queries.load("annual", PUBLIC, KEY)
