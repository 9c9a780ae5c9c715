"""The demonstration on any day of the year: it loads, its history is in order, and its rows follow from its entries."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bandeng.cli import demonstration
from bandeng.commitments.models import WorkItem
from bandeng.matters.models import Matter
from bandeng.records import rebuild
from bandeng.records.models import Entry

pytestmark = pytest.mark.django_db

LOCAL = ZoneInfo("Asia/Shanghai")
ADDRESS = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(datetime(2026, 2, 18, 0, 5, tzinfo=LOCAL), id="five-past-midnight-in-the-spring-festival"),
        pytest.param(datetime(2027, 1, 1, 23, 59, tzinfo=LOCAL), id="a-year-without-a-holiday-table"),
    ],
)
def test_it_loads_on_any_day_and_each_chain_is_in_the_order_of_time(now: datetime) -> None:
    demonstration.load(ADDRESS, now=now)
    backwards = [
        (first.chain, first.n)
        for first, second in pairwise(Entry.objects.order_by("chain", "n"))
        if first.chain == second.chain and second.at < first.at
    ]
    assert (backwards, Entry.objects.filter(at__gt=now).count()) == ([], 0)
    steps = set(Matter.objects.values_list("step", flat=True))
    assert steps >= {None, "discover", "deliberate", "assign", "supervise", "reply", "pass_on:sent", "mediate:talks"}
    assert set(WorkItem.objects.values_list("state", flat=True)) == {"open", "active", "done", "settled"}


def test_loading_again_adds_nothing_and_every_entry_applied_again_makes_the_same_rows() -> None:
    now = datetime(2026, 11, 23, 15, 0, tzinfo=LOCAL)
    first = demonstration.load(ADDRESS, now=now)
    entries = Entry.objects.count()
    assert (demonstration.load(ADDRESS, now=now), Entry.objects.count()) == (first, entries)
    assert rebuild.check().different == ()
