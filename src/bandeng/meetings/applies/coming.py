"""Who is expected and who came: acts to rows."""

from uuid import UUID

from bandeng.meetings import acts
from bandeng.meetings.applies.calling import person_of
from bandeng.meetings.models import Attendee, Brought
from bandeng.people.masking import plain_name
from bandeng.people.queries import name_index
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def attendee_of(key: UUID) -> Attendee:
    """A seat with its meeting."""
    return Attendee.objects.select_related("meeting__place").get(pk=key)


def _next(meeting: UUID) -> int:
    return Attendee.objects.filter(meeting=meeting).count() + 1


def _indexed(name: str | None) -> str:
    return name_index(name) if name and name != ERASED and plain_name(name) else ""


@applies(acts.AttendeeInvited, result=lambda act: attendee_of(act.attendee))
def attendee_invited(act: acts.AttendeeInvited, entry: Entry) -> Attendee:
    """One more seat."""
    Attendee.objects.create(
        id=act.attendee, meeting_id=act.meeting, number=_next(act.meeting), brought=Brought.INVITED, kind=act.kind,
        title=act.title, capacity=act.capacity, person_id=act.person, organisation_id=act.organisation,
        votes=act.votes, stands_for=act.stands_for, name=act.name or "", name_index=_indexed(act.name),
    )  # fmt: skip
    return attendee_of(act.attendee)


@applies(acts.AttendeeTold, result=lambda act: attendee_of(act.attendee))
def attendee_told(act: acts.AttendeeTold, entry: Entry) -> Attendee:
    """They know of it."""
    seat = attendee_of(act.attendee)
    seat.told, seat.proof, seat.told_at, seat.told_by_id = act.how, act.proof, entry.at, person_of(entry)
    seat.save()
    return seat


@applies(acts.Announced, result=lambda act: attendee_of(act.attendee))
def announced(act: acts.Announced, entry: Entry) -> Attendee:
    """Coming or not, and what they sent ahead; a seat of their own where they had none."""
    if act.registers:
        Attendee.objects.create(
            id=act.attendee, meeting_id=act.meeting, number=_next(act.meeting), brought=Brought.REGISTERED,
            title="", capacity=act.capacity, person_id=act.person, mark=act.mark, name=act.name or "",
            name_index=_indexed(act.name),
        )  # fmt: skip
    seat = attendee_of(act.attendee)
    seat.coming, seat.words = act.coming, act.words or seat.words
    seat.save()
    return seat


@applies(acts.AttendeeAdded, result=lambda act: attendee_of(act.attendee))
def attendee_added(act: acts.AttendeeAdded, entry: Entry) -> Attendee:
    """Without a vote, and there."""
    Attendee.objects.create(
        id=act.attendee, meeting_id=act.meeting, number=_next(act.meeting), brought=Brought.CAME, title=act.title,
        capacity=act.capacity, person_id=act.person, mark=act.mark, name=act.name or "",
        name_index=_indexed(act.name), signed_at=entry.at, signed_how=act.how, signed_by_id=person_of(entry),
    )  # fmt: skip
    return attendee_of(act.attendee)


@applies(acts.SignedIn, result=lambda act: attendee_of(act.attendee))
def signed_in(act: acts.SignedIn, entry: Entry) -> Attendee:
    """They are there."""
    seat = attendee_of(act.attendee)
    seat.signed_at, seat.signed_how, seat.signed_by_id = entry.at, act.how, person_of(entry)
    seat.mark = act.mark or seat.mark
    seat.save()
    return seat


@applies(acts.AttendeeErased, result=lambda act: attendee_of(act.attendee))
def attendee_erased(act: acts.AttendeeErased, entry: Entry) -> Attendee:
    """The seat stays, nobody is told who sat on it."""
    seat = attendee_of(act.attendee)
    seat.name, seat.words = (ERASED if each else "" for each in (seat.name, seat.words))
    seat.name_index, seat.mark, seat.person, seat.erased_at = "", "", None, entry.at
    seat.save()
    for question in seat.questions.exclude(raw=b""):
        question.raw = ERASED
        question.save(update_fields=["raw"])
    return seat
