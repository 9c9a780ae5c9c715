"""What the staff pages of this room share."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from bandeng.core.refusal import Refusal
from bandeng.places.sentences import say
from bandeng.places.who import KEEPERS, Request, is_admin, require

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]
Plain = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

STATUS = {"stale": 409, "place_ended": 409, "not_allowed": 403}


def staff(view: View[P]) -> Plain[P]:
    """For administrators, secretaries and community staff; anybody else signs in, or is told it is not theirs."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        require(is_admin(actor) or not KEEPERS.isdisjoint(actor.all_roles))
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return login_required(asked)


def at_most(size: int) -> Callable[[Plain[P]], Plain[P]]:
    """Refuse a request whose body is larger, before a byte of it is read; the form's token is checked after that."""

    def limited(view: Plain[P]) -> Plain[P]:
        checked = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            told = request.META.get("CONTENT_LENGTH") or "0"
            if not told.isdigit() or int(told) > size:
                sentence = say(Refusal("table_too_large", most=size // 1024 // 1024))
                return render(request, "places/too_large.html", {"sentence": sentence}, status=413)
            return checked(request, *args, **kwargs)

        return asked

    return limited


def refused(form: forms.Form, no: Refusal) -> int:
    """Put a refusal above the form; returns the answer's status."""
    form.add_error(None, say(no))
    return STATUS.get(no.code, 422)
