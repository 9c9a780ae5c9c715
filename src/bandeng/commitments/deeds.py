"""What a reader may do with an item now: the buttons beside it. The actions decide again; this spares dead buttons."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.commitments import queries
from bandeng.commitments.actions.extending import MOST_GRANTED
from bandeng.commitments.models import Extension, PromiseState, State, WorkItem
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation


@dataclass(frozen=True)
class Deed:
    """One button: its key, what it says, where it leads, whether it is the one most wanted; `quick` in lists too."""

    key: str
    label: str | Promise
    href: str
    primary: bool = False
    quick: bool = True


LABELS: dict[str, Promise] = {
    "claim": _("Take it on"),
    "done": _("It is done"),
    "progress": _("Say how it goes, with a picture"),
    "extend": _("Ask for more time"),
    "part": _("Part of it is done"),
    "fund": _("Say who pays"),
    "quote": _("Say what it costs"),
    "pause": _("Ask that the clock stand still"),
    "end_pause": _("Let the clock run on"),
    "help": _("Note who helped"),
    "support": _("Help with it"),
    "leave": _("No longer help"),
    "return": _("Give it back"),
    "hand_over": _("Hand it over"),
    "check": _("Look whether it is true"),
    "decide": _("Decide on more time"),
    "decide_pause": _("Decide on the pause"),
    "say_why_late": _("Say why it is late"),
    "drop": _("It will not be done"),
}
PAGES = {"return": "commitments:return_", "decide": "commitments:decide_extension"}
PRIMARY = frozenset({"claim", "done", "check"})
QUICK = frozenset(
    {"claim", "done", "progress", "extend", "check", "decide", "decide_pause", "end_pause", "say_why_late"}
)
"""What stands beside an item in a list: one click from there. The rest is on its own page."""

STATES: dict[str, Collection[str]] = {
    "claim": (State.OPEN,),
    "progress": (State.ACTIVE,),
    "done": (State.ACTIVE,),
    "extend": (State.ACTIVE,),
    "part": (State.ACTIVE,),
    "fund": (State.OPEN, State.ACTIVE),
    "quote": (State.OPEN, State.ACTIVE),
    "pause": (State.ACTIVE,),
    "end_pause": (State.ACTIVE,),
    "help": (State.ACTIVE, State.DONE),
    "support": (State.OPEN, State.ACTIVE),
    "leave": (State.OPEN, State.ACTIVE),
    "decide_pause": (State.ACTIVE,),
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
    if key in _BESIDE:
        return _BESIDE[key](item, actor, roles, today)
    if not queries.works_for(actor, item.lead):
        return False
    if key == "pause":
        return _may_pause(item, today)
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


# --- what others than the unit that leads may do as well ---


def _hands(item: WorkItem, actor: Actor) -> bool:
    return queries.works_for(actor, item.lead) or queries.supports(actor, item)


def _may_progress(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    return _hands(item, actor)


def _may_quote(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    return _hands(item, actor) or not roles.isdisjoint(queries.ASSIGNERS)


def _may_fund(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    """Who settles responsibility, of any money; a unit of its own, where something was quoted."""
    return not roles.isdisjoint(queries.ASSIGNERS) or (hasattr(item, "money") and _hands(item, actor))


def _may_note_help(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    return _hands(item, actor) or not roles.isdisjoint(queries.ASSIGNERS | queries.COMMUNITY_STAFF)


def _may_support(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    """An officer of a unit that does not work on it yet, or who settles responsibility."""
    busy = {item.lead_id, *(each.organisation_id for each in item.supports.all() if each.until is None)}
    return bool(queries.units_of(actor) - busy) or not roles.isdisjoint(queries.ASSIGNERS)


def _may_leave(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    return bool(leaving(item, actor, roles))


def leaving(item: WorkItem, actor: Actor, roles: frozenset[str]) -> list[Organisation]:
    """The units that support it now and that this reader may say have left."""
    now = [each.organisation for each in item.supports.all() if each.until is None]
    return now if not roles.isdisjoint(queries.ASSIGNERS) else [u for u in now if queries.works_for(actor, u)]


def _may_decide_pause(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    asked = queries.asked_suspension(item)
    return asked is not None and asked.asked_by_id != actor.id and queries.decides(actor, item, roles)


def _may_end_pause(item: WorkItem, actor: Actor, roles: frozenset[str], today: date) -> bool:
    may = queries.works_for(actor, item.lead) or not roles.isdisjoint(queries.DECIDERS)
    return may and queries.paused_on(item, today) is not None


_BESIDE: dict[str, Callable[[WorkItem, Actor, frozenset[str], date], bool]] = {
    "progress": _may_progress,
    "quote": _may_quote,
    "fund": _may_fund,
    "help": _may_note_help,
    "support": _may_support,
    "leave": _may_leave,
    "decide_pause": _may_decide_pause,
    "end_pause": _may_end_pause,
}


def _may_pause(item: WorkItem, today: date) -> bool:
    running = item.deadline is not None and today <= item.deadline.due_on
    return running and queries.asked_suspension(item) is None and queries.paused_on(item, today) is None


def _may_ask(item: WorkItem, today: date) -> bool:
    granted = sum(each.granted is True for each in item.extensions.all())
    running = item.deadline is not None and today <= item.deadline.due_on
    return running and granted < MOST_GRANTED and pending(item) is None


def _may_return(item: WorkItem) -> bool:
    back = any(each.organisation_id == item.lead_id and each.returned_at for each in item.holdings.all())
    return item.how != "designated" and not back


def _deed(key: str, item: WorkItem) -> Deed:
    of = {"decide": pending, "decide_pause": queries.asked_suspension, "end_pause": queries.last_granted}.get(key)
    row = of(item) if of else None
    args = [item.pk, row.pk] if row else [item.pk]
    href = reverse(PAGES.get(key, f"commitments:{key}"), args=args)
    return Deed(key, LABELS[key], href, key in PRIMARY, key in QUICK)
