"""The pages: what they show to whom, in both languages, with as many queries for three rows as for one."""

from datetime import datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bandeng.people import actions
from bandeng.people.models import Duty, InviteCard, Organisation, Person, Reveal
from bandeng.places.models import Place
from tests.people.conftest import OTHER, SETUP, TODAY, MakePerson
from tests.people.signing import signed_in

NOON = datetime.fromisoformat("2026-11-23T12:00:00+08:00")
NUMBER = "13800001234"


@pytest.fixture(autouse=True)
def _noon() -> object:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def clerk(make_person: MakePerson) -> Person:
    return make_person("secretary", called="书记")


@pytest.fixture
def desk(clerk: Person, at: datetime) -> Client:
    return signed_in(clerk, at)


def test_a_secretary_registers_finds_and_reveals(desk: Client, make_person: MakePerson) -> None:
    once = uuid4().hex
    form = {"name": "李桂芳", "phone": NUMBER, "place": "640302107001.01.01", "capacities": ["resident"], "once": once}
    first = desk.post("/people/new/", form)
    again = desk.post("/people/new/", form)
    assert (first.status_code, first.headers["Location"]) == (302, again.headers["Location"])
    found = desk.post("/people/find/", {"phone": "138 0000 1234"}).content.decode()
    assert "李*" in found
    assert "李桂芳" not in found
    person = Person.objects.get(phone_index__gt="", place="640302107001.01.01")
    page = desk.get(f"/people/{person.pk}/").content.decode()
    assert ("138****1234" in page, NUMBER in page) == (True, False)
    seen = desk.post(f"/people/{person.pk}/reveal/", {"fields_seen": ["phone"], "reason": "约时间上门"})
    assert NUMBER in seen.content.decode()
    assert "no-store" in seen.headers["Cache-Control"]
    refused = desk.post(f"/people/{person.pk}/reveal/", {"fields_seen": ["phone"], "reason": ""})
    assert (refused.status_code, NUMBER in refused.content.decode(), Reveal.objects.count()) == (422, False, 1)


def test_what_was_typed_stays_when_something_is_wrong(desk: Client) -> None:
    answer = desk.post("/people/new/", {"name": "李桂芳", "phone": "12", "place": "640302107001"})
    assert (answer.status_code, 'value="李桂芳"' in answer.content.decode()) == (422, True)
    assert not Person.objects.filter(capacities=[]).exists()


def test_a_stale_change_shows_what_stands_and_keeps_what_was_typed(
    desk: Client, make_person: MakePerson, at: datetime
) -> None:
    person = make_person()
    actions.change_person(person=person, called="新名", actor=SETUP, at=at)
    answer = desk.post(f"/people/{person.pk}/change/", {"called": "我写的", "version": "1"})
    page = answer.content.decode()
    assert (answer.status_code, "新名" in page, "我写的" in page) == (409, True, True)


def test_a_secretary_gives_and_ends_a_duty(desk: Client, make_person: MakePerson, town: Place) -> None:
    person = make_person()
    given = {"role": "grid_worker", "where": f"place:{town.pk}", "label": "网格长", "from_on": "2026-11-23"}
    assert desk.post(f"/people/{person.pk}/duty/", given).status_code == 302
    duty = Duty.objects.get(person=person)
    assert (duty.role, duty.label, duty.place) == ("grid_worker", "网格长", town)
    assert desk.post(f"/people/duties/{duty.pk}/end/", {"on": "2026-11-23", "reason": "调走"}).status_code == 302
    assert Duty.objects.get(pk=duty.pk).ended_because == "调走"


def test_a_role_outside_their_rights_is_not_even_offered(desk: Client, make_person: MakePerson, town: Place) -> None:
    person = make_person()
    page = desk.get(f"/people/{person.pk}/duty/").content.decode()
    assert [f'value="{role}"' in page for role in ("grid_worker", "auditor", "secretary")] == [True, False, False]
    forced = {"role": "auditor", "where": f"place:{town.pk}", "from_on": "2026-11-23"}
    assert desk.post(f"/people/{person.pk}/duty/", forced).status_code == 422
    assert not Duty.objects.filter(person=person).exists()


def test_a_card_is_printed_with_its_square_and_address(desk: Client, make_person: MakePerson) -> None:
    person = make_person("building_head")
    once = uuid4().hex
    first, again = (desk.post(f"/people/{person.pk}/card/", {"once": once}).content.decode() for _ in range(2))
    assert ("<svg" in first, first.count("/card/"), InviteCard.objects.count()) == (True, 1, 1)
    assert first.split("/card/")[1][:48] == again.split("/card/")[1][:48]


def test_leave_is_noted_with_its_deputy(desk: Client, clerk: Person, make_person: MakePerson) -> None:
    deputy = make_person("community_staff")
    form = {"from_on": "2026-11-23", "to_on": "2026-11-25", "deputy": str(deputy.pk)}
    assert desk.post(f"/people/{clerk.pk}/leave/", form).headers["Location"] == "/people/me/"
    leave = clerk.leaves.get()
    assert (leave.deputy, str(leave.to_on)) == (deputy, "2026-11-25")
    assert desk.post(f"/people/leaves/{leave.pk}/end/").status_code == 302


def test_organisations_and_bodies_are_kept(desk: Client, make_person: MakePerson) -> None:
    form = {"kind": "property", "name": "好邻物业公司", "place": "640302107001", "accepts": "road lift"}
    assert desk.post("/people/organisations/new/", form).status_code == 302
    firm = Organisation.objects.get()
    changed = {"name": "好邻物业公司", "short": "好邻", "accepts": "road", "version": "1"}
    assert desk.post(f"/people/organisations/{firm.pk}/", changed).status_code == 302
    assert desk.post(f"/people/organisations/{firm.pk}/", changed).status_code == 409
    assert "好邻物业公司" in desk.get("/people/organisations/").content.decode()
    assert (
        desk.post(
            "/people/bodies/new/", {"kind": "oversight", "name": "监督委员会", "place": "640302107001"}
        ).status_code
        == 302
    )
    person = make_person()
    body = "/people/bodies/"
    seat_form = desk.get(body).content.decode().split("/seat/")[0].rsplit("/", 1)[1]
    seat = {"person": str(person.pk), "title": "委员", "chosen_how": "推选", "from_on": "2026-11-23"}
    assert desk.post(f"{body}{seat_form}/seat/", seat).status_code == 302
    assert "推选" in desk.get(body).content.decode()


def test_nobody_is_seen_by_who_has_no_business_there(make_person: MakePerson, at: datetime) -> None:
    person = make_person(phone=NUMBER)
    stranger = signed_in(make_person("secretary", at_place=OTHER), at)
    officer = signed_in(make_person("unit_officer"), at)
    for client in (stranger, officer, Client()):
        for tail in ("", "change/", "duty/", "leave/", "invite/", "erase/"):
            assert client.get(f"/people/{person.pk}/{tail}").status_code in (302, 403, 404)
        for tail in ("reveal/", "card/", "account/close/"):
            assert client.post(f"/people/{person.pk}/{tail}", {"reason": "约时间上门"}).status_code in (302, 403, 404)
    assert Reveal.objects.count() == 0


def test_a_person_reads_exports_and_erases_what_is_kept(make_person: MakePerson, at: datetime) -> None:
    person = make_person(name="李桂芳", phone=NUMBER)
    client = signed_in(person, at)
    assert client.get("/people/me/").status_code == 200
    exported = client.get("/people/me/data.json")
    assert (exported.json()["person"]["name"], "attachment" in exported.headers["Content-Disposition"]) == (
        "李桂芳",
        True,
    )
    page = client.get("/people/me/data/").content.decode()
    assert [word in page for word in ("李桂芳", NUMBER, "新华社区", "居民", "registered_at")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert client.post("/people/me/erase/", {}).status_code == 422
    assert client.post("/people/me/erase/", {"sure": "on"}).headers["Location"] == "/"
    assert Person.objects.get(pk=person.pk).erased_at == NOON
    assert client.get("/people/me/").status_code == 302


def test_the_auditor_reads_who_looked(make_person: MakePerson, at: datetime) -> None:
    person, clerk = make_person(phone=NUMBER), make_person("secretary")
    from bandeng.people import queries
    from bandeng.people.acting import actor_for

    actions.reveal(
        of=queries.contact_of(person), fields=["phone"], reason="约时间上门", actor=actor_for(clerk, on=TODAY), at=at
    )
    page = signed_in(make_person("auditor"), at).get("/people/reveals/").content.decode()
    assert ("约时间上门" in page, NUMBER in page) == (True, False)


PAGES = ("/people/", "/people/cards/", "/people/organisations/", "/people/bodies/", "/people/me/")


@pytest.mark.parametrize("address", PAGES)
def test_three_rows_cost_as_many_queries_as_one(
    address: str, desk: Client, clerk: Person, make_person: MakePerson, town: Place, at: datetime
) -> None:
    def add(number: int) -> None:
        person = make_person("building_head", name=f"甲{number}")
        actions.issue_card(person=person, actor=SETUP, at=at)
        actions.issue_card(person=clerk, actor=SETUP, at=at)
        actions.add_organisation(place=town, kind="firm", name=f"店{number}", actor=SETUP, at=at)
        body = actions.form_body(place=town, kind="other", name=f"组{number}", actor=SETUP, at=at)
        actions.give_seat(body=body, person=person, title="委员", chosen_how="推选", from_on=TODAY, actor=SETUP, at=at)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert desk.get(address).status_code == 200
        return len(seen)

    add(1)
    desk.get(address)
    one = queries()
    add(2)
    add(3)
    desk.get(address)  # What the desk counts beside its lines is remembered until the ledger moves.
    assert queries() == one
    assert one <= 20


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_in_both_languages(
    language: str, desk: Client, clerk: Person, make_person: MakePerson, at: datetime
) -> None:
    desk.cookies["django_language"] = language
    person = make_person("building_head")
    duty = person.duties.get()
    tails = ("", "change/", "duty/", "leave/", "invite/", "erase/", "account/close/")
    addresses = [
        *PAGES,
        "/people/new/",
        "/people/organisations/new/",
        "/people/bodies/new/",
        "/people/me/data/",
        "/card/",
    ]
    addresses += [f"/people/{person.pk}/{tail}" for tail in tails] + [
        f"/people/duties/{duty.pk}/end/",
        "/people/me/erase/",
    ]
    shown = {address: desk.get(address) for address in addresses}
    assert {address: answer.status_code for address, answer in shown.items()} == dict.fromkeys(addresses, 200)
    lang = "en" if language == "en" else "zh-Hans"
    assert [address for address, answer in shown.items() if f'lang="{lang}"' not in answer.content.decode()] == []
