"""Giving a paper out, and looking at one that was: who, when, under which number, what has changed since."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.papers import shelf
from bandeng.core.refusal import Refusal
from bandeng.documents import actions, forms, queries
from bandeng.documents.models import Document
from bandeng.documents.writing import can_pdf
from bandeng.matters.views.speaking import speak_for
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status


@login_required
@never_cache
def issue(request: Request, kind: str, pk: UUID | str) -> HttpResponse:
    """Read what stands on it, then give it out."""
    subject = queries.load(kind, request.actor, pk)
    speak_for(request, subject.place)
    if not queries.may_issue(request.actor, subject.place, kind):
        raise Refusal("not_your_turn", needs=sorted(queries.issuers_of(kind)))
    form, code = forms.Issue(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and not form.is_valid():
        code = 422
    elif request.method == "POST":
        try:
            issued = actions.issue_document(
                subject=subject, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"]
            )
        except Refusal as no:
            form.add_error(None, say(no))
            code = status(no.code)
        else:
            messages.success(request, _("It was given out. Its number and what stands on it are in the ledger."))
            return redirect("documents:document", issued.pk)
    context = {
        "form": form, "name": _name(kind), "parts": queries.paper_of(subject).parts(), "kind": kind, "pk": pk,
        "back": _back(subject), "pdf": can_pdf(),
    }  # fmt: skip
    return render(request, "documents/issue.html", context, status=code)


@login_required
@never_cache
def document(request: Request, pk: UUID) -> HttpResponse:
    """A paper that was given out; what would be printed now, and whether that is the same."""
    found = queries.visible_document(request.actor, pk)
    speak_for(request, found.place)
    subject = queries.load(found.kind, request.actor, queries.key_of(found.of))
    new, gone = queries.changed_since(found, queries.paper_of(subject))
    newest = Document.objects.filter(kind=found.kind, of=found.of).order_by("-at", "-pk").first()
    context = {
        "document": found, "name": _name(found.kind), "number": queries.number_of(found), "new": new, "gone": gone,
        "key": subject.of.partition(":")[2], "back": _back(subject), "pdf": can_pdf(),
        "later": newest if newest and newest.pk != found.pk else None,
        "may_issue": queries.may_issue(request.actor, subject.place, subject.kind),
    }  # fmt: skip
    return render(request, "documents/document.html", context)


def _name(kind: str) -> str:
    return shelf()[kind].named(get_language() or "")


def _back(subject: queries.Subject) -> str:
    if subject.page:
        return subject.page
    if subject.matter:
        return reverse("matters:detail", args=[subject.matter.pk])
    return reverse("commitments:promise", args=[subject.of.partition(":")[2]])
