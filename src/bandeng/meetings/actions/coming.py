"""Asking people, telling them, their own word whether they come, and signing in: once each."""

from datetime import datetime
from uuid import UUID

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.meetings import acts, queries
from bandeng.meetings.actions.calling import MOST_SEATS, Guest, enter_guest
from bandeng.meetings.actions.deciding import (
    MOST_LINE,
    MOST_TITLE,
    enter,
    need_roles,
    need_runner,
    need_short,
    need_state,
)
from bandeng.meetings.models import Attendee, How, Meeting, State, Told
from bandeng.people.acting import Actor
from bandeng.people.models import Capacity, Person
from bandeng.people.rights import REGISTERS, need
from bandeng.records.actions import action, erase

MOST_WORDS = 500


@action
def invite(
    *, meeting: Meeting, guest: Guest, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Attendee:
    """Ask one more to come.

    Raises   Refusal: "not_your_turn", "stale", "meeting_is", "unknown_seat", "seat_twice", "text_missing",
             "text_too_long", "unmasked", "guest_missing", "seats_too_many".
    """
    meeting = queries.fresh(meeting, version)
    need_roles(actor, meeting.place, queries.CALLERS)
    need_state(meeting, State.CALLED)
    if not (guest.person or guest.organisation or guest.name.strip()):
        raise Refusal("guest_missing", field="name")
    _need_room(meeting)
    return enter_guest(meeting, queries.kind_of(meeting), guest, actor=actor, at=at, once=once)


def _need_room(meeting: Meeting) -> None:
    if meeting.attendees.count() >= MOST_SEATS:
        raise Refusal("seats_too_many", most=MOST_SEATS)


@action
def tell(
    *, attendee: Attendee, how: str, proof: str = "", actor: Actor, at: datetime, once: str | None = None
) -> Attendee:
    """Note that somebody was told of the meeting: how, and what shows it.

    Raises   Refusal: "not_your_turn", "meeting_is", "unknown_word", "text_too_long".
    """
    meeting = queries.locked(attendee.meeting)
    need_runner(actor, meeting)
    need_state(meeting, State.CALLED)
    if how not in Told.values:
        raise Refusal("unknown_word", field="how", word=how)
    need_short(MOST_LINE, proof=proof)
    act = acts.AttendeeTold(meeting=meeting.pk, attendee=attendee.pk, how=how, proof=proof.strip())
    told: Attendee = enter(act, meeting, actor=actor, at=at, once=once, of=f"attendee:{attendee.pk}")
    return told


@action
def announce(
    *, meeting: Meeting, coming: bool, words: str = "", name: str = "", capacity: str = Capacity.RESIDENT,
    attendee: Attendee | None = None, mark: str = "", actor: Actor, at: datetime, once: str | None = None,
) -> Attendee:  # fmt: skip
    """Say that you come, or that you cannot, and send ahead what you want to be heard. No account is needed.

    attendee   whose seat, noted for them at the desk; None: the seat of who asks, or a new one without a vote
    mark       the phone, known again in this meeting (`queries.mark_of`)
    Raises     Refusal: "meeting_is", "not_allowed" (somebody else's seat), "text_missing" (a name, to be found on the
               list), "text_too_long", "unknown_word", "words_or_coming", "seats_too_many".
    """
    meeting = queries.locked(meeting)
    need_state(meeting, State.CALLED)
    if attendee is not None and (actor.id is None or attendee.person_id != actor.id):
        need_runner(actor, meeting)
    seat = attendee or queries.seat_of(meeting, actor, mark)
    if capacity not in Capacity.values:
        raise Refusal("unknown_word", field="capacity", word=capacity)
    need_short(MOST_WORDS, words=words)
    if seat is None:
        _need_room(meeting)
        if actor.id is None and not name.strip():
            raise Refusal("text_missing", field="name")
        need_short(MOST_TITLE, name=name)
    pk = seat.pk if seat else new_id(at)
    act = acts.Announced(
        meeting=meeting.pk, attendee=pk, registers=seat is None, coming=coming, capacity=capacity, mark=mark,
        person=actor.id if seat is None else None, name=(name.strip() or None) if seat is None else None,
        words=words.strip() or None,
    )  # fmt: skip
    said: Attendee = enter(act, meeting, actor=actor, at=at, once=once, of=f"attendee:{pk}")
    return said


@action
def sign_in(
    *, attendee: Attendee, how: str, mark: str = "", actor: Actor, at: datetime, once: str | None = None
) -> Attendee:
    """Somebody of the list is there. By the code at the door they do it themselves; else who runs the meeting does.

    Raises   Refusal: "meeting_is", "not_your_turn", "not_allowed" (another's seat), "unknown_word",
             "already_signed_in", "phone_signed_in" (this phone stands for somebody else already).
    """
    seat = Attendee.objects.select_related("meeting__place").get(pk=attendee.pk)
    meeting = queries.locked(seat.meeting)
    need_state(meeting, State.CALLED, State.OPEN)
    _need_way(how, actor, meeting)
    seat = Attendee.objects.get(pk=attendee.pk)
    if how == How.QR and seat.person_id not in (None, actor.id):
        raise Refusal("not_allowed")
    if seat.signed_at:
        raise Refusal("already_signed_in", seat=seat.title)
    if mark and meeting.attendees.filter(mark=mark).exclude(pk=seat.pk).exists():
        raise Refusal("phone_signed_in")
    act = acts.SignedIn(meeting=meeting.pk, attendee=seat.pk, how=how, mark=mark)
    there: Attendee = enter(act, meeting, actor=actor, at=at, once=once, of=f"attendee:{seat.pk}")
    return there


def _need_way(how: str, actor: Actor, meeting: Meeting) -> None:
    if how not in How.values:
        raise Refusal("unknown_word", field="how", word=how)
    if how != How.QR:
        need_runner(actor, meeting)


@action
def add_attendee(
    *, meeting: Meeting, name: str = "", title: str = "", capacity: str = Capacity.RESIDENT, how: str = How.NAME,
    person: Person | None = None, mark: str = "", actor: Actor, at: datetime, once: str | None = None,
) -> Attendee:  # fmt: skip
    """Somebody came who was not asked: they sit and are heard like everybody, and have no vote.

    By the code at the door they enter themselves (`how` "qr"); else who runs the meeting writes them down.
    Raises   Refusal: "meeting_is", "not_your_turn", "unknown_word", "text_missing", "text_too_long", "unmasked",
             "already_signed_in", "phone_signed_in", "seats_too_many".
    """
    meeting = queries.locked(meeting)
    need_state(meeting, State.CALLED, State.OPEN)
    _need_way(how, actor, meeting)
    if capacity not in Capacity.values:
        raise Refusal("unknown_word", field="capacity", word=capacity)
    if person is None and not name.strip():
        raise Refusal("text_missing", field="name")
    need_short(MOST_TITLE, name=name)
    need_short(60, title=title)
    if person and meeting.attendees.filter(person=person).exists():
        raise Refusal("already_signed_in", seat=title or person.called)
    if mark and meeting.attendees.filter(mark=mark).exists():
        raise Refusal("phone_signed_in")
    _need_room(meeting)
    act = acts.AttendeeAdded(
        meeting=meeting.pk, attendee=new_id(at), title=title.strip(), capacity=capacity, how=how, mark=mark,
        person=person.pk if person else None, name=name.strip() or None,
    )  # fmt: skip
    came: Attendee = enter(act, meeting, actor=actor, at=at, once=once, of=f"attendee:{act.attendee}")
    return came


def come_by_door(
    *, meeting: Meeting, name: str, capacity: str = Capacity.RESIDENT, mark: str, actor: Actor, at: datetime,
    once: str | None = None,
) -> Attendee:  # fmt: skip
    """Signing in by the code at the door: on the seat of this phone, person or name, else as somebody without a vote.

    The live screens use this. A repeat by the same phone gives the seat it has.
    Raises   Refusal: what `sign_in` and `add_attendee` raise.
    """
    seat = queries.seat_of(meeting, actor, mark)
    if seat and seat.signed_at:
        return seat
    seat = seat or queries.attendee_by_name(meeting, name)
    if seat and seat.person_id in (None, actor.id):
        return sign_in(attendee=seat, how=How.QR, mark=mark, actor=actor, at=at, once=once)
    return add_attendee(
        meeting=meeting, name=name, capacity=capacity, how=How.QR, person=actor.person, mark=mark, actor=actor, at=at,
        once=once,
    )  # fmt: skip


@action
def erase_attendee(*, attendee: Attendee, actor: Actor, at: datetime, once: str | None = None) -> Attendee:
    """Who sat there is no longer told; what was decided stays (domain.md A11).

    Raises   Refusal: "not_allowed" (neither themself nor who runs meetings there), "already_erased".
    """
    seat = Attendee.objects.select_related("meeting__place").get(pk=attendee.pk)
    if actor.id is None or actor.id != seat.person_id:
        need_roles(actor, seat.meeting.place, queries.CALLERS)
    return _erase(seat, actor=actor, at=at, once=once)


def erase_attendances_of(*, person: Person, actor: Actor, at: datetime) -> list[UUID]:
    """Erase all seats of a person, within the erasure of the person (`people.erasure`).

    Raises   Refusal: "not_allowed".
    """
    if actor.id != person.pk:
        need(actor, REGISTERS, person.place)
    seats = person.attended.select_related("meeting__place").filter(erased_at=None).order_by("pk")
    return [_erase(seat, actor=actor, at=at).pk for seat in seats]


def _erase(seat: Attendee, *, actor: Actor, at: datetime, once: str | None = None) -> Attendee:
    meeting = queries.locked(seat.meeting)
    if seat.erased_at:
        raise Refusal("already_erased")
    questions = list(seat.questions.values_list("pk", flat=True))
    act = acts.AttendeeErased(meeting=meeting.pk, attendee=seat.pk)
    gone: Attendee = enter(act, meeting, actor=actor, at=at, once=once, of=f"attendee:{seat.pk}")
    erase(f"attendee:{seat.pk}")
    for question in questions:
        erase(f"question:{question}")
    return gone
