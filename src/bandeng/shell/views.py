"""Switches, help, and the pages shown when something is wrong."""

from collections.abc import Callable

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from bandeng.places.models import Place
from bandeng.shell import health
from bandeng.shell.colours import colour, stylesheet
from bandeng.shell.context import LARGE, THEMES
from bandeng.shell.icons import BENCH

ErrorView = Callable[[HttpRequest, Exception | None], HttpResponse]

YEAR = 365 * 24 * 3600
ERRORS = {
    "bad": (
        _("We could not read that"),
        _("Go back one page and send it again. What you typed may still be there."),
    ),
    "forbidden": (
        _("This page is not for you to see"),
        _("If you work with it, sign in, or ask the secretary for the duty. Otherwise start from the home page."),
    ),
    "missing": (
        _("There is no such page here"),
        _("Perhaps the address was cut off. If you have a receipt, type its number; or start from the home page."),
    ),
    "only_sent": (
        _("This address cannot be opened by itself"),
        _("It only takes what a page's own button sends. Go back one page and use the button there."),
    ),
    "form": (
        _("The page was open too long"),
        _("For your safety it was not sent. Go back one page, reload it, and send it again."),
    ),
}


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Back to where one was, never to another site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    if value:
        response.set_cookie(name, value, max_age=YEAR, secure=settings.SECURE, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
    return response


@require_POST
def type_size(request: HttpRequest) -> HttpResponse:
    """Large type on or off; it stays so for a year."""
    turned = "" if request.COOKIES.get("type") == LARGE else LARGE
    return _remember(_back(request), "type", turned)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device is."""
    chosen = request.POST.get("theme", "")
    return _remember(_back(request), "theme", chosen if chosen in THEMES else "")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English; anything else is Chinese."""
    chosen = "en" if request.POST.get("language") == "en" else settings.LANGUAGE_CODE
    return _remember(_back(request), settings.LANGUAGE_COOKIE_NAME, chosen)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the web process answers; asks nothing of the database, except for an administrator who is signed in."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.by_card or "system_admin" not in actor.all_roles:
        return HttpResponse("ok\n", content_type="text/plain")
    told = "".join(f"{sign.key}: {sign.count}\n" for sign in health.signs(timezone.now()))
    return HttpResponse(f"ok\n{told}", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines stay outside: a neighbour's trouble is for neighbours."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@require_safe
@cache_control(max_age=86400)
def mark(request: HttpRequest) -> HttpResponse:
    """The mark as a picture, for a phone's home screen and the browser's tab."""
    drawn = BENCH.replace('class="folk"', 'fill="#b03a2e"').replace('class="seat"', 'fill="#54341f"')
    ground = '<rect x="-4" y="-6" width="42" height="42" rx="9" fill="#fbf8f3"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -6 42 42">{ground}{drawn}</svg>'
    return HttpResponse(svg, content_type="image/svg+xml")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put us on its home screen."""
    icon = {"src": "/mark.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    told = {
        "name": str(_("Bandeng")),
        "short_name": str(_("Bandeng")),
        "description": str(_("Say what is wrong, sit down together, get an answer.")),
        "lang": "en" if request.LANGUAGE_CODE == "en" else "zh-Hans",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#fbf8f3",
        "theme_color": "#fbf8f3",
        "icons": [icon],
    }
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def help_page(request: HttpRequest, code: str = "") -> HttpResponse:
    """Who helps, what each door is, who sees what; with a place's code, its telephone and its doors."""
    request.place = Place.objects.filter(code=code).first() if code else None  # type: ignore[attr-defined]
    return render(request, "shell/help.html")


@require_safe
@cache_control(max_age=31536000, immutable=True)
def accent(request: HttpRequest, shade: str) -> HttpResponse:
    """A place's accent as a stylesheet; the address carries the colour, so it may be kept for ever."""
    found = colour(shade)
    if found is None:
        raise Http404
    return HttpResponse(stylesheet(found), content_type="text/css")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "shell/error.html", _error("bad"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "shell/error.html", _error("forbidden"), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "shell/error.html", _error("missing"), status=404)


def only_sent(request: HttpRequest, refused: HttpResponseNotAllowed) -> HttpResponse:
    """405, with the methods the address does take."""
    page = render(request, "shell/error.html", _error("only_sent"), status=405)
    page.headers["Allow"] = refused.headers["Allow"]
    return page


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose page was open too long, or whose browser keeps no cookies."""
    return render(request, "shell/error.html", _error("form"), status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a page that asks nothing of the database, the session or the context."""
    return HttpResponse(get_template("shell/broken.html").render({"css": _styles()}), status=500)


def _styles() -> list[str]:
    return [static("shell/tokens.css"), static("shell/bench.css")]


def _error(kind: str) -> dict[str, str]:
    title, text = ERRORS[kind]
    return {"title": str(title), "text": str(text), "kind": kind}
