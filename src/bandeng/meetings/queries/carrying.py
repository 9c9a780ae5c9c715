"""Findings of research trips on agendas: what stands where, and what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from bandeng.matters.models import Matter
from bandeng.matters.showing import OUTCOMES
from bandeng.meetings.models import AgendaItem, Carried, Meeting, State
from bandeng.meetings.queries.meetings import full
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.research.agendas import OnAgenda
from bandeng.research.models import Finding, Suggestion


def carried_by(meeting: Meeting) -> tuple[set[UUID], list[Matter]]:
    """What stands on an agenda already: findings, as topics in words, and matters."""
    standing = set(Carried.objects.filter(meeting=meeting).values_list("finding", flat=True))
    items = meeting.items.filter(matter__isnull=False).select_related("matter")
    return standing, [each.matter for each in items if each.matter]


def meetings_near(place: Place) -> QuerySet[Meeting]:
    """What is called or sits in a place, below it and above it, the next first."""
    here = Q(place__in=Place.objects.filter(starts("path", place.path))) | Q(place__in=place.ancestry)
    rows = full(Meeting.objects.filter(here, state__in=[State.CALLED, State.OPEN]))
    return rows.order_by("starts_at", Length("place__path").desc(), "pk")


def standing(findings: Sequence[Finding]) -> Mapping[UUID, list[OnAgenda]]:
    """Each finding with the agendas on which it stands or stood, by itself or as a matter; two queries."""
    found: dict[UUID, dict[UUID, OnAgenda]] = defaultdict(dict)
    keys = [each.pk for each in findings]
    carried = Carried.objects.filter(finding__in=keys).exclude(meeting__state=State.CANCELLED)
    for row in carried.select_related("item__meeting", "item__outcome").order_by("meeting__starts_at", "pk"):
        found[row.finding_id][row.meeting_id] = _told(row.item)
    by_matter: dict[UUID, list[UUID]] = defaultdict(list)
    for each in findings:
        if each.matter_id:
            by_matter[each.matter_id].append(each.pk)
    for item in _of_matters(by_matter):
        for key in by_matter[item.matter_id]:  # type: ignore[index]
            found[key].setdefault(item.meeting_id, _told(item))
    return {key: list(rows.values()) for key, rows in found.items()}


def _of_matters(matters: Iterable[UUID]) -> QuerySet[AgendaItem]:
    public = AgendaItem.objects.filter(matter__in=list(matters), matter__sealed=False)
    rows = public.exclude(meeting__state=State.CANCELLED).select_related("meeting", "outcome")
    return rows.order_by("meeting__starts_at", "pk")


def _told(item: AgendaItem) -> OnAgenda:
    outcome, said = getattr(item, "outcome", None), item.because
    words = str(item.get_decided_display()) if item.decided else ""
    if outcome is not None:
        words, said = str(OUTCOMES[outcome.outcome]), "\n".join(filter(None, [outcome.opinion, outcome.next_step]))
    return OnAgenda(item.pk, item.meeting_id, item.meeting.title, item.number, item.meeting.starts_at, words, said)


def sources_of(items: Iterable[AgendaItem]) -> Mapping[UUID, list[Finding]]:
    """Each item with the findings it is about, for everybody to read; as many queries for twenty as for one."""
    rows = list(items)
    found: dict[UUID, list[Finding]] = defaultdict(list)
    carried = Carried.objects.filter(item__in=[each.pk for each in rows])
    for row in carried.select_related("finding__trip", "finding__site").order_by("finding__number", "pk"):
        found[row.item_id].append(row.finding)
    items_of = {each.matter_id: each.pk for each in rows if each.matter and each.matter.is_public}
    raised = Finding.objects.filter(matter__in=list(items_of)).select_related("trip", "site")
    for finding in raised.order_by("number", "pk"):
        found[items_of[finding.matter_id]].append(finding)
    return found


def suggested_at(meeting: Meeting) -> QuerySet[Suggestion]:
    """What was suggested at a meeting, in the order in which it was written down."""
    return Suggestion.objects.filter(meeting=meeting.pk).select_related("unit").order_by("made_at", "number", "pk")
