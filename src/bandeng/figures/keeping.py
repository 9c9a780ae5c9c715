"""Keeping the figures: what entries touch is counted anew, chain by chain, up to the newest entry.

A matter's rows are made from what stands about it now, so a job may run twice, or later than the next one: the last one
counts all. A recount from nothing gives the same rows (`recount`).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from bandeng.commitments.models import PromisedItem
from bandeng.core import figures as core
from bandeng.core.workdays import Calendar
from bandeng.figures.facts import facts_of
from bandeng.figures.models import CountedRecord, CountedUpTo
from bandeng.matters.models import Matter, Raising
from bandeng.matters.queries import calendar_of
from bandeng.places.calendars import NATIONAL
from bandeng.records.models import Chain, Entry

AT_ONCE = 400
"""So many matters are read and written together."""

CALENDAR = "calendar.year_loaded"


@transaction.atomic
def catch_up(chain: str) -> int:
    """Count what happened in a chain since it was last counted; returns how many matters were counted anew.

    Two jobs of one chain wait for each other. Whatever was recorded meanwhile has a job of its own.
    """
    CountedUpTo.objects.get_or_create(chain=chain)
    reached = CountedUpTo.objects.select_for_update().get(chain=chain)
    entries = list(Entry.objects.filter(chain=chain, n__gt=reached.n).order_by("n"))
    if not entries:
        return 0
    touched = touched_by(entries)
    _lock_chains_of(touched, chain)
    for some in _in_parts(sorted(touched)):
        refresh(some)
    reached.n, reached.at = entries[-1].n, entries[-1].at
    reached.save()
    return len(touched)


def _lock_chains_of(touched: Collection[UUID], chain: str) -> None:
    """A holiday table stands in the site's chain and moves other chains' matters: their jobs wait."""
    others = set(Matter.objects.filter(pk__in=touched).exclude(chain=chain).values_list("chain", flat=True))
    for other in sorted(others):
        CountedUpTo.objects.get_or_create(chain=other)
        CountedUpTo.objects.select_for_update().get(chain=other)


def _in_parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def catch_up_all() -> int:
    """Count everything that is not counted yet; for commands."""
    return sum(catch_up(chain) for chain in Chain.objects.order_by("key").values_list("key", flat=True))


@transaction.atomic
def recount() -> int:
    """Forget every row and count all matters from nothing; returns how many matters."""
    chains = list(Chain.objects.select_for_update().order_by("key"))
    CountedRecord.objects.all()._raw_delete(using="default")
    CountedUpTo.objects.all().delete()
    heads = [(each.key, each.n, Entry.objects.filter(chain=each.key, n=each.n).first()) for each in chains]
    CountedUpTo.objects.bulk_create(
        CountedUpTo(chain=key, n=n, at=newest.at if newest else None) for key, n, newest in heads
    )
    ids = list(Matter.objects.order_by("pk").values_list("pk", flat=True))
    for some in _in_parts(ids):
        CountedRecord.objects.bulk_create(rows_of(some), batch_size=500)
    return len(ids)


def refresh(ids: Collection[UUID]) -> None:
    """Count these matters anew, and those whose trouble they may be the return of."""
    before = dict(
        CountedRecord.objects.filter(matter__in=ids, figure="conversion_funnel").values_list("matter", "category")
    )
    now = dict(Matter.objects.filter(pk__in=ids).values_list("pk", "category"))
    moved = [key for key in now if before.get(key) != now[key]]
    wanted = {*ids, *_earlier(moved, before)}
    CountedRecord.objects.filter(matter__in=wanted).delete()
    CountedRecord.objects.bulk_create(rows_of(wanted), batch_size=500)


def rows_of(ids: Collection[UUID]) -> list[CountedRecord]:
    """The rows that matters count for, unsaved."""
    calendars: dict[str, Calendar] = {}
    rows: list[CountedRecord] = []
    for matter, facts in facts_of(ids).items():
        if matter.chain not in calendars:
            calendars[matter.chain] = calendar_of(matter.chain)
        counted = core.count(facts, calendars[matter.chain], contact_days=core.rule("contact_days"))
        rows += [_row(matter, one) for one in counted]
    return rows


def _row(matter: Matter, one: core.Counted) -> CountedRecord:
    return CountedRecord(
        figure=one.figure, verdict=one.verdict, kind=one.kind, record=one.record, matter_id=matter.pk,
        place_id=matter.place_id, category=matter.category, channel=one.channel or matter.channel, unit=one.unit,
        day=one.day, until=one.until, value=one.value, who=one.who[:120],
    )  # fmt: skip


def _earlier(ids: Sequence[UUID], before: dict[UUID, str]) -> set[UUID]:
    """Matters that ended in the months before one of these at the same place, in its category or the one it had."""
    found: set[UUID] = set()
    for matter in Matter.objects.filter(pk__in=ids):
        categories = {matter.category, before.get(matter.pk, matter.category)}
        same = Matter.objects.filter(place=matter.place_id, category__in=categories, closed_at__lt=matter.raised_at)
        found |= set(same.exclude(pk=matter.pk).values_list("pk", flat=True))
    return found


# --- what an entry touches ---


def touched_by(entries: Iterable[Entry]) -> set[UUID]:
    """The matters about which these entries may have changed something that is counted."""
    found: set[UUID] = set()
    for entry in entries:
        if entry.verb == CALENDAR:
            found |= _of_layer(entry.detail["layer"])
        else:
            found |= _named(entry)
    holding = Raising.objects.filter(first_matter__in=found).exclude(matter=F("first_matter"))
    return found | set(holding.values_list("matter", flat=True))


def _of_layer(layer: str) -> set[UUID]:
    under = Q() if layer == NATIONAL else Q(chain__startswith=layer)
    return set(Matter.objects.filter(under).values_list("pk", flat=True))


def _named(entry: Entry) -> set[UUID]:
    kind, _, key = (entry.subject or "").partition(":")
    found = {UUID(key)} if kind == "matter" else set()
    detail: dict[str, Any] = entry.detail
    found |= {UUID(detail[name]) for name in ("matter", "into", "out_of") if isinstance(detail.get(name), str)}
    if isinstance(promise := detail.get("commitment"), str):
        lines = PromisedItem.objects.filter(commitment=UUID(promise))
        found |= set(lines.values_list("item__matter", flat=True))
    found |= {UUID(call["matter"]) for call in detail.get("calls", ()) if isinstance(call, dict) and "matter" in call}
    return found


__all__ = ["catch_up", "catch_up_all", "recount", "refresh", "touched_by"]
