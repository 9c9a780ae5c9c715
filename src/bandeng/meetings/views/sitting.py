"""The record: item by item, hands, outcomes, going through the pool, questions, promises."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.commitments.queries import candidates
from bandeng.commitments.queries import promises as work
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter
from bandeng.matters.showing import in_words
from bandeng.matters.views.deciding import by_number
from bandeng.meetings import actions, forms, queries
from bandeng.meetings.models import AgendaItem, Decided, Differing, Meeting, Question
from bandeng.meetings.views.acting import acted, found, run_meeting
from bandeng.people.models import Organisation
from bandeng.places.models import Level, Place
from bandeng.shell.http import Request
from bandeng.shell.refusals import say

AT_HOME = (Level.COMMUNITY, Level.COMPOUND, Level.BUILDING)


def _item(request: Request, pk: UUID) -> AgendaItem:
    item = found(AgendaItem, pk, "meeting__place", "matter__place")
    run_meeting(request, item.meeting_id)
    return item


def _desk(meeting: Meeting) -> str:
    return reverse("meetings:desk", args=[meeting.pk])


def _now(request: Request, form: forms.Once) -> dict[str, Any]:
    return {"actor": request.actor, "at": timezone.now(), "once": form.cleaned_data["once"]}


@login_required
@never_cache
@require_POST
def press(request: Request, pk: UUID, what: str) -> HttpResponse:
    """It is about this now; or no more about it."""
    item = _item(request, pk)
    do = {"begin": actions.begin_item, "end": actions.end_item}.get(what)
    if do is None:
        raise Http404
    try:
        do(item=item, actor=request.actor, at=timezone.now(), once=request.POST.get("once"))
    except Refusal as no:
        messages.error(request, say(no))
    return redirect(_desk(item.meeting))


@login_required
@never_cache
def hands(request: Request, pk: UUID) -> HttpResponse:
    """Count hands."""
    item = _item(request, pk)
    form = forms.HandsSeen(item.options, request.POST if request.method == "POST" else None)

    def do() -> object:
        return actions.count_hands(item=item, seen=form.seen(), **_now(request, form))

    phones = sum(queries.raised_now(item).values())
    context = {"meeting": item.meeting, "item": item, "phones": phones}
    return acted(request, form, _("Count hands"), do, back=_desk(item.meeting), context=context)


@login_required
@never_cache
def outcome(request: Request, pk: UUID) -> HttpResponse:
    """What came of one item."""
    item = _item(request, pk)
    form = forms.Reach(request.POST if request.method == "POST" else None)

    def do() -> object:
        told = form.told()
        told.pop("dissents")
        return actions.reach_outcome(item=item, dissents=form.views(), **told, **_now(request, form))

    context = {"meeting": item.meeting, "item": item, "there": queries.presence_of(item.meeting)}
    return acted(request, form, _("Write down what came of it"), do, back=_desk(item.meeting), context=context)


@login_required
@never_cache
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Go through one matter of the pool."""
    item = _item(request, pk)
    matter = item.matter
    if matter is None:
        raise Http404
    form, units = decided_form(request, item, "adopt")

    def do() -> object:
        return actions.decide_item(item=item, **decided_of(request, matter, form, units), **_now(request, form))

    context = {"meeting": item.meeting, "item": item}
    return acted(request, form, _("Decide on it"), do, back=_desk(item.meeting), context=context)


def decided_form(request: Request, item: AgendaItem, way: str) -> tuple[forms.Decide, dict[str, Organisation]]:
    """The form to decide on a matter, with the units that could take it on by the key of their choice."""
    matter = item.matter
    assert matter is not None
    form = forms.Decide(
        request.POST if request.method == "POST" else None, initial={"decided": way, "work_title": item.topic}
    )
    units = {str(each.pk): each for each in candidates(matter)}
    form.offer("organisation", [("", _("nobody yet")), *((key, each.name) for key, each in units.items())])
    codes = {r.key: in_words(r.name) for way in ("explain", "mediate", "pass_on") for r in matters.reasons(way)}
    form.offer("reason_code", [("", _("choose")), *codes.items()])
    return form, units


def decided_of(
    request: Request, matter: Matter, form: forms.Decide, units: dict[str, Organisation]
) -> dict[str, Any]:  # fmt: skip
    """What the form says, as the action takes it."""
    told = form.told()
    told["organisation"] = units.get(told["organisation"])
    told["into"] = by_number(request, matter, told["into"]) if told["decided"] == Decided.MERGED else None
    return told


@login_required
@never_cache
def differing(request: Request, pk: UUID) -> HttpResponse:
    """Answer a view that differed on a topic."""
    row = found(Differing, pk, "outcome__item__meeting")
    meeting = run_meeting(request, row.outcome.item.meeting_id)
    form = forms.Reply(request.POST if request.method == "POST" else None, initial={"answer": row.answer})

    def do() -> object:
        return actions.answer_differing(differing=row, answer=form.cleaned_data["answer"], **_now(request, form))

    context = {"meeting": meeting, "quoted": row.words}
    return acted(request, form, _("Answer a view that differed"), do, back=_desk(meeting), context=context)


# --- questions ---


@login_required
@never_cache
def question(request: Request, pk: UUID) -> HttpResponse:
    """Write down a question."""
    meeting = run_meeting(request, pk)
    form = forms.Ask(request.POST if request.method == "POST" else None, initial={"asked": "aloud"})

    def do() -> object:
        return actions.ask(meeting=meeting, **form.told(), **_now(request, form))

    return acted(request, form, _("Write down a question"), do, back=_desk(meeting), context={"meeting": meeting})


def _question(request: Request, pk: UUID) -> Question:
    row = found(Question, pk, "meeting__place")
    run_meeting(request, row.meeting_id)
    return row


@login_required
@never_cache
def read(request: Request, pk: UUID) -> HttpResponse:
    """Read a question from a phone."""
    row = _question(request, pk)
    form = forms.Read(
        request.POST if request.method == "POST" else None, initial={"text": row.text or row.raw, "shown": "yes"}
    )

    def do() -> object:
        told = form.told()
        told["shown"] = told["shown"] == "yes"
        return actions.read_question(question=row, **told, **_now(request, form))

    context = {"meeting": row.meeting}
    return acted(request, form, _("Read a question"), do, back=_desk(row.meeting), context=context)


@login_required
@never_cache
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Write down an answer."""
    row = _question(request, pk)
    form = forms.Answer(
        request.POST if request.method == "POST" else None,
        initial={"answer": row.answer, "answered_by": row.answered_by, "cite": row.cite},
    )

    def do() -> object:
        return actions.answer_question(question=row, **form.told(), **_now(request, form))

    context = {"meeting": row.meeting, "quoted": row.text}
    return acted(request, form, _("Write down the answer"), do, back=_desk(row.meeting), context=context)


@login_required
@never_cache
def to_matter(request: Request, pk: UUID) -> HttpResponse:
    """Nobody could answer it: raise it as a matter."""
    row = _question(request, pk)
    form = forms.ToMatter(request.POST if request.method == "POST" else None)
    under = Place.objects.filter(path__startswith=row.meeting.place.path, level__in=AT_HOME, valid_to=None)
    form.fields["place"].places(under.order_by("path"))  # type: ignore[attr-defined]

    def do() -> object:
        told = form.told()
        place = Place.objects.get(pk=told.pop("place"))
        return actions.make_matter(question=row, place=place, **told, **_now(request, form))

    context = {"meeting": row.meeting, "quoted": row.text}
    return acted(request, form, _("Raise it as a matter"), do, back=_desk(row.meeting), context=context)


# --- promises ---


@login_required
@never_cache
def promise(request: Request, pk: UUID) -> HttpResponse:
    """What a unit promised in front of everybody."""
    meeting = run_meeting(request, pk)
    form = forms.Promise(request.POST if request.method == "POST" else None)
    items = {str(each.pk): each for each in work.promisable(meeting.place)[:200]}
    units = {each.lead for each in items.values() if each.lead}
    people = {
        f"{each.unit.pk}:{each.officer.pk}": each for each in work.promisers(sorted(units, key=str), _today())
    }  # fmt: skip
    form.offer("items", [(key, f"{each.matter.number} {each.title}") for key, each in items.items()])
    named = [(key, f"{each.unit} · {each.officer.called}") for key, each in people.items()]
    form.offer("promiser", [("", _("nobody yet")), *named])

    def do() -> object:
        told = form.told()
        chosen = people.get(told.pop("promiser"))
        if chosen is None:
            raise Refusal("promiser_missing", field="promiser")
        told["items"] = [items[key] for key in told["items"]]
        return actions.promise_here(
            meeting=meeting, organisation=chosen.unit, officer=chosen.officer, **told, **_now(request, form)
        )

    return acted(request, form, _("Write down a promise"), do, back=_desk(meeting), context={"meeting": meeting})


def _today() -> Any:
    return local_day(timezone.now())
