"""Who is there and who is missing; how a phone is known again in one meeting, and in no other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from bandeng.core import meetings as core
from bandeng.core.meetings import Gap, Presence
from bandeng.matters.models import Matter, Raising
from bandeng.meetings.models import Attendee, Meeting, Speech
from bandeng.meetings.queries.counting import counted_at
from bandeng.meetings.queries.meetings import form_of
from bandeng.people.acting import Actor
from bandeng.people.models import Person
from bandeng.people.queries import name_index
from bandeng.places.models import Place, Tenure
from bandeng.records.sealing import blind

_CAPACITY_OF = {"tenant": "tenants", "merchant": "merchants", "enterprise": "merchants"}
"""What somebody is here to the group they belong to; of floors and ages only counts of buildings do."""


def door_code(meeting: Meeting) -> str:
    """What the code at the door carries, so that only who is there signs in by it."""
    return blind(str(meeting.pk), "door")[:16]


def mark_of(meeting: Meeting, token: str) -> str:
    """How a phone is known again in this meeting; "" without a token."""
    return blind(f"{meeting.pk}:{token}", "attending") if token else ""


def seat_of(meeting: Meeting, actor: Actor, mark: str) -> Attendee | None:
    """The seat of whoever asks, by the person signed in or by their phone."""
    seats = meeting.attendees.select_related("meeting")
    if actor.id and (own := seats.filter(person=actor.id).first()):
        return own
    return seats.filter(mark=mark).first() if mark else None


def attendee_by_name(meeting: Meeting, name: str) -> Attendee | None:
    """The one seat with this name that nobody has signed in on; None where there is none, or more than one."""
    wanted = name_index(name)
    if not wanted:
        return None
    named = Q(name_index=wanted) | Q(person__name_index=wanted)
    found = list(meeting.attendees.select_related("person").filter(named, signed_at=None)[:2])
    return found[0] if len(found) == 1 else None


def presence_of(meeting: Meeting) -> Presence:
    """How many of those with a vote are there, of how many, and how many it takes."""
    votes = list(meeting.attendees.filter(votes=True).values_list("signed_at", flat=True))
    quorum = form_of(meeting.form).quorum
    return core.presence(quorum, present=sum(each is not None for each in votes), invited=len(votes))


def affected(place: Place, matters: Iterable[Matter] = ()) -> dict[str, int]:
    """How many of each group live there or raised one of these matters, as far as the records tell.

    Where the homes are public rental, whoever lives there is a tenant. Ground floors and ages come from counts of
    buildings; where nobody counted, the group is left out: it is not known.
    """
    found: Counter[str] = Counter()
    rental = Place.objects.filter(path__startswith=place.path, tenure=Tenure.PUBLIC_RENTAL)
    under_rental = tuple(rental.values_list("path", flat=True))
    people = Person.objects.filter(place__path__startswith=place.path, erased_at=None)
    for capacities, path in people.values_list("capacities", "place__path"):
        groups = {_CAPACITY_OF[each] for each in capacities if each in _CAPACITY_OF}
        found.update(groups | ({"tenants"} if under_rental and str(path).startswith(under_rental) else set()))
    raisings = Raising.objects.filter(matter__in=[each.pk for each in matters], withdrawn_at=None, person=None)
    found.update(_CAPACITY_OF[each] for each in raisings.values_list("capacity", flat=True) if each in _CAPACITY_OF)
    counted = {group: told.n for group, told in counted_at(place).items()}
    return {"tenants": found["tenants"], "merchants": found["merchants"], **counted}


def gaps_of(place: Place, matters: Sequence[Matter], stands_for: Iterable[str]) -> list[Gap]:
    """Who is affected beside who is asked to come for them."""
    return core.gaps(affected(place, matters), Counter(stands_for))


@dataclass(frozen=True)
class Talk:
    """How long the people of one kind spoke, of how long anybody did."""

    title: str
    seconds: int
    whole: int


def speaking(meeting: Meeting, now: datetime) -> list[Talk]:
    """Speaking time by seat title, the longest first: whether few spoke for many."""
    found: Counter[str] = Counter()
    for each in _speeches(meeting):
        found[each.attendee.title] += int(((each.ended_at or now) - each.begun_at).total_seconds())
    whole = sum(found.values())
    return [Talk(title, seconds, whole) for title, seconds in found.most_common()]


def _speeches(meeting: Meeting) -> QuerySet[Speech]:
    return meeting.speeches.select_related("attendee").order_by("begun_at", "pk")


# --- somebody's own ---


def subjects_of(person: Person) -> list[str]:
    """The subjects of entries that are about somebody here."""
    return [f"attendee:{pk}" for pk in person.attended.order_by("pk").values_list("pk", flat=True)]


def own_data(person: Person) -> list[dict[str, Any]]:
    """What is kept of somebody in meetings, as plain values."""
    seats = person.attended.select_related("meeting").order_by("meeting__starts_at", "pk")
    return [
        {
            "meeting": seat.meeting.title, "starts_at": seat.meeting.starts_at.isoformat(), "title": seat.title,
            "capacity": seat.capacity, "coming": seat.coming, "words": seat.words, "name": seat.name,
            "signed_at": seat.signed_at.isoformat() if seat.signed_at else None,
            "questions": [question.raw or question.text for question in seat.questions.order_by("number")],
        }
        for seat in seats
    ]  # fmt: skip
