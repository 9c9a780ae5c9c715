"""Liaison in the town: a room that was looked at, a duty day with three things heard, an area, and an earlier day."""

from bandeng.liaison import actions
from bandeng.liaison.actions.rooms import Said, Seen
from bandeng.liaison.models import Heard, LiaisonRoom, Oversight, PastRecord
from bandeng.liaison.queries.rooms import standard_at
from bandeng.people.models import Person
from bandeng.places.models import Place
from tests.honesty import folk
from tests.honesty.canaries import HOSTILE
from tests.honesty.town import DAY, Town

OPEN = f"大家都看得到的话{HOSTILE}"


def let_liaise(town: Town) -> None:
    """A room is open, was changed and looked at; of what was heard one is a matter, one a suggestion, one waits."""
    secretary = town.actors["secretary"]
    town.liaison_room = opened(town)
    actions.change_room(room=town.liaison_room, hours=OPEN, actor=secretary, at=town.at)
    gone = opened(town)
    actions.close_room(room=gone, why=OPEN, actor=secretary, at=town.at)
    inspected(town, town.liaison_room)
    one, two, town.heard = kept(town, town.liaison_room)
    raised(town, town.liaison_room, one)
    actions.suggest_heard(room=town.liaison_room, heard=two, text=OPEN, actor=secretary, at=town.at)
    shelf = standard_at(town.place)
    actions.set_standard(
        place=town.place, kinds=[(each.key, each.names["zh"]) for each in shelf.kinds], why=OPEN,
        points=[(each.key, each.names["zh"]) for each in shelf.points], actor=town.actors["supervisor"], at=town.at,
    )  # fmt: skip
    town.oversight = assigned(town)
    actions.end_oversight(oversight=assigned(town), reason=OPEN, actor=town.actors["supervisor"], at=town.at)
    entered(town)
    town.past = PastRecord.objects.order_by("-pk")[0]


def opened(town: Town, once: str | None = None) -> LiaisonRoom:
    number = LiaisonRoom.objects.count()
    return actions.open_room(
        place=town.place, name=f"联络室{number}{HOSTILE}", kind="room", hours=OPEN, address=OPEN,
        actor=town.actors["secretary"], at=town.at, once=once,
    )  # fmt: skip


def inspected(town: Town, room: LiaisonRoom) -> object:
    seen = [Seen(point.key, point.key != "means", OPEN) for point in standard_at(town.place).points]
    return actions.inspect_room(
        room=room, on=town.today, seen=seen, photos=[town.photo], again_on=town.today + 9 * DAY,
        actor=town.actors["supervisor"], at=town.at,
    )  # fmt: skip


def kept(town: Town, room: LiaisonRoom) -> list[Heard]:
    day = actions.keep_duty(
        room=room, on=town.today - DAY, hours="9:00–11:00", came=[("resident", 3)],
        heard=[Said(OPEN, "resident")] * 3, actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip
    return list(Heard.objects.filter(day=day).order_by("number"))


def raised(town: Town, room: LiaisonRoom, heard: Heard) -> Heard:
    return actions.raise_heard(
        room=room, heard=heard, place=town.place, category="other", severity=2, actor=town.actors["secretary"],
        at=town.at,
    )  # fmt: skip


def overseer(town: Town) -> Person:
    return folk.newcomer(town, town.place)


def assigned(town: Town, person: Person | None = None) -> Oversight:
    """A part of the community: its compound."""
    part = Place.objects.get(pk=f"{town.place.code}.01")
    return actions.assign_oversight(
        place=town.place, person=person or overseer(town), kind="leader", area="东片区", parts=[part],
        actor=town.actors["supervisor"], at=town.at,
    )[0]  # fmt: skip


def rows(town: Town, number: int) -> list[list[str]]:
    return [
        ["活动", "", "2026-03-05", f"第 {number} 场{HOSTILE}", "板凳会", "12", ""],
        ["问题", "", "2026-03-05", f"第 {number} 件{HOSTILE}", "", "", "办好了"],
        ["建议", "", "2026-03-05", f"第 {number} 条{HOSTILE}", "居民", "", ""],
    ]


def entered(town: Town) -> object:
    number = PastRecord.objects.count()
    return actions.enter_later(place=town.place, rows=rows(town, number), actor=town.actors["secretary"], at=town.at)
