"""The set-up of an empty site: only with the code from the console, only once, all or nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from bandeng.people.models import Duty, Invitation, Person
from bandeng.places import setup
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.places.conftest import XINHUA

pytestmark = pytest.mark.django_db

FORM = {
    "county": "640302", "street_code": "640302107", "street_name": "胜利镇", "code": XINHUA, "name": "新华社区",
    "phone": "0953-0000000", "person": "小禾", "called": "社区书记", "email": "secretary@example.org", "admin": "on",
}  # fmt: skip


@pytest.fixture
def code() -> Iterator[str]:
    shown = setup.invitation()
    assert shown is not None
    yield shown
    setup.finish()


@pytest.fixture
def inside(code: str) -> Client:
    """A browser that has given the code."""
    browser = Client()
    assert browser.post("/setup/", {"code": code}).headers["Location"] == "/setup/place/"
    return browser


def test_the_code_is_taken_however_it_is_typed(code: str) -> None:
    for typed in (code.lower(), code.replace("-", ""), f" {code[:3]} {code[3:]} ", code.replace("0", "o")):
        assert Client().post("/setup/", {"code": typed}).status_code == 302


def test_without_the_code_there_is_no_second_page(code: str) -> None:
    assert Client().get("/setup/place/").headers["Location"] == "/setup/"
    assert Client().post("/setup/", {"code": "AAAAA-AAAAA"}).status_code == 403
    assert Client().post("/setup/place/", FORM).headers["Location"] == "/setup/"
    assert Place.objects.count() == 0


def test_ten_wrong_tries_spend_the_code(code: str) -> None:
    answers = [Client().post("/setup/", {"code": "WRONG-WRONG"}).status_code for _ in range(10)]
    assert (set(answers), Client().post("/setup/", {"code": code}).status_code) == ({403}, 410)


def test_the_code_stands_in_the_home_only_as_a_hash(code: str) -> None:
    kept = (Path(settings.HOME) / "setup-code.json").read_text(encoding="utf-8")
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_a_new_start_of_the_server_voids_the_code_and_whoever_gave_it(inside: Client) -> None:
    setup.invitation()
    assert inside.get("/setup/place/").headers["Location"] == "/setup/"


def test_the_site_is_set_up_and_its_secretary_invited(inside: Client) -> None:
    assert inside.post("/setup/place/", FORM).headers["Location"] == "/setup/done/"
    assert list(Place.objects.order_by("path").values_list("code", "name", "phone")) == [
        ("64", "宁夏回族自治区", ""), ("6403", "吴忠市", ""), ("640302", "利通区", ""), ("640302107", "胜利镇", ""),
        (XINHUA, "新华社区", "0953-0000000"),
    ]  # fmt: skip
    person = Person.objects.get()
    assert (person.name, person.called, person.place_id) == ("小禾", "社区书记", XINHUA)
    assert sorted(Duty.objects.values_list("role", "place")) == [("secretary", XINHUA), ("system_admin", XINHUA)]
    assert Invitation.objects.get().email == "secretary@example.org"
    assert set(Entry.objects.values_list("actor", flat=True)) == {"system:setup"}
    assert "/people/invited/" in inside.get("/setup/done/").content.decode()


def test_afterwards_there_is_no_set_up_any_more(inside: Client, code: str) -> None:
    inside.post("/setup/place/", FORM)
    assert [Client().get(page).status_code for page in ("/setup/", "/setup/place/", "/setup/done/")] == [404, 404, 404]
    assert Client().post("/setup/", {"code": code}).status_code == 404
    assert setup.invitation() is None


def test_a_wrong_form_leaves_nothing_behind_and_keeps_what_was_typed(inside: Client) -> None:
    inside.cookies["django_language"] = "en"
    answer = inside.post("/setup/place/", FORM | {"street_code": "640106005", "street_name": "上海西路街道"})
    assert answer.status_code == 422
    assert 'value="上海西路街道"' in answer.content.decode()
    assert (Place.objects.count(), Person.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_an_invitation_that_fails_takes_the_place_back_too(inside: Client) -> None:
    answer = inside.post("/setup/place/", FORM | {"email": "no address"})
    assert (answer.status_code, Place.objects.count()) == (422, 0)


def test_a_county_we_do_not_ship_is_named_by_hand(inside: Client) -> None:
    told = {
        "county": "other", "city_code": "520100", "city_name": "贵阳市", "county_code": "520102",
        "county_name": "南明区", "street_code": "520102001", "street_name": "某街道", "code": "", "name": "某社区",
    }  # fmt: skip
    assert inside.post("/setup/place/", FORM | told).status_code == 302
    assert list(Place.objects.order_by("path").values_list("code", "name")) == [
        ("52", "贵州省"), ("5201", "贵阳市"), ("520102", "南明区"), ("520102001", "某街道"), ("520102001901", "某社区"),
    ]  # fmt: skip
