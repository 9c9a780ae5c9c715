"""Who sees what: the doors by which views and actions reach matters. Source: domain.md I10, 6.5; security.md 5."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from bandeng.core.refusal import Refusal
from bandeng.matters.models import Concerned, Matter, Raising
from bandeng.matters.queries.processes import read_process
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.records.sealing import blind

HANDLERS = frozenset({"secretary", "community_staff", "social_worker", "grid_worker", "convener", "mediator"})
"""Who handles matters of a place, and so sees those not yet accepted."""

OVERSEERS = frozenset({"supervisor", "oversight_member", "auditor"})
"""Who looks at how they are handled."""

SEALED_HANDLERS = frozenset({"secretary", "community_staff", "mediator", "supervisor", "auditor"})
"""Who sees a sealed matter without holding it: complaints about a neighbour stay with few."""

WORD_READERS = frozenset({"secretary", "community_staff", "social_worker", "grid_worker", "mediator"})
"""Who reads a raiser's own words; names and contact data stay masked also for them. The supervisor looks at how matters
go and not at who raised what (domain.md 6.5), and reads the words of a matter only while it is theirs to handle."""

OFFICERS = frozenset({"unit_officer", "department_officer"})
"""Roles held in an organisation, for the matters that concern it."""

PUBLIC_ONES = Q(accepted_at__isnull=False, sealed=False)


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """Every matter the actor may read, as one query: public ones, their own, those they entered for somebody, those of
    their places, those that concern their organisation, those they hold."""
    if actor.name.startswith("system:"):
        return Matter.objects.all()
    return Matter.objects.filter(_may_see(actor))


def _may_see(actor: Actor) -> Q:
    seen = PUBLIC_ONES | at_places(actor, SEALED_HANDLERS)
    seen |= Q(sealed=False) & at_places(actor, HANDLERS | OVERSEERS)
    if own := own_raisings(actor):
        mine = Raising.objects.filter(own)
        seen |= Q(pk__in=mine.values("matter")) | Q(pk__in=mine.values("first_matter"))
    if actor.organisations():
        tasks = Concerned.objects.filter(organisation__in=actor.organisations(), until__isnull=True)
        seen |= Q(pk__in=tasks.values("matter"))
    return seen | Q(holder=actor.id) if actor.id else seen


def own_raisings(actor: Actor) -> Q | None:
    """The raisings that are the actor's own: raised, entered for a neighbour, or opened by a receipt."""
    if actor.name.startswith("receipt:"):
        return Q(pk=UUID(actor.name.removeprefix("receipt:")))
    return Q(person=actor.id) | Q(proxy=actor.id) if actor.id else None


def at_places(actor: Actor, roles: frozenset[str], field: str = "place__path") -> Q:
    """The matters under the places (or grid's buildings) where the actor holds one of these roles; none without any."""
    codes = sorted(
        {code for held in actor.held if held.role in roles for code in (held.buildings or {held.place}) if code}
    )
    under = Q(pk__in=[])
    for code in codes:
        under |= Q(**{f"{field}__contains": f"/{code}/"})
    return under


def visible_matter(actor: Actor, pk: UUID) -> Matter:
    """A matter the actor may read. Raises Http404 otherwise, also for one that is there."""
    matter = visible_to(actor).select_related("place", "process").filter(pk=pk).first()
    if matter is None:
        raise Http404
    return matter


def public_at(place: Place) -> QuerySet[Matter]:
    """The matters of a place and below that everybody may read, the newest first."""
    return Matter.objects.filter(PUBLIC_ONES, place__path__startswith=place.path).order_by("-raised_at", "-pk")


def roles_of(actor: Actor, matter: Matter) -> frozenset[str]:
    """What the actor is for this matter: roles at its place, "raiser", and officer of an organisation it concerns.

    One query at most for each of the last two.
    """
    roles = set(actor.roles_at(matter.place))
    own = own_raisings(actor)
    if own and Raising.objects.filter(own, matter=matter).exists():
        roles.add("raiser")
    return frozenset(roles | _offices(actor, matter))


def _offices(actor: Actor, matter: Matter) -> set[str]:
    held = {one.organisation: one.role for one in actor.held if one.organisation and one.role in OFFICERS}
    if not held:
        return set()
    concerned = Concerned.objects.filter(matter=matter, organisation__in=held, until__isnull=True)
    return {role for place in concerned.values_list("organisation", flat=True) if (role := held.get(place))}


GIVEN = frozenset({"raiser", "resident"})
"""Roles that every matter and place has somebody for; what they say is noted for them at the desk too."""

NOTERS_FOR = frozenset({"secretary", "community_staff", "convener"})


def step_roles(actor: Actor, matter: Matter) -> frozenset[str]:
    """What the actor is for the step a matter stands at: `roles_of`, and what keeps a step from being nobody's.

    A step of raisers or residents alone is also noted for them at the desk. A step of officers alone, while no unit has
    a task in the matter yet, is for the officers of the units that serve its place.
    """
    roles = roles_of(actor, matter)
    if matter.step is None:
        return roles
    by = read_process(matter.process).step(matter.step).by
    if by <= GIVEN and not roles.isdisjoint(NOTERS_FOR):
        roles |= by
    if by <= OFFICERS | GIVEN and not Concerned.objects.filter(matter=matter, until__isnull=True).exists():
        roles |= _offices_here(actor, matter) & by
    return roles


def _offices_here(actor: Actor, matter: Matter) -> frozenset[str]:
    """The offices the actor holds in units that serve the matter's place."""
    held = {one.organisation: one.role for one in actor.held if one.organisation and one.role in OFFICERS}
    here = Organisation.objects.filter(pk__in=held).filter(Q(place__in=matter.place.ancestry) | Q(chain=matter.chain))
    return frozenset(held[unit] for unit in here.values_list("pk", flat=True)) if held else frozenset()


def may_step(actor: Actor, matter: Matter) -> bool:
    """Whether the step the matter stands at is this actor's to complete."""
    if matter.step is None or actor.id is None:
        return False
    return not read_process(matter.process).step(matter.step).by.isdisjoint(step_roles(actor, matter))


def may_see_words(actor: Actor, matter: Matter) -> bool:
    """Whether the actor reads the raisers' own words: those who handle it; of a sealed matter only the few who may."""
    roles = actor.roles_at(matter.place)
    if "supervisor" in roles and (matter.holder_id == actor.id or _is_the_supervisors(matter)):
        return True
    return not roles.isdisjoint(WORD_READERS & SEALED_HANDLERS if matter.sealed else WORD_READERS)


def _is_the_supervisors(matter: Matter) -> bool:
    """Whether the matter stands at a step that only the supervisor completes, as the review after the second "no"."""
    return matter.step is not None and read_process(matter.process).step(matter.step).by == {"supervisor"}


def handles(actor: Actor, matter: Matter) -> bool:
    """Whether the actor may work on a matter at all. No query."""
    roles = actor.roles_at(matter.place)
    return not roles.isdisjoint(SEALED_HANDLERS if matter.sealed else HANDLERS | OVERSEERS)


def raising_by_code(code: str) -> Raising:
    """The raising a receipt opens. Letters are read as Crockford reads them, so a mistyped O or l still works.

    Raises   Refusal: "unknown".
    """
    raisings = Raising.objects.select_related("matter__place", "matter__process")
    found = raisings.filter(receipt=receipt_mark(code)).first()
    if found is None:
        raise Refusal("unknown")
    return found


def receipt_mark(code: str) -> str:
    """What a row keeps of a receipt's code: a keyed fingerprint."""
    plain = code.strip().upper().replace("-", "").replace(" ", "")
    return blind(plain.translate(str.maketrans("OIL", "011")), "receipt")


def locked(matter: Matter) -> Matter:
    """The matter as it stands now, locked until the transaction ends; for actions."""
    return Matter.objects.select_for_update(of=("self",)).select_related("place", "process").get(pk=matter.pk)


def fresh(matter: Matter, version: int | None) -> Matter:
    """The matter, locked. Raises Refusal "stale" when the form was shown another version than stands now."""
    now = locked(matter)
    if version is not None and version != now.version:
        raise Refusal("stale", shown=version, stands=now.version)
    return now
