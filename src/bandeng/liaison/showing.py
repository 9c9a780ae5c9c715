"""Rooms and records in words, in the shape of the shell's tags."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from bandeng.liaison.models import DutyDay, Inspection
from bandeng.liaison.queries.rooms import Holding, is_due
from bandeng.people.labels import role_name
from bandeng.research.models import Adoption, Way

KINDS: dict[str, str | Promise] = {
    "meetings": gettext_lazy("Meetings held"),
    "benches": gettext_lazy("Bench meetings"),
    "trips": gettext_lazy("Research trips"),
    "duty_days": gettext_lazy("Duty days"),
    "past_duty_days": gettext_lazy("Duty days entered later"),
    "past_activities": gettext_lazy("Activities entered later"),
    "solved": gettext_lazy("Matters solved"),
    "past_problems": gettext_lazy("Problems solved, entered later"),
    "suggestions": gettext_lazy("Suggestions"),
    "past_suggestions": gettext_lazy("Suggestions entered later"),
}


@dataclass(frozen=True)
class Chip:
    """A state with its word, as `{% lamp %}` takes it."""

    state: str
    words: str


def found(met: int | None, points: list[Any] | None, again_on: date | None, today: date) -> Chip:
    """How a room was found last."""
    if met is None or points is None:
        return Chip("paused", _("not looked at yet"))
    told = {"met": met, "all": len(points)}
    if met == len(points):
        return Chip("done", _("up to standard: %(met)s / %(all)s") % told)
    words = _("%(met)s / %(all)s points met") % told
    return Chip("late" if is_due(again_on, today) else "soon", words)


def language() -> str:
    """The reader's language."""
    return get_language() or ""


def kind(of: Holding, key: str) -> str:
    """A kind of room in the reader's language."""
    return of.kind(key, language())


def narrowed(name: str, key: str) -> str:
    """A way or an answer of suggestions; "" is for those that have none."""
    if name == "way":
        return str(Way(key).label) if key else _("not put forward yet")
    return str(Adoption(key).label) if key else _("not answered yet")


def points(of: Inspection, standard: Holding) -> list[tuple[str, bool, str]]:
    """(what was looked at, whether it was met, what was seen); in the reader's language where the point stands."""
    names = {each.key: each.name(language()) for each in standard.points if each.origin != "place"}
    return [(names.get(each["key"], each["name"]), each["met"] == "yes", each["note"]) for each in of.points]


def came(day: DutyDay) -> list[tuple[str, str]]:
    """Who came: role and number."""
    return [(role_name(each["role"]), each["count"]) for each in day.came]
