"""Duties: who may give which, hand-over of open work, leave and deputy."""

import contextlib
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bandeng.core.refusal import Refusal
from bandeng.people import actions, handover, queries
from bandeng.people.acting import ROLES, Actor, actor_for
from bandeng.people.models import Duty, Organisation, Person
from bandeng.people.rights import ADMINISTRATORS
from bandeng.places.models import Grid, Place
from tests.people.conftest import BUILDING, OTHER, SETUP, TODAY, As, MakePerson
from tests.people.test_cards import together
from tests.people.test_persons import refused

COMMUNITY = ROLES - {"raiser", "secretary", "auditor", "system_admin", "security_admin", "supervisor"}
MAY_GIVE = {
    "secretary": COMMUNITY,
    "system_admin": ROLES - {"raiser", "auditor"},
    "security_admin": frozenset({"auditor"}),
    "convener": frozenset({"area_overseer"}),
    "supervisor": frozenset({"area_overseer"}),
}


@pytest.mark.parametrize("giver", sorted(ROLES - {"raiser"}))
def test_who_may_give_which_duty(giver: str, make_person: MakePerson, acting: As, town: Place, at: datetime) -> None:
    actor, given = acting(make_person(giver)), set()
    for role in sorted(ROLES):
        person = make_person()
        with contextlib.suppress(Refusal):
            given.add(actions.give_duty(person=person, role=role, place=town, from_on=TODAY, actor=actor, at=at).role)
    assert given == MAY_GIVE.get(giver, frozenset())


def test_a_secretary_gives_duties_under_their_place_only(
    make_person: MakePerson, acting: As, at: datetime, grid: Grid, firm: Organisation
) -> None:
    clerk, person = acting(make_person("secretary")), make_person()
    elsewhere, building = Place.objects.get(pk=OTHER), Place.objects.get(pk=BUILDING)
    for where in ({"place": building}, {"grid": grid}, {"organisation": firm}):
        actions.give_duty(person=person, role="unit_officer", from_on=TODAY, actor=clerk, at=at, **where)
    refused(
        "not_allowed",
        lambda: actions.give_duty(
            person=person, role="grid_worker", place=elsewhere, from_on=TODAY, actor=clerk, at=at
        ),
    )
    assert Duty.objects.filter(person=person).count() == 3


@pytest.mark.parametrize("giver", ["secretary", "system_admin", "security_admin"])
def test_nobody_gives_a_duty_to_themselves(
    giver: str, make_person: MakePerson, acting: As, town: Place, at: datetime
) -> None:
    person = make_person(giver)
    role = sorted(MAY_GIVE[giver])[0]
    refused(
        "not_yourself",
        lambda: actions.give_duty(person=person, role=role, place=town, from_on=TODAY, actor=acting(person), at=at),
    )


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", sorted(ADMINISTRATORS))
def test_the_three_administrators_are_three_people(
    first: str, second: str, make_person: MakePerson, town: Place, at: datetime
) -> None:
    person = make_person(first)
    code = "already_held" if first == second else "three_apart"
    refused(code, lambda: actions.give_duty(person=person, role=second, place=town, from_on=TODAY, actor=SETUP, at=at))


def test_a_card_gives_nothing_even_to_a_secretary(make_person: MakePerson, town: Place, at: datetime) -> None:
    clerk, person = make_person("secretary"), make_person()
    actor = actor_for(clerk, on=TODAY, by_card=True)
    assert (actor.all_roles, actor.is_staff) == (frozenset(), False)
    refused(
        "not_allowed",
        lambda: actions.give_duty(person=person, role="grid_worker", place=town, from_on=TODAY, actor=actor, at=at),
    )


def test_a_duty_is_held_in_exactly_one_place_grid_or_organisation(
    make_person: MakePerson, town: Place, firm: Organisation, at: datetime
) -> None:
    person = make_person()
    wheres: tuple[dict[str, Any], ...] = ({}, {"place": town, "organisation": firm})
    for where in wheres:
        refused(
            "held_nowhere",
            lambda where=where: actions.give_duty(
                person=person, role="grid_worker", from_on=TODAY, actor=SETUP, at=at, **where
            ),
        )


def test_a_grid_duty_counts_in_its_buildings_alone(make_person: MakePerson, grid: Grid, at: datetime) -> None:
    person = make_person()
    actions.give_duty(person=person, role="grid_worker", grid=grid, from_on=TODAY, actor=SETUP, at=at)
    actor = actor_for(person, on=TODAY)
    inside, outside = Place.objects.get(pk=BUILDING), Place.objects.get(pk=BUILDING[:-1] + "2")
    assert (actor.roles_at(inside), actor.roles_at(outside)) == (frozenset({"grid_worker"}), frozenset())
    assert queries.holders("grid_worker", inside, on=TODAY) == [person]
    assert queries.holders("grid_worker", outside, on=TODAY) == []


class Desk:
    """Work of an imagined room above: who holds which piece."""

    def __init__(self) -> None:
        self.held: dict[str, Person] = {}

    def open_for(self, persons: Collection[Person]) -> list[tuple[UUID, handover.Work]]:
        return [
            (holder.pk, handover.Work(key, f"matter {key}"))
            for key, holder in sorted(self.held.items())
            if holder in persons
        ]

    def hand(self, *, work: handover.Work, to: Person, actor: Actor, at: datetime) -> None:
        self.held[work.key] = to


@pytest.fixture
def desk() -> Iterator[Desk]:
    room = Desk()
    handover.offer("test", open_for=room.open_for, hand=room.hand)
    yield room
    handover.withdraw("test")


def test_ending_a_duty_with_open_work_needs_a_successor_or_a_plain_word(
    make_person: MakePerson, acting: As, desk: Desk, at: datetime
) -> None:
    clerk, leaver = acting(make_person("secretary")), make_person("grid_worker")
    desk.held = {"1": leaver, "2": leaver}
    duty = leaver.duties.get()
    with pytest.raises(Refusal) as no:
        actions.end_duty(duty=duty, on=TODAY, reason="调走", actor=clerk, at=at)
    assert (no.value.code, no.value.details) == ("work_open", {"count": 2})
    refused("work_open", lambda: actions.end_duty(duty=duty, on=TODAY, reason="调走", work="stays", actor=clerk, at=at))
    assert Duty.objects.get(pk=duty.pk).to_on is None


def test_all_open_work_goes_to_the_successor(make_person: MakePerson, acting: As, desk: Desk, at: datetime) -> None:
    clerk, leaver, heir, idle = (
        make_person("secretary"),
        make_person("grid_worker"),
        make_person("grid_worker"),
        make_person(),
    )
    desk.held = {"1": leaver, "2": clerk}
    end = {"duty": leaver.duties.get(), "on": TODAY, "reason": "调走", "work": "to_successor", "actor": acting(clerk)}
    refused("successor_without_duty", lambda: actions.end_duty(successor=idle, at=at, **end))  # type: ignore[arg-type]
    ended = actions.end_duty(successor=heir, at=at, **end)  # type: ignore[arg-type]
    assert (ended.to_on, ended.ended_because, ended.successor) == (TODAY, "调走", heir)
    assert desk.held == {"1": heir, "2": clerk}
    assert queries.unheld(acting(clerk), on=TODAY) == []


def test_work_nobody_takes_yet_is_shown_to_the_secretary_and_nobody_elsewhere(
    make_person: MakePerson, acting: As, desk: Desk, at: datetime
) -> None:
    clerk, leaver = make_person("secretary"), make_person("grid_worker")
    stranger = make_person("secretary", at_place=OTHER)
    desk.held = {"1": leaver}
    actions.end_duty(
        duty=leaver.duties.get(), on=TODAY, reason="调走", work="to_nobody_yet", actor=acting(clerk), at=at
    )
    waiting = queries.unheld(acting(clerk), on=TODAY)
    assert [(one.duty.person, [work.title for work in one.work]) for one in waiting] == [(leaver, ["matter 1"])]
    assert queries.unheld(acting(stranger), on=TODAY) == []


def test_a_duty_that_ended_gives_nothing_and_ends_once(make_person: MakePerson, acting: As, at: datetime) -> None:
    clerk, leaver = make_person("secretary"), make_person("grid_worker")
    actions.end_duty(duty=leaver.duties.get(), on=TODAY, reason="调走", actor=acting(clerk), at=at)
    assert acting(leaver).all_roles == frozenset()
    refused(
        "already_ended",
        lambda: actions.end_duty(duty=leaver.duties.get(), on=TODAY, reason="x", actor=acting(clerk), at=at),
    )


def test_a_deputy_holds_the_duties_during_leave_and_not_a_day_longer(
    make_person: MakePerson, acting: As, town: Place, at: datetime
) -> None:
    clerk, deputy = make_person("secretary"), make_person("community_staff")
    last = TODAY + timedelta(days=2)
    leave = actions.take_leave(person=clerk, deputy=deputy, from_on=TODAY, to_on=last, actor=acting(clerk), at=at)
    on = [TODAY, last, last + timedelta(days=1)]
    assert [sorted(actor_for(deputy, on=day).all_roles) for day in on] == [
        ["community_staff", "secretary"], ["community_staff", "secretary"], ["community_staff"],
    ]  # fmt: skip
    assert [queries.holders("secretary", town, on=day) for day in on] == [[deputy], [deputy], [clerk]]
    actions.end_leave(leave=leave, on=TODAY, actor=acting(clerk), at=at)
    assert queries.holders("secretary", town, on=last) == [clerk]


def test_leave_is_refused_where_it_would_leave_nobody(make_person: MakePerson, acting: As, at: datetime) -> None:
    clerk, other = make_person("secretary"), make_person("community_staff")
    me, week = acting(clerk), TODAY + timedelta(days=6)
    take = {"from_on": TODAY, "to_on": week, "actor": me, "at": at}
    refused("deputy_is_self", lambda: actions.take_leave(person=clerk, deputy=clerk, **take))  # type: ignore[arg-type]
    refused(
        "wrong_days",
        lambda: actions.take_leave(person=clerk, deputy=other, from_on=week, to_on=TODAY, actor=me, at=at),
    )
    actions.take_leave(person=other, deputy=clerk, **take)  # type: ignore[arg-type]
    refused("already_away", lambda: actions.take_leave(person=other, deputy=clerk, **take))  # type: ignore[arg-type]
    refused("deputy_away", lambda: actions.take_leave(person=clerk, deputy=other, **take))  # type: ignore[arg-type]


def test_no_deputy_unites_what_stands_apart(make_person: MakePerson, acting: As, at: datetime) -> None:
    admin, auditor = make_person("system_admin"), make_person("auditor")
    refused(
        "three_apart",
        lambda: actions.take_leave(
            person=admin, deputy=auditor, from_on=TODAY, to_on=TODAY, actor=acting(admin), at=at
        ),
    )


def test_staffing_says_who_can_do_what_here(
    make_person: MakePerson, town: Place, firm: Organisation, at: datetime
) -> None:
    clerk, officer = make_person("secretary"), make_person()
    actions.give_duty(person=officer, role="unit_officer", organisation=firm, from_on=TODAY, actor=SETUP, at=at)
    assert queries.staffing(town, on=TODAY) == {"secretary": {str(clerk.pk)}, "unit_officer": {str(officer.pk)}}
    assert queries.staffing(town, on=date(2026, 11, 22)) == {}


@pytest.mark.django_db(transaction=True)
def test_one_duty_given_twice_at_once_is_held_once(make_person: MakePerson, town: Place, at: datetime) -> None:
    person = make_person()

    def give() -> Duty:
        return actions.give_duty(person=person, role="chair", place=town, from_on=TODAY, actor=SETUP, at=at)

    assert together(give, give, give) == ["already_held", "already_held", "done"]
    assert Duty.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_duty_ended_twice_at_once_is_handed_over_once(make_person: MakePerson, desk: Desk, at: datetime) -> None:
    leaver, heirs = make_person("grid_worker"), [make_person("grid_worker"), make_person("grid_worker")]
    duty = leaver.duties.get()
    desk.held = {"1": leaver}

    def end(heir: Person) -> Duty:
        return actions.end_duty(
            duty=duty, on=TODAY, reason="调走", work="to_successor", successor=heir, actor=SETUP, at=at
        )

    assert together(*[lambda heir=heir: end(heir) for heir in heirs]) == ["already_ended", "done"]
    assert desk.held == {"1": Duty.objects.get(pk=duty.pk).successor}


@pytest.mark.django_db(transaction=True)
def test_two_leaves_for_the_same_days_become_one(make_person: MakePerson, at: datetime) -> None:
    person, deputy = make_person("grid_worker"), make_person("grid_worker")

    def leave() -> object:
        return actions.take_leave(person=person, deputy=deputy, from_on=TODAY, to_on=TODAY, actor=SETUP, at=at)

    assert together(leave, leave) == ["already_away", "done"]
