"""Every figure, counted a second time by somebody who has only the ledger, comes out the same."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from bandeng.figures import keeping, queries, showing
from bandeng.figures.models import CountedRecord
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.figures.histories import CATEGORIES, CHANNELS, DEEDS, History, communities, world
from tests.figures.recount import Recount
from tests.figures.recount_story import Story

TODAY = date(2026, 12, 31)
DEEDS_EACH = 16


PARTS = 10
SELDOM = ("commitment.confirmed", "commitment.due_reached", "callback.made", "matter.corrected")
"""Acts that a history seldom comes to by itself, and that figures rest on: of each there is one in ten histories."""


def histories() -> int:
    """A hundred in each of ten parts; on a server, whose every act takes longer, fewer of the same."""
    return 100 if connection.vendor == "sqlite" else 12


def ours(place: str, first: date, to: date, unit: Any = None, category: str = "", channel: str = "") -> dict[str, Any]:
    asked = queries.Asked(Place.objects.get(pk=place), first, to, TODAY, unit, category, channel)
    told: dict[str, Any] = bare(showing.plain(asked, queries.figures(asked), queries.spots(asked))["figures"])
    return told


def recounted(story: Story, place: str, period: tuple[date, date], asked: dict[str, Any]) -> dict[str, Any]:
    return Recount(story, place, *period, TODAY, {key: str(value) for key, value in asked.items()}).figures()


def bare(told: Any) -> Any:
    """Without bins and the names of their units: those are the program's own way of adding."""
    if isinstance(told, dict):
        return {key: bare(value) for key, value in told.items() if key not in ("histogram", "unit")}
    return [bare(each) for each in told] if isinstance(told, list) else told


def lines() -> dict[str, list[dict[str, Any]]]:
    """The acts of each chain, as the export has them."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in Entry.objects.order_by("chain", "n").iterator():
        found[entry.chain].append({
            "actor": entry.actor, "at": entry.at.isoformat(), "chain": entry.chain, "detail": entry.detail,
            "verb": entry.verb, "subject": entry.subject, "n": entry.n,
        })  # fmt: skip
    return found


def snapshot() -> list[tuple[Any, ...]]:
    columns = [field.attname for field in CountedRecord._meta.concrete_fields if field.attname != "id"]
    return sorted(CountedRecord.objects.values_list(*columns), key=repr)


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_random_histories_recounted_from_the_ledger_alone_agree_to_the_unit(
    settings: Any, part: int
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    shared, chance = world(), random.Random(part)
    codes = communities(histories())
    for seed, code in enumerate(codes):
        history = History(part * len(codes) + seed, code, shared)
        history.run(DEEDS_EACH // 2)
        if seed % 5 == 0:
            keeping.catch_up(code)
        history.run_on(DEEDS_EACH // 2)
        history.run_out()
        keeping.catch_up(code)
    told = lines()
    tree = [line for chain in told.values() for line in chain if line["verb"].startswith("place.")]
    differ: dict[tuple[Any, ...], tuple[Any, Any]] = {}
    for seed, code in enumerate(codes):
        story = Story([*tree, *told[code]])
        first = date(2026, 1, 1) + timedelta(days=chance.randrange(250))
        filters: dict[str, Any] = {
            "category": chance.choice(CATEGORIES), "channel": chance.choice(CHANNELS),
            "unit": chance.choice(shared.units),
        }  # fmt: skip
        one = chance.choice(list(filters))
        for period, asked in (
            ((date(2026, 1, 1), TODAY), {}),
            ((first, first + timedelta(days=60)), {one: filters[one]}),
        ):
            theirs = recounted(story, code, period, asked)
            found = ours(code, *period, **asked)
            differ |= {
                (seed, key, str(period), str(asked)): (found.get(key), theirs.get(key))
                for key in {*found, *theirs} if found.get(key) != theirs.get(key)
            }  # fmt: skip
    assert dict(list(differ.items())[:3]) == {}
    counted = Counter(line["verb"] for code in codes for line in told[code])
    few = {verb for verb in SELDOM if counted[verb] < len(codes) // 10}
    assert few == set()
    kept = snapshot()
    keeping.recount()
    assert snapshot() == kept


def test_the_histories_let_everything_happen_that_figures_are_counted_from() -> None:
    assert len(DEEDS) == 46
