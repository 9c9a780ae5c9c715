"""A matter that was raised, worked on, checked, answered and rated: in few words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bandeng.commitments import actions as work
from bandeng.exchange import actions
from bandeng.exchange.models import SolvedCase
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, Raising
from bandeng.matters.queries import receipt_actor
from bandeng.people.acting import PUBLIC, Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from tests.makers import AT, current, five_steps, make_matter, make_person, make_place, make_unit

TEXTS = {
    "title": "楼道灯不亮怎么办", "problem": "楼道灯不亮。", "steps": "看现场\n认领\n换灯", "outcome": "换好了。",
    "cost": "120 元",
    "time": "三天", "papers": "责任清单", "pitfalls": "要选声控的。",
}  # fmt: skip
PHOTO = "b" * 64


@dataclass
class Solved:
    """A solved matter with those who had to do with it; another that is open, and one that is sealed."""

    place: Place
    matter: Matter
    secretary: Actor
    approver: Actor
    open: Matter
    sealed: Matter


def solve(
    matter: Matter, *, secretary: Actor, unit: Organisation, worker: Actor, checker: Actor, at: datetime = AT
) -> Matter:
    """From accepted and seen to rated: sorted, claimed, done, checked, answered, and everybody says yes."""
    matters.sort(
        matter=matter, category=matter.category, severity=matter.severity, choose="assign", guards=["existing_duty"],
        actor=secretary, at=at,
    )  # fmt: skip
    item = work.set_and_claim(matter=current(matter), title="换灯", organisation=unit, days=5, actor=secretary, at=at)
    work.done(item=item, text="换好了", photos=[PHOTO], actor=worker, at=at)
    item.refresh_from_db()
    work.check(item=item, solved=True, text="亮了", actor=checker, at=at)
    matters.reply(matter=current(matter), kind="final", text="灯换好了。", actor=secretary, at=at)
    for raising in Raising.objects.filter(matter=matter).order_by("pk"):
        matters.rate(
            raising=raising, answered="yes", solved="yes", satisfied="yes", actor=receipt_actor(raising), at=at
        )
    return current(matter)


def solved(*, key: int = 1, name: str = "", joined: int = 0) -> Solved:
    """`joined`: so many others had the same trouble, and each has their answer."""
    place, secretary = make_place(), make_person("secretary", at=make_place())
    five_steps()
    unit = make_unit(f"安居物业{key}")
    raised = matters.raise_matter(
        place=Place.objects.get(pk=f"{place.pk}.01.02"), words="灯不亮", category="sensor_light", name=name,
        severity=2, actor=PUBLIC, at=AT,
    ).matter  # fmt: skip
    matters.accept(matter=raised, title="灯不亮", summary="楼道灯不亮。", actor=secretary, at=AT)
    for number in range(joined):
        matters.join_matter(matter=current(raised), words=f"{number}楼也不亮", actor=PUBLIC, at=AT)
    matters.verify(matter=raised, visited_on=AT.date(), finding="坏了", actor=secretary, at=AT)
    done = solve(
        current(raised), secretary=secretary, unit=unit, worker=make_person("unit_officer", organisation=unit),
        checker=make_person("oversight_member", at=place),
    )  # fmt: skip
    return Solved(
        place, done, secretary, make_person("supervisor", at=place), make_matter("sort", by=secretary),
        make_matter("sort", by=secretary, sealed=True),
    )  # fmt: skip


def written(told: Solved, *, matter: Matter | None = None, **texts: Any) -> SolvedCase:
    return actions.write_case(matter=matter or told.matter, texts={**TEXTS, **texts}, actor=told.secretary, at=AT)


def shared(told: Solved, **texts: Any) -> SolvedCase:
    return actions.share_case(case=written(told, **texts), actor=told.approver, at=AT)
