"""A matter on its line: seen on the spot, sorted, talked over, step by step."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bandeng.matters.acts.parts import Move
from bandeng.records.acts import Act, act, private


@act("matter.verified")
class MatterVerified(Act):
    """Somebody went to see: what they found, and whether it can be done lawfully, technically, and paid for."""

    matter: UUID
    verification: UUID
    visited_on: date
    legal: str
    technical: str
    financial: str
    photos: list[str]
    finding: str = ""
    finding_sealed: str | None = private(default=None)
    note: str | None = private(default=None)


@act("matter.sorted")
class MatterSorted(Act):
    """Category, severity and route were decided. `guards` are words such as "common_parts".

    Where the route is a branch, `move` is None and the branch's own entry follows in the same transaction.
    """

    matter: UUID
    category: str
    severity: int
    guards: list[str]
    move: Move | None = None
    safety_track: UUID | None = None
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@dataclass(frozen=True, kw_only=True)
class SeatOnBench:
    """Who sat there: a role or title, never a resident's name."""

    role: str
    count: int = 1


@act("matter.bench_noted")
class BenchNoted(Act):
    """A bench meeting: who sat there, what was said, what came of it. consensus, partial, none or advisory."""

    matter: UUID
    note: UUID
    held_on: date
    where: str
    seats: list[SeatOnBench]
    outcome: str
    next_step: str = ""
    dissents: list[UUID]
    said: str = ""
    opinion: str = ""
    dissent: list[str]
    said_sealed: str | None = private(default=None)
    opinion_sealed: str | None = private(default=None)
    dissent_sealed: str | None = private(default=None)


@act("matter.dissent_answered")
class DissentAnswered(Act):
    """A dissent got its explanation."""

    matter: UUID
    dissent: UUID
    answer: str = ""
    answer_sealed: str | None = private(default=None)


@act("matter.step_completed")
class StepCompleted(Act):
    """The step was completed and the matter moved on; None at the end."""

    matter: UUID
    move: Move


@act("matter.deadline_recomputed")
class DeadlineRecomputed(Act):
    """A newly published calendar moved a due date; old and new are told."""

    matter: UUID
    deadline: UUID
    old: date
    new: date
    provisional: bool
    table: str


@act("matter.handed_over")
class MatterHandedOver(Act):
    """The open work at a matter's step went from one person to another."""

    matter: UUID
    from_person: UUID
    to_person: UUID | None = None


@act("matter.taken_up")
class MatterTakenUp(Act):
    """Somebody took the step in hand, so that others see who holds it."""

    matter: UUID
    holder: UUID


@act("matter.corrected")
class RecordCorrected(Act):
    """A marked correction of a date told earlier (back-dating): what it said, what it says now, and why."""

    matter: UUID
    of: UUID
    field: str
    was: date
    now: date
    reason: str


@act("matter.made_safe")
class MadeSafe(Act):
    """A life-safety track was closed: what was done at once."""

    matter: UUID
    track: UUID
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("process.published")
class ProcessPublished(Act):
    """A version of a process was published for a place; it never changes again."""

    process: UUID
    key: str
    number: int
    place: str | None = None
    text: str
