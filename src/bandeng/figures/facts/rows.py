"""The rows around some matters, by matter: one query for each kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Prefetch

from bandeng.commitments.models import (
    CallBack,
    Check,
    Holding,
    Progress,
    PromisedItem,
    PromiseState,
    SupervisionOrder,
    WorkItem,
)
from bandeng.matters.models import (
    BenchNote,
    Deadline,
    Decision,
    Dissent,
    Kind,
    MilestoneReached,
    PassOn,
    Raising,
    Rating,
    Reply,
    StepVisit,
)
from bandeng.records.models import Entry

M = TypeVar("M", bound=models.Model)
EXPLAINED_AT = "explain:said"

SAID_FIRST, SORTED, CORRECTED = "matter.raised", "matter.sorted", "matter.corrected"
DATED = {"matter.verified": "verification", "matter.bench_noted": "note", "matter.reply_delivered": "delivery"}
"""The acts that tell a day of the past, and what names it: a correction says of which it is."""


@dataclass(frozen=True)
class Rows:
    """The rows around some matters, by matter."""

    milestones: dict[UUID, list[MilestoneReached]]
    explained: dict[UUID, list[StepVisit]]
    whole: dict[UUID, list[Deadline]]
    clocks: dict[UUID, list[Deadline]]
    raisings: dict[UUID, list[Raising]]
    finals: dict[UUID, list[Reply]]
    ratings: dict[UUID, list[Rating]]
    items: dict[UUID, list[WorkItem]]
    notes: dict[UUID, list[BenchNote]]
    sent: dict[UUID, list[PassOn]]
    orders: dict[UUID, list[SupervisionOrder]]
    calls: dict[UUID, list[CallBack]]
    decisions: dict[UUID, list[Decision]]
    told: dict[UUID, list[Entry]]

    @classmethod
    def of(cls, ids: list[UUID]) -> "Rows":
        clocks = Deadline.objects.filter(matter__in=ids).order_by("started_at", "pk")
        human = Reply.objects.filter(by__isnull=False, delivered_at__isnull=False).exclude(kind=Kind.RECEIPT)
        replies = Prefetch("replies", human.prefetch_related("deliveries"), to_attr="answers")
        calls = CallBack.objects.filter(matter__in=ids, tries__gt=0).select_related("raising")
        return cls(
            milestones=_by_matter(MilestoneReached.objects.filter(matter__in=ids)),
            explained=_by_matter(
                StepVisit.objects.filter(matter__in=ids, step=EXPLAINED_AT).order_by("entered_at", "pk")
            ),
            whole=_by_matter(clocks.filter(kind="matter")),
            clocks=_by_matter(clocks.filter(kind="item").prefetch_related("changes", "pauses")),
            raisings=_by_matter(
                Raising.objects.filter(matter__in=ids).select_related("first_matter").prefetch_related(replies)
            ),
            finals=_by_matter(
                Reply.objects.filter(matter__in=ids, kind=Kind.FINAL).select_related("raising").order_by("at", "pk")
            ),
            ratings=_by_matter(Rating.objects.filter(matter__in=ids)),
            items=_by_matter(_items(ids)),
            notes=_by_matter(
                BenchNote.objects.filter(matter__in=ids).prefetch_related(Prefetch("dissents", Dissent.objects.all()))
            ),
            sent=_by_matter(PassOn.objects.filter(matter__in=ids)),
            orders=_by_matter(SupervisionOrder.objects.filter(matter__in=ids)),
            calls=_by_matter(calls),
            decisions=_by_matter(
                Decision.objects.filter(matter__in=ids, post_by__isnull=False).prefetch_related("postings")
            ),
            told=_told(ids),
        )


def _items(ids: list[UUID]) -> models.QuerySet[WorkItem]:
    """Items with what stands behind each, and the promises they are under that their unit confirmed."""
    promised = PromisedItem.objects.filter(commitment__state=PromiseState.CONFIRMED).select_related("commitment")
    return (
        WorkItem.objects.filter(matter__in=ids)
        .select_related("waiting")
        .prefetch_related(
            Prefetch("holdings", Holding.objects.order_by("from_at", "pk")),
            Prefetch("checks", Check.objects.order_by("at", "pk")),
            Prefetch("progress", Progress.objects.filter(is_evidence=True).order_by("at", "pk")),
            Prefetch("promised_in", promised, to_attr="promises"),
        )
    )


def _by_matter(rows: Iterable[M]) -> dict[UUID, list[M]]:
    found: dict[UUID, list[M]] = defaultdict(list)
    for row in rows:
        found[row.matter_id].append(row)  # type: ignore[attr-defined]
    return found


def _told(ids: list[UUID]) -> dict[UUID, list[Entry]]:
    """The entries of matters that say what kind they are and on which days something was; what no row keeps."""
    found: dict[UUID, list[Entry]] = defaultdict(list)
    verbs = [SAID_FIRST, SORTED, CORRECTED, *DATED]
    for entry in Entry.objects.filter(subject__in=[f"matter:{key}" for key in ids], verb__in=verbs).order_by("arrival"):
        found[UUID(entry.subject.removeprefix("matter:"))].append(entry)
    return found
