"""What a meeting came to in work: one list of all items, topic by topic."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from bandeng.commitments import queries as work
from bandeng.commitments.models import WorkItem
from bandeng.core.deadline import local_day
from bandeng.core.papers import day_text, facts
from bandeng.documents.queries.of_work import item_facts
from bandeng.documents.queries.subject import Subject
from bandeng.meetings.models import AgendaItem, Meeting
from bandeng.places.queries import community_of

MOST = 200
"""So many items the list holds; the rest stands on the meeting's page."""


def came_of(meeting: Meeting) -> "QuerySet[WorkItem]":
    """The items of a meeting's matters that were set after its opening, or taken on while it sat; what was set after
    the next meeting talked the same matter over came of that one. Only of matters that everybody may read."""
    agenda = AgendaItem.objects.filter(meeting=meeting, matter__isnull=False)
    if meeting.opened_at is None:
        return WorkItem.objects.none()
    again = AgendaItem.objects.filter(matter=OuterRef("matter"), meeting__opened_at__gt=meeting.opened_at)
    rows = WorkItem.objects.annotate(
        topic=Subquery(agenda.filter(matter=OuterRef("matter")).values("number")[:1]),
        next_at=Subquery(again.order_by("meeting__opened_at").values("meeting__opened_at")[:1]),
    ).filter(matter__sealed=False, matter__accepted_at__isnull=False, topic__isnull=False)
    set_here = Q(set_at__gte=meeting.opened_at) & (Q(next_at=None) | Q(set_at__lt=F("next_at")))
    sat = (meeting.opened_at, meeting.ended_at or timezone.now())
    return rows.filter(set_here | Q(claimed_at__range=sat)).order_by("topic", "set_at", "pk")


def tasks_of(meeting: Meeting) -> Subject:
    """会议责任清单, once something came of it. Raises Http404 before."""
    if not came_of(meeting).exists():
        raise Http404
    assert meeting.opened_at is not None
    page, place = reverse("meetings:one", args=[meeting.pk]), community_of(meeting.place) or meeting.place
    day = local_day(meeting.ended_at or meeting.opened_at)
    return Subject("tasks", f"tasks:{meeting.pk}", place, None, day, partial(_tasks, meeting, page), page)


def _tasks(meeting: Meeting, page: str) -> facts.Tasks:
    topics: dict[UUID | None, AgendaItem] = {
        each.matter_id: each for each in meeting.items.filter(matter__isnull=False).select_related("matter")
    }
    rows = came_of(meeting)
    found = list(work.full(rows)[:MOST])
    at = timezone.localtime(meeting.opened_at or meeting.starts_at)
    place = community_of(meeting.place) or meeting.place
    return facts.Tasks(
        place.name, meeting.title, f"{day_text(at.date())}{at:%H:%M}", meeting.where,
        tuple(_named(found, topics)), rows.count(), settings.ADDRESS + page,
    )  # fmt: skip


def _named(found: list[WorkItem], topics: dict[UUID | None, AgendaItem]) -> Iterator[tuple[str, facts.Item]]:
    for each in found:
        topic = topics[each.matter_id]
        yield f"{topic.topic}\n{each.matter.number}", item_facts(each)
