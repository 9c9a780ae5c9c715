"""The few ways in which a matter's rows are written, for the applies of this room and of upper rooms alone.

Every moment and every date comes from the act or its entry, so a rebuild writes the same rows.
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from bandeng.core.process import Branch, shared
from bandeng.matters.acts import Due, Move, ReplyTo
from bandeng.matters.models import (
    Concerned,
    Deadline,
    DeadlineChange,
    Matter,
    MatterFact,
    MilestoneReached,
    Pause,
    Reply,
    StepVisit,
    Track,
)
from bandeng.records.models import Entry

WHOLE = "matter"
"""The kind of the whole matter's clock, which nothing resets."""

Left = Callable[[UUID, datetime], None]
_WHEN_LEFT: list[Left] = []


def when_left(write: Left) -> Left:
    """Register what an upper room writes when a step with a clock is left: called with the clock, within the apply."""
    _WHEN_LEFT.append(write)
    return write


def put_fact(matter_id: UUID, fact: str, ref: str, at: datetime) -> None:
    """Something stands for a matter from now on; the same fact with the same `ref` stands once.

    ref   what makes it stand, e.g. "verification:<uuid>"
    """
    MatterFact.objects.get_or_create(matter_id=matter_id, fact=fact, ref=ref, defaults={"at": at})


def take_fact(matter_id: UUID, fact: str, ref: str | None = None) -> None:
    """A fact no longer stands: the one made by `ref`, or with None all of that name."""
    standing = MatterFact.objects.filter(matter_id=matter_id, fact=fact)
    (standing if ref is None else standing.filter(ref=ref)).delete()


def open_track(track_id: UUID, matter_id: UUID, kind: str, ref: str, at: datetime) -> None:
    """An obligation beside the line begins ("safety", "item"); no final reply until it is closed."""
    Track.objects.create(id=track_id, matter_id=matter_id, kind=kind, ref=ref, opened_at=at)


def close_track(track_id: UUID, at: datetime, ending: str = "") -> None:
    """An obligation is settled; `ending` says how in a few words."""
    Track.objects.filter(pk=track_id).update(closed_at=at, ending=ending[:200])


def start_deadline(matter_id: UUID, due: Due, of: str, at: datetime) -> Deadline:
    """A clock starts with this entry, or at `due.since` where it counts from the raising.

    of   what it belongs to: "step:<key>", "item:<uuid>", "matter"
    """
    return Deadline.objects.create(
        id=due.deadline,
        matter_id=matter_id,
        kind=due.kind,
        of=of,
        started_at=due.since or at,
        days=due.days,
        unit=due.unit,
        due_on=due.due_on,
        original_due_on=due.due_on,
        provisional=due.provisional,
    )


def stop_deadline(deadline_id: UUID, at: datetime) -> None:
    """A clock stops; one that has stopped already keeps its moment. A pause asked for and not decided falls away."""
    Pause.objects.filter(deadline_id=deadline_id, granted__isnull=True).update(granted=False, decided_at=at)
    Deadline.objects.filter(pk=deadline_id, stopped_at__isnull=True).update(stopped_at=at)


def run_on(deadline_id: UUID) -> None:
    """A stopped clock runs on from where it began, as the whole matter's does when it is reopened."""
    Deadline.objects.filter(pk=deadline_id).update(stopped_at=None)


def move_deadline(
    deadline_id: UUID, new: date, because: str, reason: str, entry: Entry, *, provisional: bool | None = None
) -> None:
    """A due date moves, and the change is kept beside it; the original date stays (I6).

    because       "extension", "suspension" or "calendar"
    provisional   the new mark, None leaves it
    """
    deadline = Deadline.objects.get(pk=deadline_id)
    DeadlineChange.objects.create(
        deadline=deadline, old=deadline.due_on, new=new, because=because, reason=reason[:300],
        at=entry.at, entry_chain=entry.chain, entry_n=entry.n,
    )  # fmt: skip
    deadline.due_on = new
    deadline.provisional = deadline.provisional if provisional is None else provisional
    deadline.save(update_fields=["due_on", "provisional"])


def move(matter: Matter, step: Move, entry: Entry) -> Matter:
    """The matter leaves one step and enters another, or ends; saves it with whatever else was changed on it."""
    leave(matter, entry.at)
    for fact in step.clears:
        take_fact(matter.pk, fact)
    if step.why == "reopen":
        matter.round += 1
        _run_on_whole(matter.pk)
    reach(matter, step.milestones, entry.at)
    matter.step, matter.came_from, matter.holder = step.then, step.came_from, None
    if step.then is None:
        _stop_whole(matter.pk, entry.at)
    else:
        head = step.then.partition(":")[0]
        # A step of a place's own may have a colon in its key.
        matter.branch = head if any(each.key == head and step.then in _steps(each) for each in shared()) else ""
        enter(matter, step, entry.at)
    matter.closed_at = entry.at if step.then is None else None
    return touch(matter)


def _steps(branch: Branch) -> set[str]:
    return {step.key for step in branch.steps}


def touch(matter: Matter) -> Matter:
    """Save a matter as a newer version, so that a form shown earlier is found stale."""
    matter.version += 1
    matter.save()
    return matter


def leave(matter: Matter, at: datetime) -> None:
    """Close the present visit and stop its clock."""
    for visit in StepVisit.objects.filter(matter=matter, left_at__isnull=True):
        visit.left_at = at
        visit.save(update_fields=["left_at"])
        if visit.deadline_id:
            stop_deadline(visit.deadline_id, at)
            for write in _WHEN_LEFT:
                write(visit.deadline_id, at)


def enter(matter: Matter, step: Move, at: datetime) -> None:
    """Note the visit of a step, with its clock if it has one."""
    due = start_deadline(matter.pk, step.due, f"step:{step.then}", at) if step.due else None
    StepVisit.objects.create(
        matter=matter, step=step.then or "", why=step.why, round=matter.round, entered_at=at, deadline=due
    )


def reach(matter: Matter, milestones: list[str], at: datetime) -> None:
    """Note milestones, each once a round."""
    for milestone in milestones:
        MilestoneReached.objects.get_or_create(
            matter=matter, milestone=milestone, round=matter.round, defaults={"at": at}
        )


def write_reply(matter_id: UUID, to: ReplyTo, kind: str, text: str, entry: Entry, **more: str) -> Reply:
    """A reply to one raising; delivered with this entry where the raiser reads it on the page.

    more   letter, legal_basis, appeal
    """
    who, _, key = entry.actor.partition(":")
    return Reply.objects.create(
        id=to.reply, matter_id=matter_id, raising_id=to.raising, kind=kind, text=text, at=entry.at,
        round=Matter.objects.values_list("round", flat=True).get(pk=matter_id), by_id=key if who == "person" else None,
        delivered_at=entry.at if to.delivered else None, **more,
    )  # fmt: skip


def concern(matter_id: UUID, organisation_id: UUID, ref: str) -> None:
    """An organisation has a task in this matter and sees its handling file; `ref` names the task."""
    Concerned.objects.update_or_create(
        matter_id=matter_id, organisation_id=organisation_id, ref=ref, defaults={"until": None}
    )


def unconcern(matter_id: UUID, organisation_id: UUID, ref: str, at: datetime) -> None:
    """The task is over, and with it the sight of the handling file."""
    Concerned.objects.filter(matter_id=matter_id, organisation_id=organisation_id, ref=ref).update(until=at)


def _stop_whole(matter_id: UUID, at: datetime) -> None:
    for deadline in Deadline.objects.filter(matter_id=matter_id, kind=WHOLE):
        stop_deadline(deadline.pk, at)


def _run_on_whole(matter_id: UUID) -> None:
    for deadline in Deadline.objects.filter(matter_id=matter_id, kind=WHOLE):
        run_on(deadline.pk)
