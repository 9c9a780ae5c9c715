"""What an open page is told while it stays open: one look into the database for all who look on.

A room offers a channel: how to know cheaply that something changed, and how to draw it. Whoever looks on gets the
drawing, by a stream (`shell/streams.py`) or by asking again (`look` below, 304 while nothing changed). Everybody on a
channel gets the same, so only what everybody may read is drawn there.
"""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from bandeng.shell.http import Request

SEEN = 0.25
"""Seconds for which a look into the database is good, however many ask."""

MOST_KEPT = 500
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Channel:
    """What a room offers under a name.

    version   a word for a key that changes with everything the drawing shows, None where there is nothing; cheap
    draw      the drawing for a key, HTML, in the language of the moment
    """

    version: Callable[[str], str | None]
    draw: Callable[[str], str]


@dataclass(frozen=True)
class Shown:
    """A drawing, and the word that is another when it looks otherwise."""

    word: str
    html: str


@dataclass
class _Kept:
    at: float
    version: str | None
    drawn: dict[str, tuple[str, Shown]]
    lock: threading.Lock


_channels: dict[str, Channel] = {}
_kept: dict[tuple[str, str], _Kept] = {}
_door = threading.Lock()


def offer(name: str, channel: Channel) -> None:
    """Offer a channel; once, at start."""
    _channels[name] = channel


def shown(name: str, key: str, language: str) -> Shown | None:
    """What a channel shows now, at most a quarter of a second old; None where there is no such thing."""
    channel = _channels.get(name)
    if channel is None:
        return None
    kept = _of(name, key)
    with kept.lock:
        if time.monotonic() - kept.at > SEEN:
            kept.version, kept.at = channel.version(key), time.monotonic()
        if kept.version is None:
            return None
        version, last = kept.drawn.get(language, ("", None))
        if last is None or version != kept.version:
            last = _drawn(channel, key, language)
            kept.drawn[language] = (kept.version, last)
        return last


def _of(name: str, key: str) -> _Kept:
    with _door:
        if len(_kept) > MOST_KEPT:
            _kept.clear()
        return _kept.setdefault((name, key), _Kept(float("-inf"), None, {}, threading.Lock()))


def _drawn(channel: Channel, key: str, language: str) -> Shown:
    with translation.override(language):
        html = channel.draw(key)
    return Shown(hashlib.sha256(f"{language}{html}".encode()).hexdigest()[:32], html)


def forget() -> None:
    """Let go of what was seen; for tests."""
    with _door:
        _kept.clear()


@require_safe
def look(request: Request, channel: str, key: str) -> HttpResponse:
    """The drawing, or 304 without a body for whoever has it. No query where somebody asked a moment ago."""
    found = shown(channel, key, translation.get_language() or LANGUAGES[0])
    if found is None:
        raise Http404
    word = f'"{found.word}"'
    # A server before ours that compresses marks the word as weak.
    same = word in request.headers.get("If-None-Match", "")
    answer = HttpResponseNotModified() if same else HttpResponse(found.html)
    answer.headers["ETag"] = word
    patch_cache_control(answer, private=True, no_cache=True)
    return answer
