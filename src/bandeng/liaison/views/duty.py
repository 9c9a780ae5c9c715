"""The duty log: writing down a day; letting what was heard become a matter or a suggestion, each in two clicks."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.liaison import actions, forms
from bandeng.liaison.models import Heard
from bandeng.liaison.queries import rooms as queries
from bandeng.liaison.views.rooms import own_room
from bandeng.people.queries import under
from bandeng.places.models import Place
from bandeng.research.views.acting import acted
from bandeng.research.views.trips import AT_HOME
from bandeng.shell.acting import opened
from bandeng.shell.http import Request


def _back(pk: UUID) -> str:
    return reverse("liaison:room", args=[pk])


@login_required
@never_cache
def keep(request: Request, pk: UUID) -> HttpResponse:
    """Write down a day; from paper too, later."""
    found = own_room(request, pk)
    form = opened(request, forms.Duty, {"on": local_day(timezone.now()), "by": "resident"})

    def do(told: dict[str, Any]) -> object:
        return actions.keep_duty(
            room=found, on=told["on"], hours=told["hours"], came=form.heard(), heard=form.said(),
            actor=request.actor, at=timezone.now(), once=told["once"],
        )  # fmt: skip

    back = _back(found.pk)
    return acted(
        request, form, _("Write down a duty day"), do, lambda done: back, back=back, lead=found.name,
        template="liaison/duty.html",
    )  # fmt: skip


def _heard(request: Request, pk: UUID) -> Heard:
    found = queries.heard(pk)
    queries.place_for(request.actor, found.day.room.place_id, queries.KEEPERS)
    return found


@login_required
@never_cache
def raise_(request: Request, pk: UUID) -> HttpResponse:
    """Look, send: it is a matter."""
    found = _heard(request, pk)
    room = found.day.room
    here = Place.objects.filter(under([room.place.path]), level__in=AT_HOME, valid_to=None)
    form = opened(request, forms.Raise, {"severity": "2", "category": "other"}, places=here.order_by("path"))

    def do(told: dict[str, Any]) -> object:
        return actions.raise_heard(
            room=room, heard=found, place=Place.objects.get(pk=told["place"]), category=told["category"],
            severity=int(told["severity"]), actor=request.actor, at=timezone.now(), once=told["once"],
        )  # fmt: skip

    back = _back(room.pk)
    return acted(request, form, _("Let it become a matter"), do, lambda done: back, back=back, lead=found.text)


@login_required
@never_cache
def suggest(request: Request, pk: UUID) -> HttpResponse:
    """Look, send: it stands in the register."""
    found = _heard(request, pk)
    form = opened(request, forms.Suggest, {"text": found.text})

    def do(told: dict[str, Any]) -> object:
        return actions.suggest_heard(room=found.day.room, heard=found, **told, actor=request.actor, at=timezone.now())

    back = _back(found.day.room_id)
    return acted(
        request, form, _("Take it into the register of suggestions"), do, lambda done: back, back=back, lead=found.text
    )
