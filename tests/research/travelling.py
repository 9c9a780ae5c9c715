"""A county's trip with three themes and three sites, in few words."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bandeng.core.places import Wish
from bandeng.core.refusal import Refusal
from bandeng.people.acting import Actor
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from bandeng.research import actions
from bandeng.research.actions.trips import Found, Stop
from bandeng.research.models import Finding, Site, Suggestion, Trip
from tests.makers import AT, MAKER, day, give_role, make_person, make_unit

COUNTY, VILLAGE = "640425", "640425100201"
THEMES = ("美丽乡村建设", "就业帮扶车间运营", "数字经济产业园建设")
CLASSES = {"消防安全": 6, "物业服务": 6, "环境卫生": 5}


class Journey:
    """Pengyang's conference goes to look; a village lies in the county."""

    def __init__(self) -> None:
        wish = Wish(code=VILLAGE, name="中庄村", short="中庄")
        if not Place.objects.filter(pk=VILLAGE).exists():
            add_places(batch=Batch((wish,)), actor=MAKER, at=AT)
        self.at = AT
        self.county, self.village = Place.objects.get(pk=COUNTY), Place.objects.get(pk=VILLAGE)
        self.convener = make_person("convener", at=self.county)
        self.secretary = make_person("secretary", at=self.village)
        self.unit = make_unit("农业农村局", kind="department", place=self.county)
        self.officer = make_person("department_officer", organisation=self.unit)

    def plan(self, sites: tuple[Stop, ...] | None = None, **more: Any) -> Trip:
        told: dict[str, Any] = {
            "place": self.county, "title": "全县重点工作专题调研", "host": "彭阳县政协", "themes": THEMES,
            "sites": self.stops() if sites is None else sites, "starts_on": day("2026-11-20"),
            "ends_on": day("2026-11-23"), "members": ["部分政协委员"], "actor": self.convener, "at": AT,
        }  # fmt: skip
        return actions.plan_trip(**told | more)

    def stops(self) -> tuple[Stop, ...]:
        return (
            Stop("中庄村", self.village, (1,)), Stop("栖凤就业帮扶车间", self.county, (2,)),
            Stop("宁南数字经济产业园", self.county, (3,)),
        )  # fmt: skip

    def site(self, trip: Trip, number: int = 1) -> Site:
        return Site.objects.get(trip=trip, number=number)

    def find(self, trip: Trip, classes: dict[str, int] | None = None) -> list[Finding]:
        told = [
            Found(name, f"{name} 第 {n + 1} 项") for name, count in (classes or CLASSES).items() for n in range(count)
        ]
        actions.find(trip=trip, findings=told, actor=self.convener, at=AT)
        return list(Finding.objects.filter(trip=trip).order_by("number"))

    def suggest(self, text: str = "建一个停车棚。", **more: Any) -> Suggestion:
        told: dict[str, Any] = {
            "place": self.county, "text": text, "said_by": "resident", "said_on": day("2026-11-23"), "at": AT,
            "actor": self.convener,
        }  # fmt: skip
        return actions.suggest(**told | more)

    def handed(self, **more: Any) -> Suggestion:
        return actions.hand(suggestion=self.suggest(**more), unit=self.unit, actor=self.convener, at=AT)

    def answer(self, suggestion: Suggestion, adoption: str = "B", by: Actor | None = None, **more: Any) -> Suggestion:
        told: dict[str, Any] = {"reason": "已列入明年计划。", "actor": by or self.officer, "at": AT} | more
        return actions.answer(suggestion=suggestion, adoption=adoption, **told)

    def acting_secretary(self) -> Actor:
        """The convener is the village's secretary too."""
        assert self.convener.person is not None
        return give_role(self.convener.person, "secretary", at=self.village)


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


def refused(code: str, do: Any) -> Refusal:
    """That an action says no, and with which word."""
    with pytest.raises(Refusal) as no:
        do()
    assert no.value.code == code
    return no.value
