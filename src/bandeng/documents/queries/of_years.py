"""What papers about a place's year say: the summary, and the pack for an exchange of experience.

Every number is counted by the filter that also makes its list (`liaison.queries.county`) and comes with the list's
address. Cases belong to a room above this one: it gives its reading at start (`supply_cases`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from bandeng.core.papers import facts
from bandeng.documents.queries.subject import Subject
from bandeng.liaison import showing
from bandeng.liaison.models import DutyDay, Heard, LiaisonRoom, OversightKind
from bandeng.liaison.queries import areas, county, rooms
from bandeng.places.models import Place
from bandeng.research.models import Adoption, Way

MOST_PARTS, MOST_ROOMS, MOST_AREAS = 60, 60, 100
"""So many lines a paper lists; the rest stands on the page it names."""

YEARLY = ("annual", "exchange")
"""Kinds that are made of a place and a year."""
IN_TIME = ("meetings", "benches", "trips", "duty_days", "solved", "suggestions")
LATER = ("past_activities", "past_duty_days", "past_problems", "past_suggestions")


@dataclass(frozen=True)
class Cases:
    """Shared cases of a place, the newest first, how many there are in all, and where they stand."""

    rows: tuple[facts.Case, ...] = ()
    in_all: int = 0
    at: str = ""


ReadCases = Callable[[Place, date], Cases]
_supply: dict[str, ReadCases] = {}


def supply_cases(read: ReadCases) -> None:
    """Called once at start by the room that holds cases: those of a place that were shared up to a day."""
    _supply["cases"] = read


def year_of(kind: str, place: Place, number: int, today: date) -> Subject:
    """年度总结 or 经验交流会材料 of a place and year."""
    year = county.Year(number)
    page = reverse("liaison:county", args=[place.pk]) + f"?year={number}"
    make = {"annual": _annual, "exchange": _exchange}[kind]
    day = min(today, year.days[1])
    return Subject(kind, f"{kind}:{place.pk}-{number}", place, None, day, partial(make, place, year, today), page)


def _site(path: str) -> str:
    return str(settings.ADDRESS) + path


def _at(place: Place, kind: str, year: county.Year, more: str = "") -> str:
    return _site(reverse("liaison:county_records", args=[place.pk, kind]) + f"?year={year.number}{more}")


def _annual(place: Place, year: county.Year, today: date) -> facts.Year:
    parts = county.parts_of(place, year)
    whole, *rows = county.counted([place, *parts[:MOST_PARTS]], year)
    counts = tuple(
        facts.Count(str(showing.KINDS[kind]), whole.counts[kind], at=_at(place, kind, year)) for kind in IN_TIME
    )
    later = tuple(
        facts.Count(str(showing.KINDS[kind]), whole.counts[kind], at=_at(place, kind, year)) for kind in LATER
    )
    ways, answers = _suggestions(place, year)
    return facts.Year(
        place.name, year.number, _part(whole, year), counts, later, tuple(_part(row, year) for row in rows),
        parts.count(), ways, answers, _standing(place), _areas(place, today), _site(reverse("liaison:areas")),
    )  # fmt: skip


def _part(row: county.Row, year: county.Year) -> facts.Part:
    at = _site(reverse("liaison:county", args=[row.place.pk]) + f"?year={year.number}")
    name = row.place.label or row.place.name
    return facts.Part(name, row.activities, row.solved, row.suggested, row.later, at)


Pairs = tuple[tuple[facts.Count, facts.Count], ...]


def _suggestions(place: Place, year: county.Year) -> tuple[Pairs, Pairs]:
    """By way and by answer, each n of N in time and n of N entered later; one query."""
    told = county.suggested(place, year)

    def pairs(name: str, known: list[tuple[str, str]]) -> Pairs:
        return tuple((one(name, key, label, later=False), one(name, key, label, later=True)) for key, label in known)

    def one(name: str, key: str, label: str, *, later: bool) -> facts.Count:
        kind = "past_suggestions" if later else "suggestions"
        total = sum(n for (of, _key, past), n in told.items() if of == name and past == later)
        at = _at(place, kind, year, f"&{name}={key or 'none'}")
        return facts.Count(label, told[name, key, later], total, at)

    ways = [*((key, str(label)) for key, label in Way.choices), ("", showing.narrowed("way", ""))]
    answers = [*((key, str(label)) for key, label in Adoption.choices), ("", showing.narrowed("adoption", ""))]
    return pairs("way", ways), pairs("adoption", answers)


def _standing(place: Place) -> tuple[facts.Count, ...]:
    """Open rooms up to standard by the latest look at each, and those looked at, n of N; () where there is none."""
    found = list(rooms.rooms([place.path]).filter(closed_at=None).values_list("met", "points_found"))  # type: ignore[misc]
    at = _site(reverse("liaison:of_place", args=[place.pk]))
    met = sum(met is not None and met == len(points or []) for met, points in found)
    seen = sum(met is not None for met, _points in found)
    told = ((_("Rooms up to standard"), met), (_("Rooms looked at"), seen))
    return tuple(facts.Count(name, n, len(found), at) for name, n in told) if found else ()


def _areas(place: Place, today: date) -> tuple[facts.Area, ...]:
    """Who looks after which part, by kind of duty and area: offices and names stand on the page."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in areas.oversights([place.path], today)[:MOST_AREAS]:
        key = (str(OversightKind(each.kind).label), each.area)
        found.setdefault(key, []).append(each.place.label or each.place.name)
    return tuple(facts.Area(kind, name, tuple(places)) for (kind, name), places in found.items())


def _exchange(place: Place, year: county.Year, today: date) -> facts.Exchange:
    read = _supply.get("cases")
    cases = read(place, year.days[1]) if read else Cases()
    found = rooms.rooms([place.path]).filter(closed_at=None)
    return facts.Exchange(
        _annual(place, year, today), cases.rows, cases.in_all, cases.at, _rooms(list(found[:MOST_ROOMS]), year),
        found.count(), _site(reverse("liaison:of_place", args=[place.pk])),
    )  # fmt: skip


def _rooms(found: list[LiaisonRoom], year: county.Year) -> tuple[facts.Room, ...]:
    """Each with its days of the year, what was heard, and how much of it became a matter or suggestion."""
    standards = rooms.standards_of([each.place for each in found])
    days = dict(
        DutyDay.objects.filter(room__in=found, on__range=year.days).order_by().values_list("room").annotate(Count("pk"))
    )
    said = Heard.objects.filter(day__room__in=found, day__on__range=year.days).order_by()
    told = {
        room: (n, matters + suggested)
        for room, n, matters, suggested in said.values_list("day__room").annotate(
            Count("pk"), Count("matter"), Count("suggestion")
        )
    }
    return tuple(
        facts.Room(
            each.name, standards[each.place_id].kind(each.kind, "zh"), each.place.label or each.place.name, each.hours,
            _found(each), days.get(each.pk, 0), *told.get(each.pk, (0, 0)),
            at=_site(reverse("liaison:room", args=[each.pk])),
        )
        for each in found
    )  # fmt: skip


def _found(room: LiaisonRoom) -> str:
    """How it was found last: n of N points."""
    met, points = room.met, room.points_found  # type: ignore[attr-defined]
    return showing.found(met, points, None, date.min).words
