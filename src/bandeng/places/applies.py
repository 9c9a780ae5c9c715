"""The acts of places to their rows; the only writer of this room's tables."""

import hashlib
import json
from collections.abc import Iterable

from bandeng.core.places import chain_of, path_of
from bandeng.places import calendars
from bandeng.places.acts import (
    CalendarDay,
    CalendarYearLoaded,
    GridDrawn,
    PlaceChanged,
    PlaceClosed,
    PlaceRow,
    PlacesAdded,
    TookOver,
)
from bandeng.places.models import Grid, GridBuilding, HolidayTable, Level, Place
from bandeng.places.queries import starts
from bandeng.records.models import Entry
from bandeng.records.registry import applies

_LABELLED = frozenset({Level.COMPOUND, Level.BUILDING, Level.UNIT, Level.HOUSEHOLD})
_AT_ONCE = 500


def _first_added(act: PlacesAdded) -> Place:
    return Place.objects.get(pk=act.rows[0].code)


@applies(PlacesAdded, result=_first_added)
def places_added(act: PlacesAdded, entry: Entry) -> Place:
    """New rows; the first of them is returned."""
    new = {row.code: _place(row) for row in act.rows}
    above = Place.objects.in_bulk({place.parent_id for place in new.values() if place.parent_id} - set(new))
    for place in new.values():
        place.label = _label(place, new.get(place.parent_id or "") or above.get(place.parent_id or ""))
    before = Place.objects.filter(joined__gt=0).count()
    communities = [place for place in new.values() if place.level == Level.COMMUNITY]
    for number, place in enumerate(communities, before + 1):
        place.joined = number
    Place.objects.bulk_create(new.values(), batch_size=_AT_ONCE)
    return new[act.rows[0].code]


def _place(row: PlaceRow) -> Place:
    return Place(
        code=row.code, level=row.level, name=row.name, short=row.short, parent_id=row.parent, path=path_of(row.code),
        chain=chain_of(row.code), tenure=row.tenure, households=row.households, phone=row.phone,
        valid_from=row.valid_from,
    )  # fmt: skip


def _label(place: Place, parent: Place | None) -> str:
    """The name from the compound down; a community and everything above it is called by its own name."""
    if parent is None or place.level not in _LABELLED or parent.level not in _LABELLED:
        return place.name
    return f"{parent.label} {place.name}"[:200]


def _changed(act: PlaceChanged) -> Place:
    return Place.objects.get(pk=act.place)


@applies(PlaceChanged, result=_changed)
def place_changed(act: PlaceChanged, entry: Entry) -> Place:
    """The fields that were told; a new name reaches the labels of everything below."""
    place = Place.objects.get(pk=act.place)
    for name in ("name", "short", "tenure", "households", "phone", "accent", "wants_phone", "process"):
        if (value := getattr(act, name)) is not None:
            setattr(place, name, value)
    place.version += 1
    if act.name is not None:
        place.label = _label(place, Place.objects.filter(pk=place.parent_id).first())
    place.save()
    if act.name is not None and place.level in _LABELLED:
        _label_below(place)
    return place


def _label_below(place: Place) -> None:
    known = {place.pk: place}
    below = list(Place.objects.filter(starts("path", place.path)).exclude(pk=place.pk).order_by("path"))
    for one in sorted(below, key=lambda one: len(one.ancestry)):
        one.label = _label(one, known[one.parent_id or ""])
        known[one.pk] = one
    Place.objects.bulk_update(below, ["label"], batch_size=_AT_ONCE)


def _closed(act: PlaceClosed) -> Place:
    return Place.objects.get(pk=act.place)


@applies(PlaceClosed, result=_closed)
def place_closed(act: PlaceClosed, entry: Entry) -> Place:
    """The place and everything below it that still stood ends on that day."""
    place = Place.objects.get(pk=act.place)
    Place.objects.filter(starts("path", place.path), valid_to=None).exclude(pk=place.pk).update(valid_to=act.on)
    place.valid_to, place.successor = act.on, act.successor
    place.version += 1
    place.save(update_fields=["valid_to", "successor", "version"])
    return place


def _took_over(act: TookOver) -> Place:
    return Place.objects.get(pk=act.place)


@applies(TookOver, result=_took_over)
def took_over(act: TookOver, entry: Entry) -> Place:
    """The entry alone is what matters: it ties the closed chain to this one."""
    return Place.objects.get(pk=act.place)


def _drawn(act: GridDrawn) -> Grid:
    return Grid.objects.get(pk=act.grid)


@applies(GridDrawn, result=_drawn)
def grid_drawn(act: GridDrawn, entry: Entry) -> Grid:
    """The grid with exactly these buildings; a building leaves the grid it stood in."""
    grid, _ = Grid.objects.update_or_create(
        pk=act.grid, defaults={"community_id": act.community, "name": act.name, "chain": chain_of(act.community)}
    )
    GridBuilding.objects.filter(grid=grid).delete()
    GridBuilding.objects.filter(building__in=act.buildings).delete()
    GridBuilding.objects.bulk_create(GridBuilding(grid=grid, building_id=code) for code in act.buildings)
    return grid


def _loaded(act: CalendarYearLoaded) -> HolidayTable:
    return HolidayTable.objects.get(layer=act.layer, year=act.year)


@applies(CalendarYearLoaded, result=_loaded)
def calendar_year_loaded(act: CalendarYearLoaded, entry: Entry) -> HolidayTable:
    """The year's table, in the place of the one loaded before."""
    table, _ = HolidayTable.objects.update_or_create(
        layer=act.layer,
        year=act.year,
        defaults={
            "source": act.source,
            "days": as_json(act.days),
            "digest": digest(act.days, act.source),
            "loaded_at": entry.at,
        },
    )
    calendars.forget()
    return table


def as_json(days: Iterable[CalendarDay]) -> list[dict[str, str]]:
    """The days as the row keeps them, in order."""
    ordered = sorted(days, key=lambda day: day.date)
    return [{"date": day.date.isoformat(), "kind": day.kind, "zh": day.zh, "en": day.en} for day in ordered]


def digest(days: Iterable[CalendarDay], source: str) -> str:
    """SHA-256 of a table: equal exactly when days, names and source are."""
    canonical = json.dumps([source, as_json(days)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
