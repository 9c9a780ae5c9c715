"""What races are made of: two runs at once, and short words for what they need."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bandeng.commitments import actions as work
from bandeng.commitments.models import WorkItem
from bandeng.matters.models import Matter
from bandeng.people.models import Person
from tests.honesty import folk, happenings
from tests.honesty.town import Case, Town
from tests.makers import MAKER

Run = Callable[[], object]
Pair = tuple[Run, Run]
DECIDE = ("secretary", "supervisor")


@dataclass(frozen=True)
class Race:
    """Two runs at once, made by `of`, and the outcomes that are right: "done", or the code of a refusal, sorted."""

    of: Callable[[Town], Pair]
    ends: tuple[str, str]


RACES: dict[str, Race] = {}


def race(name: str, *ends: str) -> Callable[[Callable[[Town], Pair]], Callable[[Town], Pair]]:
    """Register the race of an action; `ends` as in `Race`, "done" for one who comes first."""

    def registered(of: Callable[[Town], Pair]) -> Callable[[Town], Pair]:
        RACES[name] = Race(of, tuple(sorted(ends)))  # type: ignore[arg-type]
        return of

    return registered


def twice(run: Run) -> Pair:
    return run, run


def secretary(town: Town) -> Any:
    return town.actors["secretary"]


def case(town: Town) -> Case:
    return happenings.accepted(town, "open")


def by_two(
    town: Town, act: Callable[..., object], *, who: tuple[str, str] = ("secretary", "clerk"), **told: Any
) -> Pair:
    """The same by two people."""
    one, two = who
    return (
        lambda: act(**told, actor=town.actors[one], at=town.at),
        lambda: act(**told, actor=town.actors[two], at=town.at),
    )


def assigned(town: Town) -> Matter:
    found = case(town)
    happenings.sorted_to(town, found, "assign", "open")
    return Matter.objects.get(pk=found.matter.pk)


def opened(town: Town, matter: Matter | None = None) -> WorkItem:
    return work.set_item(matter=matter or assigned(town), title="划线", actor=secretary(town), at=town.at)


def claimed(town: Town, matter: Matter | None = None) -> WorkItem:
    item = opened(town, matter)
    return work.claim(item=item, organisation=town.units["officer"], days=5, actor=town.actors["officer"], at=town.at)


def by_officers(town: Town, act: Callable[..., object], **told: Any) -> Pair:
    return by_two(town, act, who=("officer", "second_officer"), **told)


def person(town: Town) -> Person:
    return folk.newcomer(town, town.place)


def maker(town: Town, act: Callable[..., object], **told: Any) -> Pair:
    """The same twice by the program itself."""
    return twice(lambda: act(**told, actor=MAKER, at=town.at))
