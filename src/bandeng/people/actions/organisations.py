"""Organisations and their duty lists."""

from collections.abc import Iterable
from datetime import datetime

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.people import acts
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation, OrganisationKind
from bandeng.people.rights import ARRANGES, need
from bandeng.places.models import Place
from bandeng.records.actions import SITE, action, record


@action
def add_organisation(
    *,
    place: Place | None,
    kind: str,
    name: str,
    actor: Actor,
    at: datetime,
    short: str = "",
    phone: str = "",
    accepts: Iterable[str] = (),
    once: str | None = None,
) -> Organisation:
    """Add an organisation; `accepts` are the categories of its duty list, none meaning all (I13).

    Raises    Refusal "not_allowed", "unknown_kind"
    """
    need(actor, ARRANGES, place)
    if kind not in OrganisationKind.values:
        raise Refusal("unknown_kind", kind=kind)
    organisation = new_id(at)
    done = acts.OrganisationAdded(
        organisation=organisation, kind=str(kind), name=name.strip(), short=(short or name).strip()[:20],
        place=place.code if place else None, phone=phone.strip(), accepts=list(accepts),
    )  # fmt: skip
    added: Organisation = record(
        done,
        chain=place.chain if place else SITE,
        subject=f"organisation:{organisation}",
        actor=actor.name,
        at=at,
        once=once,
    )
    return added


@action
def change_organisation(
    *,
    organisation: Organisation,
    actor: Actor,
    at: datetime,
    name: str | None = None,
    short: str | None = None,
    phone: str | None = None,
    accepts: Iterable[str] | None = None,
    version: int | None = None,
    once: str | None = None,
) -> Organisation:
    """Change an organisation's name, telephone or duty list; None leaves a thing as it is.

    Raises    Refusal "not_allowed", "stale"
    """
    organisation = Organisation.objects.select_related("place").get(pk=organisation.pk)
    need(actor, ARRANGES, organisation.place)
    if version is not None and version != organisation.version:
        raise Refusal("stale", version=organisation.version)
    done = acts.OrganisationChanged(
        organisation=organisation.pk,
        name=name,
        short=short,
        phone=phone,
        accepts=None if accepts is None else list(accepts),
    )
    changed: Organisation = record(
        done, chain=organisation.chain, subject=f"organisation:{organisation.pk}", actor=actor.name, at=at, once=once
    )
    return changed
