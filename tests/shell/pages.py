"""Pages to look at in tests: a request as our middleware leaves it, a template rendered with it."""

from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django_htmx.middleware import HtmxDetails

from bandeng.people.acting import PUBLIC

PLACE = SimpleNamespace(
    code="640302107001", level="community", name="新华社区", within="利通区胜利镇", phone="0953-000 0000", accent="",
    pk="640302107001", chain="640302107001",
)  # fmt: skip


def request(path: str = "/", *, place: object = None, htmx: bool = False, **cookies: str) -> HttpRequest:
    """A GET as a view sees it; `place` as the view would set it."""
    made = RequestFactory().get(path, headers={"HX-Request": "true"} if htmx else {})
    made.COOKIES |= cookies
    made.user = AnonymousUser()
    made.actor = PUBLIC  # type: ignore[attr-defined]
    made.htmx = HtmxDetails(made)  # type: ignore[attr-defined]
    if place is not None:
        made.place = place  # type: ignore[attr-defined]
    return made


def rendered(
    template: str, context: dict[str, object] | None = None, *, of: HttpRequest | None = None, language: str = "zh-hans"
) -> str:
    """A template's text, as a page of ours in a language."""
    with translation.override(language):
        return engines["django"].from_string(template).render(context, of or request())
