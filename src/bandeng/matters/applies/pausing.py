"""Clocks that stand still for a time: acts to rows, for steps and, by the same functions, for work items above."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from bandeng.matters import acts
from bandeng.matters.applies.intake import person_of
from bandeng.matters.applies.writing import move_deadline, touch
from bandeng.matters.models import Deadline, Matter, Pause
from bandeng.records.models import Entry
from bandeng.records.registry import applies


class Asked(Protocol):
    """What every act that asks for a pause tells."""

    @property
    def deadline(self) -> UUID: ...

    @property
    def suspension(self) -> UUID: ...

    @property
    def review_on(self) -> date: ...

    @property
    def reason(self) -> str: ...

    @property
    def reason_sealed(self) -> str | None: ...


class Moved(Protocol):
    """What every act tells that a pause moved a due date by."""

    @property
    def deadline(self) -> UUID: ...

    @property
    def suspension(self) -> UUID: ...

    @property
    def old(self) -> date: ...

    @property
    def new(self) -> date: ...

    @property
    def provisional(self) -> bool: ...

    @property
    def reason(self) -> str: ...

    @property
    def reason_sealed(self) -> str | None: ...


class Decided(Moved, Protocol):
    """And what the decision says."""

    @property
    def granted(self) -> bool: ...

    @property
    def expires_at(self) -> datetime | None: ...


def pause_of(act: Asked | Moved) -> Pause:
    """The pause an act is about; what a repeat with the same `once` returns."""
    return Pause.objects.select_related("deadline__matter__place", "deadline__matter__process").get(pk=act.suspension)


def ask_pause(act: Asked, entry: Entry) -> Pause:
    """What was asked for; nothing stands still yet."""
    return Pause.objects.create(
        id=act.suspension, deadline_id=act.deadline, asked_by_id=person_of(entry) or "", asked_at=entry.at,
        review_on=act.review_on, reason=act.reason or act.reason_sealed or "",
    )  # fmt: skip


def decide_pause(act: Decided, entry: Entry) -> Pause:
    """The decision; a granted pause begins with it and moves the clock, the first date stays beside it (I6)."""
    pause = pause_of(act)
    pause.granted, pause.decided_at = act.granted, entry.at
    pause.decided_by_id, pause.answer = _uuid(person_of(entry)), act.reason or act.reason_sealed or ""
    if act.granted:
        pause.since, pause.expires_at = entry.at, act.expires_at
    pause.save()
    if act.granted:
        _move(act, entry, pause.reason)
    return pause


def end_pause(act: Moved, entry: Entry) -> Pause:
    """The clock runs on; days that were not paused after all count again."""
    pause = pause_of(act)
    pause.ended_at, pause.ended_because = entry.at, act.reason or act.reason_sealed or ""
    pause.save(update_fields=["ended_at", "ended_because"])
    _move(act, entry, pause.ended_because)
    return pause


def _move(act: Moved, entry: Entry, why: str) -> None:
    if act.old == act.new:
        Deadline.objects.filter(pk=act.deadline).update(provisional=act.provisional)
        return
    sealed = Matter.objects.values_list("sealed", flat=True).get(deadlines=act.deadline)
    move_deadline(act.deadline, act.new, "suspension", "" if sealed else why, entry, provisional=act.provisional)


def _uuid(key: str | None) -> UUID | None:
    return UUID(key) if key else None


@applies(acts.SuspensionAsked, result=pause_of)
def suspension_asked(act: acts.SuspensionAsked, entry: Entry) -> Pause:
    """A step's clock."""
    pause = ask_pause(act, entry)
    touch(Matter.objects.get(pk=act.matter))
    return pause


@applies(acts.SuspensionDecided, result=pause_of)
def suspension_decided(act: acts.SuspensionDecided, entry: Entry) -> Pause:
    """Yes or no."""
    pause = decide_pause(act, entry)
    touch(Matter.objects.get(pk=act.matter))
    return pause


@applies(acts.SuspensionEnded, result=pause_of)
def suspension_ended(act: acts.SuspensionEnded, entry: Entry) -> Pause:
    """It runs on."""
    pause = end_pause(act, entry)
    touch(Matter.objects.get(pk=act.matter))
    return pause
