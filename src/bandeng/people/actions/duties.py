"""Duties and leave: who holds which role where, who stands in, and to whom the open work goes at the end."""

from datetime import date, datetime
from typing import Literal

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.people import acts, handover
from bandeng.people.acting import ROLES, Actor
from bandeng.people.actions.persons import refuse_erased
from bandeng.people.masking import mask_text
from bandeng.people.models import Duty, Leave, Organisation, Person
from bandeng.people.queries import duty_where, living
from bandeng.people.rights import ADMINISTRATORS, ARRANGES, Where, is_system, may, may_give, place_of
from bandeng.places.models import Grid, Place
from bandeng.records.actions import action, record

WorkGoes = Literal["to_successor", "to_nobody_yet", "stays"]


def give_duty(
    *,
    person: Person,
    role: str,
    from_on: date,
    actor: Actor,
    at: datetime,
    place: Place | None = None,
    grid: Grid | None = None,
    organisation: Organisation | None = None,
    label: str = "",
    to_on: date | None = None,
    once: str | None = None,
) -> Duty:
    """Give a person a duty in a place and everything under it, in a grid, or in an organisation: exactly one of them.

    label     its local title, e.g. "睦邻红管家"
    to_on     the first day without it, None without end
    Raises    Refusal "held_nowhere", "unknown_role", "not_allowed", "not_yourself", "three_apart", "erased",
              "wrong_days", "already_held"
    Source    rights.GIVES; domain.md 3.10
    """
    where = [one for one in (place, grid, organisation) if one is not None]
    if len(where) != 1:
        raise Refusal("held_nowhere")
    return _give_duty(
        where=where[0],
        person=person,
        role=role,
        from_on=from_on,
        to_on=to_on,
        label=label,
        actor=actor,
        at=at,
        once=once,
    )


@action
def _give_duty(
    *, where: Where, person: Person, role: str, from_on: date, to_on: date | None, label: str, actor: Actor,
    at: datetime, once: str | None,
) -> Duty:  # fmt: skip
    _may_be_given(where, person, role, actor)
    if to_on is not None and to_on <= from_on:
        raise Refusal("wrong_days")
    held = _at(where)
    _refuse_double(person, role, from_on, held)
    done = acts.DutyGiven(
        duty=new_id(at), person=person.pk, role=role, label=mask_text(label.strip()), from_on=from_on, to_on=to_on,
        place=where.code if isinstance(where, Place) else None, grid=where.pk if isinstance(where, Grid) else None,
        organisation=where.pk if isinstance(where, Organisation) else None,
    )  # fmt: skip
    given: Duty = record(done, chain=where.chain, subject=f"person:{person.pk}", actor=actor.name, at=at, once=once)
    return given


def _may_be_given(where: Where, person: Person, role: str, actor: Actor) -> None:
    if role not in ROLES:
        raise Refusal("unknown_role", role=role)
    if actor.id == person.pk:
        raise Refusal("not_yourself")
    if role not in may_give(actor, place_of(where)):
        raise Refusal("not_allowed", role=role)
    refuse_erased(person)


def _refuse_double(person: Person, role: str, on: date, held: dict[str, Where]) -> None:
    now = list(person.duties.filter(living(on)).values_list("role", flat=True))
    if role in ADMINISTRATORS and ADMINISTRATORS.intersection(now) - {role}:
        raise Refusal("three_apart")
    if person.duties.filter(living(on), role=role, **held).exists():
        raise Refusal("already_held")


def _at(where: Where) -> dict[str, Where]:
    return {"place" if isinstance(where, Place) else "grid" if isinstance(where, Grid) else "organisation": where}


def end_duty(
    *,
    duty: Duty,
    on: date,
    reason: str,
    actor: Actor,
    at: datetime,
    work: WorkGoes | None = None,
    successor: Person | None = None,
    once: str | None = None,
) -> Duty:
    """End a duty; from `on` it gives nothing more. The holder's open work is handed over, all of it.

    work      where the open work goes: "to_successor", "to_nobody_yet" (shown to the secretary and the street), or
              "stays" with the holder, where another duty of theirs goes on. Needed when there is any.
    Raises    Refusal "not_allowed", "already_ended", "wrong_days", "work_open" (count=...), "successor_without_duty"
    """
    duty = Duty.objects.select_related("person", "place", "grid__community", "organisation__place").get(pk=duty.pk)
    return _end_duty(
        where=duty_where(duty),
        duty=duty,
        on=on,
        reason=reason,
        work=work,
        successor=successor,
        actor=actor,
        at=at,
        once=once,
    )


@action
def _end_duty(
    *, where: Where, duty: Duty, on: date, reason: str, work: WorkGoes | None, successor: Person | None, actor: Actor,
    at: datetime, once: str | None,
) -> Duty:  # fmt: skip
    duty.refresh_from_db(fields=["to_on"])
    if actor.id != duty.person_id and not is_system(actor) and duty.role not in may_give(actor, place_of(where)):
        raise Refusal("not_allowed", role=duty.role)
    if duty.to_on is not None and duty.to_on <= on:
        raise Refusal("already_ended")
    if on < duty.from_on:
        raise Refusal("wrong_days")
    takes = _successor(duty, on, work, successor)
    done = acts.DutyEnded(duty=duty.pk, on=on, reason=mask_text(reason.strip()), successor=takes.pk if takes else None)
    ended: Duty = record(
        done, chain=where.chain, subject=f"person:{duty.person_id}", actor=actor.name, at=at, once=once
    )
    if takes:
        handover.hand_all(duty.person, takes, actor=actor, at=at)
    return ended


def _successor(duty: Duty, on: date, work: WorkGoes | None, successor: Person | None) -> Person | None:
    """Who takes the open work over, None when it stays or nobody does yet; refuses to leave it unsaid."""
    others = duty.person.duties.filter(living(on)).exclude(pk=duty.pk).exists()
    open_work = handover.open_work(duty.person)
    chosen = work in ("to_successor", "to_nobody_yet") or (work == "stays" and others)
    if open_work and not chosen:
        raise Refusal("work_open", count=len(open_work))
    if work != "to_successor":
        return None
    if successor is None or successor.pk == duty.person_id or not successor.duties.filter(living(on)).exists():
        raise Refusal("successor_without_duty")
    return successor


@action
def take_leave(
    *, person: Person, deputy: Person, from_on: date, to_on: date, actor: Actor, at: datetime, once: str | None = None
) -> Leave:
    """Somebody is away from the first to the last day, both included; the deputy holds their duties meanwhile.

    Raises    Refusal "not_allowed" (neither the person nor who arranges their place), "deputy_is_self", "wrong_days",
              "already_away", "deputy_away", "three_apart", "erased"
    """
    if actor.id != person.pk:
        _arranges_for(person, from_on, actor)
    if deputy.pk == person.pk:
        raise Refusal("deputy_is_self")
    refuse_erased(deputy)
    if to_on < from_on:
        raise Refusal("wrong_days")
    _refuse_absent(person, deputy, from_on, to_on)
    _refuse_three_in_one(person, deputy, from_on)
    done = acts.LeaveTaken(leave=new_id(at), person=person.pk, deputy=deputy.pk, from_on=from_on, to_on=to_on)
    taken: Leave = record(done, chain=person.chain, subject=f"person:{person.pk}", actor=actor.name, at=at, once=once)
    return taken


def _arranges_for(person: Person, on: date, actor: Actor) -> None:
    """Whoever arranges the person's own place, or one where they hold a duty."""
    duties = person.duties.filter(living(on)).select_related("place", "grid__community", "organisation__place")
    places = [person.place, *(place_of(duty_where(duty)) for duty in duties)]
    if not any(may(actor, ARRANGES, place) for place in places):
        raise Refusal("not_allowed", needs=sorted(ARRANGES))


def _refuse_absent(person: Person, deputy: Person, from_on: date, to_on: date) -> None:
    away = Leave.objects.filter(from_on__lte=to_on, to_on__gte=from_on)
    if away.filter(person=person).exists():
        raise Refusal("already_away")
    if away.filter(person=deputy).exists():
        raise Refusal("deputy_away")


def _refuse_three_in_one(person: Person, deputy: Person, on: date) -> None:
    roles = {
        one: ADMINISTRATORS.intersection(one.duties.filter(living(on)).values_list("role", flat=True))
        for one in (person, deputy)
    }
    if roles[person] and roles[deputy] and roles[person] != roles[deputy]:
        raise Refusal("three_apart")


def end_leave(*, leave: Leave, on: date, actor: Actor, at: datetime, once: str | None = None) -> Leave:
    """Back earlier than said: `on` is the last day away. Refusal "not_allowed", "wrong_days"."""
    return _end_leave(person=leave.person, leave=leave, on=on, actor=actor, at=at, once=once)


@action
def _end_leave(*, person: Person, leave: Leave, on: date, actor: Actor, at: datetime, once: str | None) -> Leave:
    if actor.id != person.pk:
        _arranges_for(person, on, actor)
    leave = Leave.objects.get(pk=leave.pk)
    if on >= leave.to_on:
        raise Refusal("wrong_days")
    done = acts.LeaveEnded(leave=leave.pk, on=on)
    ended: Leave = record(done, chain=person.chain, subject=f"person:{person.pk}", actor=actor.name, at=at, once=once)
    return ended
