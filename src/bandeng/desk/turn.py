"""Whose turn it is: one list over all rooms, danger first and then by the clock; a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bandeng.commitments import queries as items
from bandeng.commitments.models import Extension, State, WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.actions.holding import MAKE_SAFE
from bandeng.matters.actions.journey import VERIFIERS
from bandeng.matters.actions.pausing import PAUSE_DECIDERS
from bandeng.matters.deeds import Deed
from bandeng.matters.handling import Known, first
from bandeng.matters.models import (
    Concerned,
    Deadline,
    Dissent,
    Kind,
    Matter,
    PassOn,
    Pause,
    Raising,
    Reply,
    Track,
)
from bandeng.matters.queries.seeing import OFFICERS, at_places
from bandeng.people.acting import Actor
from bandeng.shell import nav

WAITS: dict[str, str | Promise] = {
    "make_safe": lazy("Danger to life: say what was done at once"),
    "accept": lazy("New: read it, and write what everybody may read"),
    "verification": lazy("Nobody went to see yet"),
    "sorting": lazy("Seen on the spot; decide how it goes on"),
    "bench_note": lazy("Waits to be talked over on the bench"),
    "meeting": lazy("Waits to be talked over at a meeting"),
    "mediation": lazy("Two sides wait to be heard"),
    "claim": lazy("No unit has taken all of it on yet"),
    "check": lazy("Reported as done; somebody else has to look"),
    "extension": lazy("The unit asks for a later date"),
    "pause": lazy("Somebody asks that the clock stand still"),
    "late": lazy("The unit's date has passed; say what happens now"),
    "reply": lazy("Whoever raised it waits for the answer"),
    "dissent": lazy("A view that differed waits for its answer"),
    "review": lazy("Has to be looked at anew by somebody else"),
    "acknowledgement": lazy("Sent on; note what comes back"),
    "escalation": lazy("Sent up; note what comes back"),
    "complete": lazy("Everything stands; say how it goes on"),
    "replies": lazy("The reply is written; some still have to be told"),
}
"""Why a matter is in the list, by the act that comes first."""


@dataclass(frozen=True)
class Turn:
    """A line of the list: the matter, its lamp, what waits, the one act."""

    matter: Matter
    lamp: showing.Lamp | None
    deed: Deed | None
    waits: str
    raisers: int
    unsafe: bool


def turns(actor: Actor, on: date) -> QuerySet[Matter]:
    """The matters in which something waits for this actor: danger first, then the earliest clock."""
    in_use = matters.steps_in_use()
    found = (
        Q(pk__in=_to_move(actor, on, in_use).values("pk"))
        | Q(pk__in=_to_verify(actor, in_use).values("pk"))
        | Q(pk__in=items.to_check(actor).order_by().values("matter"))
        | Q(pk__in=_asked_for_more(actor).values("item__matter"))
        | Q(pk__in=_asked_to_stop(actor).values("matter"))
        | Q(pk__in=_steps_asked_to_stop(actor).values("deadline__matter"))
        | Q(pk__in=_in_danger(actor).values("pk"))
    )
    safety = Track.objects.filter(matter=OuterRef("pk"), kind="safety", closed_at=None)
    danger = Case(When(Exists(safety), then=Value(False)), default=Value(True), output_field=BooleanField())
    running = Deadline.objects.filter(matter=OuterRef("pk"), stopped_at=None).exclude(kind="matter").order_by("due_on")
    seen = matters.visible_to(actor).filter(found, merged_into=None)
    return seen.annotate(calm=danger, next_due=Subquery(running.values("due_on")[:1])).order_by(
        "calm", F("next_due").asc(nulls_last=True), "raised_at", "pk"
    )


def _to_move(actor: Actor, on: date, in_use: matters.InUse) -> QuerySet[Matter]:
    """Those whose step the actor may complete, without those where everybody waits for somebody else."""
    waiting = Q(step="explain:said") & Exists(_interim())
    work = WorkItem.objects.filter(matter=OuterRef("pk"))
    asked = Q(extensions__granted=None, extensions__isnull=False)
    asked |= Q(deadline__pauses__granted=None, deadline__pauses__isnull=False)
    moving = work.filter(Q(state=State.DONE) | asked)
    late = work.filter(state=State.ACTIVE, deadline__due_on__lt=on)
    checking = Q(pk__in=[])
    for version, used in in_use.items():
        steps = [step.key for step in matters.read_process(version).line if step.opens == "check" and step.key in used]
        checking |= Q(process=version, step__in=steps)
    open_work = Exists(work.filter(state__in=[State.ACTIVE, State.DONE]))
    idle = checking & open_work & ~Exists(moving) & ~Exists(late)
    return matters.my_turn(actor, on, in_use).order_by().exclude(waiting).exclude(idle)


def _interim() -> QuerySet[Reply]:
    return Reply.objects.filter(matter=OuterRef("pk"), kind=Kind.INTERIM, round=OuterRef("round"))


def _without_final() -> QuerySet[Raising]:
    final = Reply.objects.filter(raising=OuterRef("pk"), kind=Kind.FINAL, round=OuterRef(OuterRef("round")))
    return Raising.objects.filter(~Exists(final), matter=OuterRef("pk"))


def _to_verify(actor: Actor, in_use: matters.InUse) -> QuerySet[Matter]:
    """Open matters of the actor's places that nobody went to see yet, though their step needs it."""
    needing = Q(pk__in=[])
    for version, used in in_use.items():
        process = matters.read_process(version)
        steps = [step.key for step in process.line if step.key in used and "verification" in process.needs(step.key)]
        needing |= Q(process=version, step__in=steps)
    found = matters.visible_to(actor).filter(needing, at_places(actor, VERIFIERS))
    return found.exclude(stands__fact="verification")


def _asked_for_more(actor: Actor) -> QuerySet[Extension]:
    """Later dates asked for, which this actor may decide."""
    here = at_places(actor, items.DECIDERS, "item__matter__place__path")
    asked = Extension.objects.filter(here, granted=None)
    return asked.exclude(item__lead__in=items.units_of(actor)).exclude(asked_by=actor.id)


def _asked_to_stop(actor: Actor) -> QuerySet[WorkItem]:
    """Items whose clock somebody asks to stand still, where this actor may decide."""
    here = at_places(actor, items.DECIDERS, "matter__place__path")
    asked = Pause.objects.filter(granted=None, deadline__stopped_at=None).exclude(asked_by=actor.id)
    found = WorkItem.objects.filter(here, deadline__in=asked.values("deadline"))
    return found.exclude(lead__in=items.units_of(actor))


def _steps_asked_to_stop(actor: Actor) -> QuerySet[Pause]:
    """Pauses asked for of a step's clock, which this actor may decide."""
    here = at_places(actor, PAUSE_DECIDERS, "deadline__matter__place__path")
    asked = Pause.objects.filter(here, granted=None, deadline__kind="step", deadline__stopped_at=None)
    return asked.exclude(asked_by=actor.id)


def _in_danger(actor: Actor) -> QuerySet[Matter]:
    """Matters with an open danger to life where the actor may say that it is safe."""
    safety = Track.objects.filter(kind="safety", closed_at=None)
    return matters.visible_to(actor).filter(at_places(actor, MAKE_SAFE), pk__in=safety.values("matter"))


def full(found: QuerySet[Matter]) -> QuerySet[Matter]:
    """Matters with all that a line shows of each; six queries however many."""
    raisers = Raising.objects.filter(matter=OuterRef("pk"), withdrawn_at=None).order_by().values("matter")
    differing = Dissent.objects.filter(note__matter=OuterRef("pk"), answered_at=None).order_by().values("note__matter")
    running = Deadline.objects.filter(stopped_at=None).order_by("due_on", "pk").select_related("matter")
    work = WorkItem.objects.select_related("deadline", "lead").order_by("set_at", "pk")
    return (
        found.select_related("place", "process", "holder")
        .annotate(raisers_n=Subquery(raisers.annotate(n=Count("pk")).values("n")))
        .annotate(dissents_n=Subquery(differing.annotate(n=Count("pk")).values("n")), told=Exists(_interim()))
        .annotate(unwritten=Exists(_without_final()))
        .prefetch_related(
            Prefetch("deadlines", running.prefetch_related("changes", "pauses"), to_attr="running"),
            Prefetch("tracks", Track.objects.filter(kind="safety", closed_at=None), to_attr="unsafe"),
            Prefetch("items", work.prefetch_related("extensions", "deadline__pauses"), to_attr="work"),
            "stands",
        )
    )


def lines(found: Sequence[Matter], actor: Actor, now: datetime) -> list[Turn]:
    """Full matters as lines; two queries more at most, for calendar and offices."""
    calendar = matters.calendar_of(found[0].chain) if found else None
    offices = _offices(found, actor)
    return [_line(matter, actor, offices.get(matter.pk, frozenset()), now, calendar) for matter in found]


def _offices(found: Sequence[Matter], actor: Actor) -> dict[UUID, frozenset[str]]:
    held = {one.organisation: one.role for one in actor.held if one.organisation and one.role in OFFICERS}
    if not held or not found:
        return {}
    rows = Concerned.objects.filter(matter__in=found, organisation__in=held, until=None)
    return {matter: frozenset({held[unit]}) for matter, unit in rows.values_list("matter", "organisation")}


def _line(matter: Matter, actor: Actor, offices: frozenset[str], now: datetime, calendar: object) -> Turn:
    known = known_of(matter, actor.roles_at(matter.place) | offices)
    deed = _work_first(matter, actor, known, now) or first(known)
    clock = next(iter(matter.running), None)  # type: ignore[attr-defined]
    return Turn(
        matter=matter,
        lamp=showing.lamp(clock, now, calendar=calendar) if clock else None,  # type: ignore[arg-type]
        deed=deed,
        waits=str(WAITS.get(deed.key, "")) if deed else showing.status(matter),
        raisers=matter.raisers_n or 0,  # type: ignore[attr-defined]
        unsafe=bool(known.unsafe),
    )


def known_of(matter: Matter, roles: frozenset[str]) -> Known:
    """What the first act depends on, from a full matter; no query."""
    unsafe = next(iter(matter.unsafe), None)  # type: ignore[attr-defined]
    return Known(
        matter=matter,
        facts=frozenset(row.fact for row in matter.stands.all()),
        unsafe=unsafe.pk if unsafe else None,
        dissents=matter.dissents_n or 0,  # type: ignore[attr-defined]
        roles=roles,
        told=matter.told,  # type: ignore[attr-defined]
        written=not matter.unwritten,  # type: ignore[attr-defined]
    )


def _work_first(matter: Matter, actor: Actor, known: Known, now: datetime) -> Deed | None:
    """A later date asked for stands before all but danger; late work before the check of it."""
    if known.unsafe:
        return None
    for item in matter.work:  # type: ignore[attr-defined]
        asked = [each for each in item.extensions.all() if each.granted is None]
        href = nav.address("commitments:item", item.pk)
        if asked and href and not known.roles.isdisjoint(items.DECIDERS) and asked[0].asked_by_id != actor.id:
            return Deed("extension", _("Decide on the later date"), href)
    if pause := _pause_first(matter, actor, known):
        return pause
    if any(item.state == State.DONE for item in matter.work):  # type: ignore[attr-defined]
        return None
    late = [item for item in matter.work if _is_late(item, local_day(now))]  # type: ignore[attr-defined]
    href = nav.address("commitments:item", late[0].pk) if late else ""
    return Deed("late", _("See the late work"), href) if href else None


def _pause_first(matter: Matter, actor: Actor, known: Known) -> Deed | None:
    """A pause that was asked for, of work or of the step."""
    if known.roles.isdisjoint(PAUSE_DECIDERS):
        return None
    clocks = [(item.deadline, "commitments:decide_pause", item.pk) for item in matter.work if item.deadline]  # type: ignore[attr-defined]
    clocks += [(each, "matters:decide_pause", matter.pk) for each in matter.running if each.kind == "step"]  # type: ignore[attr-defined]
    for clock, page, pk in clocks:
        for pause in clock.pauses.all():
            if pause.granted is None and pause.asked_by_id != actor.id and (href := nav.address(page, pk, pause.pk)):
                return Deed("pause", _("Decide on the pause"), href)
    return None


def _is_late(item: WorkItem, on: date) -> bool:
    return item.state == State.ACTIVE and item.deadline is not None and item.deadline.due_on < on


# --- exceptions, for whoever oversees ---


@dataclass(frozen=True)
class Exceptions:
    """What is not as it should be: n each, and the first of them."""

    overdue: int
    open_ones: int
    stuck: list[matters.Stuck]
    unacknowledged: list[PassOn]


def exceptions(actor: Actor, on: date) -> Exceptions:
    """Overdue matters of all open ones, those nobody can move, those passed on that nobody took yet."""
    seen = matters.visible_to(actor).filter(at_places(actor, matters.OVERSEERS | matters.HANDLERS), step__isnull=False)
    late = Deadline.objects.filter(matter=OuterRef("pk"), stopped_at=None, due_on__lt=on)
    sent = PassOn.objects.filter(matter__in=seen, acknowledged_at=None, returned_at=None, result_at=None)
    return Exceptions(
        overdue=seen.filter(Exists(late)).count(), open_ones=seen.count(),
        stuck=matters.stuck(on, among=seen, most=20),
        unacknowledged=list(sent.select_related("matter").order_by("at", "pk")[:20]),
    )  # fmt: skip
