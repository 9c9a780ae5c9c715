"""Who holds a matter, making safe at once, and correcting a date that was told wrongly."""

from datetime import date, datetime
from uuid import UUID

from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, need_open, need_role, need_text, not_future
from bandeng.matters.actions.texts import need_masked, published
from bandeng.matters.acts import MadeSafe, MatterHandedOver, MatterTakenUp, RecordCorrected
from bandeng.matters.models import BenchNote, Delivery, Matter, Track, Verification
from bandeng.people.acting import Actor
from bandeng.people.handover import Work
from bandeng.people.models import Person
from bandeng.records.actions import action

ARRANGERS = frozenset({"secretary", "supervisor"})
MAKE_SAFE = frozenset(
    {
        "secretary", "community_staff", "grid_worker", "building_head", "unit_officer", "department_officer",
        "supervisor", "convener",
    }
)  # fmt: skip
CORRECTERS = frozenset({"secretary", "community_staff"})
_DATES = {"visited_on": Verification, "held_on": BenchNote, "on": Delivery}
"""Dates somebody tells, which can be told wrongly; the moment of the entry itself never can."""


@action
def take_up(
    *, matter: Matter, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Matter:
    """Take the step in hand, so that others see who holds it.

    Raises   Refusal: "not_your_turn", "stale", "already_ended", "already_held".
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    by = queries.read_process(matter.process).step(matter.step or "").by
    person = need_role(actor, matter, by | queries.HANDLERS)
    if matter.holder_id == person:
        raise Refusal("already_held", matter=matter.number)
    taken: Matter = enter(MatterTakenUp(matter=matter.pk, holder=person), matter, actor=actor, at=at, once=once)
    return taken


@action
def hand_over(
    *,
    matter: Matter,
    to: Person | None,
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> Matter:
    """Give what one holds to somebody else, None where nobody takes it yet; secretary and supervisor may for others.

    Raises   Refusal: "not_held", "not_your_turn", "stale", "already_ended".
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    if matter.holder_id is None:
        raise Refusal("not_held", matter=matter.number)
    if matter.holder_id != actor.id:
        need_role(actor, matter, ARRANGERS)
    return _hand(matter, to, actor=actor, at=at, once=once)


def hand_over_work(*, work: Work, to: Person, actor: Actor, at: datetime) -> Matter:
    """Hand over one matter when its holder's duty ends; `people.actions.end_duty` has checked who may."""
    matter = queries.locked(Matter.objects.get(pk=UUID(work.key)))
    return _hand(matter, to, actor=actor, at=at)


def _hand(matter: Matter, to: Person | None, *, actor: Actor, at: datetime, once: str | None = None) -> Matter:
    assert matter.holder_id is not None
    act = MatterHandedOver(matter=matter.pk, from_person=matter.holder_id, to_person=to.pk if to else None)
    handed: Matter = enter(act, matter, actor=actor, at=at, once=once)
    return handed


@action
def make_safe(
    *, matter: Matter, track: Track, text: str, actor: Actor, at: datetime, once: str | None = None
) -> Matter:
    """Say what was done at once against the danger; its track is closed, and the final reply no longer waits for it.

    Raises   Refusal: "not_your_turn", "not_offered" (no safety track of this matter), "already_safe", "text_missing",
             "unmasked".
    """
    matter = queries.locked(matter)
    need_role(actor, matter, MAKE_SAFE)
    found = matter.tracks.filter(pk=track.pk, kind="safety").first()
    if found is None:
        raise Refusal("not_offered", step=matter.step, tool="make_safe")
    if found.closed_at:
        raise Refusal("already_safe", matter=matter.number)
    need_text(text=text)
    act = MadeSafe(matter=matter.pk, track=found.pk, **published(matter, text=text))
    safe: Matter = enter(act, matter, actor=actor, at=at, once=once)
    return safe


@action
def correct(
    *, matter: Matter, of: UUID, field: str, now: date, reason: str, actor: Actor, at: datetime, once: str | None = None
) -> Matter:
    """Correct a date that was told wrongly; the correction is marked, the earlier date stays in the ledger (I12).

    of, field   the visit ("visited_on"), bench note ("held_on") or delivery ("on") and its date
    Raises      Refusal: "not_your_turn", "unknown", "date_in_future", "already_so", "text_missing", "unmasked".
    """
    matter = queries.locked(matter)
    need_role(actor, matter, CORRECTERS)
    was = _date_of(matter, of, field)
    not_future(now, at)
    need_text(reason=reason)
    need_masked(reason=reason)
    if was == now:
        raise Refusal("already_so", matter=matter.number)
    act = RecordCorrected(matter=matter.pk, of=of, field=field, was=was, now=now, reason=reason.strip())
    corrected: Matter = enter(act, matter, actor=actor, at=at, once=once)
    return corrected


def _date_of(matter: Matter, of: UUID, field: str) -> date:
    model = _DATES.get(field)
    path = "reply__matter" if model is Delivery else "matter"
    row = model._default_manager.filter(pk=of, **{path: matter.pk}).first() if model else None
    if row is None:
        raise Refusal("unknown")
    told: date = getattr(row, field)
    return told
