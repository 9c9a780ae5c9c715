"""The desk's pages: open a conversation, read what was added, enter paper, say what became of it, close."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter
from bandeng.matters.views.speaking import speak_for
from bandeng.opinions import actions, forms, queries, showing
from bandeng.opinions.models import Conversation, Moderation, Statement
from bandeng.opinions.queries.conversations import all_at
from bandeng.people.queries import paths_of, under
from bandeng.places.models import Level, Place
from bandeng.shell.http import Request
from bandeng.shell.paging import paged
from bandeng.shell.refusals import say, status

STAFF = queries.MODERATORS | {"recorder"}
ASKED_AT = (Level.COMMUNITY, Level.COMPOUND, Level.BUILDING)


@login_required
@never_cache
def all_(request: Request) -> HttpResponse:
    """Every conversation of the reader's places, with how many statements wait to be read."""
    if request.actor.all_roles.isdisjoint(STAFF):
        raise Refusal("not_your_turn", needs=sorted(STAFF))
    page = paged(all_at(paths_of(request.actor, STAFF)), request)
    may_open = not request.actor.all_roles.isdisjoint(queries.OPENERS)
    return render(request, "opinions/all.html", {"page": page, "may_open": may_open})


@login_required
@never_cache
def open_(request: Request) -> HttpResponse:
    """Ask a neighbourhood a question."""
    if request.actor.all_roles.isdisjoint(queries.OPENERS):
        raise Refusal("not_your_turn", needs=sorted(queries.OPENERS))
    places = places_of(request)
    form = forms.Open(request.POST if request.method == "POST" else None, places=places, initial=_asked(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "opinions/open.html", {"form": form}, status=422 if form.errors else 200)
    told = form.cleaned_data
    try:
        conversation = actions.open_conversation(
            place=Place.objects.get(pk=told["place"]), question=told["question"], about=told["about"],
            seeds=form.statements(), voices=told["voices"], closes_on=told["closes_on"], actor=request.actor,
            at=timezone.now(), matter=_about(request), asked_for=_asked_for(request), once=told["once"],
        )  # fmt: skip
    except Refusal as no:
        form.add_error(_field(no, form), say(no))
        return render(request, "opinions/open.html", {"form": form}, status=status(no.code))
    return redirect("opinions:desk", conversation.pk)


def _asked(request: Request) -> dict[str, Any]:
    matter = _about(request)
    return {"question": matter.title, "place": matter.place.chain} if matter else {}


def _asked_for(request: Request) -> str:
    """ "meeting:<key>" where the page was opened from a meeting; anything else says nothing."""
    try:
        return f"meeting:{UUID(request.GET['meeting'])}"
    except (KeyError, ValueError):
        return ""


def _about(request: Request) -> Matter | None:
    number = request.GET.get("matter", "")
    return Matter.objects.select_related("place").filter(number=number).first() if number else None


def places_of(request: Request) -> "QuerySet[Place]":
    """Where the reader may ask."""
    here = Place.objects.filter(under(paths_of(request.actor, queries.OPENERS)), level__in=ASKED_AT, valid_to=None)
    return here.order_by("path")


def _field(no: Refusal, form: Any) -> str | None:
    name = {"too_few_seeds": "seeds", "too_many_seeds": "seeds", "seed_twice": "seeds", "date_not_ahead": "closes_on"}
    field = name.get(no.code, str(no.details.get("field", "")))
    field = "seeds" if field == "text" and "seeds" in form.fields else field
    return field if field in form.fields else None


def for_staff(request: Request, pk: UUID, roles: Collection[str] = STAFF) -> Conversation:
    """The conversation, for somebody with one of these roles at its place. Raises Refusal "not_your_turn"."""
    conversation = queries.visible(pk)
    speak_for(request, conversation.place)
    if queries.roles_in(request.actor, conversation).isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))
    return conversation


@login_required
@never_cache
def one(request: Request, pk: UUID) -> HttpResponse:
    """A conversation at the desk: what waits to be read, what was said, what may be answered."""
    conversation = for_staff(request, pk)
    now = timezone.now()
    told = queries.shown(conversation, now)
    there = list(conversation.statements.select_related("taken_to").order_by("number"))
    roles = queries.roles_in(request.actor, conversation)
    context = {
        "conversation": conversation, "told": told, "open": queries.is_open(conversation, local_day(now)),
        "waiting": [each for each in there if each.state == Moderation.WAITING],
        "rows": showing.desk_rows(told, there), "may_open": not roles.isdisjoint(queries.OPENERS),
        "may_answer": not roles.isdisjoint(queries.ANSWERERS), "ticks": conversation.ticks.order_by("-number")[:10],
        "may_read": not roles.isdisjoint(queries.MODERATORS), "arrival": queries.arrival_of(conversation),
        "said": queries.newest(conversation),
    }  # fmt: skip
    return render(request, "opinions/desk.html", context)


def _acted(
    request: Request, conversation: Conversation, form: forms.Once, title: str, do: Callable[[dict[str, Any]], object],
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """One form, one act: its page, or what follows. Nothing typed is lost."""
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                do(form.cleaned_data)
            except Refusal as no:
                form.add_error(_field(no, form), say(no))
                code = status(no.code)
            else:
                messages.success(request, _("It stands."))
                return redirect("opinions:desk", conversation.pk)
    context = {"conversation": conversation, "form": form, "title": title, **more}
    return render(request, "opinions/act.html", context, status=code)


@login_required
@never_cache
def close(request: Request, pk: UUID) -> HttpResponse:
    """End the asking; the last map stands."""
    conversation = for_staff(request, pk, queries.OPENERS)
    form = forms.Close(request.POST if request.method == "POST" else None)

    def do(told: dict[str, Any]) -> object:
        return actions.close_conversation(
            conversation=conversation, reason=told["reason"], actor=request.actor, at=timezone.now(), once=told["once"]
        )

    return _acted(request, conversation, form, _("End this conversation"), do)


@login_required
@never_cache
def paper(request: Request, pk: UUID) -> HttpResponse:
    """Enter a sheet that was ticked with a pen."""
    conversation = for_staff(request, pk)
    there = list(conversation.statements.filter(state=Moderation.IN).order_by("number"))
    form = forms.Paper(there, request.POST if request.method == "POST" else None)

    def do(told: dict[str, Any]) -> object:
        return actions.react_on_paper(
            conversation=conversation, sheet=told["sheet"], answers=form.answers(), actor=request.actor,
            at=timezone.now(), key=told["once"],
        )  # fmt: skip

    return _acted(request, conversation, form, _("Enter a sheet of paper"), do)


def _statement(request: Request, pk: UUID, roles: Collection[str]) -> Statement:
    statement = Statement.objects.select_related("conversation").filter(pk=pk).first()
    if statement is None:
        raise Http404
    statement.conversation = for_staff(request, statement.conversation_id, roles)
    return statement


@login_required
@never_cache
def moderate(request: Request, pk: UUID) -> HttpResponse:
    """Read a statement that waits: let it in, or keep it out with a reason."""
    statement = _statement(request, pk, queries.MODERATORS)
    initial = {"text": statement.text, "state": Moderation.IN}
    form = forms.Moderate(request.POST if request.method == "POST" else None, initial=initial)

    def do(told: dict[str, Any]) -> object:
        return actions.moderate(
            statement=statement, state=told["state"], text=told["text"], reason=told["reason"], actor=request.actor,
            at=timezone.now(), once=told["once"],
        )  # fmt: skip

    alike = [each for each in queries.alike(statement.conversation, statement.text) if each.pk != statement.pk]
    return _acted(request, statement.conversation, form, _("Read a statement"), do, statement=statement, alike=alike)


@login_required
@never_cache
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Say what became of a statement; it carries its support along."""
    statement = _statement(request, pk, queries.ANSWERERS)
    form = forms.Became(request.POST if request.method == "POST" else None)
    support = queries.support_of(queries.shown(statement.conversation, timezone.now()), statement)

    def do(told: dict[str, Any]) -> object:
        return actions.become(
            statement=statement, fate=told["fate"], text=told["text"], actor=request.actor, at=timezone.now(),
            matter=named(told["number"], statement.conversation), once=told["once"],
        )  # fmt: skip

    title = _("What became of this statement")
    return _acted(request, statement.conversation, form, title, do, statement=statement, support=support)


def named(number: str, conversation: Conversation) -> Matter | None:
    """The public matter of a number, None for none. Raises Refusal "matter_unknown"."""
    if not number.strip():
        return None
    found = Matter.objects.filter(number__iexact=number.strip(), chain=conversation.chain).first()
    if found is None or not found.is_public:
        raise Refusal("matter_unknown", number=number.strip(), field="number")
    return found
