"""Areas of oversight: who looks after which part; giving one out; ending it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.liaison import actions, forms
from bandeng.liaison.queries import areas as queries
from bandeng.liaison.queries.rooms import place_for
from bandeng.liaison.views.choosing import need_anywhere, offer_people, own_places, person
from bandeng.people.queries import paths_of, under
from bandeng.places.choosing import PickPlace, finder
from bandeng.places.models import WIDE, Place
from bandeng.research.views.acting import acted
from bandeng.shell.acting import opened
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

READ = queries.ASSIGNERS | {queries.OVERSEES}
MOST_PARTS = 24


@login_required
@never_cache
def areas(request: Request) -> HttpResponse:
    """What stands in the reader's places."""
    need_anywhere(request, READ)
    page = paged(queries.oversights(paths_of(request.actor, READ), local_day(timezone.now())), request)
    gives = request.actor.places_with(*queries.ASSIGNERS)
    context = {
        "page": page, "may_assign": bool(gives),
        "rows": [(each, not gives.isdisjoint(each.within.ancestry)) for each in page],
    }  # fmt: skip
    return render(request, "liaison/areas.html", context)


@login_required
@never_cache
def assign(request: Request) -> HttpResponse:
    """Give somebody an area, or a township."""
    need_anywhere(request, queries.ASSIGNERS)
    picker = PickPlace(request.GET, own_places(request, queries.ASSIGNERS, WIDE))
    place = picker.picked() or _own_first(request)
    form = opened(request, forms.Assign, {"kind": "director"})
    below = Place.objects.filter(under([place.path]), valid_to=None).exclude(pk=place.pk).order_by("path")
    form.offer("parts", [(each.pk, each.label or each.name) for each in below.filter(parent=place)[:MOST_PARTS]])
    form.fields["more"].find = finder(below)
    offer_people(form.fields["person"], place)

    def do(told: dict[str, Any]) -> object:
        keys = dict.fromkeys([*told.pop("parts"), *told.pop("more")])
        told |= {"parts": list(below.filter(pk__in=keys)), "person": person(told["person"])}
        return actions.assign_oversight(place=place, **told, actor=request.actor, at=timezone.now())

    back = reverse("liaison:areas")
    return acted(
        request, form, _("Give out an area"), do, lambda done: back, back=back, lead=place.label or place.name,
        template="liaison/assign.html", picker=picker,
    )  # fmt: skip


def _own_first(request: Request) -> Place:
    """The first place in which the reader gives out areas. Raises Http404."""
    found = own_places(request, queries.ASSIGNERS).first()
    if found is None:
        raise Http404
    return found


@login_required
@never_cache
def end(request: Request, pk: UUID) -> HttpResponse:
    """It ends, and with it what it opened."""
    found = queries.oversight(pk)
    place_for(request.actor, found.within_id, queries.ASSIGNERS)
    form = opened(request, forms.End)

    def do(told: dict[str, Any]) -> object:
        return actions.end_oversight(oversight=found, **told, actor=request.actor, at=timezone.now())

    back = reverse("liaison:areas")
    lead = f"{found.person} · {found.place}"
    return acted(request, form, _("End it"), do, lambda done: back, back=back, lead=lead)
