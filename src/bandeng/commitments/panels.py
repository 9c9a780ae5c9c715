"""What the matter's page shows of its items, for everybody; and the form for who settles responsibility."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from bandeng.commitments import forms, orders, queries, showing
from bandeng.commitments.forms.supervision import Asked
from bandeng.commitments.models import State
from bandeng.commitments.queries import callbacks
from bandeng.commitments.queries import supervision as ladder
from bandeng.commitments.queries.promises import MAKERS
from bandeng.commitments.views.lists import set_form
from bandeng.core.deadline import local_day
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter, Raising
from bandeng.people.acting import PUBLIC
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.tools import Panel


def items(matter: Matter, request: HttpRequest) -> Panel | None:
    """Unit, date with its arithmetic, evidence and check of each item; None while there is nothing to show or to do."""
    reader = cast(Request, request).actor
    roles = matters.roles_of(reader, matter) if reader.id else frozenset[str]()
    rows = showing.rows(queries.items_of(matter), reader, timezone.now(), roles=roles)
    form = _form(matter, roles)
    if not rows and form is None:
        return None
    promise = matter.step is not None and not matter.sealed and not roles.isdisjoint(MAKERS)
    return Panel("commitments/panel.html", {"matter": matter, "rows": rows, "form": form, "promise": promise and rows})


def supervision(matter: Matter, request: HttpRequest) -> Panel | None:
    """Who was pressed for what and what they answered, for everybody; None where nobody was and nobody may be."""
    reader, on = cast(Request, request).actor, local_day(timezone.now())
    rows = orders.rows(ladder.orders_of(matter), reader, on)
    press = reverse("commitments:press", args=[matter.pk]) if orders.choices(matter, None, reader, on) else ""
    if not rows and not press:
        return None
    return Panel("commitments/parts/orders.html", {"rows": rows, "press": press})


def to_look_at(raising: Raising, request: HttpRequest) -> Panel | None:
    """On a receipt: what was reported done, with what shows it, for its holder to say whether it is true (I2)."""
    actor = matters.receipt_actor(raising, cast(Request, request).actor)
    roles = frozenset({"raiser"})
    done = [each for each in queries.items_of(raising.matter) if each.state == State.DONE]
    mine = [each for each in done if queries.checks_as(actor, each, roles)]
    if not mine or raising.matter.step is None:
        return None
    rows = showing.rows(mine, PUBLIC, timezone.now())
    return Panel("commitments/to_look_at.html", {"rows": rows, "code": matters.receipt_code(raising)})


def asked(raising: Raising, request: HttpRequest) -> Panel | None:
    """On a receipt: the three questions of an open call-back, for its holder; silence answers none of them."""
    call = callbacks.asks_on_receipt(raising, cast(Request, request).actor)
    if call is None:
        return None
    form = Asked(initial={"once": new_once()}, auto_id="asked_%s")
    return Panel("commitments/asked.html", {"call": call, "form": form, "code": matters.receipt_code(raising)})


def _form(matter: Matter, roles: frozenset[str]) -> forms.SetItem | None:
    """The form to set one, for who may, where the matter stands there."""
    if matter.step is None or roles.isdisjoint({"secretary", "convener"}):
        return None
    now = matters.standing(matter)
    if not matters.setters(now) or roles.isdisjoint(matters.setters(now)):
        return None
    form = forms.SetItem(initial={"once": new_once(), "version": matter.version}, prefix=None, auto_id="set_%s")
    return set_form(matter, list(queries.candidates(matter)), form)
