"""Streams to pages that stay open (server-sent events), beside Django: a thousand of them hold no thread and no
connection to the database.

Each channel that somebody looks on has one task that looks three times a second; what is new goes to all its streams.
Where the site does not run on ASGI, or too many look on, the page asks again and again instead (`shell/live.py`).
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import close_old_connections

from bandeng.shell import live

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

PREFIX = "/live/"
PAUSE = 0.3
"""Seconds between two looks of a channel; longer than a look is good, so that none is in vain."""

BEAT = 15.0
"""Seconds after which a silent stream says that it is there: else whoever stands between cuts it."""

AGAIN = 1000
"""Milliseconds after which a browser comes back by itself."""

MOST = 2000
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-accel-buffering", b"no"),
]

_log = logging.getLogger(__name__)
_looking = ThreadPoolExecutor(2, thread_name_prefix="live")


class Channel:
    """One channel in one language: looks while anybody is there, and tells all of them."""

    def __init__(self, name: str, key: str, language: str) -> None:
        self.asked = (name, key, language)
        self.now: live.Shown | None = None
        self.changed = asyncio.Event()
        self.there = 0
        self.task: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Look once, beside the loop. A database that is busy is asked again at the next turn."""
        try:
            found = await asyncio.get_running_loop().run_in_executor(_looking, _look, self.asked)
        except Exception:
            _log.exception("a live page could not be drawn")
            return
        if found is not None and found != self.now:
            self.now = found
            self.changed.set()
            self.changed = asyncio.Event()

    async def run(self) -> None:
        """Look again and again."""
        while True:
            await asyncio.sleep(PAUSE)
            await self.look()


def _look(asked: tuple[str, str, str]) -> live.Shown | None:
    try:
        return live.shown(*asked)
    finally:
        close_old_connections()


class Streams:
    """An ASGI application: streams for whoever asks for one under /live/, and everything else as before."""

    def __init__(self, pages: Application) -> None:
        self.pages = pages
        self.channels: dict[tuple[str, str, str], Channel] = {}
        self.there = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        asked = _asked(scope)
        if asked is None:
            await self.pages(scope, receive, send)
        elif self.there >= MOST:
            await _empty(send, 503)
        else:
            await self._serve(asked, receive, send)

    async def _serve(self, asked: tuple[str, str, str], receive: Receive, send: Send) -> None:
        channel = self.channels.setdefault(asked, Channel(*asked))
        channel.there += 1
        self.there += 1
        try:
            if channel.now is None:
                await channel.look()
            if channel.now is None:
                await _empty(send, 404)
                return
            if channel.task is None:
                channel.task = asyncio.create_task(channel.run())
            await _follow(channel, receive, send)
        finally:
            self.there -= 1
            self._leave(channel)

    def _leave(self, channel: Channel) -> None:
        channel.there -= 1
        if channel.there == 0:
            self.channels.pop(channel.asked, None)
            if channel.task:
                channel.task.cancel()


async def _follow(channel: Channel, receive: Receive, send: Send) -> None:
    """Tell one page what is new until it goes away."""
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await _say(send, f"retry: {AGAIN}\n\n")
    gone = asyncio.ensure_future(_gone(receive))
    known = ""
    try:
        while not gone.done():
            changed = channel.changed
            if channel.now and channel.now.word != known:
                known = channel.now.word
                await _say(send, _event(channel.now))
                continue
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(_first(changed, gone), BEAT)
                continue
            await _say(send, ": here\n\n")
    finally:
        gone.cancel()


async def _first(changed: asyncio.Event, gone: "asyncio.Future[None]") -> None:
    waiting = asyncio.ensure_future(changed.wait())
    either: set[asyncio.Future[Any]] = {waiting, gone}
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _event(shown: live.Shown) -> str:
    return f"id: {shown.word}\ndata: {json.dumps(shown.html, ensure_ascii=False)}\n\n"


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _empty(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*HEADERS, (b"retry-after", b"10")]})
    await send({"type": "http.response.body", "body": b""})


def _asked(scope: Scope) -> tuple[str, str, str] | None:
    """Channel, key and language of a request for a stream; None for any other request."""
    if scope["type"] != "http" or scope["method"] != "GET" or not str(scope["path"]).startswith(PREFIX):
        return None
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    parts = str(scope["path"])[len(PREFIX) :].strip("/").split("/")
    if "text/event-stream" not in headers.get(b"accept", "") or len(parts) != 2:
        return None
    english = f"{settings.LANGUAGE_COOKIE_NAME}=en" in headers.get(b"cookie", "").replace(" ", "").split(";")
    return parts[0], parts[1], "en" if english else settings.LANGUAGE_CODE
