"""The desk's pages of trips: plan, visit, find, let a finding become a matter; the tool of a step."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.matters import queries as of_matters
from bandeng.matters.actions.decisions import recorders
from bandeng.matters.forms.raising import kept_photos
from bandeng.matters.views.acting import Page, staff_matter
from bandeng.matters.views.acting import acted as acted_on_matter
from bandeng.matters.views.acting import opened as opened_for_matter
from bandeng.matters.views.raising import photos_of, with_photos
from bandeng.people.queries import paths_of
from bandeng.places.models import Level, Place
from bandeng.research import actions, agendas, forms, queries
from bandeng.research.models import Finding, Site
from bandeng.research.views.acting import acted, need_at, need_reader, own_places
from bandeng.shell.acting import opened
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

AT_HOME = (Level.COMMUNITY, Level.COMPOUND)
VISITED = Page(
    lazy("Note what the visits found"), lazy("Keep it"),
    lazy("Where somebody was, what they saw, and whom they heard."), lazy("Noted."), "research/for_matter.html",
)  # fmt: skip


@login_required
@never_cache
def all_(request: Request) -> HttpResponse:
    """Every trip of the reader's places."""
    need_reader(request)
    page = paged(queries.trips(paths_of(request.actor, queries.READERS)), request)
    may_plan = not request.actor.all_roles.isdisjoint(queries.PLANNERS)
    return render(request, "research/all.html", {"page": page, "may_plan": may_plan})


@login_required
@never_cache
def plan(request: Request) -> HttpResponse:
    """Plan a trip: themes, sites, members, dates."""
    need_reader(request, queries.PLANNERS)
    today = local_day(timezone.now())
    form = opened(request, forms.Plan, {"starts_on": today, "ends_on": today}, places=own_places(request))

    def do(told: dict[str, Any]) -> object:
        place = Place.objects.get(pk=told.pop("place"))
        return actions.plan_trip(
            **told | {
                "place": place, "themes": forms.lines(told["themes"]), "members": forms.lines(told["members"]),
                "sites": forms.stops(told["sites"], place),
            },
            actor=request.actor, at=timezone.now(),
        )  # fmt: skip

    return acted(request, form, _("Plan a research trip"), do, _to_trip, back=reverse("research:all"))


def _to_trip(done: Any) -> str:
    return reverse("research:trip", args=[done.pk])


@login_required
@never_cache
def visit(request: Request, pk: UUID) -> HttpResponse:
    """Note a visit; from paper too, on a later day."""
    site = Site.objects.select_related("trip__place").filter(pk=pk).first()
    if site is None:
        raise Http404
    need_at(request, site.trip.place)
    form = opened(request, forms.Visit, {"visited_on": local_day(timezone.now())})
    refused = ""
    if request.method == "POST":
        form, refused = with_photos(request, form)

    def do(told: dict[str, Any]) -> object:
        return actions.note_visit(
            trip=site.trip, site=site, visited_on=told["visited_on"], seen=told["seen"], aside=told["aside"],
            informants=form.heard(), photos=kept_photos(told["kept"]), actor=request.actor, at=timezone.now(),
            once=told["once"],
        )  # fmt: skip

    back = reverse("research:trip", args=[site.trip_id])
    return acted(
        request, form, _("Note a visit"), do, lambda done: back, back=back, lead=site.name, wrong=refused,
        template="research/visit.html",
    )  # fmt: skip


@login_required
@never_cache
def find(request: Request, pk: UUID) -> HttpResponse:
    """Note what was found, class by class."""
    trip = queries.trip(pk)
    need_at(request, trip.place)
    form = opened(request, forms.Findings)
    sites = {str(each.pk): each for each in trip.sites.order_by("number")}
    form.offer("site", [("", _("of the whole trip")), *((key, each.name) for key, each in sites.items())])

    def do(told: dict[str, Any]) -> object:
        rows = forms.found(told["findings"], sites.get(told["site"]))
        return actions.find(trip=trip, findings=rows, actor=request.actor, at=timezone.now(), once=told["once"])

    back = _to_trip(trip)
    return acted(request, form, _("Note what was found"), do, _to_trip, back=back, lead=trip.title)


@login_required
@never_cache
def raise_(request: Request, pk: UUID) -> HttpResponse:
    """Let a finding become a matter: look, send."""
    finding = Finding.objects.select_related("trip__place", "site__place").filter(pk=pk).first()
    if finding is None:
        raise Http404
    trip = finding.trip
    need_at(request, trip.place)
    below = finding.site.place.path if finding.site else trip.place.path
    others = {str(each.pk): each for each in queries.free_beside(finding)}
    form = opened(
        request, forms.Raise, {"severity": "2", "category": "other"}, places=own_places(request, AT_HOME, below),
        others=list(others.values()),
    )  # fmt: skip

    def do(told: dict[str, Any]) -> object:
        return actions.raise_finding(
            trip=trip, finding=finding, place=Place.objects.get(pk=told["place"]), category=told["category"],
            severity=int(told["severity"]), also=[others[key] for key in told.get("also", [])], actor=request.actor,
            at=timezone.now(), once=told["once"],
        )  # fmt: skip

    back = _to_trip(trip)
    return acted(
        request, form, _("Let it become a matter"), do, lambda done: back, back=back, lead=finding.text,
    )  # fmt: skip


@login_required
@never_cache
def tell_found(request: Request, pk: UUID) -> HttpResponse:
    """Who spoke of a finding hears what came of it at a meeting; the words of the outcome are offered."""
    finding = Finding.objects.select_related("trip__place").filter(pk=pk).first()
    if finding is None:
        raise Http404
    trip = finding.trip
    need_at(request, trip.place)
    lines, others = _talked_over(finding)
    first = {"how": "visit", "text": lines[-1].said if lines else "", "also": list(others)}
    form = opened(request, forms.TellFound, first, others=list(others.values()))

    def do(told: dict[str, Any]) -> object:
        also = [others[key] for key in told.get("also", [])]
        return actions.tell_found(
            trip=trip, findings=[finding, *also], how=told["how"], text=told["text"], actor=request.actor,
            at=timezone.now(), once=told["once"],
        )  # fmt: skip

    return acted(request, form, _("Tell who spoke of it"), do, _to_trip, back=_to_trip(trip), lead=finding.text)


def _talked_over(finding: Finding) -> tuple[list[agendas.OnAgenda], dict[str, Finding]]:
    """What came of a finding, and the others of its trip that stand on the same line of the agenda."""
    rest = list(finding.trip.findings.filter(matter=None).order_by("number"))
    standing = agendas.standing(rest)
    lines = [line for line in standing.get(finding.pk, []) if line.outcome]
    items = {line.item for line in lines}
    return lines, {
        str(each.pk): each
        for each in rest
        if each.pk != finding.pk and items & {line.item for line in standing.get(each.pk, [])}
    }


@login_required
@never_cache
def for_matter(request: Request, pk: UUID) -> HttpResponse:
    """The tool of a step: what the visits for this matter found."""
    matter = staff_matter(request, pk, recorders(of_matters.visible_matter(request.actor, pk)))
    form = opened_for_matter(request, forms.MatterVisit, matter, on=local_day(timezone.now()))
    refused = ""
    if request.method == "POST":
        form, refused = with_photos(request, form)

    def do(told: dict[str, Any]) -> None:
        actions.note_matter_visit(
            matter=matter, on=told["on"], text=told["text"], document=told["document"], informants=form.heard(),
            photos=kept_photos(told["kept"]), actor=request.actor, at=timezone.now(), once=told["once"],
            version=told["version"],
        )  # fmt: skip

    context = {"photos": photos_of(form), "most_photos": 9, "refused": refused}
    return acted_on_matter(request, matter, form, VISITED, do, context=context, wrong=refused)
