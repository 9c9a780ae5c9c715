"""Makers: a community, its people, its units, its matters, all through the actions that real use goes through."""

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import count
from typing import Any

from bandeng.core.deadline import local_day
from bandeng.core.places import Wish
from bandeng.matters import actions
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.models import Matter, ProcessVersion
from bandeng.people.acting import PUBLIC, Actor, actor_for, system
from bandeng.people.actions import add_organisation, change_person, give_duty, register_person
from bandeng.people.models import Organisation, Person
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A Monday, ten in the morning in China."""

MAKER = system("makers")
XINHUA, YIXINYUAN = "640302107001", "640106005001"
_numbers = count(1)


def make_place(code: str = XINHUA, *, name: str = "新华社区", short: str = "新华", at: datetime = AT) -> Place:
    """A community with the compound 家和万事小区, two buildings in it and a unit in the second; made once."""
    if (there := Place.objects.filter(pk=code).first()) is not None:
        return there
    wishes = (
        Wish(code=code, name=name, short=short),
        Wish(parent=code, name="家和万事小区", level="compound", tenure="owned"),
        Wish(parent=f"{code}.01", name="1 号楼", level="building"),
        Wish(parent=f"{code}.01", name="2 号楼", level="building"),
        Wish(parent=f"{code}.01.02", name="1 单元", level="unit"),
    )
    add_places(batch=Batch(wishes), actor=MAKER, at=at)
    return Place.objects.get(pk=code)


def make_person(
    role: str = "",
    *,
    at: Place | None = None,
    organisation: Organisation | None = None,
    called: str = "",
    phone: str = "",
    on: datetime = AT,
) -> Actor:
    """Somebody as an actor, with a role in a place or organisation, or none; `actor.person` is the row."""
    place = at or (organisation.place if organisation else None) or make_place()
    number = next(_numbers)
    person = register_person(
        place=place, name=f"甲{number}", called=called or (f"{role} {number}" if role else ""), phone=phone,
        actor=MAKER, at=on,
    )  # fmt: skip
    return give_role(person, role, at=None if organisation else place, organisation=organisation, on=on)


def give_role(
    person: Person, role: str, *, at: Place | None = None, organisation: Organisation | None = None, on: datetime = AT
) -> Actor:
    """The same person with one more role; "" gives none."""
    if role:
        since = local_day(on) - timedelta(days=1)
        give_duty(person=person, role=role, from_on=since, actor=MAKER, at=on, place=at, organisation=organisation)
    return actor_for(person, on=local_day(on))


def make_unit(
    name: str = "安居物业", *, kind: str = "property", place: Place | None = None, at: datetime = AT
) -> Organisation:
    """A responsible unit."""
    return add_organisation(place=place or make_place(), kind=kind, name=name, actor=MAKER, at=at)


FIVE_STEPS = files("bandeng.shelf").joinpath("processes", "five_step.toml").read_text(encoding="utf-8")


def five_steps(at: datetime = AT) -> None:
    """The process that matters follow when nothing else is said; a test of others publishes them all."""
    if not ProcessVersion.objects.filter(key="five-step", place=None).exists():
        actions.publish_process(text=FIVE_STEPS, place=None, actor=system("install"), at=at)


def make_matter(
    step: str = "discover",
    *,
    raisers: int = 1,
    place: Place | None = None,
    words: str = "楼道里堆满了电动车",
    category: str = "other",
    severity: int = 2,
    sealed: bool = False,
    accepted: bool = True,
    by: Actor | None = None,
    at: datetime = AT,
) -> Matter:
    """A matter that stands at a step of the five-step method.

    step      "discover" (raised, and accepted unless told otherwise), "sort" (verified as well), "deliberate", "noted"
              (a consensus stands), "assign", "explain"
    raisers   how many people raised it, by the web page without an account
    by        who does the community's work, a new secretary by default
    """
    five_steps(at)
    place = place or make_place()
    raised = actions.raise_matter(
        place=place, words=words, category=category, severity=severity, sealed=sealed, actor=PUBLIC, at=at
    )
    for number in range(1, raisers):
        join(raised.matter, f"我也遇到了 {number}", at=at)
    matter = current(raised.matter)
    secretary = by or make_person("secretary", at=Place.objects.get(pk=place.chain), on=at)
    if accepted:
        matter = actions.accept(matter=matter, title="楼道停车", summary=words, actor=secretary, at=at)
    return walk(matter, step, by=secretary, at=at)


def join(matter: Matter, words: str = "我也是", *, at: datetime = AT) -> actions.Raised:
    """One more raiser by the web page; one who handles it writes it down where the matter is sealed."""
    if matter.sealed:
        writer = make_person("secretary", at=Place.objects.get(pk=matter.chain), on=at)
        return actions.join_matter(matter=matter, words=words, actor=writer, at=at, channel="proxy", consent="当面同意")
    return actions.join_matter(matter=matter, words=words, actor=PUBLIC, at=at)


def walk(matter: Matter, to: str, *, by: Actor, at: datetime = AT) -> Matter:
    """Take a freshly raised matter along the line to a step (see `make_matter`)."""
    if to == "discover":
        return current(matter)
    actions.verify(matter=matter, visited_on=local_day(at), finding="确有其事", actor=by, at=at)
    if to == "sort":
        return current(matter)
    if to == "explain":
        return explain(current(matter), by=by, at=at)
    sort_to(current(matter), "deliberate", by=by, at=at)
    if to == "deliberate":
        return current(matter)
    note(current(matter), by=by, at=at)
    if to == "assign":
        actions.complete_step(matter=matter, choose="assign", actor=by, at=at)
    return current(matter)


def sort_to(matter: Matter, choose: str, *, by: Actor, at: datetime = AT, **more: Any) -> Matter:
    """Sort it as it is, to a step or branch."""
    return actions.sort(
        matter=matter, category=matter.category, severity=matter.severity, choose=choose, actor=by, at=at, **more
    )


def explain(matter: Matter, *, by: Actor, at: datetime = AT) -> Matter:
    """Explain why it cannot be done."""
    return actions.sort(
        matter=matter, category=matter.category, severity=matter.severity, choose="explain", reason="没有经费",
        reason_code="no_money", next_channel="12345", actor=by, at=at,
    )  # fmt: skip


def note(matter: Matter, *, by: Actor, at: datetime = AT, outcome: str = "consensus", **more: Any) -> None:
    """Note a bench meeting."""
    told: dict[str, Any] = {"next_step": "下周再议"} if outcome == "none" else {}
    actions.note_bench(
        matter=matter, held_on=local_day(at), where="小区凉亭", seats=[SeatOnBench(role="resident", count=5)],
        said="大家都说了", outcome=outcome, opinion="划出停车位", actor=by, at=at, **{**told, **more},
    )  # fmt: skip


def set_phone(person: Person, phone: str, *, at: datetime = AT) -> Person:
    """Give a person a telephone."""
    return change_person(person=person, phone=phone, actor=MAKER, at=at)


def current(matter: Matter) -> Matter:
    """The matter as it stands now."""
    return Matter.objects.select_related("place", "process").get(pk=matter.pk)


def day(text: str) -> date:
    """A date from "2026-11-23"."""
    return date.fromisoformat(text)
