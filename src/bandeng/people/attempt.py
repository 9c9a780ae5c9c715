"""Trying an action from a form: a Refusal becomes the form's own words, and nothing that was typed is lost."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bandeng.core.refusal import Refusal
from bandeng.people.sentences import say, status

T = TypeVar("T")


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """What `act` returns; None when it was refused, and then the form says why."""
    try:
        return act()
    except Refusal as no:
        form.add_error(None, say(no))
        form.refused = status(no)  # type: ignore[attr-defined]
        return None


def succeeds(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether `act` went through; if not, the form says why."""
    attempt(form, act)
    return not form.errors


def form_page(
    request: HttpRequest, form: forms.Form, context: Mapping[str, object], template: str = "people/form.html"
) -> HttpResponse:
    """A page with one form; 422 when something in it is wrong, else the status of the refusal."""
    code = getattr(form, "refused", 422) if form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=code)
