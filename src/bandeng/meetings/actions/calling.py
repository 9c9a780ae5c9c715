"""Calling a meeting: when and where, who is asked, what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bandeng.core import meetings as core
from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.decisions import need_in_time
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.models import Matter
from bandeng.meetings import acts, queries
from bandeng.meetings.actions.deciding import (
    MOST_LINE,
    MOST_TEXT,
    MOST_TITLE,
    enter,
    need_roles,
    need_short,
    need_state,
    need_words,
    spoken,
)
from bandeng.meetings.actions.seating import need_usable
from bandeng.meetings.models import AgendaItem, Attendee, Carried, Meeting, Programme, Seating, State, Venue
from bandeng.people.acting import Actor
from bandeng.people.models import Capacity, Organisation, Person
from bandeng.places.models import Place
from bandeng.records.actions import action, record
from bandeng.research.models import Finding

MOST_ITEMS, MOST_SEATS, MOST_OPTIONS = 200, 1000, 12
SHORTEST, LONGEST = 5, 12 * 60
FARTHEST, LEEWAY = timedelta(days=366), timedelta(hours=12)


@dataclass(frozen=True)
class Topic:
    """One thing for the agenda: a matter, or a topic in words; `options` are what hands may be raised for.

    findings   of a research trip, which a topic in words is about
    """

    topic: str = ""
    matter: Matter | None = None
    question: str = ""
    options: Sequence[str] = ()
    minutes: int = 10
    findings: Sequence[Finding] = ()


@dataclass(frozen=True)
class Guest:
    """Somebody to ask: a person, an organisation or a written name; `kind` is a seat of the form's template.

    title    how everybody reads who sits there: a role, never a resident's name; "" for the seat's own word
    votes    None for what the seat says
    """

    kind: str = ""
    title: str = ""
    capacity: str = Capacity.OTHER
    person: Person | None = None
    organisation: Organisation | None = None
    name: str = ""
    votes: bool | None = None
    stands_for: Sequence[str] = field(default=())


@action
def call_meeting(
    *, place: Place, form: str, title: str, starts_at: datetime, chair: Person, recorder: Person,
    agenda: Sequence[Topic], seats: Sequence[Guest] = (), where: str = "", venue: Venue | None = None,
    programme: Programme | None = None, about: str = "", minutes: int = 90, roles: str = "",
    seating: Seating | None = None, actor: Actor, at: datetime, once: str | None = None,
) -> Meeting:  # fmt: skip
    """Call people together: when, where, who chairs and who writes, what is talked over, who is asked to come.

    Called in time it is the notice too, for each matter it is called about: the fact "notice" stands by this entry.

    roles    the other hats of who chairs it, for everybody to read; asked for where there are any
    seating  seats the place or one above it wrote down itself, instead of the form's
    Raises   Refusal: "not_your_turn", "unknown_form", "notice_late" (latest, days, unit, rule), "meeting_in_past",
             "meeting_too_far", "bad_minutes", "venue_taken" (title), "where_missing", "chair_records",
             "chair_conflict" (units), "agenda_missing", "agenda_twice", "sealed_not_here", "not_accepted_yet",
             "already_ended", "not_allowed", "unknown_seat", "seat_twice", "text_missing", "text_too_long", "unmasked",
             "seating_elsewhere", "seating_over".
    """
    need_roles(actor, place, queries.CALLERS)
    seating = need_usable(seating, place) if seating else None
    kind = queries.seated(queries.form_of(form), seating)
    need_words(MOST_TITLE, title=title)
    need_short(MOST_TEXT, about=about)
    need_masked(about=about, where=where)
    spot = when_and_where(kind, place.chain, starts_at, minutes, venue, where, at)
    _need_officers(chair, recorder, roles, starts_at)
    lines = _lines(place, agenda, at)
    named = [guest for guest in seats if guest.name.strip()]
    act = acts.MeetingCalled(
        meeting=new_id(at), place=place.pk, form=form, programme=programme.pk if programme else None,
        title=title.strip(), about=about.strip(), venue=venue.pk if venue else None, where=spot, starts_at=starts_at,
        minutes=minutes, chair=chair.pk, recorder=recorder.pk, roles=roles.strip(), agenda=lines,
        seats=_seats(kind, [guest for guest in seats if not guest.name.strip()], at), in_time=in_time(starts_at, at),
        seating=seating.pk if seating else None,
    )  # fmt: skip
    meeting: Meeting = record(
        act, chain=place.chain, subject=f"meeting:{act.meeting}", actor=actor.name, at=at, once=once
    )
    for guest in named:
        enter_guest(meeting, kind, guest, actor=actor, at=at)
    return meeting


def when_and_where(
    kind: core.Form, chain: str, starts_at: datetime, minutes: int, venue: Venue | None, where: str, at: datetime,
    but: Meeting | None = None,
) -> str:  # fmt: skip
    """The words for the room, once day and room are free and everybody can be told in time."""
    if not SHORTEST <= minutes <= LONGEST:
        raise Refusal("bad_minutes", least=SHORTEST, most=LONGEST, field="minutes")
    if starts_at < at - LEEWAY:
        raise Refusal("meeting_in_past", field="starts_at")
    if starts_at > at + FARTHEST:
        raise Refusal("meeting_too_far", field="starts_at")
    try:
        core.need_notice(kind, local_day(at), local_day(starts_at), matters.calendar_of(chain))
    except Refusal as no:
        raise Refusal(spoken(no).code, **spoken(no).details, field="starts_at") from no
    if venue and (other := queries.venue_taken(venue, starts_at, minutes, but)):
        raise Refusal("venue_taken", title=other.title, field="venue")
    spot = where.strip() or (venue.name if venue else "")
    if not spot:
        raise Refusal("where_missing", field="where")
    need_short(MOST_LINE, where=spot)
    return spot


def in_time(starts_at: datetime, at: datetime) -> bool:
    """Whether the call is also the notice that a process asks for. A bench meeting may be called as people sit down,
    and is none."""
    try:
        need_in_time(local_day(at), local_day(starts_at))
    except Refusal:
        return False
    return True


def _need_officers(chair: Person, recorder: Person, roles: str, starts_at: datetime) -> None:
    if chair.pk == recorder.pk:
        raise Refusal("chair_records", field="recorder")
    other = queries.conflicts_of(chair, local_day(starts_at))
    if other and not roles.strip():
        raise Refusal("chair_conflict", units=[each.name for each in other], field="roles")
    need_short(200, roles=roles)
    need_masked(roles=roles)


def _lines(place: Place, agenda: Sequence[Topic], at: datetime) -> list[acts.AgendaLine]:
    if not agenda:
        raise Refusal("agenda_missing", field="agenda")
    if len(agenda) > MOST_ITEMS:
        raise Refusal("agenda_too_long", most=MOST_ITEMS, field="agenda")
    found = [each.matter.pk for each in agenda if each.matter]
    if len(set(found)) < len(found):
        raise Refusal("agenda_twice", field="agenda")
    carried = [each.pk for topic in agenda for each in topic.findings]
    if len(set(carried)) < len(carried):
        raise Refusal("finding_twice", field="findings")
    return [_line(place, each, at) for each in agenda]


def _line(place: Place, each: Topic, at: datetime) -> acts.AgendaLine:
    topic = each.topic.strip()
    if each.matter:
        _need_public(place, each.matter)
        topic = topic or each.matter.title or each.matter.number
    options = [option.strip()[:60] for option in each.options if option.strip()]
    need_words(MOST_LINE, topic=topic)
    if not all(near(place, finding.trip.place) for finding in each.findings):
        raise Refusal("not_allowed")
    need_short(200, question=each.question)
    need_masked(question=each.question, options="\n".join(options))
    if len(options) > MOST_OPTIONS or len(set(options)) < len(options):
        raise Refusal("options_alike", most=MOST_OPTIONS, field="options")
    return acts.AgendaLine(
        item=new_id(at), matter=each.matter.pk if each.matter else None, topic=topic, question=each.question.strip(),
        options=options, minutes=max(1, min(each.minutes, LONGEST)), findings=[finding.pk for finding in each.findings],
    )  # fmt: skip


def near(one: Place, other: Place) -> bool:
    """Whether one place lies in the other: a county's trip and a community's meeting have to do with each other."""
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def _need_public(place: Place, matter: Matter) -> None:
    """What is sealed is not talked over in public; what nobody stands for is not either; what ended needs no talk."""
    now = matters.locked(matter)
    if now.sealed:
        raise Refusal("sealed_not_here", field="agenda")
    if place.pk not in now.place.ancestry and now.chain != place.chain:
        raise Refusal("not_allowed")
    if now.accepted_at is None:
        raise Refusal("not_accepted_yet", matter=now.number, field="agenda")
    if now.step is None:
        raise Refusal("already_ended", matter=now.number, field="agenda")


def seat_for(kind: core.Form, guest: Guest) -> tuple[str, bool, list[str]]:
    """Title, vote and groups of a seat. Raises Refusal "unknown_seat", "text_too_long", "unmasked"."""
    seat = kind.seats.seat(guest.kind)
    if guest.kind and seat is None:
        raise Refusal("unknown_seat", seat=guest.kind, field="seats")
    title = guest.title.strip() or (seat.name.zh if seat else "") or (guest.person.called if guest.person else "")
    title = title or (str(guest.organisation) if guest.organisation else "")
    need_words(60, title=title)
    if guest.capacity not in Capacity.values:
        raise Refusal("unknown_word", field="capacity", word=guest.capacity)
    groups = list(guest.stands_for) or list(seat.groups if seat else ())
    if unknown := sorted(set(groups) - set(core.GROUPS)):
        raise Refusal("unknown_word", field="stands_for", word=unknown[0])
    return title, bool(seat and seat.votes) if guest.votes is None else guest.votes, groups


def _seats(kind: core.Form, guests: Sequence[Guest], at: datetime) -> list[acts.SeatLine]:
    people = [guest.person.pk for guest in guests if guest.person]
    if len(set(people)) < len(people):
        raise Refusal("seat_twice", field="seats")
    if len(guests) > MOST_SEATS:
        raise Refusal("seats_too_many", most=MOST_SEATS, field="seats")
    lines = []
    for guest in guests:
        title, votes, groups = seat_for(kind, guest)
        lines.append(
            acts.SeatLine(
                attendee=new_id(at), kind=guest.kind, title=title, capacity=guest.capacity, votes=votes,
                person=guest.person.pk if guest.person else None, stands_for=groups,
                organisation=guest.organisation.pk if guest.organisation else None,
            )
        )  # fmt: skip
    return lines


def enter_guest(
    meeting: Meeting, kind: core.Form, guest: Guest, *, actor: Actor, at: datetime, once: str | None = None
) -> Attendee:
    """One more seat, by an entry of its own, so that a written name can be erased alone."""
    title, votes, groups = seat_for(kind, guest)
    need_short(MOST_TITLE, name=guest.name)
    if guest.person and meeting.attendees.filter(person=guest.person).exists():
        raise Refusal("seat_twice", field="seats")
    act = acts.AttendeeInvited(
        meeting=meeting.pk, attendee=new_id(at), kind=guest.kind, title=title, capacity=guest.capacity, votes=votes,
        person=guest.person.pk if guest.person else None, stands_for=groups, name=guest.name.strip() or None,
        organisation=guest.organisation.pk if guest.organisation else None,
    )  # fmt: skip
    seat: Attendee = enter(act, meeting, actor=actor, at=at, once=once, of=f"attendee:{act.attendee}")
    return seat


@action
def add_topic(
    *, meeting: Meeting, topic: Topic, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> AgendaItem:
    """One more thing on the agenda, before or while it sits.

    Raises   Refusal: "not_your_turn", "stale", "meeting_is", "agenda_twice", "finding_twice", "agenda_too_long", and
             what the agenda of `call_meeting` raises.
    """
    meeting = queries.fresh(meeting, version)
    need_roles(actor, meeting.place, queries.CALLERS)
    need_state(meeting, State.CALLED, State.OPEN)
    _need_new(meeting, topic)
    if meeting.items.count() >= MOST_ITEMS:
        raise Refusal("agenda_too_long", most=MOST_ITEMS, field="agenda")
    line = _line(meeting.place, topic, at)
    act = acts.AgendaChanged(meeting=meeting.pk, line=line, in_time=in_time(meeting.starts_at, at))
    item: AgendaItem = enter(act, meeting, actor=actor, at=at, once=once)
    return item


def _need_new(meeting: Meeting, topic: Topic) -> None:
    """A matter stands on an agenda once, as itself or as what a trip found; so does a finding."""
    carried = Carried.objects.filter(meeting=meeting)
    if topic.matter and (
        meeting.items.filter(matter=topic.matter).exists() or carried.filter(finding__matter=topic.matter).exists()
    ):
        raise Refusal("agenda_twice", field="agenda")
    if topic.findings and carried.filter(finding__in=topic.findings).exists():
        raise Refusal("finding_twice", field="findings")
