"""What stands about matters, read from the rows of the rooms below: a fixed number of queries for however many."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch

from bandeng.commitments.models import (
    CallBack,
    Check,
    Holding,
    Progress,
    PromisedItem,
    PromiseState,
    State,
    SupervisionOrder,
    WorkItem,
)
from bandeng.core import figures as core
from bandeng.core.deadline import local_day
from bandeng.matters.models import (
    BenchNote,
    Deadline,
    Decision,
    Dissent,
    Kind,
    Matter,
    MilestoneReached,
    PassOn,
    Raising,
    Rating,
    Reply,
    StepVisit,
    Word,
)
from bandeng.records.models import Entry

M = TypeVar("M", bound=models.Model)
EXPLAINED_AT = "explain:said"
OFFICIAL = re.compile(r"[0-9]{12}")
"""A community's code in the region tree; a village or compound of one's own has none."""


def day(at: datetime | None) -> date | None:
    """The local day of a moment, None of None."""
    return local_day(at) if at else None


def facts_of(ids: Collection[UUID]) -> dict[Matter, core.MatterFacts]:
    """The facts of these matters, by their rows."""
    keys = list(ids)
    matters = list(_matters(keys))
    rows = _Rows.of(keys)
    return {matter: _facts(matter, rows) for matter in matters}


def _matters(ids: list[UUID]) -> models.QuerySet[Matter]:
    """Matters, each with whether the same trouble came again."""
    again = Matter.objects.filter(
        place=OuterRef("place"), category=OuterRef("category"), raised_at__gt=OuterRef("closed_at"),
        raised_at__lte=OuterRef("closed_at") + timedelta(days=core.rule("recurrence_days")),
    ).exclude(pk=OuterRef("pk"))  # fmt: skip
    return Matter.objects.filter(pk__in=ids).annotate(recurred=Exists(again))


@dataclass(frozen=True)
class _Rows:
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
    def of(cls, ids: list[UUID]) -> "_Rows":
        clocks = Deadline.objects.filter(matter__in=ids).order_by("started_at", "pk")
        human = Reply.objects.filter(by__isnull=False, delivered_at__isnull=False).exclude(kind=Kind.RECEIPT)
        replies = Prefetch("replies", human.prefetch_related("deliveries"), to_attr="answers")
        calls = CallBack.objects.filter(matter__in=ids, tries__gt=0).select_related("raising")
        return cls(
            milestones=_by_matter(MilestoneReached.objects.filter(matter__in=ids)),
            explained=_by_matter(StepVisit.objects.filter(matter__in=ids, step=EXPLAINED_AT).order_by("entered_at")),
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


def _facts(matter: Matter, rows: _Rows) -> core.MatterFacts:
    key, ratings = matter.pk, rows.ratings[matter.pk]
    latest = [rating for rating in ratings if rating.round == matter.round]
    reached: dict[int, set[str]] = defaultdict(set)
    for milestone in rows.milestones[key]:
        reached[milestone.round].add(milestone.milestone)
    return core.MatterFacts(
        id=key, channel=matter.channel, raised_at=matter.raised_at, due_on=rows.whole[key][0].due_on,
        branch=matter.branch, round=matter.round, closed_at=matter.closed_at, merged=matter.merged_into_id is not None,
        contested=matter.contested,
        explained_on=day(rows.explained[key][0].entered_at) if rows.explained[key] else None,
        recurred=bool(matter.recurred),  # type: ignore[attr-defined]
        says_no=any(rating.solved == Word.NO for rating in latest), rated=bool(latest),
        reached={number: frozenset(words) for number, words in reached.items()},
        closings={each.round: local_day(each.at) for each in rows.milestones[key] if each.milestone == "replied"},
        raisings=tuple(_raising(each, matter, rows.finals[key]) for each in rows.raisings[key]),
        finals=_finals(rows.finals[key], ratings),
        items=tuple(_item(each, rows.clocks[key], matter) for each in rows.items[key]),
        notes=tuple(_note(each) for each in rows.notes[key]),
        sent=tuple(core.Sent(each.pk, local_day(each.at), each.returned_at is not None) for each in rows.sent[key]),
        orders=tuple(_order(each) for each in rows.orders[key]),
        callbacks=tuple(_call(each) for each in rows.calls[key]),
        publishing=tuple(_published(each) for each in rows.decisions[key]), quality=_quality(matter, rows.told[key]),
    )  # fmt: skip


# --- raisings ---


def _raising(raising: Raising, matter: Matter, finals: Sequence[Reply]) -> core.RaisingFacts:
    first = raising.first_matter
    accepted = first.accepted_at or matter.accepted_at
    return core.RaisingFacts(
        id=raising.pk, channel=raising.channel, raised_at=raising.raised_at,
        accepted_at=max(accepted, raising.raised_at) if accepted else None, contact_at=_contact(raising, first),
        person=str(raising.person_id or ""), capacity=raising.capacity, anonymous=raising.anonymous,
        erased=raising.erased_at is not None,
        final=_final([each for each in finals if each.raising_id == raising.pk and each.round == matter.round]),
    )  # fmt: skip


def _contact(raising: Raising, first: Matter) -> datetime | None:
    """A person's first answer: the acceptance after it was raised, or a reply that is no receipt, when it arrived."""
    moments = [first.accepted_at] if first.accepted_at and first.accepted_by_id else []
    for reply in raising.answers:  # type: ignore[attr-defined]
        tries = [each.at for each in reply.deliveries.all() if each.succeeded]
        moments.append(min(tries) if tries else reply.delivered_at)
    return min((at for at in moments if at >= raising.raised_at), default=None)


def _final(replies: Sequence[Reply]) -> str:
    if any(reply.delivered_at for reply in replies):
        return "delivered"
    if any(reply.attempted_at for reply in replies):
        return "attempted"
    return "waiting" if replies else ""


def _finals(replies: Sequence[Reply], ratings: Sequence[Rating]) -> tuple[core.FinalReply, ...]:
    """The first final reply of each raising in each round, with what the raiser said of it."""
    said = {(rating.raising_id, rating.round): rating.satisfied for rating in ratings}
    first: dict[tuple[UUID, int], Reply] = {}
    for reply in replies:
        first.setdefault((reply.raising_id, reply.round), reply)
    return tuple(
        core.FinalReply(raising, reply.raising.channel, number, reply.at, said.get((raising, number), ""))
        for (raising, number), reply in first.items()
    )


# --- work items ---


def _item(item: WorkItem, clocks: Sequence[Deadline], matter: Matter) -> core.ItemFacts:
    own = [clock for clock in clocks if clock.of == f"item:{item.pk}"]
    held = list(item.holdings.all())
    changes = [change for clock in own for change in clock.changes.all() if change.because == "extension"]
    pauses = [pause for clock in own for pause in clock.pauses.all() if pause.granted]
    return core.ItemFacts(
        id=item.pk, set_on=local_day(item.set_at), cycles=tuple(_cycles(item, own, held, matter)),
        held=tuple(
            core.Held(
                each.organisation_id, local_day(each.from_at), each.how, each.returned_at is not None,
                item.accepted_outside and each is held[-1] and each.returned_at is None,
            )
            for each in held
        ),
        waits=tuple(_waits(item, held, matter)), take_by=item.waiting.due_on if item.waiting else None,
        extended_by=tuple((change.new - change.old).days for change in changes),
        suspended_days=tuple(_paused(pause.since, pause.ended_at or pause.expires_at) for pause in pauses),
        promised=tuple(
            core.Promised(line.commitment.organisation_id, line.commitment.due_on, line.stood)
            for line in item.promises  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


def _paused(since: datetime | None, until: datetime | None) -> int:
    return (local_day(until) - local_day(since)).days if since and until else 0


def _cycles(item: WorkItem, clocks: list[Deadline], held: list[Holding], matter: Matter) -> Iterable[core.Cycle]:
    """Each clock a unit had on the item, from its claim or its reopening until the next one."""
    for number, clock in enumerate(clocks):
        following = clocks[number + 1].started_at if number + 1 < len(clocks) else None
        holding = [each for each in held if each.from_at <= clock.started_at][-1]
        returned = holding.returned_at
        if returned is not None and following is not None and returned > following:
            returned = None
        checks = [each for each in item.checks.all() if _within(each.at, clock.started_at, following)]
        settled = next((each.at for each in checks if each.solved), None)
        again = max((each.at for each in checks if not each.solved), default=None)
        dropped = item.settled_at if item.state == State.DROPPED and following is None and not returned else None
        ends = settled or dropped or returned
        over = None if ends else following or matter.closed_at
        yield core.Cycle(
            unit=holding.organisation_id, from_on=local_day(clock.started_at), original_due=clock.original_due_on,
            due=clock.due_on, reported=_reported(item, clock.started_at, following, again), settled=day(settled),
            dropped=day(dropped), returned=day(returned), over=day(over),
            paused=sum(
                _paused(each.since, min(filter(None, (each.ended_at, each.expires_at, settled))))
                for each in clock.pauses.all() if each.granted
            ),
        )  # fmt: skip


def _within(at: datetime, start: datetime, end: datetime | None) -> bool:
    return at >= start and (end is None or at < end)


def _reported(item: WorkItem, start: datetime, end: datetime | None, again: datetime | None) -> date | None:
    """The day of the last report in this time, unless a check after it asked for more."""
    told = [each.at for each in item.progress.all() if _within(each.at, start, end)]
    last = max(told, default=None)
    return None if last is None or (again is not None and again >= last) else local_day(last)


def _waits(item: WorkItem, held: list[Holding], matter: Matter) -> Iterable[tuple[date, date | None]]:
    """The times in which no unit held it; the last one ends with the item or its matter."""
    start: datetime | None = item.set_at
    for holding in held:
        if start is not None:
            yield local_day(start), local_day(holding.from_at)
        start = holding.returned_at
    if start is not None:
        ended = item.settled_at if item.state == State.DROPPED else matter.closed_at
        yield local_day(start), day(ended)


# --- the bench, supervision, call-backs ---


def _note(note: BenchNote) -> core.NoteFacts:
    return core.NoteFacts(
        note.pk, note.held_on, note.where, note.outcome, local_day(note.at),
        tuple((each.pk, each.answered_at is not None) for each in note.dissents.all()),
    )  # fmt: skip


def _order(order: SupervisionOrder) -> core.OrderFacts:
    solved = order.ending == "solved"
    return core.OrderFacts(
        id=order.pk, issued=local_day(order.issued_at), due=order.due_on, unit=order.organisation_id,
        answered=day(order.answered_at), done=day(order.closed_at) if solved else None,
        closed=None if solved else day(order.closed_at),
    )  # fmt: skip


def _call(call: CallBack) -> core.CallBackFacts:
    assert call.made_at is not None
    return core.CallBackFacts(
        call.pk, call.raising_id, call.raising.channel, local_day(call.made_at), call.reached, call.claim,
        call.answered, call.solved,
    )  # fmt: skip


# --- what was made public, and how good the data is ---


def _published(decision: Decision) -> core.Published:
    assert decision.post_by is not None
    postings = sorted(decision.postings.all(), key=lambda each: (each.posted_on, each.pk))
    return core.Published(
        decision.pk, decision.post_by, decision.post_days,
        tuple((each.posted_on, each.until, bool(each.photos)) for each in postings),
    )  # fmt: skip


SAID_FIRST, SORTED, CORRECTED = "matter.raised", "matter.sorted", "matter.corrected"
DATED = {"matter.verified": "verification", "matter.bench_noted": "note", "matter.reply_delivered": "delivery"}
"""The acts that tell a day of the past, and what names it: a correction says of which it is."""


def _told(ids: list[UUID]) -> dict[UUID, list[Entry]]:
    """The entries of matters that say what kind they are and on which days something was; what no row keeps."""
    found: dict[UUID, list[Entry]] = defaultdict(list)
    verbs = [SAID_FIRST, SORTED, CORRECTED, *DATED]
    for entry in Entry.objects.filter(subject__in=[f"matter:{key}" for key in ids], verb__in=verbs).order_by("arrival"):
        found[UUID(entry.subject.removeprefix("matter:"))].append(entry)
    return found


def _quality(matter: Matter, told: Sequence[Entry]) -> core.Quality:
    first = next((each.detail["category"] for each in told if each.verb == SAID_FIRST), matter.category)
    since = next((local_day(each.at) for each in told if each.verb == SORTED), None)
    corrected = {each.detail["of"] for each in told if each.verb == CORRECTED}
    dated = [(local_day(each.at), each.detail[DATED[each.verb]] in corrected) for each in told if each.verb in DATED]
    return core.Quality(
        official=OFFICIAL.fullmatch(matter.chain) is not None, sorted_on=since,
        recategorised=since is not None and matter.category != first, dates=tuple(dated),
    )  # fmt: skip


__all__ = ["facts_of"]
