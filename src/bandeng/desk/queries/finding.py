"""The public list: every state shown, found by words and by filters; n of N."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, overload
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from bandeng.commitments.models import State, WorkItem
from bandeng.core.categories import parts_of
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.core.text.searching import enough, parts
from bandeng.desk.queries.rows import listed
from bandeng.matters import queries as matters
from bandeng.matters.models import Deadline, Matter, MilestoneReached, Pause, Rating, Word
from bandeng.people.models import Organisation
from bandeng.places.models import Level, Place

Condition = Q | Exists

BRANCHES = {
    "explained": "explain", "passed_on": "pass_on", "escalated": "escalate", "mediated": "mediate",
    "withdrawn": "withdraw", "merged": "merge", "not_accepted": "not_accepted",
}  # fmt: skip
"""A state that stands for a way beside the line: on it, or ended by it."""

WHOLE = 1000
"""What a number typed whole weighs more than any words."""


class Matched:
    """The matters that words found, best first; what a page shows of them is read when it is sliced."""

    def __init__(self, keys: list[UUID]) -> None:
        self.keys = keys

    def count(self) -> int:
        """How many there are."""
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Matter: ...
    @overload
    def __getitem__(self, at: slice) -> list[Matter]: ...
    def __getitem__(self, at: int | slice) -> Matter | list[Matter]:
        keys = self.keys[at] if isinstance(at, slice) else [self.keys[at]]
        rows = {matter.pk: matter for matter in listed(Matter.objects.filter(pk__in=keys))}
        found = [rows[key] for key in keys]
        return found if isinstance(at, slice) else found[0]


def public_list(place: Place, asked: Mapping[str, Any], now: datetime) -> QuerySet[Matter] | Matched:
    """The public matters that a filter asks for: what is open first by its clock, then what ended, newest first.

    asked   what `forms.Find` cleaned; with words (`q`) the best match comes first, of equals the newest open one
    """
    found = matters.public_at(place).filter(*conditions(asked, now))
    over = Case(When(step__isnull=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    if asked.get("q"):
        return _matching(found.order_by(over.asc(), "-raised_at", "pk"), asked["q"])
    return listed(found).order_by(
        over.asc(), Case(When(step__isnull=False, then=F("next_due"))).asc(nulls_last=True),
        F("closed_at").desc(nulls_last=True), "-raised_at", "pk",
    )  # fmt: skip


def _matching(found: QuerySet[Matter], words: str) -> Matched:
    """Those that hold enough of the words, best first; a matter's own number typed whole stands above all.

    The texts are compared here and not by the database: one read of them is faster than a LIKE for each part, and the
    answer is the same on either database (docs/decisions/0010-search.md).
    """
    looked_for, number = parts(words), words.strip().casefold()
    least = enough(looked_for)
    scored = []
    for pk, *texts in found.values_list("pk", "number", "title", "summary", "place__label"):
        told = "\n".join(texts).casefold()
        score = sum(weight for part, weight in looked_for.items() if part in told)
        score += WHOLE if texts[0].casefold() == number else 0
        if looked_for and score >= least:
            scored.append((score, pk))
    return Matched([pk for _score, pk in sorted(scored, key=lambda pair: -pair[0])])


def conditions(asked: Mapping[str, Any], now: datetime) -> list[Condition]:
    """What a filter asks for, all but its words, as conditions on matters."""
    found: list[Condition] = []
    if state := asked.get("state"):
        found.append(of_state(state, now))
    if category := asked.get("category"):
        found.append(Q(category__in=[category, *_parts(category)]))
    if at := asked.get("at"):
        found.append(Q(place__path__contains=f"/{at}/"))
    if unit := asked.get("unit"):
        found.append(Exists(WorkItem.objects.exclude(state=State.DROPPED).filter(matter=OuterRef("pk"), lead=unit)))
    if since := asked.get("since"):
        found.append(Q(raised_at__gte=_morning(since)))
    if until := asked.get("until"):
        found.append(Q(raised_at__lt=_morning(until + timedelta(days=1))))
    if asked.get("overdue"):
        found.append(late_on(local_day(now)))
    return found


def of_state(state: str, now: datetime) -> Condition:
    """The matters in a state of `forms.STATES`; one that the supervisor's review ended counts as not solved."""
    if state in BRANCHES:
        return Q(branch=BRANCHES[state]) & (Q(step__isnull=False) | ~Q(_says_no()))
    if state == "paused":
        return Exists(
            Pause.objects.filter(
                deadline__matter=OuterRef("pk"), deadline__stopped_at=None, granted=True, since__lte=now,
                expires_at__gt=now, ended_at=None,
            )
        )  # fmt: skip
    not_well = Q(_says_no()) | (Q(branch="") & ~Q(_reached())) | Q(branch="reopen")
    return {
        "open": Q(step__isnull=False), "ended": Q(step=None), "reopened": Q(round__gt=1, step__isnull=False),
        "solved": solved_ones(), "not_solved": Q(step=None) & not_well,
    }[state]  # fmt: skip


def solved_ones() -> Q:
    """Ended, checked as solved in the last round, and nobody who raised it says otherwise."""
    return Q(step=None, branch="") & Q(_reached()) & ~Q(_says_no())


def _reached() -> Exists:
    return Exists(MilestoneReached.objects.filter(matter=OuterRef("pk"), milestone="solved", round=OuterRef("round")))


def _says_no() -> Exists:
    return Exists(Rating.objects.filter(matter=OuterRef("pk"), round=OuterRef("round"), solved=Word.NO))


def late_on(on: date) -> Exists:
    """Matters with a clock that has run out."""
    return Exists(Deadline.objects.filter(matter=OuterRef("pk"), stopped_at=None, due_on__lt=on))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _parts(category: str) -> list[str]:
    try:
        return [part.key for part in parts_of(category)]
    except Refusal:
        return []


def units_at(place: Place) -> QuerySet[Organisation]:
    """The units that have, or had, something to do in the public matters of a place; one query."""
    held = WorkItem.objects.exclude(state=State.DROPPED).filter(
        matter__in=matters.public_at(place).order_by().values("pk"), lead__isnull=False
    )
    return Organisation.objects.filter(pk__in=held.values("lead")).order_by("name", "pk")


def spots_at(community: Place, chosen: str = "") -> list[Place]:
    """The places a list can be narrowed to: what stands below the community, and below the one chosen; one query."""
    line = {community.pk, ".".join(chosen.split(".")[:2])}
    below = Place.objects.filter(parent__in=line, valid_to=None, level__in=[Level.COMPOUND, Level.BUILDING])
    return list(below.filter(path__startswith=community.path).order_by("path"))
