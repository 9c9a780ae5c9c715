"""Reading this room: trips with what was found, the register of suggestions, its counts by way."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from bandeng.core.refusal import Refusal
from bandeng.matters.actions.intake import receipt_for
from bandeng.matters.actions.replies import REPLIERS
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.queries import under
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.research.models import Finding, Output, Suggestion, Trip, Way
from bandeng.research.queries.register import NONE, SOURCES, Asked, Counts, counts, register, units_of, years_of
from bandeng.research.queries.stations import Station, came_back, stations, unheard

__all__ = [
    "NEAR_DAYS", "NONE", "OFFICERS", "PLANNERS", "READERS", "SOURCES", "Asked", "Counts", "Station", "answers_for",
    "asked_of", "came_back", "counts", "findings", "free_beside", "goes_on", "need_place", "next_number",
    "next_output_number", "output", "outputs", "receipt_key", "receipt_of", "receipts_of", "register", "stations",
    "suggestion", "to_remind", "trip", "trips", "unheard", "units_of", "waiting_for", "years_of",
]  # fmt: skip

PLANNERS = frozenset({"convener", "cppcc_member", "secretary"})
"""Who plans trips and keeps the register of suggestions of their place."""

READERS = PLANNERS | {"supervisor"}
"""Who reads the desk's lists of them."""

OFFICERS = frozenset({"department_officer", "unit_officer"})


# --- trips ---


def trips(paths: Sequence[str]) -> QuerySet[Trip]:
    """The trips under these paths, the newest first, with how much was found and became a matter."""
    counted = {"found": Count("findings"), "raised": Count("findings__matter")}
    rows = Trip.objects.filter(under(paths, "place__")).select_related("place").annotate(**counted)
    return rows.order_by("-starts_on", "-pk")


def trip(pk: UUID) -> Trip:
    """A trip; all are public. Raises Http404."""
    found = Trip.objects.select_related("place").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def findings(of: Trip) -> list[tuple[str, list[Finding]]]:
    """What was found, class by class, in the order in which it was noted."""
    groups: dict[str, list[Finding]] = {}
    for each in of.findings.select_related("matter", "site").order_by("number"):
        groups.setdefault(each.group, []).append(each)
    return list(groups.items())


def receipt_key(finding: Finding) -> str:
    """The `once` of the raising that a finding became; its receipt follows from it."""
    return f"finding-{finding.pk}"


def receipt_of(finding: Finding) -> str:
    """The secret of that raising's receipt, for those who carry its reply to who spoke."""
    first = Finding.objects.filter(matter=finding.matter_id, trip=finding.trip_id).order_by("number").first()
    return receipt_for(receipt_key(first or finding))[1]


def receipts_of(found: Sequence[Finding]) -> dict[UUID, str]:
    """The secret of the receipt of each matter that some of a trip's findings became, by the matter's key."""
    firsts: dict[UUID, Finding] = {}
    for each in sorted(found, key=lambda each: each.number):
        if each.matter_id:
            firsts.setdefault(each.matter_id, each)
    return {matter: receipt_for(receipt_key(first))[1] for matter, first in firsts.items()}


def free_beside(finding: Finding) -> list[Finding]:
    """The other findings of its trip that are no matter yet, those of its own class first."""
    others = finding.trip.findings.filter(matter=None).exclude(pk=finding.pk).order_by("number")
    return sorted(others, key=lambda each: (each.group != finding.group, each.number))


# --- suggestions ---


def suggestion(pk: UUID) -> Suggestion:
    """A suggestion with what hangs on it; all are public. Raises Http404."""
    found = (
        Suggestion.objects.select_related("place", "unit", "trip", "finding", "matter__place", "output")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def asked_of(actor: Actor) -> QuerySet[Suggestion]:
    """What units of the reader were asked, unanswered ones first, the nearest date before the others."""
    rows = Suggestion.objects.filter(unit__in=actor.organisations()).select_related("place", "unit")
    return rows.order_by(F("answered_on").asc(nulls_first=True), "due_on", "pk")


NEAR_DAYS = 3
"""So many days before its date a unit is reminded, and the lamp turns yellow."""


def to_remind(today: date) -> QuerySet[Suggestion]:
    """What a unit was asked and is due to be reminded of: once when its date is near, once when it is over."""
    near = Q(near_on=None, due_on__gte=today, due_on__lte=today + timedelta(days=NEAR_DAYS))
    past = Q(past_on=None, due_on__lt=today)
    asked = Suggestion.objects.filter(near | past, unit__isnull=False, answered_on=None)
    return asked.order_by("due_on", "pk")


def waiting_for(actor: Actor) -> QuerySet[Suggestion]:
    """What units of the reader still have to answer."""
    return Suggestion.objects.filter(unit__in=actor.organisations(), answered_on=None)


def answers_for(actor: Actor, of: Suggestion) -> bool:
    """Whether somebody speaks for the unit that was asked. No query."""
    return not actor.by_card and of.unit_id in actor.organisations()


def goes_on(of: Suggestion, actor: Actor) -> Matter | None:
    """The matter of a suggestion, where it still goes on and the reader may reply in it."""
    matter = of.matter or (of.finding.matter if of.finding else None)
    if matter is None or matter.step is None or matter.merged_into_id:
        return None
    return matter if not actor.roles_at(matter.place).isdisjoint(REPLIERS) else None


def next_number(chain: str, year: int) -> str:
    """ "2026-0001" in a chain, without a gap: counted under its lock."""
    last = Suggestion.objects.filter(starts("number", f"{year}-"), chain=chain).count()
    return f"{year}-{last + 1:04d}"


# --- outputs ---


def outputs(paths: Sequence[str]) -> QuerySet[Output]:
    """What suggestions under these paths were turned into, the newest first."""
    return Output.objects.filter(under(paths, "place__")).select_related("place").order_by("-written_at", "-pk")


def output(pk: UUID) -> Output:
    """One of them. Raises Http404."""
    found = Output.objects.select_related("place").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def next_output_number(chain: str, kind: str, year: int) -> str:
    """ "提案〔2026〕3号": as official papers are numbered, in the language of the papers."""
    with translation.override("zh-hans"):
        name = {Way.TALK: _("Talk"), Way.PROPOSAL: _("Proposal"), Way.BRIEF: _("Brief")}[Way(kind)]
    before = f"{name}〔{year}〕"
    return f"{before}{Output.objects.filter(starts('number', before), chain=chain).count() + 1}号"


def need_place(code: str, below: Place) -> Place:
    """A place by its code or name within another. Raises Refusal "unknown_place"."""
    here = Place.objects.filter(starts("path", below.path), valid_to=None)
    found = here.filter(Q(pk=code) | Q(name=code) | Q(label=code)).order_by("path").first()
    if found is None:
        raise Refusal("unknown_place", name=code, field="sites")
    return found
