"""Supervision: issuing a rung, answering one, the public list, and what waits for my answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions, orders, queries
from bandeng.commitments.forms.supervision import Answer, Order
from bandeng.commitments.models import SupervisionOrder, WorkItem
from bandeng.commitments.queries import supervision
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter
from bandeng.matters.views.acting import Page, acted, onward, opened, shown
from bandeng.matters.views.speaking import speak_for
from bandeng.places.queries import by_code
from bandeng.shell.http import Request
from bandeng.shell.paging import paged
from bandeng.shell.refusals import say, status

ORDER = Page(
    lazy("Press for it"), lazy("Issue it"), done=lazy("Issued. Everybody can see it, and the answer to it."),
    lead=lazy("It must be answered within its days. If nobody answers, the next step follows by itself."),
    template="commitments/order_act.html",
)  # fmt: skip
ANSWER = Page(
    lazy("Answer it"), lazy("Answer"), done=lazy("Answered. The answer stands beside it for everybody."),
    lead=lazy("An answer does not move the date. If more time is needed, ask for it."),
    template="commitments/order_act.html",
)  # fmt: skip


@login_required
@never_cache
def press_item(request: Request, pk: UUID) -> HttpResponse:
    """A rung for a work item."""
    item = queries.visible_item(request.actor, pk)
    return _press(request, item.matter, item, reverse("commitments:item", args=[item.pk]))


@login_required
@never_cache
def press_matter(request: Request, pk: UUID) -> HttpResponse:
    """A rung for the step at which a matter stands."""
    matter = matters.visible_matter(request.actor, pk)
    return _press(request, matter, None, reverse("matters:detail", args=[matter.pk]))


def _press(request: Request, matter: Matter, item: WorkItem | None, after: str) -> HttpResponse:
    speak_for(request, matter.place)
    now = timezone.now()
    offered = orders.choices(matter, item, request.actor, local_day(now))
    if request.method != "POST" and not offered:
        raise Refusal("not_allowed")
    form = opened(request, Order, None)
    form.offer("level", offered or [(key, orders.name_of(key)) for key in request.POST.getlist("level")[:1]])
    context = {"rows": _rows(request, matter, item), "item": item}

    def do(told: dict[str, Any]) -> None:
        told.pop("version")
        actions.issue_order(matter=matter, item=item, actor=request.actor, at=now, **told)

    return acted(request, matter, form, ORDER, do, context=context, after=after)


def _rows(request: Request, matter: Matter, item: WorkItem | None) -> list[orders.Row]:
    found = supervision.orders_of(matter, item) if item else supervision.orders_of(matter).filter(item=None)
    return orders.rows(found, request.actor, local_day(timezone.now()))


@login_required
@never_cache
def answer(request: Request, pk: UUID) -> HttpResponse:
    """What holds it up, and what happens now."""
    order = supervision.visible_order(request.actor, pk)
    speak_for(request, order.matter.place)
    roles = matters.roles_of(request.actor, order.matter)
    if request.method != "POST" and not supervision.answers(request.actor, order, roles):
        raise Refusal("not_allowed")
    form = opened(request, Answer, None)
    after = reverse("commitments:item", args=[order.item_id]) if order.item_id else ""
    context = {"rows": orders.rows([order], request.actor, local_day(timezone.now())), "item": order.item}
    if request.method != "POST" or not form.is_valid():
        return shown(request, order.matter, form, ANSWER, context, code=422 if form.errors else 200)
    return _answered(request, order, form, context, after)


def _answered(
    request: Request, order: SupervisionOrder, form: Answer, context: dict[str, Any], after: str
) -> HttpResponse:
    told = form.cleaned_data
    try:
        actions.answer_order(order=order, text=told["text"], actor=request.actor, at=timezone.now(), once=told["once"])
    except Refusal as no:
        form.add_error("text" if no.details.get("field") == "text" else None, say(no))
        return shown(request, order.matter, form, ANSWER, context, code=status(no.code))
    messages.success(request, str(ANSWER.done))
    return redirect(onward(request, form, after or reverse("matters:detail", args=[order.matter_id])))


@login_required
@never_cache
def mine(request: Request) -> HttpResponse:
    """What waits for my answer, the earliest first."""
    page = paged(supervision.to_answer(request.actor), request)
    rows = orders.rows(page, request.actor, local_day(timezone.now()))
    return render(request, "commitments/orders_mine.html", {"rows": rows, "page": page})


def listed(request: Request, code: str) -> HttpResponse:
    """The public list: what is under listed supervision at a place, and every order that stands; nothing hidden."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "watch")
    on = local_day(timezone.now())
    page = paged(supervision.standing_orders(place), request)
    context = {
        "place": place, "listed": orders.rows(supervision.listed(place)[:50], request.actor, on), "page": page,
        "rows": orders.rows(page, request.actor, on), "as_of": timezone.now(),
        "answered": supervision.answered_in_time(place, on), "standing": supervision.standing_orders(place).count(),
    }  # fmt: skip
    return render(request, "commitments/listed.html", context)
