"""A case for tests: a matter that stands at its talks, a mediator, both sides."""

from datetime import datetime, timedelta
from typing import Any

from bandeng.core.deadline import local_day
from bandeng.matters.models import Matter
from bandeng.mediation import actions
from bandeng.mediation.models import Case
from bandeng.people.acting import Actor
from tests.makers import AT, make_matter, make_person, make_place, sort_to

RAISER, OTHER = "楼上的柳杨", "楼下的棋牌室"
MINE, THEIRS = "孩子写不了作业", "生意不好做"
"""What the complainant and the other side say when they are heard apart."""
DAY = timedelta(days=1)


def at_talks(*, by: Actor | None = None, at: datetime = AT, sealed: bool = True) -> Matter:
    """A matter that was sorted to mediation."""
    secretary = by or make_person("secretary", on=at)
    matter = make_matter("sort", place=make_place(), sealed=sealed, by=secretary, at=at)
    return sort_to(
        matter, "mediate", by=secretary, at=at, guards=["two_sides"], reason_code="two_sides", reason="两家之间的事"
    )


def opened(matter: Matter, mediator: Actor, *, at: datetime = AT, **more: Any) -> Case:
    told: dict[str, Any] = {"other_name": OTHER, **more}
    raising = told.pop("raising", None) or matter.raisings.get()
    return actions.open_case(matter=matter, raising=raising, actor=mediator, at=at, **told)


def consented(case: Case, mediator: Actor, *, at: datetime = AT) -> Case:
    """Both said yes."""
    for side in ("complainant", "other"):
        case = actions.note_consent(case=case, side=side, on=local_day(at), way="当面说的", actor=mediator, at=at)
    return case


def agreed(case: Case, mediator: Actor, *, at: datetime = AT, text: str = "晚上十点以后不打牌。") -> Case:
    return actions.note_agreement(case=case, form="oral", text=text, on=local_day(at), both=True, actor=mediator, at=at)
