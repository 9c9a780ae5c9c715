"""Orders of supervision in words, in the shape of the shell's tags: who presses whom, until when, what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bandeng.commitments.models import SupervisionOrder, WorkItem
from bandeng.commitments.queries import supervision
from bandeng.core import ladder
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor

ENDINGS: dict[str, Promise] = {
    "solved": lazy("over: checked and solved"),
    "dropped": lazy("over: it will not be done"),
    "returned": lazy("over: the unit gave it back"),
    "taken": lazy("over: a unit has taken it on"),
    "moved_on": lazy("over: the matter went on"),
}


@dataclass(frozen=True)
class Lamp:
    """What `{% lamp %}` takes."""

    state: str
    words: str


@dataclass(frozen=True)
class Row:
    """An order as lists and pages show it; `href` where the reader may answer it."""

    order: SupervisionOrder
    name: str
    lamp: Lamp
    by: str
    to: str
    late: str
    href: str = ""


def name_of(level: str) -> str:
    """What a rung is called; its key, for one that an older ladder had."""
    try:
        return ladder.shared().rung(level).name(get_language() or "")
    except Refusal:
        return level


def rows(orders: Iterable[SupervisionOrder], actor: Actor, on: date) -> list[Row]:
    """Orders ready for a page; roles at the place say who may answer, without a query."""
    return [_row(order, actor, on) for order in orders]


def _row(order: SupervisionOrder, actor: Actor, on: date) -> Row:
    open_ = order.answered_at is None and order.closed_at is None
    mine = open_ and supervision.answers(actor, order, actor.roles_at(order.matter.place))
    late = ngettext("%(n)s working day overdue", "%(n)s working days overdue", order.over) % {"n": order.over}
    return Row(
        order=order, name=name_of(order.level), lamp=_lamp(order, on),
        by=order.issued_by.called or _("the community") if order.issued_by else _("by itself, by rule"),
        to=str(order.organisation) if order.organisation else _("the community"),
        late=late if order.over else "",
        href=reverse("commitments:answer_order", args=[order.pk]) if mine else "",
    )  # fmt: skip


def _lamp(order: SupervisionOrder, on: date) -> Lamp:
    if order.closed_at is not None:
        return Lamp("done" if order.ending in ("solved", "taken") else "none", str(ENDINGS[order.ending]))
    if order.answered_at is not None:
        late = local_day(order.answered_at) > order.due_on
        return Lamp("paused", _("answered late") if late else _("answered"))
    if order.due_on < on:
        return Lamp("very_late", _("not answered in time"))
    return Lamp("soon", _("waits for an answer"))


def choices(matter: Matter, item: WorkItem | None, actor: Actor, on: date) -> list[tuple[str, str]]:
    """The rungs this reader may issue now, as a form offers them; a few queries."""
    if actor.id is None or matter.step is None or supervision.of_the_asked(actor, matter.place, item):
        return []
    clock = supervision.clock_to_press(matter, item)
    now = supervision.watch(clock) if clock else None
    if now is None:
        return []
    roles = matters.roles_of(actor, matter)
    return [(rung.key, name_of(rung.key)) for rung in ladder.shared().rungs if _may(rung.key, now, on, roles)]


def _may(level: str, now: supervision.Watched, on: date, roles: frozenset[str]) -> bool:
    try:
        ladder.check_by_hand(ladder.shared(), level, now.due, now.issued, on, roles)
    except Refusal:
        return False
    return True
