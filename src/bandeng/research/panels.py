"""What a matter's page shows of research: the trip it was found on, the suggestion it is, visits for it; what a
receipt shows of the register."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.matters.models import Matter, Raising
from bandeng.research import queries, showing
from bandeng.research.models import Finding, Suggestion, Visit
from bandeng.shell.tools import Panel


def of_matter(matter: Matter, request: HttpRequest) -> Panel | None:
    """Nothing for a matter that no trip found and nobody suggested."""
    finding = Finding.objects.select_related("trip").filter(matter=matter).first()
    suggestion = Suggestion.objects.filter(matter=matter).first()
    visits = [(each, showing.heard(each)) for each in Visit.objects.filter(matter=matter).order_by("-visited_on", "pk")]
    may_take = suggestion is None and _may_take(matter, request)
    if not (finding or suggestion or visits or may_take):
        return None
    context = {
        "matter": matter, "finding": finding, "suggestion": suggestion, "visits": visits, "may_take": may_take,
        "chip": showing.chip(suggestion, local_day(timezone.now())) if suggestion else None,
    }  # fmt: skip
    return Panel("research/parts/of_matter.html", context)


def of_receipt(raising: Raising, request: HttpRequest) -> Panel | None:
    """What became of what somebody raised, where it stands in the register of suggestions."""
    matter = raising.matter_id
    found = Suggestion.objects.select_related("unit", "output").filter(Q(matter=matter) | Q(finding__matter=matter))
    today = local_day(timezone.now())
    rows = [(each, showing.chip(each, today)) for each in found.order_by("number", "pk")[:20]]
    return Panel("research/parts/of_receipt.html", {"rows": rows}) if rows else None


def _may_take(matter: Matter, request: HttpRequest) -> bool:
    actor = request.actor  # type: ignore[attr-defined]
    return matter.is_public and not actor.by_card and not actor.roles_at(matter.place).isdisjoint(queries.PLANNERS)
