"""A shared tablet in a hall: which pages it opens, and that nothing of one visitor is left for the next.

What makes a device a kiosk is one signed cookie. It gives no right, it only takes away: who deletes it has a browser
like any other. A second cookie holds the running visit; it goes when the visit ends. Nothing is kept on the server.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from time import time
from tomllib import loads
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

Answer = Callable[[HttpRequest], HttpResponseBase]

COOKIE, VISIT = "kiosk", "visit"
YEAR = 365 * 24 * 3600
CARD = ("bench_card", "/card/")

ALWAYS = frozenset({
    "desk:kiosk", "desk:kiosk_end", "desk:kiosk_leave", "desk:kiosk_closed", "shell:language", "shell:accent",
    "shell:manifest", "shell:mark", "shell:robots", "shell:healthz",
})  # fmt: skip
"""Opened at any time: they tell of nobody."""
BEGINNINGS = frozenset({"matters:raise", "matters:find", "desk:know", "shell:help"})
"""With what a visit begins: the three buttons, and help."""
WITHIN = BEGINNINGS | frozenset({
    "matters:join", "matters:detail", "matters:clock", "matters:photo", "matters:small_photo", "matters:receipt",
    "matters:receipt_print", "matters:rate", "matters:withdraw", "matters:contest", "matters:erase",
    "commitments:check_by_receipt", "commitments:callback_answer",
})  # fmt: skip
"""What a visit may open besides. A receipt only while it is the visit's own."""

_FORM = re.compile(rb"<form (?![^>]*autocomplete=)")
_OFFERED = re.compile(rb'autocomplete="[a-z-]+"')
_KEPT = re.compile(rb' data-keep="[^"]*"')


@dataclass(frozen=True)
class Waits:
    """How long a kiosk waits, in seconds, as it stands on the shelf."""

    seconds: int
    warn: int
    least: int
    most: int
    times: int


@cache
def waits() -> Waits:
    """The shelf's own."""
    told = loads(files("bandeng.shelf").joinpath("kiosk.toml").read_text(encoding="utf-8"))
    quiet = {name: int(told["quiet"][name]) for name in ("seconds", "warn", "least", "most")}
    return Waits(**quiet, times=int(told["without_script"]["times"]))


@dataclass(frozen=True)
class Device:
    """A browser that was made a kiosk: for which place, how it is left, how long it waits."""

    place: str
    pin: str
    quiet: int

    @property
    def warn(self) -> int:
        """Seconds that are left when it asks whether somebody is there."""
        return min(waits().warn, self.quiet // 2)

    @property
    def floor(self) -> int:
        """Seconds after which a page ends that runs no script."""
        return self.quiet * waits().times

    @property
    def home(self) -> str:
        """The three buttons."""
        return reverse("desk:kiosk", args=[self.place])

    @property
    def end(self) -> str:
        """Where a visit ends."""
        return reverse("desk:kiosk_end", args=[self.place])

    @property
    def leave(self) -> str:
        """The way out, for staff."""
        return reverse("desk:kiosk_leave", args=[self.place])


@dataclass(frozen=True)
class Visit:
    """One visitor: whether anything was opened, which receipts are theirs, when they were last seen."""

    on: bool = False
    codes: tuple[str, ...] = ()
    seen: float = field(default_factory=time)


def device_of(request: HttpRequest) -> Device | None:
    """The kiosk this browser is; None for every other."""
    told = _read(request, COOKIE)
    return Device(str(told["place"]), str(told["pin"]), int(told["quiet"])) if told else None


def make(response: HttpResponse, device: Device) -> None:
    """Make the browser that gets this answer a kiosk."""
    told = {"place": device.place, "pin": device.pin, "quiet": device.quiet}
    _set(response, COOKIE, told, max_age=YEAR)


def unmake(response: HttpResponse) -> None:
    """Make it a browser like any other."""
    response.delete_cookie(COOKIE, samesite="Lax")


def forget(response: HttpResponseBase) -> None:
    """Every cookie of a visit, and of whoever was here before."""
    for name in (
        settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages", "type",
        "theme", VISIT,
    ):  # fmt: skip
        response.delete_cookie(name, samesite="Lax")
    response.delete_cookie(CARD[0], path=CARD[1], samesite="Lax")


class Kiosk:
    """Puts `request.kiosk` and `request.visit`; on a kiosk nobody is signed in and nothing is stored."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        device = device_of(request)
        request.kiosk = device  # type: ignore[attr-defined]
        if device is None:
            return self.get_response(request)
        name, told = _address(request.path_info)
        visit = _visit(request, device)
        request.visit = visit  # type: ignore[attr-defined]
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        refused = _refused(request, device, visit, name, told)
        answer = self.get_response(request) if refused is None else refused
        if refused is None and name in WITHIN:
            visit = replace(visit, on=True, seen=time())
        return _left(request, answer, name, visit)


def _visit(request: HttpRequest, device: Device) -> Visit:
    """The running visit; a new one where there is none, or where nobody touched the screen for too long."""
    told = _read(request, VISIT)
    if not told or time() - float(told["seen"]) > device.floor:
        return Visit()
    return Visit(bool(told["on"]), tuple(told["codes"]), float(told["seen"]))


def _refused(
    request: HttpRequest, device: Device, visit: Visit, name: str, told: dict[str, Any]
) -> HttpResponseBase | None:
    """Where somebody is led instead; None where they may go on."""
    if name in ALWAYS:
        return None
    begins = name in BEGINNINGS and request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING")
    if not (visit.on or begins):
        return redirect(device.home)
    if name not in WITHIN:
        asked = urlencode({"for": request.get_full_path()})
        return redirect(f"{reverse('desk:kiosk_closed', args=[device.place])}?{asked}")
    own = "code" not in told or not request.path_info.startswith("/r/") or told["code"] in visit.codes
    return None if own else redirect(device.end)


def _left(request: HttpRequest, answer: HttpResponseBase, name: str, visit: Visit) -> HttpResponseBase:
    """The answer as a shared screen may have it."""
    if isinstance(answer, HttpResponse) and answer.headers.get("Content-Type", "").startswith("text/html"):
        plain = _OFFERED.sub(b'autocomplete="off"', _KEPT.sub(b"", answer.content))
        answer.content = _FORM.sub(b'<form autocomplete="off" ', plain)
        if "Content-Length" in answer.headers:
            answer.headers["Content-Length"] = str(len(answer.content))
    answer.headers["Cache-Control"] = "no-store"
    if name in ("desk:kiosk_end", "desk:kiosk_leave") and answer.status_code == 302:
        forget(answer)
        return answer
    if request.method == "POST" and answer.status_code == 302:
        where, told = _address(urlsplit(answer.headers["Location"]).path)
        if where in ("matters:receipt", "matters:receipt_print"):
            visit = replace(visit, codes=tuple(dict.fromkeys((*visit.codes, str(told["code"])))))
    if visit.on:
        _set(answer, VISIT, {"on": True, "codes": list(visit.codes), "seen": visit.seen})
    return answer


def _address(path: str) -> tuple[str, dict[str, Any]]:
    try:
        found = resolve(path)
    except Resolver404:
        return "", {}
    return found.view_name, found.kwargs


def _read(request: HttpRequest, name: str) -> dict[str, Any]:
    """What a cookie of ours says; nothing where there is none, or somebody wrote on it."""
    try:
        found: dict[str, Any] = signing.loads(request.COOKIES.get(name, ""), salt=f"kiosk:{name}")
        return found
    except signing.BadSignature:
        return {}


def _set(response: HttpResponseBase, name: str, told: dict[str, Any], max_age: int | None = None) -> None:
    response.set_cookie(
        name, signing.dumps(told, salt=f"kiosk:{name}"), max_age=max_age, httponly=True, samesite="Lax",
        secure=settings.SECURE,
    )  # fmt: skip
