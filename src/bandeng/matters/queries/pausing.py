"""The clock of the step where a matter stands, its pauses, and what was waited for altogether."""

from datetime import date

from django.db.models import QuerySet

from bandeng.core import deadline as core
from bandeng.matters.models import Deadline, Matter, Pause
from bandeng.matters.queries.clocks import facts_of


def step_clock(matter: Matter) -> Deadline | None:
    """The running clock of the step where it stands; None where there is none. One query."""
    visit = matter.visits.select_related("deadline__matter").filter(left_at__isnull=True).first()
    clock = visit.deadline if visit else None
    return clock if clock and clock.stopped_at is None else None


def stood_still(clock: Deadline) -> int:
    """On how many days a clock stood still since it began, or will by what was granted; each day once."""
    began = core.local_day(clock.started_at)
    return sum(day >= began for day in core.paused_days(facts_of(clock).pauses))


def asked_pause(clock: Deadline) -> Pause | None:
    """The pause that was asked for and not decided yet."""
    return clock.pauses.filter(granted__isnull=True).first()


def running_pause(clock: Deadline, on: date) -> Pause | None:
    """The pause that goes on over a day: neither ended nor on its review date."""
    return clock.pauses.filter(granted=True, ended_at__isnull=True, review_on__gt=on).order_by("-since", "pk").first()


def pauses_of(matter: Matter) -> QuerySet[Pause]:
    """Every pause that was granted for a clock of a matter, of its steps and its work, in their order."""
    granted = Pause.objects.filter(deadline__matter=matter, granted=True)
    return granted.select_related("deadline", "asked_by", "decided_by").order_by("since", "pk")
