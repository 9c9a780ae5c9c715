"""Changing places: names, tenure and telephone; ends and mergers; grids."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bandeng.core.ids import new_id
from bandeng.core.places import check_accent, check_words
from bandeng.core.refusal import Refusal
from bandeng.places import closing
from bandeng.places.acts import GridDrawn, PlaceChanged, PlaceClosed, TookOver
from bandeng.places.models import Grid, Level, Place, Tenure
from bandeng.places.who import Acting, is_admin, may_keep, require
from bandeng.records.actions import action, close_chain, lock, record

MOST_BUILDINGS = 400


@action
def change_place(
    *,
    place: Place,
    reason: str,
    actor: Acting,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
    name: str | None = None,
    short: str | None = None,
    tenure: str | None = None,
    households: int | None = None,
    phone: str | None = None,
    accent: str | None = None,
    wants_phone: bool | None = None,
    process: str | None = None,
) -> Place:
    """Change what is told; None leaves a thing as it is, and what is the same already is left out of the act.

    version   the version the form was shown
    Raises    Refusal: "not_allowed", "stale", "place_ended", "needs_reason", "nothing_changed", "tenure_here",
              "bad_words" (with `field`, `why`), "bad_accent", "weak_accent".
    """
    place = Place.objects.get(pk=place.pk)
    told = {
        "name": name, "short": short, "tenure": tenure, "households": households, "phone": phone, "accent": accent,
        "wants_phone": wants_phone, "process": process,
    }  # fmt: skip
    new = {key: value for key, value in told.items() if value is not None and value != getattr(place, key)}
    require(may_keep(actor, place) and ("name" not in new or _below(place) or is_admin(actor)))
    if version is not None and version != place.version:
        raise Refusal("stale", version=place.version)
    _check_change(place, new, reason)
    done = PlaceChanged(place=place.pk, reason=reason.strip(), **new)  # type: ignore[arg-type]
    changed: Place = record(done, chain=place.chain, subject=f"place:{place.pk}", actor=actor.name, at=at, once=once)
    return changed


def _below(place: Place) -> bool:
    return "." in place.pk


def _check_change(place: Place, new: Mapping[str, str | int], reason: str) -> None:
    if place.valid_to:
        raise Refusal("place_ended", place=place.name)
    if not new:
        raise Refusal("nothing_changed")
    if not reason.strip():
        raise Refusal("needs_reason")
    for field, text in (("reason", reason), *((key, new[key]) for key in ("name", "short", "phone") if key in new)):
        check_words(field, str(text))
    if new.get("name") == "":
        raise Refusal("bad_words", field="name", why="empty")
    if "tenure" in new and (place.level != Level.COMPOUND or new["tenure"] not in ("", *Tenure.values)):
        raise Refusal("tenure_here")
    check_accent(str(new.get("accent", "")))


def close_place(
    *, place: Place, on: date, actor: Acting, at: datetime, successor: Place | None = None, once: str | None = None
) -> Place:
    """End a place and everything below it. A community that is merged closes its chain and names its successor.

    on        the first day on which it no longer stands
    Raises    Refusal: "not_allowed", "place_ended", "before_it_began", "open_work" (with `count`), "bad_successor".
    """
    with transaction.atomic():
        lock(place.chain, *([successor.chain] if successor else []))
        return _close_place(place=place, on=on, actor=actor, at=at, successor=successor, once=once)


@action
def _close_place(
    *, place: Place, on: date, actor: Acting, at: datetime, successor: Place | None, once: str | None
) -> Place:
    place = Place.objects.get(pk=place.pk)
    require(is_admin(actor) or (may_keep(actor, place) and _below(place)))
    _check_end(place, on, successor)
    done = PlaceClosed(place=place.pk, on=on, successor=successor.pk if successor else "")
    ended: Place = record(done, chain=place.chain, subject=f"place:{place.pk}", actor=actor.name, at=at, once=once)
    if successor and place.level == Level.COMMUNITY:
        head = close_chain(place.chain, successor=successor.chain)
        taken = TookOver(place=successor.pk, merged=place.pk, head=head)
        record(taken, chain=successor.chain, subject=f"place:{successor.pk}", actor=actor.name, at=at)
    return ended


def _check_end(place: Place, on: date, successor: Place | None) -> None:
    if place.valid_to:
        raise Refusal("place_ended", place=place.name)
    if place.valid_from and on < place.valid_from:
        raise Refusal("before_it_began", place=place.name)
    if count := closing.open_work(place):
        raise Refusal("open_work", place=place.name, count=count)
    if successor is None:
        return
    inside = place.pk in successor.ancestry
    if inside or successor.level != place.level or successor.valid_to:
        raise Refusal("bad_successor", place=place.name)


@action
def draw_grid(
    *,
    community: Place,
    name: str,
    buildings: Collection[str],
    actor: Acting,
    at: datetime,
    grid: Grid | None = None,
    once: str | None = None,
) -> Grid:
    """Draw a grid, or draw it anew: a named set of buildings. A building that stood in another grid leaves it.

    buildings   codes of standing buildings of this community
    Raises      Refusal: "not_allowed", "bad_words", "no_buildings", "not_our_building" (with `needs`), "name_taken".
    """
    require(may_keep(actor, community) and community.level == Level.COMMUNITY)
    check_words("name", name)
    wanted = sorted(set(buildings))
    _check_buildings(community, wanted)
    others = Grid.objects.filter(community=community, name=name.strip())
    if grid:
        others = others.exclude(pk=grid.pk)
    if not name.strip() or others.exists():
        raise Refusal("name_taken", name=name.strip())
    done = GridDrawn(grid=_grid_id(grid, at), community=community.pk, name=name.strip(), buildings=wanted)
    drawn: Grid = record(
        done, chain=community.chain, subject=f"place:{community.pk}", actor=actor.name, at=at, once=once
    )
    return drawn


def _grid_id(grid: Grid | None, at: datetime) -> UUID:
    return grid.pk if grid else new_id(at)


def _check_buildings(community: Place, wanted: list[str]) -> None:
    if not wanted or len(wanted) > MOST_BUILDINGS:
        raise Refusal("no_buildings", most=MOST_BUILDINGS)
    ours = Place.objects.filter(pk__in=wanted, level=Level.BUILDING, chain=community.chain, valid_to=None)
    if strange := sorted(set(wanted) - set(ours.values_list("pk", flat=True))):
        raise Refusal("not_our_building", needs=strange[:5])
