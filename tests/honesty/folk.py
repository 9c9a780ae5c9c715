"""The town's places, people and units, and how each signs in."""

from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from bandeng.core.places import Wish, read_days
from bandeng.people import actions as people
from bandeng.people.backends import PASSWORD_BACKEND
from bandeng.people.models import Person
from bandeng.people.queries import contact_of
from bandeng.places import actions as places
from bandeng.places.models import Place
from tests.honesty.canaries import email, mark, phone
from tests.honesty.town import BY_CARD, COUNTY, DAY, PASSWORD, PIN, ROLES, Town
from tests.makers import MAKER, XINHUA, YIXINYUAN, give_role, make_place


def lay_out(town: Town) -> None:
    town.place = make_place()
    town.elsewhere = make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨")
    building = f"{XINHUA}.01.01"
    town.grid = places.draw_grid(community=town.place, name="第一网格", buildings=[building], actor=MAKER, at=town.at)
    places.change_place(place=town.place, phone="0953-0000000", reason="有了电话", actor=MAKER, at=town.at)
    _merge_two_communities(town)


def _merge_two_communities(town: Town) -> None:
    old, new = "640302107002", "640302107003"
    for code, name in ((old, "老街社区"), (new, "新街社区")):
        places.add_places(batch=places.Batch((Wish(code=code, name=name),)), actor=MAKER, at=town.at)
    places.close_place(
        place=Place.objects.get(pk=old), on=town.today, successor=Place.objects.get(pk=new), actor=MAKER, at=town.at
    )


def load_a_year(town: Town) -> None:
    """A table by which the coming Wednesday is a holiday: running dates move."""
    rows = tuple(read_days("date,kind,zh,en\n2026-11-25,rest,试用,Trial\n".encode(), source="试用"))
    places.load_year(batch=places.YearBatch("cn", 2026, "试用", rows), actor=MAKER, at=town.at)


def settle(town: Town) -> None:
    county = Place.objects.get(pk=COUNTY)
    building = Place.objects.get(pk=f"{XINHUA}.01.01")
    homes = {
        "resident": ("resident", building), "building_head": ("building_head", building),
        "grid_worker": ("grid_worker", town.place), "secretary": ("secretary", town.place),
        "secretary_elsewhere": ("secretary", town.elsewhere), "officer": ("", town.place),
        "officer_elsewhere": ("", town.elsewhere), "supervisor": ("supervisor", county),
        "oversight": ("oversight_member", town.place), "auditor": ("auditor", town.place),
        "system_admin": ("system_admin", town.place), "security_admin": ("security_admin", town.place),
        "convener": ("convener", town.place), "mediator": ("mediator", town.place),
        "colleague": ("community_staff", town.place), "neighbour": ("", building), "stranger": ("", town.elsewhere),
    }  # fmt: skip
    for who, (role, where) in homes.items():
        town.persons[who] = newcomer(town, where)
        town.actors[who] = give_role(town.persons[who], role, at=where, on=town.at)
    people.change_person(
        person=town.persons["neighbour"], name=mark("person.changed.name", "person"), version=None,
        phone=phone("person.changed.phone", "person"), email=email("person.changed.email", "person"), actor=MAKER,
        at=town.at,
    )  # fmt: skip
    people.consent(person=town.persons["neighbour"], purpose="contact", given=True, how="当面", actor=MAKER, at=town.at)
    _sign_in(town)


def newcomer(town: Town, place: Place) -> Person:
    return people.register_person(
        place=place, name=mark("person.registered.name", "person"), phone=phone("person.registered.phone", "person"),
        email=email("person.registered.email", "person"), actor=MAKER, at=town.at,
    )  # fmt: skip


def organise(town: Town) -> None:
    for who, place in (("officer", town.place), ("officer_elsewhere", town.elsewhere)):
        unit = people.add_organisation(
            place=place, kind="property", name=f"安居物业 {who}", accepts=[], actor=MAKER, at=town.at
        )
        town.units[who] = unit
        town.actors[who] = give_role(town.persons[who], "unit_officer", organisation=unit, on=town.at)
    people.change_organisation(organisation=town.units["officer"], phone="0953-0000001", actor=MAKER, at=town.at)
    town.body = people.form_body(place=town.place, kind="oversight", name="监督委员会", actor=MAKER, at=town.at)
    town.seat, second = (
        people.give_seat(
            body=town.body, person=town.persons[who], title=title, chosen_how="居民推选", from_on=town.today,
            actor=MAKER, at=town.at,
        )
        for who, title in (("oversight", "主任"), ("neighbour", "委员"))
    )  # fmt: skip
    people.leave_seat(seat=second, on=town.today, reason="搬走了", actor=MAKER, at=town.at)
    _duties(town)


def _duties(town: Town) -> None:
    past = people.give_duty(
        person=town.persons["neighbour"], role="unit_head", place=town.place, from_on=town.today - 2 * DAY,
        actor=MAKER, at=town.at,
    )  # fmt: skip
    people.end_duty(duty=past, on=town.today - DAY, reason="换人", actor=MAKER, at=town.at)
    town.leave, second = (
        people.take_leave(
            person=town.persons["colleague"], deputy=town.persons["convener"], from_on=town.today + start * DAY,
            to_on=town.today + (start + 3) * DAY, actor=MAKER, at=town.at,
        )
        for start in (20, 40)
    )  # fmt: skip
    people.end_leave(leave=second, on=town.today + 41 * DAY, actor=MAKER, at=town.at)
    people.reveal(
        of=contact_of(town.persons["neighbour"]), fields=["phone"], reason="约上门时间", actor=town.actors["secretary"],
        at=town.at,
    )  # fmt: skip
    gone = newcomer(town, town.place)
    people.erase_person(person=gone, actor=MAKER, at=town.at)


def _sign_in(town: Town) -> None:
    for role in ROLES:
        if role in BY_CARD:
            _by_card(town, role)
        elif role in town.persons:
            _by_password(town, role)
    _, town.invitation = people.invite(
        person=town.persons["convener"], email=email("people.account_invited.email", "person"), actor=MAKER, at=town.at
    )
    town.card, town.fresh_card = people.issue_card(person=town.persons["neighbour"], actor=MAKER, at=town.at)
    spent, _ = people.issue_card(person=town.persons["neighbour"], actor=MAKER, at=town.at)
    people.revoke_card(card=spent, reason="丢了", actor=MAKER, at=town.at)
    _closed_account(town)


def _by_card(town: Town, role: str) -> None:
    _, secret = people.issue_card(person=town.persons[role], actor=MAKER, at=town.at)
    browser = Client()
    answer = browser.post(f"/card/{secret}/", {"pin": PIN, "again": PIN})
    assert answer.status_code == 302, answer.content.decode()
    town.cookies[role] = {name: morsel.value for name, morsel in browser.cookies.items()}


def account(town: Town, person: Person) -> Any:
    address = email("people.account_invited.email", "person")
    _, token = people.invite(person=person, email=address, actor=MAKER, at=town.at)
    return people.open_account(token=token, password=PASSWORD, at=town.at)


def _by_password(town: Town, role: str) -> None:
    user = account(town, town.persons[role])
    TOTP.activate(user, generate_totp_secret())
    browser = Client()
    browser.force_login(user, backend=PASSWORD_BACKEND)
    town.cookies[role] = {name: morsel.value for name, morsel in browser.cookies.items()}


def _closed_account(town: Town) -> None:
    gone = newcomer(town, town.place)
    account(town, gone)
    people.close_account(person=gone, reason="调走了", actor=MAKER, at=town.at)
