"""The pages of figures: n of N, each a click from its records; nothing of a sealed matter; no formula in a sheet."""

import csv
import re
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
from django.test import Client

from bandeng.figures import keeping
from bandeng.figures.views.periods import inside
from bandeng.matters import actions
from bandeng.people.acting import Actor
from bandeng.people.models import User
from bandeng.shell import sheets
from tests.makers import XINHUA, join, make_matter, make_person, make_place

pytestmark = pytest.mark.django_db


def english() -> Client:
    browser = Client(headers={"accept-language": "en"})
    browser.cookies["django_language"] = "en"
    return browser


def signed(actor: Actor, settings: object) -> Client:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    browser = english()
    assert actor.person is not None
    user = User.objects.create(person=actor.person, email=f"{uuid4().hex}@example.org")
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.fixture
def secretary(at: datetime) -> Actor:
    """Six matters, one of them sealed, one not yet accepted."""
    found = make_person("secretary")
    for number in range(6):
        make_matter(words=f"trouble {number}", by=found, sealed=number == 0, accepted=number != 1, at=at)
    keeping.catch_up_all()
    return found


PERIOD = "since=2026-01-01&until=2026-12-31"


def test_every_number_is_a_link_to_just_so_many_records(secretary: Actor, settings: object) -> None:
    browser = signed(secretary, settings)
    page = browser.get(f"/desk/figures/?{PERIOD}").content.decode()
    links = set(re.findall(r'href="(/desk/figures/records/[^"]+)" aria-label="[^"]*?(\d+)"', page))
    assert len(links) >= 6
    for href, number in links:
        listed = browser.get(href.replace("&amp;", "&")).content.decode()
        shown, hidden = listed.count('<a class="cover"'), re.search(r"And (\d+) that", listed)
        assert shown + int(hidden[1] if hidden else 0) == int(number), href


def test_a_sealed_matter_is_counted_for_everybody_and_listed_for_nobody(secretary: Actor, at: datetime) -> None:
    browser = english()
    year = f"/p/{XINHUA}/figures/"
    page = browser.get(year).content.decode()
    assert 'response_rate&amp;which=N" aria-label="Response rate: N, 5"' in page
    listed = browser.get(f"{year}records/?period=year&figure=response_rate&which=N").content.decode()
    assert listed.count('<a class="cover"') == 4
    assert "And a few that are not shown to everybody." in listed


def test_a_count_below_five_is_not_shown_to_everybody_and_neither_are_its_records(at: datetime) -> None:
    make_matter(raisers=3, at=at)
    keeping.catch_up_all()
    browser = english()
    page = browser.get(f"/p/{XINHUA}/figures/").content.decode()
    assert "too few to be shown" in page
    assert "Response rate: N" not in page
    listed = browser.get(f"/p/{XINHUA}/figures/records/?figure=response_rate&which=N").content.decode()
    assert (listed.count('<a class="cover"'), "too few to be shown" in listed) == (0, True)


def test_what_single_raisers_said_has_no_list_for_everybody() -> None:
    make_place()
    browser = Client()
    for figure in ("satisfaction", "participation_breadth", "supervision_effect", "nothing", "resolution_rate.nothing"):
        assert browser.get(f"/p/{XINHUA}/figures/records/?figure={figure}&which=n").status_code == 404, figure


def test_a_figure_below_the_community_is_the_communitys_for_everybody(secretary: Actor) -> None:
    browser = english()
    building = browser.get(f"/p/{XINHUA}.01.01/figures/").content
    assert b"Response rate: N, 5" in building


def test_a_supervisor_walks_the_tree_and_nobody_leaves_their_own(secretary: Actor, settings: object) -> None:
    county = make_place().parent
    assert county is not None
    above = signed(make_person("supervisor", at=county), settings)
    assert above.get(f"/desk/figures/?place={county.pk}").status_code == 200
    assert above.get(f"/desk/figures/?place={XINHUA}").status_code == 200
    own = signed(secretary, settings)
    assert own.get(f"/desk/figures/?place={XINHUA}").status_code == 200
    assert own.get(f"/desk/figures/?place={county.pk}").status_code == 403
    assert own.get("/desk/figures/?place=99").status_code == 404


def test_csv_and_xlsx_hold_numbers_as_numbers_and_no_formula(settings: object, at: datetime) -> None:
    secretary = make_person("secretary")
    hostile = make_matter(by=secretary, at=at)
    actions.change_summary(
        matter=hostile, title="=HYPERLINK(1)", summary="s", reason="r", actor=secretary, at=at + timedelta(hours=1)
    )
    join(hostile, at=at + timedelta(hours=2))
    keeping.catch_up_all()
    browser = signed(secretary, settings)
    table = browser.get(f"/desk/figures/sheet/csv/?{PERIOD}").content.decode("utf-8-sig")
    rows = {row[-1]: row for row in csv.reader(StringIO(table))}
    assert rows["response_rate"][:3] == ["Response rate", "1", "2"]
    address = f"/desk/figures/sheet/%s/?{PERIOD}&figure=response_rate&which=N"
    assert "'=HYPERLINK(1)" in browser.get(address % "csv").content.decode()
    with zipfile.ZipFile(BytesIO(browser.get(address % "xlsx").content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert b"'=HYPERLINK(1)" in book.read("xl/sharedStrings.xml")
    with zipfile.ZipFile(BytesIO(browser.get(f"/desk/figures/sheet/xlsx/?{PERIOD}").content)) as book:
        assert re.search(rb'<c r="C2"><v>\d+</v></c>', book.read("xl/worksheets/sheet1.xml"))
    assert browser.get("/desk/figures/sheet/exe/").status_code == 404


def test_everybody_takes_the_table_home_and_reads_there_no_more_than_on_the_page(
    secretary: Actor, at: datetime
) -> None:
    browser = english()
    answer = browser.get(f"/p/{XINHUA}/figures/figures.csv?period=year")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    rows = {row[-1]: row for row in csv.reader(StringIO(answer.content.decode("utf-8-sig")))}
    assert rows["response_rate"][:3] == ["Response rate", "5", "5"]
    assert ("data_quality" in rows, "supervision_effect" in rows) == (False, False)
    make_matter(place=make_place("640106005001"), at=at)
    keeping.catch_up_all()
    few = browser.get("/p/640106005001/figures/figures.csv").content.decode("utf-8-sig")
    rows = {row[-1]: row for row in csv.reader(StringIO(few))}
    assert rows["response_rate"][:3] == ["Response rate", "too few to be shown", "too few to be shown"]
    assert browser.get("/p/999999999999/figures/figures.csv").status_code == 404


def test_a_month_cannot_be_worked_out_from_the_year(at: datetime) -> None:
    assert inside("year", at.date().replace(month=2)) == [
        (date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 1, 1), date(2026, 1, 31)),
    ]  # fmt: skip
    assert inside("last_year", date(2027, 1, 5)) == [(date(2026, 12, 1), date(2026, 12, 31))]
    assert inside("month", at.date()) == []


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"])
def test_a_cell_that_would_be_computed_is_told_as_text(cell: str) -> None:
    assert (sheets.harmless(cell), sheets.harmless(-1), sheets.harmless("a=1")) == (f"'{cell}", -1, "a=1")
