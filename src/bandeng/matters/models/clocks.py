"""Clocks, and every act that moved one."""

from typing import ClassVar

from django.db import models

from bandeng.matters.models.matters import Matter
from bandeng.records.registry import ledgered


@ledgered
class Deadline(models.Model):
    """A clock: the step's, an item's, the whole matter's. The original due date always stays beside the present one."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=12)
    of = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8)
    due_on = models.DateField()
    original_due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(days__gte=1), name="deadline_days_positive"),
            models.CheckConstraint(condition=models.Q(unit__in=["working", "calendar"]), name="deadline_unit_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=models.Q(stopped_at__isnull=True), name="deadline_open_by_due"),
            models.Index(fields=["of"], name="deadline_of"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


@ledgered
class DeadlineChange(models.Model):
    """Each act that moved a due date: an extension, a suspension, or a newly published calendar."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes")
    old = models.DateField()
    new = models.DateField()
    because = models.CharField(max_length=16)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    entry_chain = models.CharField(max_length=40)
    entry_n = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.old} -> {self.new}"
