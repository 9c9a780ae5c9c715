"""The staff pages: what they show, whom they let in, what they say when something is wrong."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bandeng.core.places import Wish
from bandeng.places.models import Grid, HolidayTable, Place
from tests.places.conftest import XINHUA, AddAll, SignIn

pytestmark = pytest.mark.django_db
CALENDARS = "/settings/calendars/"
TREE = "/settings/places/"


def words(answer: object) -> str:
    """What a page says, without its markup."""
    text = answer.content.decode()  # type: ignore[attr-defined]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture
def admin_browser(xinhua: Place, sign_in: SignIn) -> Client:
    browser = sign_in("system_admin")
    browser.cookies["django_language"] = "en"
    return browser


@pytest.fixture
def secretary_browser(xinhua: Place, sign_in: SignIn) -> Client:
    browser = sign_in("secretary")
    browser.cookies["django_language"] = "en"
    return browser


PAGES = [
    TREE,
    f"{TREE}?q=家和",
    f"{TREE}640302/",
    f"{TREE}{XINHUA}/",
    f"{TREE}{XINHUA}/add/",
    f"{TREE}{XINHUA}/change/",
    f"{TREE}{XINHUA}.01/end/",
    f"{TREE}{XINHUA}/grid/",
    f"{TREE}import/",
    CALENDARS,
    f"{CALENDARS}cn/2026/",
    f"{CALENDARS}64/2021/",
    f"{CALENDARS}cn/2027/load/",
]


@pytest.mark.parametrize("page", PAGES)
def test_the_administrator_sees_every_page(admin_browser: Client, page: str) -> None:
    answer = admin_browser.get(page)
    assert answer.status_code == 200
    assert words(answer) != ""


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_sees_one(xinhua: Place, sign_in: SignIn, page: str) -> None:
    assert Client().get(page).status_code == 302
    assert sign_in("resident").get(page).status_code == 403


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (f"{TREE}{XINHUA}/add/", 200),
        (f"{TREE}{XINHUA}.01/change/", 200),
        (f"{TREE}{XINHUA}.01/end/", 200),
        (f"{TREE}{XINHUA}/grid/", 200),
        (f"{TREE}{XINHUA}/end/", 403),
        (f"{TREE}add/", 403),
        (f"{TREE}640302107/add/", 403),
        (f"{TREE}640302107/change/", 403),
        (f"{CALENDARS}cn/2027/load/", 403),
        (f"{TREE}640302107099/", 404),
        (f"{CALENDARS}65/2026/", 404),
        (f"{CALENDARS}cn/1900/", 404),
    ],
)
def test_the_secretary_keeps_what_is_theirs(secretary_browser: Client, page: str, status: int) -> None:
    assert secretary_browser.get(page).status_code == status


def test_a_place_shows_where_it_lies_and_what_stands_below_it(admin_browser: Client) -> None:
    said = words(admin_browser.get(f"{TREE}{XINHUA}.01/"))
    assert "Places › 宁夏回族自治区 › 吴忠市 › 利通区 › 胜利镇 › 新华社区 Code" in said
    assert "家和万事小区 1 号楼 640302107001.01.01 building" in said


def test_a_place_is_added_by_form(secretary_browser: Client) -> None:
    answer = secretary_browser.post(
        f"{TREE}{XINHUA}/add/", {"name": "碧水蓝天小区", "level": "compound", "tenure": "owned", "households": "320"}
    )
    assert answer.headers["Location"] == f"{TREE}{XINHUA}.02/"
    added = Place.objects.get(pk=f"{XINHUA}.02")
    assert (added.name, added.level, added.tenure, added.households) == ("碧水蓝天小区", "compound", "owned", 320)


def test_a_form_that_is_wrong_says_it_at_the_field_and_keeps_what_was_typed(secretary_browser: Client) -> None:
    answer = secretary_browser.post(f"{TREE}{XINHUA}/add/", {"name": "=1+1", "level": "compound"})
    assert answer.status_code == 422
    assert "“=1+1” begins like a formula. A name begins with a letter or a figure." in words(answer)
    assert 'value="=1+1"' in answer.content.decode()
    assert not Place.objects.filter(pk=f"{XINHUA}.02").exists()


def test_a_stale_change_is_answered_with_both_texts(secretary_browser: Client) -> None:
    page, form = f"{TREE}{XINHUA}.01/change/", {"version": "1", "name": "家和小区", "reason": "居民投票"}
    assert secretary_browser.post(page, form).status_code == 302
    answer = secretary_browser.post(page, form | {"name": "万事小区"})
    assert answer.status_code == 409
    assert "What differs Column Stands now You wrote Name 家和小区 万事小区" in words(answer)
    again = re.search(r'name="version" value="(\d+)"', answer.content.decode())
    assert again is not None
    assert secretary_browser.post(page, form | {"name": "万事小区", "version": again[1]}).status_code == 302
    assert Place.objects.get(pk=f"{XINHUA}.01").name == "万事小区"


def test_a_grid_is_drawn_by_ticking_its_buildings(secretary_browser: Client) -> None:
    ticked = {"name": "第一网格", "buildings": [f"{XINHUA}.01.01", f"{XINHUA}.01.02"]}
    assert secretary_browser.post(f"{TREE}{XINHUA}/grid/", ticked).status_code == 302
    grid = Grid.objects.get()
    assert sorted(row.building_id for row in grid.buildings.all()) == ticked["buildings"]
    assert "第一网格" in words(secretary_browser.get(f"{TREE}{XINHUA}/"))


def table(text: str | bytes, name: str = "places.csv") -> dict[str, SimpleUploadedFile]:
    return {"table": SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)}


def test_a_table_is_looked_at_first_and_then_taken(admin_browser: Client) -> None:
    text = f"级别,名称,上级代码\n小区,碧水蓝天小区,{XINHUA}\n"
    looked = admin_browser.post(f"{TREE}import/", table(text))
    assert "1 place would be added" in words(looked)
    assert not Place.objects.filter(name="碧水蓝天小区").exists()
    fields = dict(re.findall(r'name="(ticket|once)" value="([^"]+)"', looked.content.decode()))
    for _ in range(2):
        assert admin_browser.post(f"{TREE}import/take/", fields).status_code == 302
    assert Place.objects.filter(name="碧水蓝天小区").count() == 1


OFFICE = "某区区划表\n\n区划代码（必填）\t名 称\t级别*\t上级代码\n640302501.0\t{name}\t街道办事处\t640302.0\n"
STREET = "云岭傣族·彝族沙坪坝东街道"


@pytest.mark.parametrize("coding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_as_an_office_saves_it_is_taken_by_the_pages(admin_browser: Client, coding: str) -> None:
    looked = admin_browser.post(f"{TREE}import/", table(OFFICE.format(name=STREET).encode(coding)))
    assert "1 place would be added" in words(looked)
    fields = dict(re.findall(r'name="(ticket|once)" value="([^"]+)"', looked.content.decode()))
    assert admin_browser.post(f"{TREE}import/take/", fields).status_code == 302
    place = Place.objects.get(pk="640302501")
    assert (place.name, place.level, place.parent_id) == (STREET, "street", "640302")


def test_one_code_that_lost_its_figures_comes_back_and_nothing_is_taken(admin_browser: Client) -> None:
    before = Place.objects.count()
    text = OFFICE.format(name=STREET) + "6.40302E+11\t河湾\t行政村\t640302501\n"
    answer = admin_browser.post(f"{TREE}import/", table(text))
    assert (answer.status_code, Place.objects.count()) == (422, before)
    assert "5 code" in words(answer)


def test_a_wrong_table_is_refused_with_what_to_do_in_each_row(admin_browser: Client) -> None:
    text = "代码,名称,上级名称\n640425,彭阳县,原州市\n640425100,白阳镇,彭阳县\n"
    before = Place.objects.count()
    answer = admin_browser.post(f"{TREE}import/", table(text))
    assert answer.status_code == 422
    assert "2 parent 640425 彭阳县 belongs to 固原市 640400, not to 原州市. Correct the parent." in words(answer)
    assert Place.objects.count() == before


def test_the_refusal_is_said_in_chinese_too(admin_browser: Client) -> None:
    del admin_browser.cookies["django_language"]
    text = "代码,名称,上级名称\n640425,彭阳县,原州市\n"
    said = words(admin_browser.post(f"{TREE}import/", table(text)))
    assert "640425 彭阳县属于固原市 640400，不属于原州市" in said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The submitted file is empty."),
        (b"\n \n", "This file is empty."),
        (b"code,name\n64\0,x\n", "We cannot read this file as text."),
        (b"PK\x03\x04rest", "This is a spreadsheet's own file."),
        (b"code,name\n64," + b"x" * 200_000, "One cell holds more than 2000 letters"),
        (b"a,b\n1,2\n", "The first line must name the columns. Missing: name."),
        (b"code,name\n", "There is a first line, but no row below it."),
        (bytes(range(128, 256)) * 9, "We cannot read this file as text."),
    ],
    ids=["0 bytes", "blank", "nul", "xlsx", "huge cell", "no columns", "no rows", "noise"],
)
def test_a_hostile_file_is_refused_kindly(admin_browser: Client, content: bytes, says: str) -> None:
    before = Place.objects.count()
    answer = admin_browser.post(f"{TREE}import/", table(content))
    assert answer.status_code == 422
    assert says in words(answer) or (content == b"" and "This file is empty." in words(answer))
    assert Place.objects.count() == before


def test_a_hundred_megabytes_are_refused_before_they_are_read(admin_browser: Client) -> None:
    answer = admin_browser.post(f"{TREE}import/", table("x"), CONTENT_LENGTH=str(100 * 1024 * 1024))
    assert answer.status_code == 413
    assert "This file is larger than 8 MB." in words(answer)


def test_a_table_without_the_forms_token_is_not_taken(admin_browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = admin_browser.cookies
    for page in (f"{TREE}import/", f"{TREE}import/take/", f"{CALENDARS}cn/2027/load/"):
        assert strict.post(page, {"table": "x"}).status_code == 403


def test_a_ticket_is_nobody_elses(admin_browser: Client, sign_in: SignIn) -> None:
    looked = admin_browser.post(f"{TREE}import/", table(f"name,level,parent\n甲小区,compound,{XINHUA}\n"))
    fields = dict(re.findall(r'name="(ticket|once)" value="([^"]+)"', looked.content.decode()))
    answer = sign_in("secretary").post(f"{TREE}import/take/", fields)
    assert (answer.status_code, Place.objects.filter(name="甲小区").exists()) == (422, False)


def test_a_year_is_loaded_from_lines_and_ticks(admin_browser: Client) -> None:
    page = f"{CALENDARS}cn/2027/load/"
    form = {"source": "国办发明电", "rows": "2027-01-01,休,元旦,New Year\n", "day": ["2027-01-02", "2027-01-04"]}
    looked = admin_browser.post(page, form | {"do": "look", "holiday": "元旦"})
    assert "0 open deadlines would move" in words(looked)
    assert "2027-01-01,rest,元旦,New Year\n2027-01-02,work,元旦,元旦\n2027-01-04,rest,元旦,元旦" in html.unescape(
        looked.content.decode()
    )
    assert admin_browser.post(page, form | {"do": "load"}).status_code == 302
    row = HolidayTable.objects.get()
    assert [(day["date"], day["kind"]) for day in row.days] == [
        ("2027-01-01", "rest"), ("2027-01-02", "work"), ("2027-01-04", "rest"),
    ]  # fmt: skip
    assert "Loaded here. 国办发明电" in words(admin_browser.get(f"{CALENDARS}cn/2027/"))


def test_a_year_without_a_table_says_that_it_is_provisional(admin_browser: Client) -> None:
    assert "Provisional: there is no table for this year yet" in words(admin_browser.get(f"{CALENDARS}64/2026/"))
    assert "2027 provisional: no table yet" in words(admin_browser.get(CALENDARS))


def test_a_line_that_cannot_be_read_is_named_and_kept(admin_browser: Client) -> None:
    form = {"source": "通知", "rows": "2027-01-01,休\n2027-13-01,休", "do": "look"}
    answer = admin_browser.post(f"{CALENDARS}cn/2027/load/", form)
    assert answer.status_code == 422
    assert "Row 2: “2027-13-01” is not a date. Write it like 2026-10-01." in words(answer)
    assert "2027-13-01,休</textarea>" in answer.content.decode()


@pytest.mark.parametrize("page", [TREE, f"{TREE}{XINHUA}/", f"{TREE}{XINHUA}.01/", CALENDARS])
def test_more_rows_cost_no_more_queries(admin_browser: Client, add: AddAll, page: str) -> None:
    admin_browser.get(page)
    with CaptureQueriesContext(connection) as one:
        admin_browser.get(page)
    add(
        *(Wish(parent=XINHUA, name=f"{n} 小区", level="compound") for n in range(3)),
        *(Wish(parent=f"{XINHUA}.01", name=f"1{n} 号楼", level="building") for n in range(3)),
        Wish(code="640106005001", name="逸馨苑社区"),
        Wish(code="210211", name="甘井子区"),
    )
    with CaptureQueriesContext(connection) as three:
        admin_browser.get(page)
    assert len(three) == len(one)
