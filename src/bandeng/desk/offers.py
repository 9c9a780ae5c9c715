"""The desk's own lines in its navigation; read once at start."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bandeng.core.deadline import local_day
from bandeng.desk.queries.kiosk import OPENS_KIOSKS
from bandeng.desk.queries.supervising import OVERSEE, STUCK
from bandeng.desk.turn import turns
from bandeng.matters import queries as matters
from bandeng.matters.queries.replies import DELIVERERS
from bandeng.matters.queries.seeing import at_places
from bandeng.people.acting import ROLES, Actor
from bandeng.shell import nav
from bandeng.shell.steady import steady

SORTERS = frozenset({"secretary", "community_staff"})
WORKERS = ROLES - {"raiser", "resident", "auditor", "system_admin", "security_admin", "counter"}


@steady
def stuck_count(request: HttpRequest) -> int:
    """How many matters of the reader's places nobody can move."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    mine = matters.visible_to(actor).filter(at_places(actor, STUCK))
    return matters.count_stuck(local_day(timezone.now()), among=mine)


@steady
def turn_count(request: HttpRequest) -> int:
    """How many matters wait for the reader."""
    return turns(request.actor, local_day(timezone.now())).order_by().count()  # type: ignore[attr-defined]


def my_count(request: HttpRequest) -> int:
    """How much waits for whoever is signed in; asked once per request, and told to the page beside its menu."""
    if not hasattr(request, "open_count"):
        request.open_count = turn_count(request)  # type: ignore[attr-defined]
    count: int = request.open_count  # type: ignore[attr-defined]
    return count


nav.offer(_("My turn"), "desk:turn", WORKERS, 0, count=my_count)
nav.offer(_("All matters"), "desk:matters", matters.HANDLERS | matters.OVERSEERS, 10)
nav.offer(_("Exceptions first"), "desk:supervisor", OVERSEE, 5)
nav.offer(_("Nobody can move it"), "desk:stuck", STUCK, 12, count=stuck_count)
nav.offer(_("Sort together"), "desk:sort", SORTERS, 20)
nav.offer(_("To tell at the door"), "desk:doors", DELIVERERS, 25)
nav.offer(_("Shared tablet"), "desk:kiosk_open", OPENS_KIOSKS, 78)
nav.offer(_("Health of the site"), "desk:health", {"system_admin"}, 86)
