"""Rooms: for everybody; the desk's list; opening, changing, closing, inspecting; the standard."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.liaison import actions, forms, showing
from bandeng.liaison.models import Heard, LiaisonRoom
from bandeng.liaison.queries import rooms as queries
from bandeng.liaison.views.choosing import need_anywhere, offer_people, own_places, person
from bandeng.matters.forms.raising import kept_photos
from bandeng.matters.views.raising import with_photos
from bandeng.matters.views.speaking import speak_for
from bandeng.people.labels import role_name
from bandeng.people.queries import paths_of
from bandeng.places.choosing import LONGEST, finder
from bandeng.places.models import Place
from bandeng.places.queries import by_code
from bandeng.records.models import Evidence
from bandeng.research.forms import lines
from bandeng.research.views.acting import acted
from bandeng.shell.acting import opened
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


def of_place(request: Request, code: str) -> HttpResponse:
    """The rooms of a place and below it: when they are open, and how they were found."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "know")
    page = paged(queries.rooms([place.path]).filter(closed_at=None), request)
    return render(request, "liaison/of_place.html", {"place": place, "page": page, "rows": _rows(page.rows)})


def _rows(rooms: list[LiaisonRoom]) -> list[tuple[LiaisonRoom, str, showing.Chip]]:
    """Each with its kind in words and how it was found."""
    standards, today = queries.standards_of([each.place for each in rooms]), local_day(timezone.now())
    return [
        (each, showing.kind(standards[each.place_id], each.kind),
         showing.found(each.met, each.points_found, each.again_on, today))  # type: ignore[attr-defined]
        for each in rooms
    ]  # fmt: skip


@login_required
@never_cache
def all_(request: Request) -> HttpResponse:
    """The rooms of the reader's places."""
    need_anywhere(request)
    page = paged(queries.rooms(paths_of(request.actor, queries.READERS)), request)
    roles = request.actor.all_roles
    context = {
        "page": page, "rows": _rows(page.rows), "may_open": not roles.isdisjoint(queries.KEEPERS),
        "standards": list(own_places(request, queries.SETTERS)[:1]) if roles & queries.SETTERS else [],
    }  # fmt: skip
    return render(request, "liaison/all.html", context)


def room(request: Request, pk: UUID) -> HttpResponse:
    """A room: its hours, who answers for it, how it was found, its duty days; what was heard, for its readers."""
    found = queries.room(pk)
    speak_for(request, found.place, "know")
    roles = frozenset() if request.actor.by_card else request.actor.roles_at(found.place)
    standard, page = queries.standard_at(found.place), paged(queries.days_of(found), request, size=10)
    inspections = list(found.inspections.order_by("-on", "-pk")[:5])
    keeps = not roles.isdisjoint(queries.KEEPERS)
    reads = not roles.isdisjoint(queries.READERS)
    heard: dict[object, list[Any]] = {}
    if reads:
        rows = Heard.objects.filter(day__in=page.rows).select_related("matter", "suggestion")
        for each in rows.order_by("day", "number"):
            receipt = queries.receipt_of(each) if keeps and each.matter_id else ""
            heard.setdefault(each.day_id, []).append((each, role_name(each.said_by), receipt))
    latest = inspections[0] if inspections else None
    kept = Evidence.objects.in_bulk({sha for each in inspections for sha in each.photos})
    chip = showing.found(
        latest.met if latest else None, latest.points if latest else None, latest.again_on if latest else None,
        local_day(timezone.now()),
    )  # fmt: skip
    context = {
        "room": found, "kind": showing.kind(standard, found.kind), "chip": chip, "page": page,
        "days": [(each, showing.came(each), heard.get(each.pk, [])) for each in page],
        "inspections": [
            (each, showing.points(each, standard), [kept[sha] for sha in each.photos if sha in kept])
            for each in inspections
        ],
        "reads": reads,
        "keeps": keeps and not found.closed_at,
        "inspects": not found.closed_at and not roles.isdisjoint(queries.INSPECTORS)
        and request.actor.id not in (found.convener_id, found.opened_by_id),
    }  # fmt: skip
    return render(request, "liaison/room.html", context)


def _to(done: Any) -> str:
    return reverse("liaison:room", args=[done.pk])


@login_required
@never_cache
def open_(request: Request) -> HttpResponse:
    """Open a room."""
    need_anywhere(request, queries.KEEPERS)
    places = own_places(request, queries.KEEPERS)
    place = _place_asked(request, places)
    form = opened(request, forms.Open, {"place": place.pk}, places=places)
    kinds = queries.standard_at(place).kinds
    form.offer("kind", [(each.key, each.name(showing.language())) for each in kinds])
    offer_people(form.fields["convener"], place, _("nobody yet"))

    def do(told: dict[str, Any]) -> object:
        told |= {"place": place, "convener": person(told["convener"])}
        return actions.open_room(**told, actor=request.actor, at=timezone.now())

    return acted(request, form, _("Open a liaison room"), do, _to, back=reverse("liaison:all"))


def _place_asked(request: Request, places: "QuerySet[Place]") -> Place:
    """The place typed or asked for, so far as it can be told; else the reader's first. Raises Http404."""
    typed = request.POST.get("place", "").strip()[:LONGEST].replace("\0", "")
    told = finder(places)(typed) if typed else []
    asked = told[0][0] if len(told) == 1 else request.GET.get("place", "")
    if not asked and (first := places.first()):
        return first
    return queries.place_for(request.actor, asked, queries.KEEPERS)


def own_room(request: Request, pk: UUID, roles: frozenset[str] = queries.KEEPERS) -> LiaisonRoom:
    """A room where the reader holds one of these roles. Raises Http404."""
    found = queries.room(pk)
    queries.place_for(request.actor, found.place_id, roles)
    return found


@login_required
@never_cache
def change(request: Request, pk: UUID) -> HttpResponse:
    """Other hours, another address, another convener."""
    found = own_room(request, pk)
    first = {"hours": found.hours, "address": found.address, "convener": found.convener_id or ""}
    form = opened(request, forms.Change, first)
    offer_people(form.fields["convener"], found.place, _("nobody yet"))

    def do(told: dict[str, Any]) -> object:
        return actions.change_room(
            room=found, **told | {"convener": person(told["convener"])}, actor=request.actor, at=timezone.now()
        )

    return acted(request, form, _("Change it"), do, _to, back=_to(found), lead=found.name)


@login_required
@never_cache
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close a room, with the reason."""
    found = own_room(request, pk)
    form = opened(request, forms.Close)

    def do(told: dict[str, Any]) -> object:
        return actions.close_room(room=found, **told, actor=request.actor, at=timezone.now())

    return acted(request, form, _("Close it"), do, _to, back=_to(found), lead=found.name)


@login_required
@never_cache
def inspect(request: Request, pk: UUID) -> HttpResponse:
    """Look how it is run, point by point."""
    found = own_room(request, pk, queries.INSPECTORS)
    more = {"standard": queries.standard_at(found.place), "language": showing.language()}
    form, refused = opened(request, forms.Inspect, {"on": local_day(timezone.now())}, **more), ""
    if request.method == "POST":
        form, refused = with_photos(request, form)

    def do(told: dict[str, Any]) -> object:
        return actions.inspect_room(
            room=found, on=told["on"], seen=form.seen(), photos=kept_photos(told["kept"]), again_on=told["again_on"],
            actor=request.actor, at=timezone.now(), once=told["once"],
        )  # fmt: skip

    return acted(
        request, form, _("Look how it is run"), do, lambda done: _to(found), back=_to(found), lead=found.name,
        wrong=refused, template="liaison/inspect.html",
    )  # fmt: skip


@login_required
@never_cache
def standard(request: Request, code: str) -> HttpResponse:
    """A place's own kinds and points; the names of the product's own keep their keys."""
    place = queries.place_for(request.actor, code, queries.SETTERS)
    holding, language = queries.standard_at(place), showing.language()
    first = {
        "kinds": "\n".join(each.name(language) for each in holding.kinds),
        "points": "\n".join(each.name(language) for each in holding.points),
    }  # fmt: skip
    form = opened(request, forms.SetStandard, first)
    keys = {name: each.key for each in (*holding.kinds, *holding.points) for name in each.names.values()}

    def do(told: dict[str, Any]) -> object:
        return actions.set_standard(
            place=place, kinds=_keyed(told["kinds"], keys, "k"), points=_keyed(told["points"], keys, "p"),
            why=told["why"], actor=request.actor, at=timezone.now(), once=told["once"],
        )  # fmt: skip

    lead = _place_name(place) + (
        "" if holding.set_by else " · " + _("What stands here is an assumption of the product until you set your own.")
    )
    back = reverse("liaison:all")
    return acted(request, form, _("Set the standard"), do, lambda done: back, back=back, lead=lead)


def _place_name(place: Place) -> str:
    return place.label or place.name


def _keyed(text: str, keys: dict[str, str], letter: str) -> list[tuple[str, str]]:
    """Each line with its key: the one it had, or the first free one."""
    found, used = [], set(keys.values())
    for name in lines(text):
        key = keys.get(name) or next(free for n in range(1, 200) if (free := f"{letter}{n}") not in used)
        used.add(key)
        found.append((key, name))
    return found
