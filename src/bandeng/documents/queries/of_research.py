"""What papers of research say, read from its rows: as many queries for a long trip as for a short one.

The private part of a visit (`aside`) is never read here; informants are roles and numbers.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.core.papers import facts
from bandeng.documents.queries.subject import Subject
from bandeng.matters import showing as matter_words
from bandeng.research.models import Adoption, Finding, Output, Suggestion, Trip, Visit, Way
from bandeng.research.showing import heard, spoke

MOST = 200
"""So many lines of one kind a paper lists; the rest stands on the page it names."""

KINDS = frozenset({Way.PROPOSAL.value, Way.BRIEF.value})
"""What goes forward in writing; a talk has its record."""


def trip_of(trip: Trip) -> Subject:
    """调研报告, from the day it was planned."""
    page = reverse("research:trip", args=[trip.pk])
    return Subject("trip", f"trip:{trip.pk}", trip.place, None, trip.ends_on, partial(_trip, trip, page), page)


def _trip(trip: Trip, page: str) -> facts.Trip:
    found, told = trip.findings.aggregate(n=Count("pk"), raised=Count("matter")), Q(answered_on__isnull=False)
    rows = Suggestion.objects.filter(trip=trip).order_by("number", "pk")
    counted = rows.order_by().aggregate(n=Count("pk"), told=Count("pk", filter=told))
    return facts.Trip(
        trip.place.name, trip.title, trip.host, trip.starts_on, trip.ends_on, tuple(trip.themes),
        tuple(trip.members), trip.about, _sites(trip), _found(trip), found["n"], found["raised"], _suggested(rows),
        counted["n"], counted["told"], settings.ADDRESS + page,
    )  # fmt: skip


def _sites(trip: Trip) -> tuple[facts.Site, ...]:
    visits: dict[UUID | None, list[facts.Visit]] = defaultdict(list)
    rows = Visit.objects.filter(site__trip=trip).defer("aside").order_by("visited_on", "pk")
    for each in rows[:MOST]:
        people = "、".join(f"{role}{count}人" for role, count in heard(each))
        visits[each.site_id].append(facts.Visit(each.visited_on, each.seen, people, each.later))
    return tuple(
        facts.Site(
            each.name, each.place.label or each.place.name,
            tuple(theme for number, theme in enumerate(trip.themes, 1) if number in each.themes),
            tuple(visits[each.pk]),
        )
        for each in trip.sites.select_related("place").order_by("number")[:MOST]
    )  # fmt: skip


def _found(trip: Trip) -> tuple[facts.Found, ...]:
    """What was found, with what it became; of a matter that is not public it says only that it is one."""
    along = trip.findings.select_related("matter__process", "site")
    rows = list(along.prefetch_related("matter__ratings", "matter__milestones").order_by("number")[:MOST])
    became: dict[UUID | None, list[str]] = defaultdict(list)
    for each in Suggestion.objects.filter(finding__in=rows).order_by("number", "pk").only("number", "finding"):
        became[each.finding_id].append(_("suggestion %(number)s") % {"number": each.number})
    return tuple(
        facts.Found(
            each.number, each.group, each.text, each.site.name if each.site else "",
            "\n".join([*_matter(each), *became[each.pk]]),
        )
        for each in rows
    )  # fmt: skip


def _matter(finding: Finding) -> Iterable[str]:
    if finding.matter is None:
        return ()
    if not finding.matter.is_public:
        return (_("raised as a matter"),)
    told = {"number": finding.matter.number, "status": matter_words.status(finding.matter)}
    return (_("matter %(number)s (%(status)s)") % told,)


def _suggested(rows: "QuerySet[Suggestion]") -> tuple[facts.Suggested, ...]:
    return tuple(_one(each) for each in rows.select_related("unit")[:MOST])


def _one(each: Suggestion) -> facts.Suggested:
    answer = str(Adoption(each.adoption).label) if each.adoption else ""
    unit = str(each.unit) if each.unit else ""
    return facts.Suggested(each.number, each.text, spoke(each), unit, answer, each.reason, each.later)


def output_of(output: Output) -> Subject:
    """提案 or 社情民意信息. It has the number of its register, and no other."""
    page = reverse("research:output", args=[output.pk])
    day = local_day(output.written_at)
    made = partial(_output, output)
    return Subject(str(output.kind), f"{output.kind}:{output.pk}", output.place, None, day, made, page)


def _output(output: Output) -> facts.Output:
    rows = Suggestion.objects.filter(output=output).order_by("number", "pk")
    return facts.Output(
        output.place.name, output.number, output.title, output.analysis, output.advice,
        local_day(output.written_at), output.handed_to, _suggested(rows), rows.count(), output.adopted,
        output.instruction, output.instructed_by, output.instructed_on,
    )  # fmt: skip
