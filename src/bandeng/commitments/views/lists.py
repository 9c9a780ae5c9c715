"""One item, the items of a matter, and setting a new one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions, forms, orders, queries, showing
from bandeng.commitments.queries import supervision
from bandeng.core.deadline import local_day
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter
from bandeng.matters.views.acting import Page, acted, opened, staff_matter
from bandeng.matters.views.speaking import speak_for
from bandeng.people.models import Organisation
from bandeng.shell.http import Request

SET = Page(
    lazy("Set what must be done"), lazy("Set it"), done=lazy("Set. It stands on the matter's page."),
    lead=lazy("One line for each thing to do. With unit and date in one go, or wait for a unit to take it."),
)  # fmt: skip


def item(request: Request, pk: UUID) -> HttpResponse:
    """One item: who, until when, what was shown, who looked; for those who work on it, what to do."""
    found = queries.visible_item(request.actor, pk)
    speak_for(request, found.matter.place, "watch")
    roles = matters.roles_of(request.actor, found.matter)
    on = local_day(timezone.now())
    pressed = orders.rows(supervision.orders_of(found.matter, found), request.actor, on)
    may_press = bool(orders.choices(found.matter, found, request.actor, on))
    context = {
        "orders": pressed, "press": reverse("commitments:press_item", args=[found.pk]) if may_press else "",
        "item": found, "matter": found.matter,
        "row": showing.rows([found], request.actor, timezone.now(), roles=roles)[0],
        "handling": showing.may_see_handling(request.actor, found, roles),
    }  # fmt: skip
    return render(request, "commitments/item.html", context)


def of_matter(request: Request, pk: UUID) -> HttpResponse:
    """The items of a matter; where there is one, that one."""
    matter = matters.visible_matter(request.actor, pk)
    speak_for(request, matter.place, "watch")
    items = list(queries.items_of(matter))
    if len(items) == 1:
        return redirect("commitments:item", items[0].pk)
    rows = showing.rows(items, request.actor, timezone.now(), roles=matters.roles_of(request.actor, matter))
    return render(request, "commitments/of_matter.html", {"matter": matter, "rows": rows})


@login_required
@never_cache
def set_item(request: Request, pk: UUID) -> HttpResponse:
    """Say what must be done, and in one sitting who does it and until when."""
    known = matters.visible_matter(request.actor, pk)
    matter = staff_matter(request, pk, setters(known))
    units = list(queries.candidates(matter))
    form = set_form(matter, units, opened(request, forms.SetItem, matter))

    def do(told: dict[str, Any]) -> None:
        chosen = told.pop("organisation")
        unit = next((unit for unit in units if str(unit.pk) == chosen), None)
        _set(request, matter, unit, told)

    if request.method == "POST" and "more" in request.POST:
        answer = acted(request, matter, form, SET, do, after=request.path)
        return answer
    return acted(request, matter, form, SET, do)


def _set(request: Request, matter: Matter, unit: Organisation | None, told: dict[str, Any]) -> None:
    if unit is None:
        told = {name: told[name] for name in ("title", "criteria", "once", "version")}
        actions.set_item(matter=matter, actor=request.actor, at=timezone.now(), **told)
        messages.info(request, _("It waits for a unit now."))
        return
    actions.set_and_claim(matter=matter, organisation=unit, actor=request.actor, at=timezone.now(), **told)


def setters(matter: Matter) -> frozenset[str]:
    """Who sets items where the matter stands: who may complete the step that settles responsibility."""
    return matters.setters(matters.standing(matter)) or frozenset({"secretary", "convener"})


def set_form(matter: Matter, units: list[Organisation], form: forms.SetItem) -> forms.SetItem:
    """The form with the units that can be chosen, and the community's word only where it is needed."""
    form.offer("organisation", forms.unit_choices(units, lazy("no unit yet: it waits for one")))
    if not any(queries.outside_duty(unit, matter.category) for unit in units):
        form.fields.pop("accept_outside")
    return form
