"""What came of a suggestion, station by station, from the ledger: every answer, what came back on its paper, and when
who said it first heard of it. A later answer takes an earlier one's place in the register; both stay to be read here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bandeng.core.deadline import local_day
from bandeng.records.models import Entry
from bandeng.research.models import Output, Suggestion

ANSWERED, CAME_BACK, TOLD = "suggestion.answered", "output.instructed", "suggestion.told"


@dataclass(frozen=True)
class Station:
    """One of them: its verb, the day on which it was recorded, and the act's own words."""

    verb: str
    on: date
    told: Mapping[str, Any]


def stations(of: Suggestion) -> list[Station]:
    """In the order in which they were recorded; one query."""
    subjects = [f"suggestion:{of.pk}", *([f"output:{of.output_id}"] if of.output_id else [])]
    return _read(subjects, (ANSWERED, CAME_BACK, TOLD))


def came_back(of: Output) -> list[Station]:
    """All that ever came back on a paper; one query."""
    return _read([f"output:{of.pk}"], (CAME_BACK,))


def _read(subjects: Sequence[str], verbs: Sequence[str]) -> list[Station]:
    rows = Entry.objects.filter(subject__in=subjects, verb__in=verbs).order_by("arrival")
    return [Station(each.verb, local_day(each.at), each.detail) for each in rows]


def unheard(found: Sequence[Station]) -> Station | None:
    """The latest of what came since who said it first heard back; None where they know all of it."""
    return found[-1] if found and found[-1].verb != TOLD else None
