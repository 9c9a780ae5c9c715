"""Clocks that a new calendar moved: acts to rows."""

from bandeng.matters import acts
from bandeng.matters.applies.writing import move_deadline
from bandeng.matters.models import Deadline
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.DeadlineRecomputed, result=lambda act: Deadline.objects.get(pk=act.deadline))
def deadline_recomputed(act: acts.DeadlineRecomputed, entry: Entry) -> Deadline:
    """Another day, kept beside the old one; or the same day, no longer (or newly) provisional."""
    if act.old != act.new:
        move_deadline(act.deadline, act.new, "calendar", act.table, entry, provisional=act.provisional)
    else:
        Deadline.objects.filter(pk=act.deadline).update(provisional=act.provisional)
    return Deadline.objects.get(pk=act.deadline)
