"""What other pages show of a mediation: that there is one and where it stands, to the few who may know."""

from typing import cast

from django.http import HttpRequest

from bandeng.matters import queries as matters
from bandeng.matters.models import Matter, Raising
from bandeng.mediation import queries
from bandeng.mediation.queries.cases import KNOWERS
from bandeng.shell.http import Request
from bandeng.shell.tools import Panel


def of_matter(matter: Matter, request: HttpRequest) -> Panel | None:
    """On a matter's page, for its mediator and for whoever keeps the matters there; for nobody else."""
    reader = cast(Request, request).actor
    if reader.id is None or reader.roles_at(matter.place).isdisjoint(KNOWERS | {"mediator"}):
        return None
    case = queries.case_of_matter(matter)
    if case is None or not queries.state_at(reader, matter, case):
        return None
    return Panel("mediation/panel.html", {"case": case})


def of_receipt(raising: Raising, request: HttpRequest) -> Panel | None:
    """On the receipt of whoever raised it: the way to their own side."""
    if (case := queries.of_raising(raising)) is None:
        return None
    return Panel("mediation/on_receipt.html", {"case": case, "code": matters.receipt_code(raising)})
