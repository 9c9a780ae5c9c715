"""What a lobby screen and a poster show of a place: overdue, due this week, promised for later, solved this month."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from bandeng.commitments.models import State, WorkItem
from bandeng.core.deadline import local_day
from bandeng.desk.queries.doors import Share
from bandeng.desk.queries.finding import late_on, solved_ones
from bandeng.desk.queries.rows import Row, as_rows, listed
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter
from bandeng.places.models import Place


@dataclass(frozen=True)
class Part:
    """A part of the wall: its first rows, and how many there are in all."""

    rows: list[Row]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Wall:
    """All parts. Open matters stand in the first part they fit: overdue, due this week, promised, and else nowhere."""

    overdue: Part
    week: Part
    promised: Part
    solved: Part
    ended: Share
    open_ones: Share


def wall(place: Place, now: datetime, *, most: int) -> Wall:
    """The wall of a place; a fixed number of queries.

    most   rows in each part
    """
    on = local_day(now)
    after = on - timedelta(days=on.weekday()) + timedelta(days=7)
    here = matters.public_at(place).order_by()
    running = listed(here.filter(step__isnull=False)).order_by(F("next_due").asc(nulls_last=True), "raised_at", "pk")
    rest = running.exclude(late_on(on))
    month = here.filter(step=None, closed_at__gte=_begin(now))
    found = {
        "overdue": running.filter(late_on(on)), "week": rest.filter(Q(next_due__lt=after)),
        "promised": rest.filter(Q(next_due__gte=after), Exists(_taken())),
        "solved": month.filter(solved_ones()).order_by("-closed_at", "-pk"),
    }  # fmt: skip
    parts = _parts(found, now, most)
    return Wall(
        **parts, ended=Share(parts["solved"].count, month.count()),
        open_ones=Share(parts["overdue"].count, here.filter(step__isnull=False).count()),
    )  # fmt: skip


def _parts(found: dict[str, QuerySet[Matter]], now: datetime, most: int) -> dict[str, Part]:
    """Every part by its name; what their rows show is read once for all of them.

    All keys are read, and so need no count: what is open in one place, or was solved there in a month, is not much.
    """
    keys = {name: list(rows.values_list("pk", flat=True)) for name, rows in found.items()}
    whole = listed(Matter.objects.filter(pk__in=[key for some in keys.values() for key in some[:most]]))
    rows = {row.matter.pk: row for row in as_rows(list(whole), now)}
    return {name: Part([rows[key] for key in some[:most]], len(some)) for name, some in keys.items()}


def _taken() -> QuerySet[WorkItem]:
    """A matter's work that a unit holds."""
    return WorkItem.objects.filter(matter=OuterRef("pk"), state__in=[State.ACTIVE, State.DONE])


def _begin(now: datetime) -> datetime:
    """The first moment of this month, here."""
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
