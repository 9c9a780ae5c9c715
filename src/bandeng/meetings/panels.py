"""On which agendas a matter stands or stood, inside the matter's page."""

from django.http import HttpRequest

from bandeng.matters.models import Matter
from bandeng.meetings import queries
from bandeng.shell.tools import Panel


def of_matter(matter: Matter, request: HttpRequest) -> Panel | None:
    """The meetings a matter was put to; None before the first."""
    rows = [] if matter.sealed else list(queries.of_matter(matter)[:10])
    return Panel("meetings/panel.html", {"rows": rows}) if rows else None
