"""Two clicks from what neighbours think to what is talked over: this page is the second."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.opinions import actions, forms, queries, showing
from bandeng.opinions.models import Conversation, Moderation, Statement
from bandeng.opinions.views.desk import for_staff, named
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status


@login_required
@never_cache
def table(request: Request, pk: UUID) -> HttpResponse:
    """What all share and where they differ is chosen already; one button puts it onto the table."""
    conversation = for_staff(request, pk, queries.ANSWERERS)
    there = {each.number: each for each in conversation.statements.filter(state=Moderation.IN).order_by("number")}
    told = queries.shown(conversation, timezone.now())
    offered, chosen = showing.offered(told, there)
    posted, code = request.method == "POST", 200
    initial = {
        "statements": chosen, "text": _("It goes onto the table. What follows stands here."),
        "number": conversation.matter.number if conversation.matter and conversation.matter.is_public else "",
    }  # fmt: skip
    form = forms.Table(request.POST if posted else None, offered=offered, initial=initial)
    if posted:
        code = 422
        if form.is_valid():
            try:
                return _put(request, conversation, form, there)
            except Refusal as no:
                form.add_error(str(no.details["field"]) if no.details.get("field") in form.fields else None, say(no))
                code = status(no.code)
    title = _("Put it on the table")
    return render(
        request, "opinions/act.html", {"conversation": conversation, "form": form, "title": title}, status=code
    )


def _put(request: Request, conversation: Conversation, form: forms.Table, there: dict[int, Statement]) -> HttpResponse:
    told = form.cleaned_data
    actions.put_on_table(
        conversation=conversation, statements=[there[int(number)] for number in told["statements"]], text=told["text"],
        matter=named(told["number"], conversation), actor=request.actor, at=timezone.now(), once=told["once"],
    )  # fmt: skip
    messages.success(request, _("It stands. Everybody who reacted to these sentences can read where they went."))
    return redirect("opinions:desk", conversation.pk)
