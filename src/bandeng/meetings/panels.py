"""On which agendas a matter stands or stood, inside the matter's page."""

from django.http import HttpRequest

from bandeng.matters.models import Matter
from bandeng.meetings import queries
from bandeng.shell.tools import Panel


def of_matter(matter: Matter, request: HttpRequest) -> Panel | None:
    """The meetings a matter was put to; None before the first."""
    items = [] if matter.sealed else list(queries.of_matter(matter)[:10])
    noticed, told = queries.noticed_by(items), queries.told_of(each.meeting_id for each in items)
    rows = [(each, each.meeting_id in noticed, *told.get(each.meeting_id, (0, 0))) for each in items]
    return Panel("meetings/panel.html", {"rows": rows}) if rows else None
