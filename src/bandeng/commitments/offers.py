"""What items offer to the desk and to the steps of a process; read once at start."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bandeng.commitments import panels, queries, telling
from bandeng.commitments.queries import callbacks, promises, supervision
from bandeng.shell import nav, tools
from bandeng.shell.http import Request
from bandeng.shell.steady import steady


@steady
def open_items(request: HttpRequest) -> int:
    """How many items are open on the reader's list."""
    return queries.mine(cast(Request, request).actor).order_by().count()


@steady
def promises_waiting(request: HttpRequest) -> int:
    """How many promises wait for the own word of the reader's units."""
    return promises.waiting_for(cast(Request, request).actor).order_by().count()


@steady
def orders_waiting(request: HttpRequest) -> int:
    """How many reminders and orders wait for the reader's answer."""
    return supervision.to_answer(cast(Request, request).actor).order_by().count()


@steady
def calls_waiting(request: HttpRequest) -> int:
    """How many raisers of drawn samples nobody has reached yet."""
    return callbacks.open_calls(cast(Request, request).actor).order_by().count()


telling.tell()
tools.show_on("receipt", "items", panels.to_look_at)
tools.show_on("receipt", "asked", panels.asked)
tools.offer("claim", page="commitments:set", label=_("Set what must be done"), panel=panels.items)
tools.offer("evidence", page="commitments:of_matter", label=_("See what must be done"))
tools.offer("check", page="commitments:of_matter", label=_("See what must be done"))
tools.offer("supervision", page="commitments:press", label=_("Press for it"), panel=panels.supervision)
nav.offer(_("Work"), "commitments:mine", sorted(queries.OFFICERS | queries.CHECKERS), 20, count=open_items)
nav.offer(
    _("Promises"), "commitments:my_promises", sorted(queries.OFFICERS | promises.MAKERS), 22, count=promises_waiting
)
nav.offer(
    _("To answer"),
    "commitments:orders",
    sorted(queries.OFFICERS | {"secretary", "supervisor"}),
    24,
    count=orders_waiting,
)
nav.offer(_("Call-backs"), "commitments:callbacks", sorted(callbacks.CALLERS), 26, count=calls_waiting)
