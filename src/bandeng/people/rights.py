"""Who may give which duty, who may open an account, who may see contact data: data, read by the actions.

The three administrators stand apart (三员, domain.md 3.10): system, security and audit are never one person, the system
administrator gives no auditor, the security administrator gives nothing else, nobody gives anything to themselves.
"""

from bandeng.core.refusal import Refusal
from bandeng.people.acting import ROLES, Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Grid, Place

ADMINISTRATORS = frozenset({"system_admin", "security_admin", "auditor"})
GIVEN = ROLES - {"raiser"}
"""Roles held as duties; a raiser is one by raising."""

AREAS = frozenset({"area_overseer"})
"""What opens a part of the tree to look at, and nothing to handle (分包)."""

GIVES: dict[str, frozenset[str]] = {
    "secretary": GIVEN - ADMINISTRATORS - {"secretary", "supervisor"},
    "system_admin": GIVEN - {"auditor"},
    "security_admin": frozenset({"auditor"}),
    "convener": AREAS,
    "supervisor": AREAS,
}
"""Giver's role -> the roles they may give, in their place and under it. `system_admin` gives everywhere."""

EVERYWHERE = frozenset({"system_admin", "security_admin"})
"""Administrators act for the whole site, whatever place their duty names."""

REGISTERS = frozenset({"secretary", "community_staff", "social_worker", "system_admin"})
"""Who may register persons and see the list of a place's people."""

ARRANGES = frozenset({"secretary", "system_admin"})
"""Who may add organisations and bodies, invite staff, print cards, enter somebody's leave."""

REVEALS = frozenset({"secretary", "community_staff", "social_worker"})
"""Who may see contact data in clear, each time with a reason; the rooms above widen it to who handles a matter."""

READS_REVEALS = frozenset({"auditor"})

Where = Place | Grid | Organisation


def is_system(actor: Actor) -> bool:
    """Whether the program itself acts: set-up, demonstration data, daily jobs."""
    return actor.person is None and actor.name.startswith("system:")


def place_of(where: Where | None) -> Place | None:
    """The place that decides about rights: itself, a grid's community, an organisation's place."""
    if isinstance(where, Grid):
        return where.community
    return where.place if isinstance(where, Organisation) else where


def roles_over(actor: Actor, place: Place | None) -> frozenset[str]:
    """What an actor is for a place, the site-wide administrators included; without place only these."""
    here = actor.roles_at(place) if place else frozenset()
    return here | (actor.all_roles & EVERYWHERE)


def may(actor: Actor, roles: frozenset[str], place: Place | None) -> bool:
    """Whether the actor holds one of these roles over a place; a card never gives any of this."""
    return is_system(actor) or (not actor.by_card and not roles.isdisjoint(roles_over(actor, place)))


def need(actor: Actor, roles: frozenset[str], place: Place | None) -> None:
    """Refuse "not_allowed" unless `may`."""
    if not may(actor, roles, place):
        raise Refusal("not_allowed", needs=sorted(roles))


def may_give(actor: Actor, place: Place | None) -> frozenset[str]:
    """The roles an actor may give in a place (None: without place)."""
    if is_system(actor):
        return GIVEN
    held = frozenset() if actor.by_card else roles_over(actor, place)
    return frozenset().union(*(GIVES[role] for role in held if role in GIVES))
