"""Acts to rows: the only place that writes this room's ledgered tables."""

from datetime import date
from typing import Any

from bandeng.liaison import acts
from bandeng.liaison.models import DutyDay, Heard, Inspection, LiaisonRoom, Oversight, PastRecord, Standard
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def _person(entry: Entry) -> str:
    return entry.actor.partition(":")[2]


def _room(act: Any) -> LiaisonRoom:
    return LiaisonRoom.objects.select_related("place").get(pk=act.room)


def _heard(act: Any) -> Heard:
    return Heard.objects.select_related("day__room__place", "matter__place", "suggestion").get(pk=act.heard)


@applies(acts.RoomOpened, result=_room)
def room_opened(act: acts.RoomOpened, entry: Entry) -> LiaisonRoom:
    """One more room."""
    return LiaisonRoom.objects.create(
        id=act.room, place_id=act.place, chain=entry.chain, name=act.name, kind=act.kind, address=act.address,
        hours=act.hours, convener_id=act.convener, opened_by_id=_person(entry), opened_at=entry.at,
    )  # fmt: skip


@applies(acts.RoomChanged, result=_room)
def room_changed(act: acts.RoomChanged, entry: Entry) -> LiaisonRoom:
    """As it is from now on."""
    room = _room(act)
    room.address, room.hours, room.convener_id = act.address, act.hours, act.convener
    room.save()
    return room


@applies(acts.RoomClosed, result=_room)
def room_closed(act: acts.RoomClosed, entry: Entry) -> LiaisonRoom:
    """It is no more."""
    room = _room(act)
    room.closed_at, room.why = entry.at, act.why
    room.save()
    return room


@applies(acts.StandardSet, result=lambda act: Standard.objects.get(pk=act.place))
def standard_set(act: acts.StandardSet, entry: Entry) -> Standard:
    """The latest holds."""
    told = {
        "chain": entry.chain, "kinds": act.kinds, "points": act.points, "why": act.why,
        "set_by_id": _person(entry), "set_at": entry.at,
    }  # fmt: skip
    return Standard.objects.update_or_create(place_id=act.place, defaults=told)[0]


@applies(acts.RoomInspected, result=lambda act: Inspection.objects.get(pk=act.inspection))
def room_inspected(act: acts.RoomInspected, entry: Entry) -> Inspection:
    """How it was found, point by point."""
    return Inspection.objects.create(
        id=act.inspection, room_id=act.room, on=act.on, later=act.later, points=act.points,
        met=sum(each["met"] == "yes" for each in act.points), photos=act.photos, again_on=act.again_on,
        convener_id=act.convener, made_by_id=_person(entry), made_at=entry.at,
    )  # fmt: skip


@applies(acts.DutyKept, result=lambda act: DutyDay.objects.get(pk=act.day))
def duty_kept(act: acts.DutyKept, entry: Entry) -> DutyDay:
    """The day, and what was heard in the order in which it was written down."""
    place = LiaisonRoom.objects.get(pk=act.room).place_id
    day = DutyDay.objects.create(
        id=act.day, room_id=act.room, place_id=place, on=act.on, later=act.later, hours=act.hours, came=act.came,
        kept_by_id=_person(entry), kept_at=entry.at,
    )  # fmt: skip
    Heard.objects.bulk_create(
        Heard(id=told["heard"], day=day, number=number, text=told["text"], said_by=told["said_by"])
        for number, told in enumerate(act.heard, 1)
    )
    return day


@applies(acts.HeardRaised, result=_heard)
def heard_raised(act: acts.HeardRaised, entry: Entry) -> Heard:
    """It is handled as a matter now."""
    Heard.objects.filter(pk=act.heard).update(matter=act.matter)
    return _heard(act)


@applies(acts.HeardSuggested, result=_heard)
def heard_suggested(act: acts.HeardSuggested, entry: Entry) -> Heard:
    """It stands in the register now."""
    Heard.objects.filter(pk=act.heard).update(suggestion=act.suggestion)
    return _heard(act)


def _parts(act: acts.OversightAssigned) -> list[Oversight]:
    keys = [part["oversight"] for part in act.parts]
    return list(Oversight.objects.filter(pk__in=keys).select_related("place", "duty").order_by("pk"))


@applies(acts.OversightAssigned, result=_parts)
def oversight_assigned(act: acts.OversightAssigned, entry: Entry) -> list[Oversight]:
    """One row for each place of it."""
    Oversight.objects.bulk_create(
        Oversight(
            id=part["oversight"], within_id=act.place, chain=entry.chain, place_id=part["place"],
            person_id=act.person, duty_id=part["duty"], kind=act.kind, area=act.area, assigned_at=entry.at,
        )
        for part in act.parts
    )  # fmt: skip
    return _parts(act)


def _batch(act: acts.EnteredLater) -> list[PastRecord]:
    return list(PastRecord.objects.filter(batch=act.batch).order_by("number", "pk"))


@applies(acts.EnteredLater, result=_batch)
def entered_later(act: acts.EnteredLater, entry: Entry) -> list[PastRecord]:
    """Every row of the sheet that was not there yet."""
    PastRecord.objects.bulk_create(
        PastRecord(
            id=row["record"], batch=act.batch, number=int(row["number"]), place_id=row["place"], kind=row["kind"],
            form=row["form"], on=date.fromisoformat(row["on"]), text=row["text"],
            people=int(row["people"]) if row["people"] else None, outcome=row["outcome"], digest=row["digest"],
            entered_by_id=_person(entry), entered_at=entry.at,
        )
        for row in act.rows
    )  # fmt: skip
    return _batch(act)
