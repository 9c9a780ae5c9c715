"""The request as this room's views see it, and who may come in."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict

from bandeng.people.acting import Actor
from bandeng.people.models import Person
from bandeng.people.rights import ARRANGES, EVERYWHERE, REGISTERS

P = ParamSpec("P")


class Request(HttpRequest):
    """A request after `people.middleware.WhoActs`."""

    actor: Actor


View = Callable[Concatenate[Request, P], HttpResponse]

STAFF = REGISTERS | ARRANGES | EVERYWHERE


def signed_in(view: View[P]) -> View[P]:
    """Whoever is not signed in is asked to; afterwards they come back."""

    @functools.wraps(view)
    def asked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.actor.person is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return asked


def staff(*roles: str) -> Callable[[View[P]], View[P]]:
    """Only who holds one of these roles somewhere, not by card; what they may do to whom, the actions decide."""

    def guarded(view: View[P]) -> View[P]:
        @functools.wraps(view)
        @signed_in
        def asked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.actor.by_card or request.actor.all_roles.isdisjoint(roles or STAFF):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return asked

    return guarded


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; None when the page is only being looked at."""
    return request.POST if request.method == "POST" else None


def me(request: Request) -> Person:
    """The person who acts; only behind `signed_in`."""
    if request.actor.person is None:
        raise PermissionDenied
    return request.actor.person
