"""The meeting itself: acts to rows."""

from datetime import datetime
from uuid import UUID

from bandeng.meetings import acts
from bandeng.meetings.applies.calling import meeting_of, person_of, touch
from bandeng.meetings.models import (
    AgendaItem,
    Differing,
    Hands,
    Meeting,
    Outcome,
    Promised,
    Speech,
    State,
)
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def item_of(key: UUID) -> AgendaItem:
    """An item with its meeting and matter."""
    return AgendaItem.objects.select_related("meeting__place", "matter__place").get(pk=key)


@applies(acts.MeetingOpened, result=lambda act: meeting_of(act.meeting))
def meeting_opened(act: acts.MeetingOpened, entry: Entry) -> Meeting:
    """It sits."""
    meeting = meeting_of(act.meeting)
    meeting.state, meeting.opened_at = State.OPEN, entry.at
    return touch(meeting)


@applies(acts.MeetingEnded, result=lambda act: meeting_of(act.meeting))
def meeting_ended(act: acts.MeetingEnded, entry: Entry) -> Meeting:
    """It is over, with whatever was under way."""
    meeting = meeting_of(act.meeting)
    _end_items(meeting, entry.at)
    meeting.speeches.filter(ended_at=None).update(ended_at=entry.at)
    meeting.state, meeting.ended_at = State.ENDED, entry.at
    return touch(meeting)


def _end_items(meeting: Meeting, at: datetime) -> None:
    meeting.items.filter(begun_at__isnull=False, ended_at=None).update(ended_at=at)


@applies(acts.ItemBegun, result=lambda act: item_of(act.item))
def item_begun(act: acts.ItemBegun, entry: Entry) -> AgendaItem:
    """It is about this one now; an item taken up again runs on from its first beginning."""
    item = item_of(act.item)
    _end_items(item.meeting, entry.at)
    item.begun_at, item.ended_at = item.begun_at or entry.at, None
    item.save()
    touch(item.meeting)
    return item


@applies(acts.ItemEnded, result=lambda act: item_of(act.item))
def item_ended(act: acts.ItemEnded, entry: Entry) -> AgendaItem:
    """No more about it."""
    item = item_of(act.item)
    item.ended_at = entry.at
    item.save()
    touch(item.meeting)
    return item


@applies(acts.SpeechBegun, result=lambda act: Speech.objects.select_related("meeting", "attendee").get(pk=act.speech))
def speech_begun(act: acts.SpeechBegun, entry: Entry) -> Speech:
    """They have the floor; who had it before is done."""
    Speech.objects.filter(meeting=act.meeting, ended_at=None).update(ended_at=entry.at)
    return Speech.objects.create(
        id=act.speech, meeting_id=act.meeting, item_id=act.item, attendee_id=act.attendee, minutes=act.minutes,
        begun_at=entry.at,
    )  # fmt: skip


@applies(acts.SpeechEnded, result=lambda act: Speech.objects.select_related("meeting", "attendee").get(pk=act.speech))
def speech_ended(act: acts.SpeechEnded, entry: Entry) -> Speech:
    """They are done."""
    speech = Speech.objects.select_related("meeting", "attendee").get(pk=act.speech)
    speech.ended_at = entry.at
    speech.save()
    return speech


@applies(acts.HandsCounted, result=lambda act: Hands.objects.select_related("item__meeting").get(pk=act.hands))
def hands_counted(act: acts.HandsCounted, entry: Entry) -> Hands:
    """So many for each option; a later count takes the place of an earlier one, which stays."""
    return Hands.objects.create(
        id=act.hands, item_id=act.item, round=act.round, counts=act.counts, voters=act.voters,
        by_id=person_of(entry) or "", at=entry.at,
    )  # fmt: skip


@applies(acts.OutcomeReached, result=lambda act: Outcome.objects.select_related("item__meeting").get(pk=act.reached))
def outcome_reached(act: acts.OutcomeReached, entry: Entry) -> Outcome:
    """What came of it. The note of a matter was written by an entry just before."""
    outcome = Outcome.objects.create(
        id=act.reached, item_id=act.item, outcome=act.outcome, opinion=act.opinion, next_step=act.next_step,
        present=act.present, invited=act.invited, needed=act.needed, note_id=act.note, at=entry.at,
    )  # fmt: skip
    for each in act.dissents:
        Differing.objects.create(id=each["id"], outcome=outcome, words=each["words"])
    return outcome


@applies(
    acts.DifferingAnswered,
    result=lambda act: Differing.objects.select_related("outcome__item__meeting").get(pk=act.differing),
)
def differing_answered(act: acts.DifferingAnswered, entry: Entry) -> Differing:
    """Why it was decided otherwise."""
    differing = Differing.objects.select_related("outcome__item__meeting").get(pk=act.differing)
    differing.answer, differing.answered_at = act.answer, entry.at
    differing.save()
    return differing


@applies(acts.ItemDecided, result=lambda act: item_of(act.item))
def item_decided(act: acts.ItemDecided, entry: Entry) -> AgendaItem:
    """How it was gone through."""
    item = item_of(act.item)
    item.decided, item.because, item.decided_at = act.decided, act.because, entry.at
    item.begun_at, item.ended_at = item.begun_at or entry.at, entry.at
    item.save()
    touch(item.meeting)
    return item


@applies(acts.PromiseLinked, result=lambda act: Promised.objects.get(commitment=act.commitment))
def promise_linked(act: acts.PromiseLinked, entry: Entry) -> Promised:
    """It was made here."""
    return Promised.objects.create(meeting_id=act.meeting, commitment_id=act.commitment, at=entry.at)
