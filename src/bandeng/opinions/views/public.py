"""Where a neighbour says what they think: one card at a time, without an account, with and without JavaScript."""

import random
import secrets
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters.views.speaking import speak_for
from bandeng.opinions import actions, queries, showing
from bandeng.opinions.forms import REACTIONS, Add, React, new_once
from bandeng.opinions.models import Conversation, Moderation, Statement, Voice, Voices
from bandeng.opinions.queries import live
from bandeng.opinions.queries.conversations import with_matters
from bandeng.opinions.screens import MAP, VOICES
from bandeng.people import limits
from bandeng.places.queries import by_code, community_of
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

COOKIE = "bandeng_voice"
A_YEAR = 366 * 24 * 3600
DRAW = random.SystemRandom()


def of_place(request: Request, code: str) -> HttpResponse:
    """The conversations of a place: those that are open, and what came of the others."""
    place = by_code(code)
    community = community_of(place) if place else None
    if place is None or community is None:
        raise Http404
    speak_for(request, community, "take_part")
    now = timezone.now()
    here = Conversation.objects.filter(place__path__startswith=community.path).exclude(matter__sealed=True)
    running = queries.open_at(community, local_day(now)).exclude(matter__sealed=True)
    ended = here.exclude(pk__in=running.values("pk")).order_by("-opened_at", "pk")
    context = {"place": community, "running": running[:50], "ended": ended[:50]}
    return render(request, "opinions/of_place.html", context)


def _conversation(request: Request, pk: UUID) -> Conversation:
    conversation = queries.visible(pk)
    speak_for(request, conversation.place, "take_part")
    return conversation


def _mark(request: Request, conversation: Conversation) -> str:
    """Whose voice this browser is, "" for nobody's yet."""
    try:
        return queries.mark_of(conversation, request.actor, request.COOKIES.get(COOKIE, "")[:64])
    except Refusal:
        return ""


@never_cache
def card(request: Request, pk: UUID) -> HttpResponse:
    """One statement this voice has not met; looking at it says nothing."""
    return _card(request, _conversation(request, pk))


def _card(request: Request, conversation: Conversation, refused: str = "", code: int = 200) -> HttpResponse:
    live.watch()  # who is about to say something soon wants to see it
    now = timezone.now()
    voice = voice_of(request, conversation)
    weights = queries.seen_last(conversation).weights()
    statement, met, there = queries.next_statement(conversation, voice, weights, DRAW)
    open_now = queries.is_open(conversation, local_day(now))
    context = {
        "conversation": conversation, "statement": statement if open_now else None, "met": met, "there": there,
        "open": open_now, "reactions": REACTIONS, "once": new_once(), "refused": refused,
        "voices": conversation.voices_heard.count(), "channel": VOICES,
        "sign_in": conversation.voices == Voices.PERSON and request.actor.id is None,
    }  # fmt: skip
    return render(request, "opinions/card.html", context, status=code)


@never_cache
@require_POST
def react(request: Request, pk: UUID, statement: UUID) -> HttpResponse:
    """Agree, disagree or pass; the next card follows. The first reaction gives the browser its voice."""
    conversation = _conversation(request, pk)
    found = Statement.objects.filter(pk=statement, conversation=conversation).first()
    if found is None:
        raise Http404
    form, token = React(request.POST), request.COOKIES.get(COOKIE, "")[:64] or secrets.token_urlsafe(24)
    try:
        if not form.is_valid():
            raise Refusal("unknown_value", value="")
        limits.spend("react", limits.address_of(request), most=3000)
        mark = queries.mark_of(conversation, request.actor, token)
        found.conversation = conversation
        actions.react(
            statement=found, value=form.cleaned_data["value"], mark=mark, at=timezone.now(),
            key=form.cleaned_data["once"],
        )  # fmt: skip
    except Refusal as no:
        return _card(request, conversation, say(no), status(no.code))
    answer = redirect("opinions:card", pk)
    return _remembered(answer, token, request) if request.actor.id is None else answer


def _remembered(answer: HttpResponse, token: str, request: Request) -> HttpResponse:
    answer.set_cookie(
        COOKIE, token, max_age=A_YEAR, secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Lax"
    )
    return answer


@never_cache
def add(request: Request, pk: UUID) -> HttpResponse:
    """Add a statement: similar ones are offered first."""
    conversation = _conversation(request, pk)
    token = request.COOKIES.get(COOKIE, "")[:64] or secrets.token_urlsafe(24)
    form = Add(request.POST if request.method == "POST" else None)
    alike: list[Statement] = []
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            alike = [] if form.cleaned_data["sure"] else queries.alike(conversation, form.cleaned_data["text"])
            if alike:
                code = 200
            else:
                try:
                    return _add(request, conversation, form, token)
                except Refusal as no:
                    form.add_error("text" if no.details.get("field") == "text" else None, say(no))
                    code = status(no.code)
    own = queries.mine(conversation, _mark(request, conversation))
    context = {"conversation": conversation, "form": form, "alike": alike, "mine": own, "once": new_once()}
    return render(request, "opinions/add.html", context, status=code)


def _add(request: Request, conversation: Conversation, form: Add, token: str) -> HttpResponse:
    limits.spend("state", limits.address_of(request), most=60)
    mark = queries.mark_of(conversation, request.actor, token)
    actions.add_statement(
        conversation=conversation, text=form.cleaned_data["text"], mark=mark, actor=request.actor,
        at=timezone.now(), once=form.cleaned_data["once"],
    )  # fmt: skip
    answer = redirect("opinions:add", conversation.pk)
    return _remembered(answer, token, request) if request.actor.id is None else answer


@never_cache
def map_(request: Request, pk: UUID) -> HttpResponse:
    """What all agree on, where they differ, and the picture of it, each with its table; it follows what others say."""
    conversation = _conversation(request, pk)
    voice = voice_of(request, conversation)
    told = showing.page(conversation, voice, timezone.now())
    return render(request, "opinions/map.html", {**told, "channel": MAP, "spoken": voice is not None})


def voice_of(request: Request, conversation: Conversation) -> Voice | None:
    """The reader's voice, if it has spoken."""
    return queries.known_voice(conversation, _mark(request, conversation))


@never_cache
def became(request: Request, pk: UUID) -> HttpResponse:
    """What became of each statement this voice reacted to; without a voice, of all of them."""
    conversation = _conversation(request, pk)
    voice = voice_of(request, conversation)
    rows = showing.fates(queries.fates_for(conversation, voice))
    others = with_matters(conversation.statements.filter(state=Moderation.IN, became_at__isnull=False))
    context = {
        "conversation": conversation, "rows": rows, "spoken": voice is not None,
        "others": [] if voice else showing.fates([(each, None) for each in others.order_by("number")]),
        "kept_out": conversation.statements.filter(state=Moderation.OUT).order_by("number"),
    }  # fmt: skip
    return render(request, "opinions/became.html", context)


def poster(request: Request, pk: UUID) -> HttpResponse:
    """A page for the door: the question and the code that opens it."""
    conversation = _conversation(request, pk)
    address = request.build_absolute_uri(reverse("opinions:card", args=[pk]))
    return render(request, "opinions/poster.html", {"conversation": conversation, "address": address})


def sheet(request: Request, pk: UUID) -> HttpResponse:
    """A sheet to tick with a pen; the recorder enters it by its number."""
    conversation = _conversation(request, pk)
    there = conversation.statements.filter(state=Moderation.IN).order_by("number")
    address = request.build_absolute_uri(reverse("opinions:card", args=[pk]))
    context = {"conversation": conversation, "there": there, "reactions": REACTIONS, "address": address}
    return render(request, "opinions/sheet.html", context)
