"""A call-back answered on the receipt: its holder needs no account, and nobody has to ring."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions
from bandeng.commitments.forms.supervision import Asked
from bandeng.commitments.models import CallBack
from bandeng.commitments.queries import callbacks
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.views.acting import opened
from bandeng.matters.views.receipts import raising_or_404
from bandeng.shell.http import Request
from bandeng.shell.refusals import into


@never_cache
def answer(request: Request, code: str, pk: UUID) -> HttpResponse:
    """The three questions by themselves; where something is wrong, with what was typed. Only a POST answers them."""
    raising = raising_or_404(request, code)
    actor = matters.receipt_actor(raising, request.actor)
    calls = CallBack.objects.select_related("matter__place", "raising", "reply")
    call = get_object_or_404(calls, pk=pk, raising=raising)
    if not callbacks.may_answer(actor, call):
        raise Http404
    form = opened(request, Asked, None)
    context = {"call": call, "form": form, "code": code}
    if request.method != "POST" and call.reached:
        return redirect("matters:receipt", code)
    if request.method != "POST" or not form.is_valid():
        return render(request, "commitments/asked_page.html", context, status=422 if form.errors else 200)
    told = {**form.told(), "once": form.cleaned_data["once"]}
    try:
        actions.answer_callback(call=call, actor=actor, at=timezone.now(), **told)
    except Refusal as no:
        return render(request, "commitments/asked_page.html", context, status=into(form, no))
    messages.success(request, _("Thank you. The oversight has your answer."))
    return redirect(reverse("matters:receipt", args=[code]))
