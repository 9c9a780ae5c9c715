"""Contact data: masked, revealed with a reason, exported, erased without a trace (A11)."""

from datetime import datetime
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.db import connection

from bandeng.people import actions, erasure, queries
from bandeng.people.acting import Actor
from bandeng.people.models import CardPin, Invitation, Person, Reveal, User
from bandeng.places.models import Place
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry, PrivatePart
from bandeng.records.rebuild import check
from tests.people.conftest import OTHER, SETUP, TODAY, As, MakePerson
from tests.people.test_persons import refused

CANARY = "金丝雀"
NUMBER, ADDRESS = "13800001234", "canary@example.org"


def test_a_reveal_is_recorded_before_it_is_seen(make_person: MakePerson, acting: As, at: datetime) -> None:
    person, clerk = make_person(phone=NUMBER), make_person("secretary")
    contact = queries.contact_of(person)
    assert contact.masked == {"name": "王*", "phone": "138****1234", "email": ""}
    clear = actions.reveal(of=contact, fields=["phone"], reason="约时间上门看漏水", actor=acting(clerk), at=at)
    assert clear == {"phone": NUMBER}
    assert [(r.of, r.by, r.fields, r.reason, r.at) for r in Reveal.objects.all()] == [
        (f"person:{person.pk}", clerk, ["phone"], "约时间上门看漏水", at)
    ]


@pytest.mark.parametrize(
    ("role", "place", "reason", "fields", "code"),
    [
        ("secretary", "", "", ["phone"], "reason_needed"),
        ("secretary", "", "看", ["phone"], "reason_needed"),
        ("secretary", "", "约时间上门", ["email"], "nothing_there"),
        ("secretary", "", "约时间上门", [], "nothing_there"),
        ("secretary", OTHER, "约时间上门", ["phone"], "not_allowed"),
        ("grid_worker", "", "约时间上门", ["phone"], "not_allowed"),
        ("auditor", "", "约时间上门", ["phone"], "not_allowed"),
    ],
)
def test_a_reveal_without_right_or_reason_shows_and_writes_nothing(
    role: str, place: str, reason: str, fields: list[str], code: str, make_person: MakePerson, acting: As, at: datetime
) -> None:
    person, other = make_person(phone=NUMBER), make_person(role, at_place=place or "640302107001")
    refused(
        code,
        lambda: actions.reveal(of=queries.contact_of(person), fields=fields, reason=reason, actor=acting(other), at=at),
    )
    assert Reveal.objects.count() == 0


def test_who_handles_it_may_look_too(make_person: MakePerson, acting: As, town: Place, at: datetime) -> None:
    person, officer = make_person(phone=NUMBER), make_person("unit_officer")
    contact = queries.Contact("raising:1", town.chain, town, {"phone": NUMBER}, handlers=frozenset({officer.pk}))
    assert actions.reveal(of=contact, fields=["phone"], reason="约时间修灯", actor=acting(officer), at=at) == {
        "phone": NUMBER
    }
    assert person.pk != officer.pk


def test_a_reason_keeps_no_number_in_the_ledger(make_person: MakePerson, acting: As, at: datetime) -> None:
    person, clerk = make_person(phone=NUMBER), make_person("secretary")
    actions.reveal(of=queries.contact_of(person), fields=["phone"], reason=f"回拨 {NUMBER}", actor=acting(clerk), at=at)
    assert NUMBER not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_the_person_and_the_auditor_read_who_looked_and_nobody_else(
    make_person: MakePerson, acting: As, at: datetime
) -> None:
    person, clerk, auditor = make_person(phone=NUMBER), make_person("secretary"), make_person("auditor")
    elsewhere = make_person("auditor", at_place=OTHER)
    actions.reveal(of=queries.contact_of(person), fields=["name"], reason="写答复信", actor=acting(clerk), at=at)
    assert [seen.by for seen in queries.reveals_about(person)] == [clerk]
    assert [seen.by for seen in queries.reveal_log(acting(auditor))] == [clerk]
    assert [list(queries.reveal_log(acting(one))) for one in (clerk, person, elsewhere)] == [[], [], []]


class Room:
    """An imagined room above that holds something of a person."""

    def __init__(self) -> None:
        self.notes: dict[Person, str] = {}

    def subjects(self, person: Person) -> list[str]:
        return ["raising:1"] if person in self.notes else []

    def export(self, person: Person) -> list[dict[str, Any]]:
        return [{"words": self.notes[person]}] if person in self.notes else []

    def erase(self, *, person: Person, actor: Actor, at: datetime) -> None:
        self.notes.pop(person, None)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room above in the place of the real ones, which have their offers back afterwards."""
    monkeypatch.setattr(erasure, "_held", {})
    held = Room()
    erasure.offer("raisings", subjects=held.subjects, export=held.export, erase=held.erase)
    return held


def test_the_export_holds_all_that_is_kept_of_a_person(
    make_person: MakePerson, acting: As, room: Room, at: datetime
) -> None:
    person, clerk = make_person("building_head", phone=NUMBER, called="楼长 王师傅"), make_person("secretary")
    room.notes = {person: "楼道堆物"}
    actions.reveal(of=queries.contact_of(person), fields=["phone"], reason="通知开会", actor=acting(clerk), at=at)
    kept = queries.own_data(person)
    assert (kept["person"]["name"], kept["person"]["phone"]) == ("王小明", NUMBER)
    assert [duty["role"] for duty in kept["duties"]] == ["building_head"]
    assert [(seen["by"], seen["fields"], seen["reason"]) for seen in kept["seen_by"]] == [
        ("王*", ["phone"], "通知开会")
    ]
    assert kept["raisings"] == [{"words": "楼道堆物"}]
    assert [act["verb"] for act in kept["acts"]] == ["person.registered", "people.duty_given", "person.revealed"]


def everything() -> str:
    """Every cell of every table, as text; sealed cells are opened, since a sealed canary is a canary still."""
    cells: list[str] = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            cells += [
                str(value) for row in cursor.fetchall() for value in row if not isinstance(value, bytes | memoryview)
            ]
    for person in Person.objects.all():
        cells += [person.name, person.phone, person.email]
    cells += [invitation.email for invitation in Invitation.objects.all()]
    for entry in Entry.objects.all():
        from bandeng.records.queries import secrets_of

        cells += secrets_of(entry).values()
    return "\n".join(cells)


def test_a11_erasing_leaves_nothing_anywhere_and_the_ledger_whole(
    town: Place, make_person: MakePerson, acting: As, room: Room, at: datetime
) -> None:
    person = actions.register_person(place=town, name=CANARY, phone=NUMBER, email=ADDRESS, actor=SETUP, at=at)
    room.notes = {person: CANARY}
    _, token = actions.invite(person=person, email=ADDRESS, actor=SETUP, at=at)
    actions.open_account(token=token, password="a bench in the sun", at=at)
    _, secret = actions.issue_card(person=person, actor=SETUP, at=at)
    actions.use_card(secret=secret, pin="483920", at=at)
    actions.change_person(person=person, phone="13800001234", actor=acting(person), at=at)
    AccessAttempt.objects.create(username=ADDRESS, ip_address="127.0.0.1", path_info="/", failures_since_start=1)
    before = everything()
    assert all(word in before for word in (CANARY, NUMBER, ADDRESS))

    erased = actions.erase_person(person=person, actor=acting(person), at=at)

    after = everything()
    assert [word for word in (CANARY, NUMBER, ADDRESS) if word in after] == []
    assert (erased.name, erased.phone, erased.erased_at) == (ERASED, ERASED, at)
    assert erased.called.startswith("#")
    assert (User.objects.count(), CardPin.objects.count(), room.notes) == (0, 0, {})
    assert not PrivatePart.objects.filter(subject=f"person:{person.pk}").exists()
    assert check().different == ()


def test_a_resident_erases_themself_without_asking_anybody(make_person: MakePerson, acting: As, at: datetime) -> None:
    person = make_person("resident")
    erased = actions.erase_person(person=person, actor=acting(person), at=at)
    assert (erased.erased_at, erased.duties.get().to_on) == (at, at.date())
    assert check().different == ()


def test_whoever_still_holds_a_duty_hands_over_first(make_person: MakePerson, acting: As, at: datetime) -> None:
    person = make_person("grid_worker")
    refused("still_on_duty", lambda: actions.erase_person(person=person, actor=acting(person), at=at))
    assert Person.objects.get(pk=person.pk).name == "王小明"


def test_nothing_is_added_to_an_erased_person(make_person: MakePerson, acting: As, town: Place, at: datetime) -> None:
    person, clerk = make_person(), acting(make_person("secretary"))
    actions.erase_person(person=person, actor=clerk, at=at)
    person.refresh_from_db()
    for act in (
        lambda: actions.change_person(person=person, name="x", actor=clerk, at=at),
        lambda: actions.issue_card(person=person, actor=clerk, at=at),
        lambda: actions.invite(person=person, email="a@example.org", actor=clerk, at=at),
        lambda: actions.erase_person(person=person, actor=clerk, at=at),
        lambda: actions.give_duty(person=person, role="resident", place=town, from_on=TODAY, actor=clerk, at=at),
    ):
        refused("erased", act)


def test_a_neighbour_erases_nobody_else(make_person: MakePerson, acting: As, at: datetime) -> None:
    person, neighbour = make_person(), make_person("building_head")
    refused("not_allowed", lambda: actions.erase_person(person=person, actor=acting(neighbour), at=at))
