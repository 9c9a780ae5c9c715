"""Calling, moving, calling off: acts to rows."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from bandeng.matters.applies import put_fact, take_fact
from bandeng.meetings import acts
from bandeng.meetings.models import AgendaItem, Attendee, Brought, Carried, Meeting, Programme, State, Venue
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def person_of(entry: Entry) -> str | None:
    """The key of the person who acted, None for anybody else."""
    who, _, key = entry.actor.partition(":")
    return key if who == "person" else None


def meeting_of(key: UUID) -> Meeting:
    """A meeting with its place."""
    return Meeting.objects.select_related("place", "seating").get(pk=key)


def touch(meeting: Meeting) -> Meeting:
    """Save a meeting as a newer version, so that a form shown earlier is found stale."""
    meeting.version += 1
    meeting.save()
    return meeting


@applies(acts.ProgrammeBegun, result=lambda act: Programme.objects.get(pk=act.programme))
def programme_begun(act: acts.ProgrammeBegun, entry: Entry) -> Programme:
    """A series begins."""
    return Programme.objects.create(
        id=act.programme, place_id=act.place, chain=entry.chain, name=act.name, about=act.about, form=act.form,
        begun_at=entry.at,
    )  # fmt: skip


@applies(acts.ProgrammeEnded, result=lambda act: Programme.objects.get(pk=act.programme))
def programme_ended(act: acts.ProgrammeEnded, entry: Entry) -> Programme:
    """A series ends."""
    programme = Programme.objects.get(pk=act.programme)
    programme.ended_at = entry.at
    programme.save()
    return programme


@applies(acts.VenueAdded, result=lambda act: Venue.objects.get(pk=act.venue))
def venue_added(act: acts.VenueAdded, entry: Entry) -> Venue:
    """A room to sit in."""
    return Venue.objects.create(
        id=act.venue, place_id=act.place, chain=entry.chain, name=act.name, kind=act.kind, address=act.address,
        chairs=act.chairs, access=act.access,
    )  # fmt: skip


@applies(acts.VenueClosed, result=lambda act: Venue.objects.get(pk=act.venue))
def venue_closed(act: acts.VenueClosed, entry: Entry) -> Venue:
    """Nobody sits there any more."""
    venue = Venue.objects.get(pk=act.venue)
    venue.closed_at = entry.at
    venue.save()
    return venue


@applies(acts.MeetingCalled, result=lambda act: meeting_of(act.meeting))
def meeting_called(act: acts.MeetingCalled, entry: Entry) -> Meeting:
    """The meeting, its agenda, its seats."""
    meeting = Meeting.objects.create(
        id=act.meeting, place_id=act.place, chain=entry.chain, form=act.form, programme_id=act.programme,
        seating_id=act.seating, title=act.title, about=act.about, venue_id=act.venue, where=act.where,
        starts_at=act.starts_at, minutes=act.minutes, chair_id=act.chair, recorder_id=act.recorder, roles=act.roles,
        called_by_id=person_of(entry) or "", called_at=entry.at,
    )  # fmt: skip
    AgendaItem.objects.bulk_create(_item(meeting, number, line) for number, line in enumerate(act.agenda, 1))
    _carry(meeting, act.agenda)
    Attendee.objects.bulk_create(
        Attendee(
            id=seat.attendee, meeting=meeting, number=number, brought=Brought.INVITED, kind=seat.kind,
            title=seat.title, capacity=seat.capacity, person_id=seat.person, organisation_id=seat.organisation,
            votes=seat.votes, stands_for=seat.stands_for,
        )
        for number, seat in enumerate(act.seats, 1)
    )  # fmt: skip
    _noticed(meeting, [line.matter for line in act.agenda], act.in_time, entry.at)
    return meeting


def _noticed(meeting: Meeting, matters: Iterable[UUID | None], in_time: bool, at: datetime) -> None:
    """The call is the notice: nobody types it a second time. It stands for a matter as long as the call does."""
    for matter in filter(None, matters):
        if in_time:
            put_fact(matter, "notice", f"meeting:{meeting.pk}", at)
        else:
            take_fact(matter, "notice", f"meeting:{meeting.pk}")


def _matters(meeting: Meeting) -> list[UUID | None]:
    return list(meeting.items.order_by("number").values_list("matter", flat=True))


def _item(meeting: Meeting, number: int, line: acts.AgendaLine) -> AgendaItem:
    return AgendaItem(
        id=line.item, meeting=meeting, number=number, matter_id=line.matter, topic=line.topic,
        question=line.question, options=line.options, minutes=line.minutes,
    )  # fmt: skip


def _carry(meeting: Meeting, lines: Iterable[acts.AgendaLine]) -> None:
    Carried.objects.bulk_create(
        Carried(item_id=line.item, meeting=meeting, finding_id=finding) for line in lines for finding in line.findings
    )


@applies(acts.AgendaChanged, result=lambda act: AgendaItem.objects.select_related("meeting").get(pk=act.line.item))
def agenda_changed(act: acts.AgendaChanged, entry: Entry) -> AgendaItem:
    """One more item, after the others."""
    meeting = touch(meeting_of(act.meeting))
    item = _item(meeting, meeting.items.count() + 1, act.line)
    item.save(force_insert=True)
    _carry(meeting, [act.line])
    _noticed(meeting, [act.line.matter], act.in_time, entry.at)
    return item


@applies(acts.MeetingPostponed, result=lambda act: meeting_of(act.meeting))
def meeting_postponed(act: acts.MeetingPostponed, entry: Entry) -> Meeting:
    """Another day or room; whoever had been told has not been told this."""
    meeting = meeting_of(act.meeting)
    meeting.postponed_from, meeting.starts_at, meeting.minutes = meeting.starts_at, act.starts_at, act.minutes
    meeting.venue_id, meeting.where, meeting.why = act.venue, act.where, act.why
    meeting.attendees.update(told="", told_at=None, told_by=None, proof="", coming=None)
    _noticed(meeting, _matters(meeting), act.in_time, entry.at)
    return touch(meeting)


@applies(acts.MeetingCancelled, result=lambda act: meeting_of(act.meeting))
def meeting_cancelled(act: acts.MeetingCancelled, entry: Entry) -> Meeting:
    """It will not be; its room is free again."""
    meeting = meeting_of(act.meeting)
    meeting.state, meeting.why = State.CANCELLED, act.why
    _noticed(meeting, _matters(meeting), False, entry.at)
    return touch(meeting)
