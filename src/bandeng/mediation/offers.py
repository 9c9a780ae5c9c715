"""What mediation offers to the desk, to the steps of a process and to receipts; read once at start."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bandeng.core.deadline import local_day
from bandeng.mediation import panels, queries
from bandeng.shell import nav, tools
from bandeng.shell.http import Request


def waiting(request: HttpRequest) -> int:
    """How many of the reader's cases wait for them."""
    return queries.count_due(cast(Request, request).actor, local_day(timezone.now()))


tools.offer("mediation", page="mediation:of_matter", label=_("Mediate between both sides"), panel=panels.of_matter)
tools.show_on("receipt", "mediation", panels.of_receipt)
nav.offer(_("Mediation"), "mediation:all", ["mediator", "secretary", "community_staff"], 28, count=waiting)
