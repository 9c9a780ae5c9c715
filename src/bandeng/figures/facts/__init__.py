"""What stands about matters, read from the rows of the rooms below: a fixed number of queries for however many."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef

from bandeng.commitments.models import CallBack, SupervisionOrder
from bandeng.core import figures as core
from bandeng.core.deadline import local_day
from bandeng.figures.facts.items import day, item_facts
from bandeng.figures.facts.raisings import final_replies, raising_facts
from bandeng.figures.facts.rows import CORRECTED, DATED, SAID_FIRST, SORTED, Rows
from bandeng.matters.models import BenchNote, Decision, Matter, Word
from bandeng.records.models import Entry

OFFICIAL = re.compile(r"[0-9]{12}")
"""A community's code in the region tree; a village or compound of one's own has none."""


def facts_of(ids: Collection[UUID]) -> dict[Matter, core.MatterFacts]:
    """The facts of these matters, by their rows."""
    keys = list(ids)
    matters = list(_matters(keys))
    rows = Rows.of(keys)
    return {matter: _facts(matter, rows) for matter in matters}


def _matters(ids: list[UUID]) -> models.QuerySet[Matter]:
    """Matters, each with whether the same trouble came again."""
    again = Matter.objects.filter(
        place=OuterRef("place"), category=OuterRef("category"), raised_at__gt=OuterRef("closed_at"),
        raised_at__lte=OuterRef("closed_at") + timedelta(days=core.rule("recurrence_days")),
    ).exclude(pk=OuterRef("pk"))  # fmt: skip
    return Matter.objects.filter(pk__in=ids).annotate(recurred=Exists(again))


def _facts(matter: Matter, rows: Rows) -> core.MatterFacts:
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
        raisings=tuple(raising_facts(each, matter, rows.finals[key]) for each in rows.raisings[key]),
        finals=final_replies(rows.finals[key], ratings),
        items=tuple(item_facts(each, rows.clocks[key], matter) for each in rows.items[key]),
        notes=tuple(_note(each) for each in rows.notes[key]),
        sent=tuple(core.Sent(each.pk, local_day(each.at), each.returned_at is not None) for each in rows.sent[key]),
        orders=tuple(_order(each) for each in rows.orders[key]),
        callbacks=tuple(_call(each) for each in rows.calls[key]),
        publishing=tuple(_published(each) for each in rows.decisions[key]), quality=_quality(matter, rows.told[key]),
    )  # fmt: skip


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


def _published(decision: Decision) -> core.Published:
    assert decision.post_by is not None
    postings = sorted(decision.postings.all(), key=lambda each: (each.posted_on, each.pk))
    return core.Published(
        decision.pk, decision.post_by, decision.post_days,
        tuple((each.posted_on, each.until, bool(each.photos)) for each in postings),
    )  # fmt: skip


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
