"""Inviting staff, and opening the account one was invited to."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bandeng.core.refusal import Refusal
from bandeng.people import actions, forms, queries
from bandeng.people.actions.accounts import pending
from bandeng.people.attempt import attempt, form_page
from bandeng.people.http import Request, posted, staff
from bandeng.people.limits import address_of, spend
from bandeng.people.mail import send_invitation
from bandeng.people.rights import ARRANGES
from bandeng.people.sentences import say, status


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ARRANGES)
def invite(request: Request, pk: UUID) -> HttpResponse:
    """Invite a person to open a staff account."""
    found = queries.visible_person(request.actor, pk)
    form = forms.Invite(posted(request))
    if form.is_valid():
        done = attempt(
            form,
            lambda: actions.invite(
                person=found, email=form.cleaned_data["email"], actor=request.actor, at=timezone.now(),
                once=form.cleaned_data["once"] or None,
            ),
        )  # fmt: skip
        if done and send_invitation(*done):
            messages.success(request, _("The invitation is on its way. It works once, for three days."))
            return redirect("people:person", pk=pk)
        if done:
            form.add_error(None, _("The e-mail could not be sent. Check the mail settings, then invite again."))
    lead = _("For %(name)s") % {"name": queries.named(found)}
    context = {"title": _("Invite to open an account"), "lead": lead, "button": _("Send the invitation")}
    return form_page(request, form, context | {"back": reverse("people:person", args=[pk])})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ARRANGES)
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close a staff account."""
    found = queries.visible_person(request.actor, pk)
    form = forms.Reason(posted(request))
    if form.is_valid():
        attempt(
            form,
            lambda: actions.close_account(
                person=found, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now(),
                once=form.cleaned_data["once"] or None,
            ),
        )  # fmt: skip
        if not form.errors:
            messages.success(request, _("The account is closed, and whoever was signed in with it is out."))
            return redirect("people:person", pk=pk)
    lead = _("For %(name)s") % {"name": queries.named(found)}
    context = {"title": _("Close an account"), "lead": lead, "button": _("Close it")}
    return form_page(request, form, context | {"back": reverse("people:person", args=[pk])})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: Request, token: str) -> HttpResponse:
    """Choose a password for the account one was invited to. Looking at the page spends nothing; sending it does."""
    spend("invited", address_of(request), most=30)
    form = forms.ChoosePassword(posted(request))
    try:
        pending(token, on=timezone.localdate())
        if form.is_valid():
            actions.open_account(token=token, password=form.cleaned_data["password"], at=timezone.now())
            messages.success(
                request, _("Your account stands. Sign in; then a second factor is set up with your phone.")
            )
            return redirect("account_login")
    except ValidationError as weak:
        form.add_error("password", weak)
    except Refusal as no:
        return render(request, "people/invited.html", {"sentence": say(no)}, status=status(no))
    return form_page(request, form, {}, "people/invited.html")
