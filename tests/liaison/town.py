"""A county with two townships, its convener, and somebody of each office, in few words."""

from typing import Any

from bandeng.core.places import Wish
from bandeng.liaison import actions
from bandeng.liaison.actions.rooms import Said, Seen
from bandeng.liaison.models import DutyDay, Heard, LiaisonRoom
from bandeng.liaison.queries.rooms import standard_at
from bandeng.people.acting import Actor, actor_for
from bandeng.people.models import Person
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from tests.makers import AT, MAKER, day, make_person

COUNTY = "640425"
VILLAGES = {"640425100": "640425100201", "640425200": "640425200201"}


class County:
    """Two villages in two townships of one county."""

    def __init__(self) -> None:
        wishes = (
            Wish(code="640425200", name="河下乡"),
            *(
                Wish(code=code, name=f"{'中下'[n]}庄村", short=f"{'中下'[n]}庄")
                for n, code in enumerate(VILLAGES.values())
            ),
        )
        add_places(batch=Batch(wishes), actor=MAKER, at=AT)
        self.county = Place.objects.get(pk=COUNTY)
        self.one, self.two = (Place.objects.get(pk=code) for code in VILLAGES)
        self.village, self.other = (Place.objects.get(pk=code) for code in VILLAGES.values())
        self.convener = make_person("convener", at=self.county, called="政协召集人 小山")
        self.secretary = make_person("secretary", at=self.village, called="中庄书记 小庄")
        self.supervisor = make_person("supervisor", at=self.county, called="督办员 小河")

    def open(self, place: Place | None = None, **more: Any) -> LiaisonRoom:
        told: dict[str, Any] = {
            "place": place or self.village, "name": "中庄联络室", "kind": "room", "hours": "每周二 9:00–11:00",
            "convener": self.secretary.person, "actor": self.secretary, "at": AT,
        }  # fmt: skip
        return actions.open_room(**told | more)

    def seen(self, room: LiaisonRoom, unmet: str = "") -> list[Seen]:
        return [Seen(point.key, point.key != unmet, f"看到了：{point.key}") for point in standard_at(room.place).points]

    def keep(self, room: LiaisonRoom, *lines: str, **more: Any) -> DutyDay:
        told: dict[str, Any] = {
            "room": room, "on": day("2026-11-23"), "came": [("resident", 3)],
            "heard": [Said(line, "resident") for line in lines], "actor": self.secretary, "at": AT,
        }  # fmt: skip
        return actions.keep_duty(**told | more)

    def heard(self, room: LiaisonRoom, *lines: str) -> list[Heard]:
        return list(Heard.objects.filter(day=self.keep(room, *lines)).order_by("number"))

    def director(self, *parts: Place, **more: Any) -> Actor:
        """Somebody known by office who looks after these parts, and nothing else."""
        person = make_person("", at=self.county, called="科室主任 小林").person
        assert person is not None
        told: dict[str, Any] = {
            "place": self.county, "person": person, "kind": "director", "parts": parts, "actor": self.convener,
            "at": AT,
        }  # fmt: skip
        actions.assign_oversight(**told | more)
        return again(person)


def again(person: Person) -> Actor:
    """The person as an actor, with the duties of today."""
    return actor_for(person, on=day("2026-11-23"))
