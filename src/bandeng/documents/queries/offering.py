"""The papers of a meeting that its page offers: each to whoever may have it, once there is something in it."""

from collections.abc import Iterable
from uuid import UUID

from bandeng.core.papers import shelf
from bandeng.documents.models import Document
from bandeng.documents.queries.kinds import Offer
from bandeng.documents.queries.made import number_of
from bandeng.matters.models import Matter
from bandeng.meetings import queries as meetings
from bandeng.meetings.models import Meeting, Minutes, MinutesState, Outcome, State
from bandeng.people.acting import Actor


def meeting_offers(meeting: Meeting, actor: Actor) -> list[Offer]:
    """The papers of a meeting the actor may have, in the order of the shelf; as many queries for few as for many."""
    if meeting.state == State.CANCELLED:
        return []
    found = [*_of_meeting(meeting, meetings.runs(actor, meeting)), *_of_topics(meeting), *_of_promises(meeting)]
    names = [f"{kind}:{pk}" for kind, pk, _ in found]
    given: dict[str, str] = {}
    for row in Document.objects.filter(of__in=names).order_by("at", "pk"):
        given[row.of] = number_of(row)
    order = list(shelf())
    told = [Offer(kind, pk, what, given.get(f"{kind}:{pk}", "")) for kind, pk, what in found]
    return sorted(told, key=lambda each: order.index(each.kind))


Found = Iterable[tuple[str, UUID, str]]


def _of_meeting(meeting: Meeting, runs: bool) -> Found:
    yield "meeting_notice", meeting.pk, ""
    if runs:
        yield "sign_in", meeting.pk, ""
        if meeting.opened_at:
            yield "record", meeting.pk, ""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    everybody = minutes is not None and minutes.state != MinutesState.DRAFT
    if meeting.ended_at and (runs or everybody):
        yield "minutes", meeting.pk, str(minutes.get_state_display()) if minutes else ""


def _of_topics(meeting: Meeting) -> Found:
    """A report for each topic with an outcome; a matter's is made from its own note, a sealed one has none here."""
    public = Matter.objects.filter(agenda_items__meeting=meeting, sealed=False).values("pk")
    rows = Outcome.objects.filter(item__meeting=meeting).select_related("item").order_by("item__number")
    seen = set(public.values_list("pk", flat=True))
    for row in rows:
        if row.item.matter_id is None or row.item.matter_id in seen:
            yield "outcome", row.note_id or row.pk, f"{row.item.number}. {row.item.topic}"


def _of_promises(meeting: Meeting) -> Found:
    for each in meeting.promises.select_related("commitment__organisation").order_by("at", "pk"):
        yield "scorecard", each.commitment_id, str(each.commitment.organisation)
