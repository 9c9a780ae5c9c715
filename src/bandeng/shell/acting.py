"""One form, one act: its page, or what follows once it is done. Nothing typed is lost, whatever the answer is."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bandeng.core.refusal import Refusal
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import into

T = TypeVar("T")


def opened(request: Request, kind: Callable[..., Any], initial: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """The form: as it was sent, or new with what it carries."""
    if request.method == "POST":
        return kind(request.POST, request.FILES, **more)
    return kind(initial={"once": new_once(), **(initial or {})}, **more)


def acted(
    request: Request, form: Form, do: Callable[[], T], after: Callable[[T], str], template: str,
    context: Mapping[str, Any], *, said: Callable[[T], str] | None = None,
    refused: Callable[[Refusal], None] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of an act, or what follows once it is done.

    do        called once the form is in order; a Refusal becomes the form's own words
    after     where to go, from what `do` returned; `said` what is told there
    refused   called with a Refusal before the page is shown again
    """
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                done = do()
            except Refusal as no:
                code = into(form, no)
                if refused:
                    refused(no)
            else:
                messages.success(request, said(done) if said else _("It stands."))
                return redirect(after(done))
    return render(request, template, {"form": form, **context}, status=code)
