"""A country's tree and a year's records, laid straight into the tables as the acts would have left them.

The codes are numbers of the right shape under the provinces we ship; the names are made up.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
YEAR = 2026
BATCH = 2000


@dataclass(frozen=True)
class Size:
    """How many of each; `busy` of a kind's records lie in the first county, the rest anywhere."""

    cities: int = 340
    counties: int = 2900
    towns: int = 41_000
    records: int = 10_000
    busy: int = 3_000
    rooms: int = 4_000


def codes(size: Size) -> dict[str, list[str]]:
    """The codes of each level, spread evenly: 31 provinces, and as many below as the size says."""
    from bandeng.core.places import shelf_places

    provinces = sorted(place.code for place in shelf_places().values() if place.level == "province")[:31]
    cities = _below(provinces, size.cities, 2, 1)
    counties = _below(cities, size.counties, 2, 1)
    return {
        "province": provinces, "city": cities, "county": counties, "street": _below(counties, size.towns, 3, 100)
    }  # fmt: skip


def _below(above: list[str], count: int, digits: int, first: int) -> list[str]:
    return sorted(f"{above[n % len(above)]}{first + n // len(above):0{digits}}" for n in range(count))


def lay_tree(size: Size) -> list[Any]:
    """The whole tree; the townships come back."""
    from bandeng.core.places import chain_of, parent_code, path_of
    from bandeng.places.models import Place

    words = {"province": "省", "city": "市", "county": "县", "street": "乡"}
    towns: list[Any] = []
    for level, some in codes(size).items():
        rows = [
            Place(code=code, level=level, name=f"第{n + 1}{words[level]}", label=f"第{n + 1}{words[level]}",
                  parent_id=parent_code(code), path=path_of(code), chain=chain_of(code))
            for n, code in enumerate(some)
        ]  # fmt: skip
        there = set(Place.objects.filter(level=level).values_list("code", flat=True))
        Place.objects.bulk_create([row for row in rows if row.code not in there], batch_size=BATCH)
        towns = rows
    return towns


def lay_people(towns: list[Any]) -> dict[str, Any]:
    """A convener of a county, of its province and of every province, who reads everything below."""
    from bandeng.core.deadline import local_day
    from bandeng.people.acting import system
    from bandeng.people.actions import give_duty, register_person
    from bandeng.places.models import Place

    first, maker, found = towns[0].code, system("bench"), {}
    provinces = list(Place.objects.filter(level="province").order_by("code"))
    held = {
        "county": [Place.objects.get(pk=first[:6])], "province": [Place.objects.get(pk=first[:2])], "all": provinces
    }  # fmt: skip
    for key, places in held.items():
        person = register_person(place=places[0], name=key, called=f"召集人 {key}", actor=maker, at=AT)
        for place in places:
            give_duty(person=person, role="convener", place=place, from_on=local_day(AT), actor=maker, at=AT)
        found[key] = person
    return found


def lay_records(size: Size, towns: list[Any], person: Any) -> None:
    """Suggestions, past records, rooms with duty days, and meetings, over one year."""
    rows: dict[Any, list[Any]] = {}
    for row in _rooms(size, towns, person):
        rows.setdefault(type(row), []).append(row)
    chance = random.Random(34)
    here = [town for town in towns if town.code.startswith(towns[0].code[:6])]
    rooms = next(iter(rows.values()))
    for number in range(size.records):
        town = chance.choice(here if number < size.busy else towns)
        room = rooms[number % (len(rooms) if number >= size.busy else min(len(here), len(rooms)))]
        for row in _one(number, chance, town, room, person):
            rows.setdefault(type(row), []).append(row)
    for model, some in rows.items():
        model._default_manager.bulk_create(some, batch_size=BATCH)


def _key(number: int, kind: int) -> UUID:
    return UUID(int=number * 16 + kind + (1 << 100))


def _rooms(size: Size, towns: list[Any], person: Any) -> Iterator[Any]:
    from bandeng.liaison.models import LiaisonRoom

    apart = max(1, len(towns) // size.rooms)
    for number, town in enumerate([*towns[:14], *towns[14::apart]][: size.rooms]):
        yield LiaisonRoom(
            id=_key(number, 1), place=town, chain=town.chain, name="联络室", kind="room", hours="每周二 9:00",
            convener=person, opened_by=person, opened_at=AT,
        )  # fmt: skip


def _one(number: int, chance: random.Random, town: Any, room: Any, person: Any) -> Iterator[Any]:
    """One suggestion, one activity or problem from paper, one duty day, one meeting."""
    from bandeng.liaison.models import DutyDay, PastRecord
    from bandeng.meetings.models import Meeting
    from bandeng.research.models import Suggestion

    on = date(YEAR, 1, 1) + timedelta(days=chance.randrange(330))
    starts = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    answered = number % 3 == 0
    yield Suggestion(
        id=_key(number, 2), number=f"{YEAR}-{number:05}", place=town, chain=town.chain,
        source=chance.choice(["research", "resident", "meeting"]), way=chance.choice(["talk", "proposal", "brief", ""]),
        text=f"第 {number} 条建议：把路灯修好。", said_by="resident", said_on=on, made_at=starts,
        due_on=on + timedelta(days=30), adoption=chance.choice("ABCD") if answered else "",
        reason="已办" if answered else "", answered_on=on + timedelta(days=20) if answered else None,
    )  # fmt: skip
    kind = "activity" if number % 2 else "problem"
    yield PastRecord(
        id=_key(number, 3), batch=_key(number // 500, 4), number=number % 500 + 1, place=town, kind=kind, on=on,
        text=f"第 {number} 次", outcome="办好了" if kind == "problem" else "", digest=f"{number:064}",
        entered_by=person, entered_at=starts,
    )  # fmt: skip
    yield DutyDay(id=_key(number, 5), room=room, place=room.place, on=on, kept_by=person, kept_at=starts)
    yield Meeting(
        id=_key(number, 6), place=town, chain=town.chain, form="bench", title=f"第 {number} 场", where="村口",
        starts_at=starts, minutes=60, chair=person, recorder_id=person.other, called_by=person, called_at=starts,
        state="ended", opened_at=starts, ended_at=starts,
    )  # fmt: skip


def lay(size: Size | None = None) -> dict[str, Any]:
    """Everything, in one transaction, and the counts of rows brought up to date; who may look comes back."""
    from django.db import connection, transaction

    size = size or Size()
    with transaction.atomic():
        towns = lay_tree(size)
        people = lay_people(towns)
        writer = people["county"]
        writer.other = people["province"].pk
        lay_records(size, towns, writer)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people
