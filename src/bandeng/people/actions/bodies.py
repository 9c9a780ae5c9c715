"""Bodies with seats: who sits there, how they were chosen, for how long."""

from datetime import date, datetime

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.people import acts
from bandeng.people.acting import Actor
from bandeng.people.actions.persons import refuse_erased
from bandeng.people.masking import mask_text
from bandeng.people.models import Body, Person, Seat
from bandeng.people.queries import living
from bandeng.people.rights import ARRANGES, need
from bandeng.places.models import Place
from bandeng.records.actions import action, record


@action
def form_body(*, place: Place, kind: str, name: str, actor: Actor, at: datetime, once: str | None = None) -> Body:
    """Form a body, e.g. kind "joint_group", "owners_committee", "oversight"; Refusal "not_allowed"."""
    need(actor, ARRANGES, place)
    done = acts.BodyFormed(body=new_id(at), kind=kind, name=name.strip(), place=place.code)
    formed: Body = record(done, chain=place.chain, subject=f"body:{done.body}", actor=actor.name, at=at, once=once)
    return formed


@action
def give_seat(
    *,
    body: Body,
    person: Person,
    title: str,
    chosen_how: str,
    from_on: date,
    actor: Actor,
    at: datetime,
    to_on: date | None = None,
    once: str | None = None,
) -> Seat:
    """Give a seat; `to_on` is the first day after the term, None without end.

    Raises    Refusal "not_allowed", "erased", "wrong_days", "already_seated"
    """
    need(actor, ARRANGES, body.place)
    refuse_erased(person)
    if to_on is not None and to_on <= from_on:
        raise Refusal("wrong_days")
    if Seat.objects.filter(living(from_on), body=body, person=person, title=title.strip()).exists():
        raise Refusal("already_seated")
    done = acts.SeatTaken(
        seat=new_id(at), body=body.pk, person=person.pk, title=title.strip(), chosen_how=mask_text(chosen_how.strip()),
        from_on=from_on, to_on=to_on,
    )  # fmt: skip
    taken: Seat = record(done, chain=body.chain, subject=f"body:{body.pk}", actor=actor.name, at=at, once=once)
    return taken


def leave_seat(*, seat: Seat, on: date, reason: str, actor: Actor, at: datetime, once: str | None = None) -> Seat:
    """A seat is free from `on`; Refusal "not_allowed", "already_ended", "wrong_days"."""
    return _leave_seat(body=seat.body, seat=seat, on=on, reason=reason, actor=actor, at=at, once=once)


@action
def _leave_seat(*, body: Body, seat: Seat, on: date, reason: str, actor: Actor, at: datetime, once: str | None) -> Seat:
    need(actor, ARRANGES, body.place)
    seat = Seat.objects.get(pk=seat.pk)
    if seat.to_on is not None and seat.to_on <= on:
        raise Refusal("already_ended")
    if on < seat.from_on:
        raise Refusal("wrong_days")
    done = acts.SeatLeft(seat=seat.pk, on=on, reason=mask_text(reason.strip()))
    left: Seat = record(done, chain=body.chain, subject=f"body:{body.pk}", actor=actor.name, at=at, once=once)
    return left
