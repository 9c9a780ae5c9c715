"""A residents' council with people in it, in few words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter
from bandeng.meetings import actions
from bandeng.meetings.models import AgendaItem, Attendee, Meeting
from bandeng.people.acting import Actor
from tests.makers import AT, make_matter, make_person, make_place, make_unit

DAY = timedelta(days=1)
START = AT + 3 * DAY


class Table:
    """Xinhua's council on vehicles in the lobby: community, property company and three residents, five votes."""

    def __init__(self, *topics: actions.Topic, matters: int = 1, form: str = "residents_council", **more: Any) -> None:
        self.place, self.firm = make_place(), make_unit()
        self.secretary = make_person("secretary", called="社区书记")
        self.chair, self.recorder = make_person("chair", called="议事会主持"), make_person("recorder", called="记录员")
        self.officer = make_person("unit_officer", organisation=self.firm, called="物业经理")
        self.resident = make_person("building_head", called="三号楼楼长")
        self.matters = [make_matter("deliberate", by=self.secretary) for _ in range(matters)]
        agenda = topics or tuple(
            actions.Topic(matter=each, question="电动车停哪里？", options=("北门车棚", "地下室"))
            for each in self.matters
        )
        told: dict[str, Any] = {
            "place": self.place, "form": form, "title": "电动车停放协商", "starts_at": START, "agenda": agenda,
            "chair": self.chair.person, "recorder": self.recorder.person, "where": "社区二楼议事室",
            "seats": self.guests(), "actor": self.secretary, "at": AT,
        }  # fmt: skip
        self.meeting: Meeting = actions.call_meeting(**{**told, **more})

    def guests(self) -> tuple[actions.Guest, ...]:
        return (
            actions.Guest(kind="community", person=self.secretary.person, capacity="other"),
            actions.Guest(kind="property", person=self.officer.person, organisation=self.firm, capacity="other"),
            actions.Guest(kind="residents", person=self.resident.person, capacity="resident"),
            actions.Guest(kind="residents", name="王大妈", capacity="owner"),
            actions.Guest(kind="residents", name="李师傅", capacity="owner"),
        )

    @property
    def now(self) -> Meeting:
        return Meeting.objects.get(pk=self.meeting.pk)

    def seat(self, number: int) -> Attendee:
        return Attendee.objects.select_related("meeting").get(meeting=self.meeting, number=number)

    def item(self, number: int = 1) -> AgendaItem:
        return AgendaItem.objects.select_related("meeting", "matter").get(meeting=self.meeting, number=number)

    def opened(self, there: int = 5) -> "Table":
        """Open, with so many signed in."""
        actions.open_meeting(meeting=self.now, actor=self.recorder, at=START)
        for number in range(1, there + 1):
            actions.sign_in(attendee=self.seat(number), how="paper", actor=self.recorder, at=START)
        return self

    def ended(self) -> "Table":
        actions.end_meeting(meeting=self.now, actor=self.recorder, at=START + timedelta(hours=1))
        return self

    def reach(self, outcome: str = "consensus", number: int = 1, by: Actor | None = None, **more: Any) -> Any:
        told = {"opinion": "在北门建车棚", "at": START, "actor": by or self.secretary, **more}
        return actions.reach_outcome(item=self.item(number), outcome=outcome, **told)

    def matter(self, number: int = 0) -> Matter:
        return Matter.objects.select_related("place", "process").get(pk=self.matters[number].pk)


def refused(code: str, do: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as no:
        do()
    assert no.value.code == code, no.value
    return no.value


def later(hours: float = 0, days: int = 0) -> datetime:
    return START + timedelta(hours=hours, days=days)
