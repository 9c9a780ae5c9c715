"""What exchange offers to the desk and to a matter's page; read once at start."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bandeng.documents import queries as papers
from bandeng.exchange import panels, queries
from bandeng.shell import nav, tools
from bandeng.shell.http import Request
from bandeng.shell.steady import steady


@steady
def waiting(request: HttpRequest) -> int:
    """How many drafts wait for the reader: to be approved, or to be mended."""
    return len(queries.waiting(cast(Request, request).actor))


papers.supply_cases(queries.for_paper)
tools.offer("case", page="exchange:write", panel=panels.of_matter)
nav.offer(_("Cases for others"), "exchange:mine", sorted(queries.APPROVERS), 46, count=waiting)
