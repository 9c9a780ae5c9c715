"""The desk of who approves: a draft beside what everybody would read; sent back, or withdrawn later."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.exchange import actions, forms, queries, removal, showing
from bandeng.exchange.models import State
from bandeng.exchange.views.acting import acted, on, to_case, to_draft, waiting
from bandeng.shell.acting import opened
from bandeng.shell.http import Request


@login_required
@never_cache
def approve(request: Request, pk: UUID) -> HttpResponse:
    """The draft beside what everybody would read; who did not write it may let everybody read it."""
    row = waiting(request, pk)
    sides = removal.sides(row, request.POST.getlist("keep"))
    form = opened(request, forms.Approve, {"version": row.version})
    proposed = [removal.key(side.name, each) for side in sides for each in side.found if each.is_proposed]
    form.offer("keep", [(key, key) for key in proposed])
    do = on(row, actions.share_case, form, request)
    return acted(
        request, form, _("Let everybody read it"), do, to_case, back=reverse("exchange:mine"),
        template="exchange/approve.html", case=row, sides=showing.beside(sides), about=showing.about(row),
        removed=sum(side.removed for side in sides), whose=queries.whose(row, request.actor),
        wrote=str(request.actor.id) in row.writers,
        writes=queries.at(request.actor, row.place, queries.WRITERS), process=showing.process_steps(row),
        worded=row.wordings,
    )  # fmt: skip


@login_required
@never_cache
def send_back(request: Request, pk: UUID) -> HttpResponse:
    """Let whoever wrote a draft mend it."""
    row = waiting(request, pk)
    if str(request.actor.id) in row.writers:
        raise Refusal("wrote_it")
    form = opened(request, forms.SendBack, {"version": row.version})
    do = on(row, actions.send_back, form, request)
    return acted(
        request, form, _("Send it back to be mended"), do, lambda done: reverse("exchange:mine"), back=to_draft(row),
        lead=removal.drafted(row)["title"],
        said=lambda done: _("It went back to whoever wrote it. Once it is mended, it waits for approval again."),
    )  # fmt: skip


@login_required
@never_cache
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Show a case no more, and say why."""
    row = queries.draft(pk, request.actor)
    if row.state != State.SHARED:
        raise Refusal("case_not_shared")
    form = opened(request, forms.Withdraw, {"version": row.version})
    do = on(row, actions.withdraw_case, form, request)
    return acted(
        request, form, _("Withdraw the case"), do, to_case, back=to_case(row), lead=row.title,
        note=_("What it said is erased here, with every version before it. Whoever took the file along has it still."),
    )  # fmt: skip
