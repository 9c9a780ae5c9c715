"""The desk's pages of suggestions: the register, one's own to answer, writing down, handing, answering, telling."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as of_matters
from bandeng.matters.views.acting import staff_matter
from bandeng.people.models import Organisation
from bandeng.people.queries import paths_of, under
from bandeng.places.choosing import BAR, MOST, SHOWN, Choice, Find
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.research import actions, forms, queries, showing
from bandeng.research.models import Finding, Suggestion
from bandeng.research.views.acting import acted, narrowed, need_at, need_reader, own_places
from bandeng.shell.acting import opened
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


@login_required
@never_cache
def register(request: Request) -> HttpResponse:
    """One register: how many by which way, what became of them, and each of them."""
    need_reader(request)
    today, paths = local_day(timezone.now()), paths_of(request.actor, queries.READERS)
    form, page, counts = narrowed(request, paths, today)
    context = {
        "form": form, "page": page, "counts": counts, "figures": showing.figures(counts, form.asked().year),
        **form.shown(),
        "rows": [(each, showing.chip(each, today)) for each in page], "outputs": list(queries.outputs(paths)[:10]),
        "may_plan": not request.actor.all_roles.isdisjoint(queries.PLANNERS),
    }  # fmt: skip
    return render(request, "research/register.html", context)


@login_required
@never_cache
def mine(request: Request) -> HttpResponse:
    """What the reader's units were asked."""
    need_reader(request, queries.OFFICERS)
    page, today = paged(queries.asked_of(request.actor), request), local_day(timezone.now())
    rows = [(each, showing.chip(each, today)) for each in page]
    return render(request, "research/mine.html", {"page": page, "rows": rows})


@login_required
@never_cache
def suggest(request: Request) -> HttpResponse:
    """Write down a suggestion; of a trip or a finding where the address names one."""
    need_reader(request, queries.PLANNERS)
    finding = _finding(request)
    trip = finding.trip if finding else _trip(request)
    places = own_places(request) if trip is None else Place.objects.filter(pk=trip.place_id)
    first = {
        "said_on": trip.ends_on if trip else local_day(timezone.now()), "source": "research" if trip else "meeting",
        "said_by": "cppcc_member",
    }  # fmt: skip
    form = opened(request, forms.Suggest, first, places=places)

    def do(told: dict[str, Any]) -> object:
        return actions.suggest(
            **told | {"place": Place.objects.get(pk=told["place"])}, trip=trip, finding=finding, actor=request.actor,
            at=timezone.now(),
        )  # fmt: skip

    back = reverse("research:trip", args=[trip.pk]) if trip else reverse("research:register")
    lead = finding.text if finding else trip.title if trip else ""
    return acted(request, form, _("Write down a suggestion"), do, _to_one, back=back, lead=lead)


def _finding(request: Request) -> Finding | None:
    try:
        asked = UUID(request.GET.get("finding", ""))
    except ValueError:
        return None
    return Finding.objects.select_related("trip__place").filter(pk=asked).first()


def _trip(request: Request) -> Any:
    try:
        return queries.trip(UUID(request.GET.get("trip", "")))
    except ValueError:
        return None


def _to_one(done: Any) -> str:
    return reverse("research:suggestion", args=[done.pk])


@login_required
@never_cache
def take(request: Request, pk: UUID) -> HttpResponse:
    """What a resident raised is a suggestion: into the register with it."""
    matter = staff_matter(request, pk, queries.PLANNERS, of=request.actor.roles_at(_place_of(request, pk)))
    form = opened(request, forms.TakeAs, {"text": matter.summary[:1000]})

    def do(told: dict[str, Any]) -> object:
        return actions.take_as_suggestion(
            matter=matter, text=told["text"], actor=request.actor, at=timezone.now(), once=told["once"]
        )

    back = reverse("matters:detail", args=[matter.pk])
    return acted(
        request, form, _("Take it into the register of suggestions"), do, _to_one, back=back, lead=matter.title
    )


def _place_of(request: Request, pk: UUID) -> Place:
    matter = of_matters.visible_matter(request.actor, pk)
    if not matter.is_public:
        raise Refusal("not_allowed")
    return matter.place


def _own(request: Request, pk: UUID) -> Suggestion:
    found = queries.suggestion(pk)
    need_at(request, found.place)
    return found


@login_required
@never_cache
def hand(request: Request, pk: UUID) -> HttpResponse:
    """Ask a unit for its answer."""
    found = _own(request, pk)
    form = opened(request, forms.Hand)
    form.fields["unit"].among(*_units(found.place))

    def do(told: dict[str, Any]) -> object:
        unit = Organisation.objects.get(pk=told["unit"])
        return actions.hand(
            suggestion=found, unit=unit, actor=request.actor, at=timezone.now(), once=told["once"]
        )  # fmt: skip

    return acted(request, form, _("Ask a unit for its answer"), do, _to_one, back=_to_one(found), lead=found.text)


def _units(place: Place) -> tuple[list[Choice], Find | None]:
    """The units of the place and above it, then those below; where there are more, how to find them by name."""
    rows = Organisation.objects.select_related("place")
    here = Q(place__in=place.ancestry) | under([place.path], "place__")
    near = rows.filter(here).order_by("place__path", "name", "pk")
    found = list(near[: MOST + 1])
    offered = [(str(each.pk), each.name) for each in found]
    if len(found) <= MOST:
        return offered, None

    def find(text: str) -> list[Choice]:
        named = near.filter(starts("name", text.partition(BAR)[0]))[: SHOWN + 1]
        told = [(str(each.pk), f"{each.name}{BAR}{each.place}") for each in named]
        return [each for each in told if text in (each[1], each[1].partition(BAR)[0])] or told

    return offered, find


@login_required
@never_cache
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Say what becomes of it, for the unit that was asked; or note its paper."""
    found = queries.suggestion(pk)
    if not queries.answers_for(request.actor, found):
        need_at(request, found.place)
    form = opened(request, forms.Answer)

    def do(told: dict[str, Any]) -> object:
        return actions.answer(suggestion=found, **told, actor=request.actor, at=timezone.now())

    return acted(request, form, _("Answer the suggestion"), do, _to_one, back=_to_one(found), lead=found.text)


@login_required
@never_cache
def tell(request: Request, pk: UUID) -> HttpResponse:
    """Who spoke hears back."""
    found = _own(request, pk)
    news = queries.unheard(queries.stations(found))
    form = opened(request, forms.Tell, {"text": showing.news(news) if news else found.reason, "how": "visit"})

    def do(told: dict[str, Any]) -> object:
        return actions.tell(suggestion=found, **told, actor=request.actor, at=timezone.now())

    return acted(request, form, _("Tell who said it first"), do, _to_one, back=_to_one(found), lead=found.text)
