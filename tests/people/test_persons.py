"""Persons, organisations, bodies: acts, and the rows that follow from them."""

from datetime import date, datetime

import pytest

from bandeng.core.refusal import Refusal
from bandeng.people import actions, queries
from bandeng.people.models import Body, Consent, Organisation, Person, Seat
from bandeng.places.models import Place
from bandeng.records.models import Entry, PrivatePart
from bandeng.records.rebuild import check
from tests.people.conftest import SETUP, TODAY, XINHUA, As, MakePerson


def refused(code: str, act: object) -> None:
    with pytest.raises(Refusal) as no:
        act()  # type: ignore[operator]
    assert no.value.code == code


def test_registering_keeps_name_and_number_out_of_the_ledger(town: Place, at: datetime) -> None:
    person = actions.register_person(
        place=town, name="李桂芳", phone="138 0000 0000", capacities=["tenant"], actor=SETUP, at=at
    )
    entry = Entry.objects.get(subject=f"person:{person.pk}")
    assert entry.detail == {"person": str(person.pk), "place": XINHUA, "capacities": ["tenant"], "called": ""}
    assert sorted(entry.private) == ["name", "phone"]
    assert (person.name, person.phone, person.chain) == ("李桂芳", "138 0000 0000", XINHUA)
    assert b"\xe6\x9d\x8e" not in bytes(PrivatePart.objects.first().sealed)  # type: ignore[union-attr]


def test_a_person_is_found_by_number_however_it_is_written(make_person: MakePerson) -> None:
    person = make_person(phone="138-0000-0000")
    make_person(phone="13900000000")
    assert list(queries.by_phone(Person.objects.all(), "+86 13800000000")) == [person]
    assert list(queries.by_phone(Person.objects.all(), "")) == []


def test_registering_twice_with_one_form_makes_one_person(town: Place, at: datetime) -> None:
    first, second = (actions.register_person(place=town, name="李", actor=SETUP, at=at, once="k") for _ in range(2))
    assert (first, Person.objects.count()) == (second, 1)


def test_a_change_leaves_what_was_not_given_and_raises_the_version(
    make_person: MakePerson, acting: As, at: datetime
) -> None:
    person, clerk = make_person(phone="13800000000"), make_person("secretary")
    changed = actions.change_person(person=person, capacities=["owner"], version=1, actor=acting(clerk), at=at)
    assert (changed.name, changed.phone, changed.capacities, changed.version) == ("王小明", "13800000000", ["owner"], 2)
    refused("stale", lambda: actions.change_person(person=person, name="x", version=1, actor=acting(clerk), at=at))


def test_a_secretary_changes_nobody_of_another_community(make_person: MakePerson, acting: As, at: datetime) -> None:
    person, stranger = make_person(), make_person("secretary", at_place="640106005001")
    refused("not_allowed", lambda: actions.change_person(person=person, name="x", actor=acting(stranger), at=at))


def test_consent_is_taken_back_as_easily_as_given(make_person: MakePerson, acting: As, at: datetime) -> None:
    person = make_person()
    me = acting(person)
    actions.consent(person=person, purpose="photo", given=True, how="spoken, at the door", actor=me, at=at)
    actions.consent(person=person, purpose="photo", given=False, how="", actor=me, at=at)
    assert [(c.purpose, c.how, c.withdrawn_at) for c in Consent.objects.all()] == [("photo", "spoken, at the door", at)]


def test_an_organisation_has_a_duty_list_and_a_version(firm: Organisation, at: datetime) -> None:
    changed = actions.change_organisation(organisation=firm, accepts=["lift"], version=1, actor=SETUP, at=at)
    assert (changed.name, changed.accepts, changed.version) == ("好邻物业公司", ["lift"], 2)
    refused("stale", lambda: actions.change_organisation(organisation=firm, name="x", version=1, actor=SETUP, at=at))


def test_a_seat_tells_how_its_holder_was_chosen(town: Place, make_person: MakePerson, at: datetime) -> None:
    person = make_person()
    body = actions.form_body(place=town, kind="joint_group", name="联动小组", actor=SETUP, at=at)
    terms = {"title": "组长", "chosen_how": "居民会议推选", "from_on": TODAY, "to_on": date(2029, 11, 23)}
    seat = actions.give_seat(body=body, person=person, actor=SETUP, at=at, **terms)  # type: ignore[arg-type]
    assert {name: getattr(seat, name) for name in terms} == terms
    refused("already_seated", lambda: actions.give_seat(body=body, person=person, actor=SETUP, at=at, **terms))  # type: ignore[arg-type]
    left = actions.leave_seat(seat=seat, on=date(2026, 12, 1), reason="搬走", actor=SETUP, at=at)
    assert left.to_on == date(2026, 12, 1)
    assert (Body.objects.count(), Seat.objects.count()) == (1, 1)


def test_rows_of_people_come_out_of_the_ledger_again(
    make_person: MakePerson, acting: As, firm: Organisation, town: Place, at: datetime
) -> None:
    person, clerk = make_person("grid_worker", phone="13800000000"), make_person("secretary")
    deputy = make_person("building_head")
    body = actions.form_body(place=town, kind="oversight", name="监督委员会", actor=SETUP, at=at)
    actions.give_seat(body=body, person=person, title="委员", chosen_how="推选", from_on=TODAY, actor=SETUP, at=at)
    actions.take_leave(
        person=person, deputy=deputy, from_on=TODAY, to_on=date(2026, 11, 30), actor=acting(clerk), at=at
    )
    actions.issue_card(person=person, actor=acting(clerk), at=at)
    actions.reveal(of=queries.contact_of(person), fields=["phone"], reason="约时间上门", actor=acting(clerk), at=at)
    actions.end_duty(duty=deputy.duties.get(), on=TODAY, reason="搬走", actor=acting(clerk), at=at)
    actions.erase_person(person=deputy, actor=acting(clerk), at=at)
    assert check().different == ()
