"""Figures of a large county: seconds for a page and for a recount from nothing.

    .venv/bin/python -m benchmarks.figures [MATTERS]     100,000 when left out, in 30 communities of one county

The rows are laid straight into an empty site's tables, as the acts would have left them; only then is anything
measured, in seconds of the processor, which do not grow when others use the machine.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

BEGIN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
COMMUNITIES, BUILDINGS, UNITS = 30, 10, 40
LAST = date(2026, 12, 31)


def set_up() -> None:
    """An empty site in a folder of its own."""
    os.environ |= {"BANDENG_HOME": tempfile.mkdtemp(prefix="bandeng-bench-"), "BANDENG_TEST": "1"}
    from bandeng.cli.site import build
    from bandeng.cli.site import set_up as ready

    ready()
    build()


def lay(matters: int) -> None:
    """Communities, people, units, and so many matters on every step of their way."""
    from django.db import transaction

    from bandeng.matters.actions import ensure_shelf_processes

    with transaction.atomic():
        ensure_shelf_processes(BEGIN)
        places, people, units = _around()
        for first in range(0, matters, 5000):
            _lay_some(range(first, min(first + 5000, matters)), places, people, units)


def _around() -> tuple[list[Any], list[Any], list[Any]]:
    from bandeng.core.places import Wish
    from bandeng.people.acting import system
    from bandeng.people.actions import add_organisation, register_person
    from bandeng.places.actions import Batch, add_places
    from bandeng.places.models import Place

    actor, codes = system("bench"), [f"6403021100{number:02}" for number in range(1, COMMUNITIES + 1)]
    wishes = [Wish(code="640302110", name="第一街道")]
    for code in codes:
        wishes += [
            Wish(code=code, name=f"社区{code[-2:]}", households="1500"),
            Wish(parent=code, name="一区", level="compound"),
        ]
        wishes += [
            Wish(parent=f"{code}.01", name=f"{number} 号楼", level="building") for number in range(1, BUILDINGS + 1)
        ]
    add_places(batch=Batch(tuple(wishes)), actor=actor, at=BEGIN)
    home = Place.objects.get(pk=codes[0])
    people = [register_person(place=home, name=f"甲{number}", actor=actor, at=BEGIN) for number in range(50)]
    units = [
        add_organisation(place=home, kind="property", name=f"单位{number}", actor=actor, at=BEGIN)
        for number in range(UNITS)
    ]
    return list(Place.objects.filter(level="building")), people, units


def _lay_some(numbers: range, places: list[Any], people: list[Any], units: list[Any]) -> None:
    """Whole tables at once: one list of rows for each model."""
    rows: dict[Any, list[Any]] = {}
    for number in numbers:
        for row in _one(random.Random(number), number, places, people, units):
            rows.setdefault(type(row), []).append(row)
    for model in _order():
        model._default_manager.bulk_create(rows.get(model, []), batch_size=500)


def _order() -> list[Any]:
    from bandeng.commitments.models import Check, Holding, Progress, WorkItem
    from bandeng.matters.models import Deadline, Matter, MilestoneReached, Raising, Rating, Reply

    return [Matter, Deadline, MilestoneReached, Raising, Reply, Rating, WorkItem, Holding, Progress, Check]


def _one(chance: random.Random, number: int, places: list[Any], people: list[Any], units: list[Any]) -> Iterator[Any]:
    """The rows of one matter: raised, perhaps accepted, claimed, done, checked, replied to, rated."""
    from bandeng.commitments.models import Check, Holding, Progress, WorkItem
    from bandeng.matters.models import Deadline, Matter, MilestoneReached, Raising, Rating, Reply

    key, place = UUID(int=chance.getrandbits(128)), chance.choice(places)
    raised = BEGIN + timedelta(days=chance.randrange(340), hours=chance.randrange(10))
    far = chance.randrange(6)
    at = [raised + timedelta(days=3 * step, hours=2) for step in range(7)]
    yield Matter(
        id=key, number=f"{number}", chain=place.chain, place=place, process=_kept[0],
        step=None if far == 5 else "supervise", category=chance.choice(["lift", "damage", "fees", "other"]), severity=2,
        channel=chance.choice(["web", "paper", "grid"]), raised_at=raised, accepted_at=at[0] if far else None,
        accepted_by=people[0] if far else None, closed_at=at[5] if far == 5 else None, sealed=chance.random() < 0.05,
    )  # fmt: skip
    yield Deadline(
        id=UUID(int=chance.getrandbits(128)), matter_id=key, kind="matter", of="matter", started_at=raised, days=90,
        unit="calendar", due_on=raised.date() + timedelta(days=90), original_due_on=raised.date() + timedelta(days=90),
    )  # fmt: skip
    for step, milestone in enumerate(["raised", "sorted", "claimed", "solved", "replied"][:far]):
        yield MilestoneReached(matter_id=key, milestone=milestone, round=1, at=at[step])
    for _ in range(chance.choice([1, 1, 2])):
        raising = UUID(int=chance.getrandbits(128))
        yield Raising(
            id=raising, matter_id=key, first_matter_id=key, channel="web", reach="page", capacity="resident",
            receipt=raising.hex, raised_at=raised, entry_chain=place.chain, entry_n=1,
            person=chance.choice([None, *people]),
        )  # fmt: skip
        if far == 5:
            yield Reply(
                id=UUID(int=chance.getrandbits(128)), matter_id=key, raising_id=raising, kind="final", round=1,
                text="t", by=people[0], at=at[5], delivered_at=at[5],
            )  # fmt: skip
            if chance.random() < 0.5:
                word = chance.choice(["yes", "partly", "no"])
                yield Rating(
                    id=UUID(int=chance.getrandbits(128)), matter_id=key, raising_id=raising, round=1, answered="yes",
                    solved="yes", satisfied=word, at=at[6],
                )  # fmt: skip
    if far >= 3:
        item, clock, unit = UUID(int=chance.getrandbits(128)), UUID(int=chance.getrandbits(128)), chance.choice(units)
        due = at[2].date() + timedelta(days=chance.randrange(2, 15))
        yield Deadline(
            id=clock, matter_id=key, kind="item", of=f"item:{item}", started_at=at[2], days=5, unit="working",
            due_on=due, original_due_on=due,
        )  # fmt: skip
        yield WorkItem(
            id=item, matter_id=key, chain=place.chain, title="t", state="settled" if far > 3 else "active", lead=unit,
            how="on_the_spot", track=key, deadline_id=clock, set_at=at[1], claimed_at=at[2],
        )  # fmt: skip
        yield Holding(item_id=item, organisation=unit, how="on_the_spot", from_at=at[2])
        if far > 3:
            yield Progress(
                id=UUID(int=chance.getrandbits(128)), item_id=item, by=people[1], text="t", is_evidence=True, round=1,
                at=at[3],
            )  # fmt: skip
            yield Check(
                id=UUID(int=chance.getrandbits(128)), item_id=item, by=people[2], as_role="grid_worker", solved=True,
                text="", at=at[4],
            )  # fmt: skip


_kept: list[Any] = []


def seconds(what: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.process_time()
    what()
    return time.process_time() - started


def main(words: list[str]) -> int:
    matters = int(words[0]) if words else 100_000
    set_up()
    from bandeng.figures import keeping, queries, showing
    from bandeng.figures.models import CountedRecord
    from bandeng.matters.actions import ensure_shelf_processes
    from bandeng.matters.models import Matter, ProcessVersion
    from bandeng.places.models import Place

    ensure_shelf_processes(BEGIN)
    _kept.append(ProcessVersion.objects.first())
    print(f"{matters} matters laid in {seconds(lambda: lay(matters)):.0f} s")
    print(f"recount from nothing: {seconds(keeping.recount):.1f} s, {CountedRecord.objects.count()} rows")
    one = Matter.objects.filter(step=None).values_list("pk", flat=True).first()
    print(f"one matter counted anew, as a job does: {seconds(lambda: keeping.refresh([one] if one else [])):.3f} s")

    def page(code: str) -> None:
        asked = queries.Asked(Place.objects.get(pk=code), date(2026, 1, 1), LAST, LAST)
        showing.lines(queries.figures(asked), for_all=False)
        queries.spots(asked)
        queries.by_unit(asked)

    for code, name in (("640302110001", "a community"), ("640302", "the county")):
        print(f"the page of {name}, one year: {min(seconds(partial(page, code)) for _ in range(3)):.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
