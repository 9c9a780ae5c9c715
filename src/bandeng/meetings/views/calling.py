"""Calling a meeting from the pool, moving it, calling it off; rooms and series."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.deadline import local_day
from bandeng.core.meetings import Form
from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter
from bandeng.matters.showing import in_words
from bandeng.meetings import actions, forms, queries, showing
from bandeng.meetings.models import Meeting, Programme, Seating, Venue
from bandeng.meetings.views import seating as seat_views
from bandeng.meetings.views.acting import acted, called_meeting, found, own_places
from bandeng.meetings.views.carrying import asked_findings, by_class, carried_on
from bandeng.people.models import Person
from bandeng.places.choosing import PickPlace
from bandeng.places.models import Place
from bandeng.shell.http import Request
from bandeng.shell.refusals import say

MOST_POOL, MOST_PEOPLE = 60, 60
NO_ROOM = ("", lazy("no room of the list"))
NO_SERIES = ("", lazy("none"))


def _need_caller(request: Request) -> "QuerySet[Place]":
    places = own_places(request, queries.CALLERS)
    if request.actor.all_roles.isdisjoint(queries.CALLERS):
        raise Refusal("not_your_turn", needs=sorted(queries.CALLERS))
    return places


@login_required
@never_cache
def call(request: Request) -> HttpResponse:
    """First the form of meeting and the place, then everything else in one form."""
    picker = PickPlace(request.GET, _need_caller(request))
    place = picker.picked()
    if place is None:
        raise Refusal("not_your_turn", needs=sorted(queries.CALLERS))
    kind = queries.forms().get(request.GET.get("form", ""))
    if kind is None:
        known = [showing.form_line(form) for form in queries.forms().values()]
        context = {
            "forms": known, "picker": picker, "place": place, "matter": request.GET.get("matter", ""),
            "carried": carried_on(request),
        }  # fmt: skip
        return render(request, "meetings/forms.html", context)
    return _call(request, place, kind, seat_views.asked_for(request, place))


def _call(request: Request, place: Place, kind: Form, seating: Seating | None) -> HttpResponse:
    now, kind = timezone.now(), queries.seated(kind, seating)
    pool = list(queries.topic_pool(place, request.actor)[:MOST_POOL])
    people = queries.guests(place, local_day(now))[:MOST_PEOPLE]
    findings = asked_findings(request)
    raised = {each.matter_id for each in findings if each.matter_id}
    chosen = [str(each.pk) for each in pool if each.number == request.GET.get("matter", "") or each.pk in raised]
    form = forms.Call(
        request.POST if request.method == "POST" else None, kind=kind, pool=pool, people=people,
        initial={"matters": chosen, "title": in_words(kind.name)},
    )  # fmt: skip
    _ready(form, place, people)

    def do() -> Meeting:
        told = form.cleaned_data
        return actions.call_meeting(
            place=place, form=kind.key, title=told["title"], about=told["about"], starts_at=form.starts(),
            minutes=told["minutes"], venue=_venue(told["venue"]), where=told["where"],
            chair=Person.objects.get(pk=told["chair"]), recorder=Person.objects.get(pk=told["recorder"]),
            roles=told["roles"], programme=_programme(told["programme"]), seats=form.seats(),
            agenda=[*form.agenda(), *actions.topics_of(findings, by_class(request), pool)], seating=seating,
            actor=request.actor, at=now, once=told["once"],
        )  # fmt: skip

    carried = [each for each in findings if each.matter_id not in {one.pk for one in pool}]
    context = {
        "place": place, "kind": showing.form_line(kind), "seatings": seat_views.choices(place, seating),
        "parties": showing.parties(seating.seats) if seating else [], "matter": request.GET.get("matter", ""),
        "pool": _pool(form, pool), "matters_of_pool": pool,
        "names": [form[f"names-{seat.key}"] for seat in kind.seats.seats],
        "people": [form[f"seat-{person.pk}"] for person in people],
        "gaps": showing.gaps_at(place, pool, []), "findings": carried, "carried": carried_on(request),
    }  # fmt: skip
    to = reverse("meetings:all")
    return acted(request, form, _("Call a meeting"), do, back=to, context=context, template="meetings/call.html")


def _pool(form: forms.Call, pool: list[Matter]) -> list[tuple[Matter, bool, Any, Any]]:
    ticked = {str(each) for each in (form["matters"].value() or [])}
    return [(each, str(each.pk) in ticked, form[f"question-{each.pk}"], form[f"options-{each.pk}"]) for each in pool]


def _ready(form: forms.Call, place: Place, people: list[Person]) -> None:
    choices = [(str(person.pk), person.called) for person in people]
    form.offer("chair", choices)
    form.offer("recorder", choices)
    form.offer("venue", _rooms(place))
    form.offer("programme", [NO_SERIES, *((str(each.pk), each.name) for each in queries.programmes_at(place))])


def _rooms(place: Place) -> list[tuple[str, Any]]:
    return [NO_ROOM, *((str(each.pk), each.name) for each in queries.venues_at(place))]


def _venue(key: str) -> Venue | None:
    return Venue.objects.filter(pk=key).first() if key else None


def _programme(key: str) -> Programme | None:
    return Programme.objects.filter(pk=key).first() if key else None


@login_required
@never_cache
def topic(request: Request, pk: UUID) -> HttpResponse:
    """One more thing on the agenda."""
    meeting = called_meeting(request, pk)
    form = forms.AddTopic(request.POST if request.method == "POST" else None)
    pool = list(queries.topic_pool(meeting.place, request.actor)[:MOST_POOL])
    form.offer("matter", [("", _("none")), *((str(each.pk), f"{each.number} {each.title}") for each in pool)])

    def do() -> object:
        told = form.cleaned_data
        matter = next((each for each in pool if str(each.pk) == told["matter"]), None)
        made = actions.Topic(
            topic=told["topic"], matter=matter, question=told["question"], options=forms.options_of(told["options"])
        )
        return actions.add_topic(meeting=meeting, topic=made, actor=request.actor, at=timezone.now(), once=told["once"])

    return acted(request, form, _("Put it on the agenda"), do, back=_desk(meeting), context={"meeting": meeting})


def _desk(meeting: Meeting) -> str:
    return reverse("meetings:desk", args=[meeting.pk])


@login_required
@never_cache
def move(request: Request, pk: UUID) -> HttpResponse:
    """Another day or another room."""
    meeting = called_meeting(request, pk)
    begins = timezone.localtime(meeting.starts_at)
    form = forms.Move(
        request.POST if request.method == "POST" else None,
        initial={
            "version": meeting.version, "starts_on": begins.date(), "starts_at": begins.time(),
            "minutes": meeting.minutes, "venue": str(meeting.venue_id or ""), "where": meeting.where,
        },
    )  # fmt: skip
    form.offer("venue", _rooms(meeting.place))

    def do() -> object:
        told = form.cleaned_data
        return actions.postpone_meeting(
            meeting=meeting, starts_at=form.starts(), why=told["why"], where=told["where"],
            venue=_venue(told["venue"]), minutes=told["minutes"], actor=request.actor, at=timezone.now(),
            version=told["version"], once=told["once"],
        )  # fmt: skip

    return acted(request, form, _("Move the meeting"), do, back=_desk(meeting), context={"meeting": meeting})


@login_required
@never_cache
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """Call it off."""
    meeting = called_meeting(request, pk)
    form = forms.Why(request.POST if request.method == "POST" else None, initial={"version": meeting.version})

    def do() -> object:
        told = form.cleaned_data
        return actions.cancel_meeting(
            meeting=meeting, why=told["why"], actor=request.actor, at=timezone.now(), version=told["version"],
            once=told["once"],
        )  # fmt: skip

    return acted(request, form, _("Call the meeting off"), do, back=_desk(meeting), context={"meeting": meeting})


# --- rooms and series ---


@login_required
@never_cache
def rooms(request: Request) -> HttpResponse:
    """The rooms people may sit in, and one more."""
    places = _need_caller(request)
    form = forms.Room(request.POST if request.method == "POST" else None, initial={"kind": "room"})
    form.fields["place"].places(places)  # type: ignore[attr-defined]

    def do() -> object:
        told = form.told()
        place = Place.objects.get(pk=told.pop("place"))
        chairs = told.pop("chairs") or 0
        return actions.add_venue(
            place=place, chairs=chairs, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"], **told
        )

    there = Venue.objects.filter(place__in=places, closed_at=None).select_related("place").order_by("name", "pk")
    context = {"rooms": there[:200], "once": forms.new_once()}
    here = reverse("meetings:rooms")
    return acted(request, form, _("Rooms"), do, back=here, context=context, template="meetings/rooms.html")


@login_required
@never_cache
@require_POST
def close_room(request: Request, pk: UUID) -> HttpResponse:
    """Nobody sits there any more."""
    _need_caller(request)
    _pressed(request, lambda: actions.close_venue(
        venue=found(Venue, pk, "place"), actor=request.actor, at=timezone.now(), once=request.POST.get("once")
    ))  # fmt: skip
    return redirect("meetings:rooms")


def _pressed(request: Request, do: Any) -> None:
    try:
        do()
    except Refusal as no:
        if no.code in ("not_your_turn", "not_allowed"):
            raise
        messages.error(request, say(no))
    else:
        messages.success(request, _("It stands."))


@login_required
@never_cache
def series(request: Request) -> HttpResponse:
    """The series that run, and a new one."""
    places = _need_caller(request)
    form = forms.Series(request.POST if request.method == "POST" else None)
    form.fields["place"].places(places)  # type: ignore[attr-defined]
    form.offer("form", [(each.key, in_words(each.name)) for each in queries.forms().values()])

    def do() -> object:
        told = form.told()
        place = Place.objects.get(pk=told.pop("place"))
        return actions.begin_programme(
            place=place, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"], **told
        )

    there = Programme.objects.filter(place__in=places, ended_at=None).select_related("place").order_by("name", "pk")
    context = {"series": there[:200], "once": forms.new_once()}
    here = reverse("meetings:series")
    return acted(request, form, _("Series"), do, back=here, context=context, template="meetings/series.html")


@login_required
@never_cache
@require_POST
def end_series(request: Request, pk: UUID) -> HttpResponse:
    """No more meetings of this series."""
    _need_caller(request)
    _pressed(request, lambda: actions.end_programme(
        programme=found(Programme, pk, "place"), actor=request.actor, at=timezone.now(),
        once=request.POST.get("once"),
    ))  # fmt: skip
    return redirect("meetings:series")
