"""What an open page asks for every second: a part of it, if it has changed; else 304, without a query."""

import hashlib
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bandeng.core.deadline import local_day
from bandeng.opinions import queries
from bandeng.opinions.models import Conversation
from bandeng.opinions.queries import live
from bandeng.opinions.views import public
from bandeng.shell.http import Request

PARTS = ("map", "voices")


@require_safe
def part(request: Request, pk: UUID, name: str) -> HttpResponse:
    """The map and its tables, or only how many have spoken."""
    if name not in PARTS:
        raise Http404
    version = live.version_of(pk)
    if version is None:
        raise Http404
    word = f'"{_word(request, version, name)}"'
    if word in request.headers.get("If-None-Match", ""):
        return _kept_by_nobody_else(HttpResponseNotModified(), word)
    conversation = queries.visible(pk)
    if name == "voices":
        told: dict[str, Any] = {"voices": conversation.voices_heard.count()}
        return _kept_by_nobody_else(render(request, "opinions/parts/voices.html", told), word)
    told = public.map_context(request, conversation)
    if not live.is_running():  # this very request may have drawn it
        word = _of_now(request, conversation, told["told"])
    return _kept_by_nobody_else(render(request, "opinions/map.html#map", told), word)


def _of_now(request: Request, conversation: Conversation, told: queries.Shown) -> str:
    """The word for what was drawn just now; "" for one shown once more though another is due."""
    version = live.version_of(conversation.pk, anew=True)
    due = version is None or told.upto < queries.newest(conversation)
    return "" if due or version is None else f'"{_word(request, version, "map")}"'


def _word(request: Request, version: live.Version, name: str) -> str:
    """Another word for every reader whose page looks otherwise: language, day, and whose ring is drawn."""
    who = str(request.actor.id or request.COOKIES.get(public.COOKIE, ""))
    of = (version.drawn, who) if name == "map" else (version.said,)
    told = (name, of, get_language(), local_day(timezone.now()))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _kept_by_nobody_else(answer: HttpResponse, word: str) -> HttpResponse:
    if word:
        answer.headers["ETag"] = word
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
