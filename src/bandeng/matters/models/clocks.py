"""Clocks, and every act that moved one."""

from typing import ClassVar

from django.db import models

from bandeng.matters.models.matters import Matter
from bandeng.people.models import Person
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


@ledgered
class Pause(models.Model):
    """A clock that stands still for a time: asked for, decided by somebody else, over by itself on its review date.

    `since` and `expires_at` are set when it is granted; whole days between them are not counted (core.deadline.Pause).
    `ended_at` is set when it was ended earlier. One that nobody decided before the clock stopped has fallen away.
    """

    id = models.UUIDField(primary_key=True)
    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="pauses")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    review_on = models.DateField()
    reason = models.TextField()
    granted = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    since = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="pause_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["deadline"], condition=models.Q(granted__isnull=True), name="one_pause_asked_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(granted=True)
                | models.Q(
                    since__isnull=False,
                    expires_at__gt=models.F("since"),
                    decided_by__isnull=False,
                ),
                name="pause_granted_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(granted=True), name="pause_ends_that_began"
            ),
        ]

    def __str__(self) -> str:
        return str(self.review_on)
