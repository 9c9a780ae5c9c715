"""What a matter's page shows of exchange: the case it became, or that it may become one."""

from django.http import HttpRequest

from bandeng.exchange import queries
from bandeng.exchange.models import State
from bandeng.matters.models import Matter
from bandeng.shell.tools import Panel


def of_matter(matter: Matter, request: HttpRequest) -> Panel | None:
    """Nothing while a matter goes on; no query then."""
    if matter.step is not None or not matter.is_public:
        return None
    rows = queries.of_matter(matter)
    shared = next((row for row in rows if row.state == State.SHARED), None)
    actor = request.actor  # type: ignore[attr-defined]
    writes = not actor.by_card and not actor.roles_at(matter.place).isdisjoint(queries.WRITERS)
    draft = next((row for row in rows if row.state == State.DRAFT), None) if writes else None
    may = writes and not shared and not draft and queries.may_become(matter)
    if not (shared or draft or may):
        return None
    return Panel("exchange/parts/of_matter.html", {"matter": matter, "shared": shared, "draft": draft, "may": may})
