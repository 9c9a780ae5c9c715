"""What research offers to the desk and to the steps of a process; read once at start."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bandeng.research import panels, queries
from bandeng.shell import nav, tools
from bandeng.shell.http import Request


def waiting(request: HttpRequest) -> int:
    """How many suggestions wait for the reader's units."""
    return queries.waiting_for(cast(Request, request).actor).order_by().count()


tools.offer("research", page="research:for_matter", label=_("Note what the visits found"), panel=panels.of_matter)
tools.show_on("receipt", "suggestion", panels.of_receipt)
nav.offer(_("Research trips"), "research:all", sorted(queries.READERS), 42)
nav.offer(_("Suggestions"), "research:register", sorted(queries.READERS), 43)
nav.offer(_("Suggestions to answer"), "research:mine", sorted(queries.OFFICERS), 25, count=waiting)
