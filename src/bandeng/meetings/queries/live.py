"""A meeting as screens show it while it sits: everything at once, in the same few queries however many came."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Subquery, Sum

from bandeng.core import meetings as core
from bandeng.core.meetings import Presence
from bandeng.meetings.models import (
    AgendaItem,
    Attendee,
    Decided,
    Meeting,
    Outcome,
    Promised,
    Question,
    QuestionState,
    Raised,
    Speech,
    State,
)
from bandeng.meetings.queries.meetings import form_of
from bandeng.meetings.queries.said import Triage, last_count
from bandeng.records.models import Chain

MOST_QUESTIONS, MOST_PROMISES = 3, 4


def version_of(key: str) -> str | None:
    """A word that changes with every entry of the meeting's chain and every hand on a phone; None: no such meeting."""
    try:
        pk = UUID(key)
    except ValueError:
        return None
    entries = Chain.objects.filter(pk=OuterRef("chain")).values("n")[:1]
    row = Meeting.objects.filter(pk=pk).values_list("chain", "state", Subquery(entries)).first()
    if row is None:
        return None
    # A hand that was raised later may be there sooner, so the last moment alone would not tell.
    told = Raised.objects.filter(item__meeting=pk).aggregate(n=Count("pk"), last=Max("at"), sum=Sum("option"))
    return f"{row[1]}.{row[2]}.{told['n']}.{told['last']}.{told['sum']}"


@dataclass(frozen=True)
class Screen:
    """What everybody in the room may see at this moment.

    number, of     which item of how many; 0 before the first and between two
    until          when the time of the item is up
    hands          option to how many raised a hand for it
    counted        whether the hands have been counted, so that none comes in any more
    here, listed   everybody signed in, of everybody on the list
    floor_until    when the time of who speaks is up
    """

    meeting: Meeting
    item: AgendaItem | None
    following: AgendaItem | None
    number: int
    of: int
    done: int
    until: datetime | None
    hands: list[tuple[str, int]]
    counted: bool
    there: Presence
    here: int
    listed: int
    speech: Speech | None
    floor_until: datetime | None
    asked: dict[str, int]
    questions: list[Question]
    promises: list[Promised]
    triage: Triage
    outcomes: list[tuple[AgendaItem, Outcome]]


def screen_of(meeting: Meeting) -> Screen:
    """Everything a screen shows; eight queries."""
    items = list(meeting.items.select_related("matter", "outcome").order_by("number"))
    item = next((each for each in items if each.begun_at and not each.ended_at), None)
    seats = list(meeting.attendees.values_list("votes", "signed_at"))
    speech = meeting.speeches.select_related("attendee").filter(ended_at=None).first()
    states = Counter(meeting.questions.exclude(state=QuestionState.OUT).values_list("state", flat=True))
    hands, counted = _hands(item) if item else ([], False)
    ways = [each.decided for each in items if each.matter_id]
    return Screen(
        meeting=meeting, item=item, following=next((each for each in items if not each.begun_at), None),
        number=items.index(item) + 1 if item else 0, of=len(items),
        done=sum(each.ended_at is not None for each in items),
        until=item.begun_at + timedelta(minutes=item.minutes) if item and item.begun_at else None,
        hands=hands, counted=counted, there=_presence(meeting, seats),
        here=sum(at is not None for _votes, at in seats), listed=len(seats), speech=speech,
        floor_until=speech.begun_at + timedelta(minutes=speech.minutes) if speech else None,
        asked=_asked(states), questions=_open_questions(meeting),
        promises=list(_promises(meeting)), triage=Triage(len(ways), {way: ways.count(way) for way in Decided.values}),
        outcomes=[(each, each.outcome) for each in items if hasattr(each, "outcome")],
    )  # fmt: skip


def _presence(meeting: Meeting, seats: list[tuple[bool, datetime | None]]) -> Presence:
    votes = [at for votes, at in seats if votes]
    return core.presence(form_of(meeting.form).quorum, present=sum(at is not None for at in votes), invited=len(votes))


def _hands(item: AgendaItem) -> tuple[list[tuple[str, int]], bool]:
    """Hands as they come in; once counted, and until the first of a new round, as they were counted."""
    last = last_count(item)
    rows = Raised.objects.filter(item=item, round=(last.round if last else 0) + 1)
    live = dict(rows.values_list("option").annotate(n=Count("pk")))
    if live or last is None:
        return [(option, live.get(number, 0)) for number, option in enumerate(item.options, 1)], False
    return [(option, last.counts.get(option, 0)) for option in item.options], True


def _asked(states: "Counter[str]") -> dict[str, int]:
    return {
        "asked": sum(states.values()), "answered": states[QuestionState.ANSWERED],
        "matters": states[QuestionState.MATTER], "unread": states[QuestionState.WAITING],
        "open": states[QuestionState.READ],
    }  # fmt: skip


def _open_questions(meeting: Meeting) -> list[Question]:
    return list(meeting.questions.filter(state=QuestionState.READ).order_by("number")[:MOST_QUESTIONS])


def _promises(meeting: Meeting) -> list[Promised]:
    rows = meeting.promises.select_related("commitment__organisation").order_by("-at", "-pk")
    return list(rows[:MOST_PROMISES])


# --- who runs it ---


@dataclass(frozen=True)
class Desk:
    """What only who runs the meeting sees: names on the list, questions nobody has read."""

    here: list[Attendee]
    missing: list[Attendee]
    waiting: list[Question]
    to_answer: list[Question]
    items: list[AgendaItem]


def desk_of(meeting: Meeting) -> Desk:
    """The list and the questions; four queries."""
    seats = list(meeting.attendees.select_related("person", "organisation").order_by("number"))
    asked = list(meeting.questions.filter(state__in=[QuestionState.WAITING, QuestionState.READ]).order_by("number"))
    return Desk(
        here=[seat for seat in seats if seat.signed_at], missing=[seat for seat in seats if not seat.signed_at],
        waiting=[each for each in asked if each.state == QuestionState.WAITING],
        to_answer=[each for each in asked if each.state == QuestionState.READ],
        items=list(meeting.items.select_related("matter", "outcome").order_by("number")),
    )  # fmt: skip


def hand_of(item: AgendaItem | None, seat: Attendee | None) -> int:
    """For which option somebody has their hand up, 0 for none."""
    if item is None or seat is None:
        return 0
    last = last_count(item)
    found = Raised.objects.filter(item=item, round=(last.round if last else 0) + 1, attendee=seat)
    return found.values_list("option", flat=True).first() or 0


def is_on(meeting: Meeting) -> bool:
    """Whether people may still sign in and ask."""
    return meeting.state in (State.CALLED, State.OPEN)
