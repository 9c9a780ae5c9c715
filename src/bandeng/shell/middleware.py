"""What every answer passes through."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from bandeng.core.refusal import Refusal
from bandeng.shell import refusals, views

Answer = Callable[[HttpRequest], HttpResponseBase]

TEXTS = (
    "text/html",
    "text/css",
    "text/plain",
    "text/csv",
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
)


class Whole:
    """An address with a NUL in it is nobody's typing: a bad request, before a database chokes on it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "\x00" in asked or "%00" in asked:
            raise BadRequest
        return self.get_response(request)


class Language:
    """Chinese, unless the reader chose English: whatever the phone is set to, a grandmother meets her own words."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = "en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = chosen
        with translation.override(chosen):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", "en" if chosen == "en" else "zh-Hans")
        patch_vary_headers(response, ["Cookie"])
        return response


class Refusals:
    """A Refusal that a view let pass becomes a page that says what to do next, never a failure.

    So does the empty answer to somebody who opens an address that only takes what a form sends.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        return views.only_sent(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, or for htmx a line for the page's notice area (what was typed stays where it is)."""
        if not isinstance(exception, Refusal):
            return None
        wants_part = bool(getattr(request, "htmx", False))
        template = "shell/refusal.html#notice" if wants_part else "shell/refusal.html"
        response = render(
            request,
            template,
            {
                "title": refusals.title(exception.code),
                "sentence": refusals.say(exception),
                "code": exception.code,
                "details": exception.details,
            },
            status=refusals.status(exception.code),
        )
        if wants_part:
            response.headers["HX-Retarget"] = "#notices"
            response.headers["HX-Reswap"] = "innerHTML"
        return response


class Squeezed(GZipMiddleware):
    """Pages are sent compressed; photographs and live streams are left alone.

    Django pads the compressed page by a random length, and the CSRF token is masked anew in each page, so that the
    length tells nothing (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress texts that are not streams."""
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in TEXTS:
            return response
        return super().process_response(request, response)
