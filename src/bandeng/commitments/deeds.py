"""What a reader may do with an item now: the buttons beside it. The actions decide again; this spares dead buttons."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.commitments import queries
from bandeng.commitments.actions.extending import MOST_GRANTED
from bandeng.commitments.models import Extension, PromiseState, State, WorkItem
from bandeng.people.acting import Actor


@dataclass(frozen=True)
class Deed:
    """One button: its key, what it says, where it leads, and whether it is the one most wanted."""

    key: str
    label: str | Promise
    href: str
    primary: bool = False


LABELS: dict[str, Promise] = {
    "claim": _("Take it on"),
    "done": _("It is done"),
    "progress": _("Say how it goes, with a picture"),
    "extend": _("Ask for more time"),
    "return": _("Give it back"),
    "hand_over": _("Hand it over"),
    "check": _("Look whether it is true"),
    "decide": _("Decide on more time"),
    "say_why_late": _("Say why it is late"),
    "drop": _("It will not be done"),
}
PAGES = {"return": "commitments:return_", "decide": "commitments:decide_extension"}
PRIMARY = frozenset({"claim", "done", "check"})

STATES: dict[str, Collection[str]] = {
    "claim": (State.OPEN,),
    "progress": (State.ACTIVE,),
    "done": (State.ACTIVE,),
    "extend": (State.ACTIVE,),
    "return": (State.ACTIVE,),
    "hand_over": (State.ACTIVE, State.DONE),
    "check": (State.DONE,),
    "decide": (State.ACTIVE, State.DONE),
    "say_why_late": (State.ACTIVE,),
    "drop": (State.OPEN, State.ACTIVE, State.DONE),
}
"""In which state each makes sense."""


def deeds(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> list[Deed]:
    """The buttons for this reader, the most wanted first; no query for an item of `queries.full`.

    roles   what the actor is for the matter (`matters.queries.roles_of`, or without a query its roles at the place)
    """
    if actor.id is None or item.matter.step is None:
        return []
    return [_deed(key, item) for key in LABELS if item.state in STATES[key] and may(key, item, actor, roles, today)]


def may(key: str, item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    """Whether this reader may do this, as far as who they are goes."""
    if key == "claim":
        return bool(queries.units_of(actor)) or not roles.isdisjoint(queries.ASSIGNERS)
    if key == "drop":
        return not roles.isdisjoint(queries.ASSIGNERS)
    if key == "check":
        return bool(queries.checks_as(actor, item, roles))
    if key == "decide":
        asked = pending(item)
        return asked is not None and asked.asked_by_id != actor.id and queries.decides(actor, item, roles)
    if not queries.works_for(actor, item.lead):
        return False
    if key == "say_why_late":
        return _is_late(item, today)
    if key == "extend":
        return _may_ask(item, today)
    return key != "return" or _may_return(item)


def pending(item: WorkItem) -> Extension | None:
    """The later date that was asked for and not decided yet."""
    return next((each for each in item.extensions.all() if each.granted is None), None)


def _is_late(item: WorkItem, today: date) -> bool:
    """Whether its own date, or a promise over it, has passed."""
    promised = any(
        each.commitment.state == PromiseState.CONFIRMED and each.commitment.due_on < today
        for each in item.promised_in.all()
    )
    return promised or (item.deadline is not None and item.deadline.due_on < today)


def _may_ask(item: WorkItem, today: date) -> bool:
    granted = sum(each.granted is True for each in item.extensions.all())
    running = item.deadline is not None and today <= item.deadline.due_on
    return running and granted < MOST_GRANTED and pending(item) is None


def _may_return(item: WorkItem) -> bool:
    back = any(each.organisation_id == item.lead_id and each.returned_at for each in item.holdings.all())
    return item.how != "designated" and not back


def _deed(key: str, item: WorkItem) -> Deed:
    args = [item.pk, asked.pk] if key == "decide" and (asked := pending(item)) else [item.pk]
    return Deed(key, LABELS[key], reverse(PAGES.get(key, f"commitments:{key}"), args=args), key in PRIMARY)
