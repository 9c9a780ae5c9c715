"""The meeting itself: opened, item by item, who speaks, hands, what came of each, its end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from bandeng.commitments import actions as work
from bandeng.commitments.models import Commitment, WorkItem
from bandeng.core import meetings as core
from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.acts import SeatOnBench
from bandeng.meetings import acts, queries
from bandeng.meetings.actions.deciding import MOST_TEXT, enter, need_runner, need_short, need_state, need_words
from bandeng.meetings.models import (
    AgendaItem,
    Attendee,
    Differing,
    Hands,
    Meeting,
    Outcome,
    Promised,
    Raised,
    Speech,
    State,
)
from bandeng.meetings.queries.said import round_of
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation, Person
from bandeng.records.actions import action

EARLY = timedelta(hours=12)
MOST_DISSENTS, LONGEST_SPEECH = 20, 60


@action
def open_meeting(
    *, meeting: Meeting, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Meeting:
    """Open it. Raises Refusal: "not_your_turn", "stale", "meeting_is", "not_the_day" (day)."""
    meeting = queries.fresh(meeting, version)
    need_runner(actor, meeting)
    need_state(meeting, State.CALLED)
    if at < meeting.starts_at - EARLY:
        raise Refusal("not_the_day", day=local_day(meeting.starts_at).isoformat())
    opened: Meeting = enter(acts.MeetingOpened(meeting=meeting.pk), meeting, actor=actor, at=at, once=once)
    return opened


@action
def end_meeting(
    *, meeting: Meeting, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Meeting:
    """End it. Raises Refusal: "not_your_turn", "stale", "meeting_is"."""
    meeting = queries.fresh(meeting, version)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN)
    there = queries.presence_of(meeting)
    act = acts.MeetingEnded(meeting=meeting.pk, present=there.present, invited=there.invited)
    ended: Meeting = enter(act, meeting, actor=actor, at=at, once=once)
    return ended


def of_item(item: AgendaItem) -> tuple[AgendaItem, Meeting]:
    """An item as it stands and its meeting, locked."""
    meeting = queries.locked(item.meeting)
    return AgendaItem.objects.select_related("meeting__place", "matter").get(pk=item.pk), meeting


@action
def begin_item(*, item: AgendaItem, actor: Actor, at: datetime, once: str | None = None) -> AgendaItem:
    """It is about this now. Raises Refusal: "not_your_turn", "meeting_is", "already_begun"."""
    item, meeting = of_item(item)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN)
    if item.begun_at and item.ended_at is None:
        raise Refusal("already_begun")
    begun: AgendaItem = enter(acts.ItemBegun(meeting=meeting.pk, item=item.pk), meeting, actor=actor, at=at, once=once)
    return begun


@action
def end_item(*, item: AgendaItem, actor: Actor, at: datetime, once: str | None = None) -> AgendaItem:
    """No more about it. Raises Refusal: "not_your_turn", "meeting_is", "over_already"."""
    item, meeting = of_item(item)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN)
    if item.begun_at is None or item.ended_at is not None:
        raise Refusal("over_already")
    ended: AgendaItem = enter(acts.ItemEnded(meeting=meeting.pk, item=item.pk), meeting, actor=actor, at=at, once=once)
    return ended


@action
def begin_speech(
    *, attendee: Attendee, minutes: int = 3, actor: Actor, at: datetime, once: str | None = None
) -> Speech:
    """Give somebody the floor, so many minutes; who had it is done.

    Raises   Refusal: "not_your_turn", "meeting_is", "not_here" (not signed in), "bad_minutes".
    """
    seat = Attendee.objects.select_related("meeting__place").get(pk=attendee.pk)
    meeting = queries.locked(seat.meeting)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN)
    if seat.signed_at is None:
        raise Refusal("not_here", seat=seat.title)
    if not 1 <= minutes <= LONGEST_SPEECH:
        raise Refusal("bad_minutes", least=1, most=LONGEST_SPEECH, field="minutes")
    item = queries.current_item(meeting)
    act = acts.SpeechBegun(
        meeting=meeting.pk, item=item.pk if item else None, speech=new_id(at), attendee=seat.pk, minutes=minutes
    )
    begun: Speech = enter(act, meeting, actor=actor, at=at, once=once)
    return begun


@action
def end_speech(*, meeting: Meeting, actor: Actor, at: datetime, once: str | None = None) -> Speech:
    """Who has the floor is done. Raises Refusal: "not_your_turn", "meeting_is", "over_already"."""
    meeting = queries.locked(meeting)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN)
    speech = meeting.speeches.filter(ended_at=None).first()
    if speech is None:
        raise Refusal("over_already")
    act = acts.SpeechEnded(meeting=meeting.pk, speech=speech.pk)
    ended: Speech = enter(act, meeting, actor=actor, at=at, once=once)
    return ended


# --- hands ---


@transaction.atomic
def raise_hand(*, item: AgendaItem, attendee: Attendee, option: int, at: datetime) -> Raised:
    """A hand on a phone, for the count that is to come; the last of one attendee counts. No ledger entry: the count is.

    option   the number of the option, from 1
    Raises   Refusal: "meeting_is", "not_now" (another item's turn), "not_here", "no_vote", "unknown_option".
    """
    item = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    need_state(item.meeting, State.OPEN)
    if item.begun_at is None or item.ended_at is not None:
        raise Refusal("not_now")
    seat = Attendee.objects.get(pk=attendee.pk, meeting=item.meeting)
    if seat.signed_at is None:
        raise Refusal("not_here", seat=seat.title)
    if not seat.votes:
        raise Refusal("no_vote")
    if not 1 <= option <= len(item.options):
        raise Refusal("unknown_option")
    hand, _new = Raised.objects.update_or_create(
        item=item, round=round_of(item), attendee=seat, defaults={"option": option, "at": at}
    )
    return hand


@action
def count_hands(
    *, item: AgendaItem, seen: Mapping[str, int], actor: Actor, at: datetime, once: str | None = None
) -> Hands:
    """Count: hands on phones, and those the recorder saw in the room besides (`seen`: option to how many).

    Raises   Refusal: "not_your_turn", "meeting_is", "not_now", "unknown_option", "too_many_hands" (voters),
             "no_options".
    """
    item, meeting = of_item(item)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN)
    if not item.options:
        raise Refusal("no_options")
    if item.begun_at is None:
        raise Refusal("not_now")
    if set(seen) - set(item.options) or any(n < 0 for n in seen.values()):
        raise Refusal("unknown_option")
    phones = queries.raised_now(item)
    counts = {option: phones.get(n, 0) + seen.get(option, 0) for n, option in enumerate(item.options, 1)}
    voters = meeting.attendees.filter(votes=True, signed_at__isnull=False).count()
    if sum(counts.values()) > voters:
        raise Refusal("too_many_hands", counted=sum(counts.values()), voters=voters)
    act = acts.HandsCounted(
        meeting=meeting.pk, item=item.pk, hands=new_id(at), round=round_of(item), counts=counts, voters=voters
    )
    counted: Hands = enter(act, meeting, actor=actor, at=at, once=once)
    return counted


# --- what came of it ---


@action
def reach_outcome(
    *, item: AgendaItem, outcome: str, opinion: str, said: str = "", dissents: Sequence[str] = (),
    next_step: str = "", choose: str | None = None, actor: Actor, at: datetime, once: str | None = None,
) -> Outcome:  # fmt: skip
    """Write down what came of one item. A matter's process goes on by it, as by a bench note.

    said      what was said; the topic's question where left out
    choose    with a matter: complete its step in the same transaction
    Raises    Refusal: "not_your_turn", "meeting_is", "item_decided", "unknown_word", "no_quorum" (present, needed),
              "next_step_missing", "text_missing", "text_too_long", "unmasked", "seats_missing" (nobody signed in), and
              for a matter what `matters.actions.note_bench` raises.
    """
    item, meeting = of_item(item)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN, State.ENDED)
    if Outcome.objects.filter(item=item).exists():
        raise Refusal("item_decided", item=item.topic)
    there = queries.presence_of(meeting)
    core.need_outcome(outcome, next_step, there)
    need_words(MOST_TEXT, opinion=opinion)
    views = _views(dissents)
    note = _note(item, meeting, said, outcome, opinion, views, next_step, choose, actor, at) if item.matter else None
    act = acts.OutcomeReached(
        meeting=meeting.pk, item=item.pk, reached=new_id(at), outcome=outcome, opinion=opinion.strip(),
        next_step=next_step.strip()[:200], present=there.present, invited=there.invited, needed=there.needed,
        note=note, dissents=[] if note else [{"id": str(new_id(at)), "words": view} for view in views],
    )  # fmt: skip
    reached: Outcome = enter(act, meeting, actor=actor, at=at, once=once)
    return reached


def _views(dissents: Sequence[str]) -> list[str]:
    views = [view.strip() for view in dissents if view.strip()][:MOST_DISSENTS]
    need_short(MOST_TEXT, dissents="\n".join(views))
    need_masked(dissents="\n".join(views))
    return views


def _note(
    item: AgendaItem, meeting: Meeting, said: str, outcome: str, opinion: str, views: list[str], next_step: str,
    choose: str | None, actor: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """The matter's own note of what was said in the meeting, with its dissents and the fact that moves it on."""
    assert item.matter is not None
    noted = matters.note_bench(
        matter=item.matter, held_on=local_day(meeting.opened_at or at), where=meeting.where[:80],
        seats=seats_there(meeting), said=said.strip() or item.question or item.topic, outcome=outcome,
        opinion=opinion, dissents=views, next_step=next_step, choose=choose, actor=actor, at=at,
    )  # fmt: skip
    return noted.pk


def seats_there(meeting: Meeting) -> list[SeatOnBench]:
    """Who sat there by title, as a bench note tells it."""
    seats: dict[str, int] = {}
    for seat in meeting.attendees.filter(signed_at__isnull=False).order_by("number"):
        title = seat.title or seat.capacity
        seats[title] = seats.get(title, 0) + 1
    return [SeatOnBench(role=title[:40], count=n) for title, n in seats.items()]


@action
def answer_differing(
    *, differing: Differing, answer: str, actor: Actor, at: datetime, once: str | None = None
) -> Differing:
    """Answer a view that differed on a topic: why it was decided otherwise. Later words replace earlier ones.

    Raises   Refusal: "not_your_turn", "text_missing", "text_too_long", "unmasked".
    """
    row = Differing.objects.select_related("outcome__item__meeting").get(pk=differing.pk)
    meeting = queries.locked(row.outcome.item.meeting)
    need_runner(actor, meeting)
    need_words(MOST_TEXT, answer=answer)
    act = acts.DifferingAnswered(meeting=meeting.pk, differing=row.pk, answer=answer.strip())
    answered: Differing = enter(act, meeting, actor=actor, at=at, once=once)
    return answered


@action
def promise_here(
    *, meeting: Meeting, items: Sequence[WorkItem], organisation: Organisation, officer: Person | None, text: str,
    to_whom: str, days: int | None = None, unit: str = "calendar", due_on: date | None = None, witnesses: str = "",
    actor: Actor, at: datetime, once: str | None = None,
) -> Commitment:  # fmt: skip
    """A unit promises something in front of everybody; it counts once the unit has confirmed it with its own word.

    Raises   Refusal: "not_your_turn", "meeting_is", and what `commitments.actions.make_promise` raises: without a day
             "date_missing", without somebody who promised "promiser_missing".
    """
    meeting = queries.locked(meeting)
    need_runner(actor, meeting)
    need_state(meeting, State.OPEN, State.ENDED)
    made = work.make_promise(
        place=meeting.place, items=items, organisation=organisation, officer=officer, text=text, to_whom=to_whom,
        promised_on=local_day(meeting.opened_at or at), days=days, unit=unit, due_on=due_on, occasion=meeting.title,
        witnesses=witnesses, spoken=True, actor=actor, at=at,
    )  # fmt: skip
    act = acts.PromiseLinked(meeting=meeting.pk, commitment=made.pk)
    linked: Promised = enter(act, meeting, actor=actor, at=at, once=once)
    return Commitment.objects.select_related("place", "organisation").get(pk=linked.commitment_id)
