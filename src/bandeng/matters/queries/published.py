"""Published processes, for whoever arranges a place: are they sound, who can do each step here, what runs on them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, F, Q, QuerySet

from bandeng.core.process import Problem, Process, Step, check, staffing
from bandeng.core.refusal import Refusal
from bandeng.matters.models import ProcessVersion
from bandeng.matters.queries.stuck import GIVEN
from bandeng.people import queries as people
from bandeng.people.acting import Actor
from bandeng.people.models import Person
from bandeng.places.models import Level, Place

PUBLISHERS = frozenset({"system_admin", "secretary"})
"""Who may read and publish processes; where, `actions.publish_process` decides."""


def published() -> QuerySet[ProcessVersion]:
    """Every version, the newest of a process first, with `running` and `all_matters`; one query."""
    counted = ProcessVersion.objects.select_related("place").annotate(
        running=Count("matters", filter=Q(matters__step__isnull=False)), all_matters=Count("matters")
    )
    return counted.order_by("key", F("place").asc(nulls_first=True), "-number")


@lru_cache(maxsize=128)
def verdict(text: str) -> tuple[Problem, ...]:
    """What the checker says of a published text today; () when it is sound. Worked out once per text and kept."""
    return problems(text)


def problems(text: str) -> tuple[Problem, ...]:
    """Every problem of a text; one that is no TOML has the one problem "unreadable"."""
    try:
        return tuple(check(text))
    except Refusal as no:
        return (Problem("unreadable", "", str(no.details.get("why", ""))),)


@dataclass(frozen=True)
class Staffed:
    """A step in a place: who can do it there.

    able       the persons who could, by name; not listed where everybody may
    everybody  each matter or place has somebody for it (the raiser, a resident)
    problem    the `unstaffed_step`, None when somebody can
    """

    step: Step
    able: tuple[Person, ...]
    everybody: bool
    problem: Problem | None


def staffed(process: Process, place: Place, *, on: date) -> list[Staffed]:
    """Every step, first the line's, then the branches', with who can do it in a place on a day; four queries."""
    who = people.staffing(place, on=on)
    missing = {problem.step: problem for problem in staffing(process, who)}
    persons = {str(person.pk): person for person in Person.objects.filter(pk__in=set().union(*who.values()))}
    steps = (*process.line, *(step for branch in process.branches for step in branch.steps))
    return [_staffed(step, who, persons, missing.get(step.key)) for step in steps]


def _staffed(step: Step, who: dict[str, set[str]], persons: dict[str, Person], problem: Problem | None) -> Staffed:
    everybody = not step.by.isdisjoint(GIVEN)
    able = set() if everybody else set().union(*(who.get(role, set()) for role in step.by))
    found = sorted((persons[key] for key in able if key in persons), key=lambda person: (person.called, str(person.pk)))
    return Staffed(step, tuple(found), everybody, problem)


def arranged_by(actor: Actor) -> QuerySet[Place]:
    """The communities for which an actor may publish: all for the system administrator, a secretary's own."""
    standing = Place.objects.filter(level=Level.COMMUNITY, valid_to=None).order_by("path")
    if actor.by_card:
        return standing.none()
    if "system_admin" in actor.all_roles:
        return standing
    return standing.filter(people.under(people.paths_of(actor, ["secretary"])))
