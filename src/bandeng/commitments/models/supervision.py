"""The ladder of supervision: each order with its answer, and each warning once."""

from typing import ClassVar

from django.db import models

from bandeng.commitments.models.items import WorkItem
from bandeng.matters.models import Deadline, Matter
from bandeng.people.models import Organisation, Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered


@ledgered
class SupervisionOrder(models.Model):
    """A rung on one clock: of an item, or of the matter's own step (`item` is None).

    `due_on` is the last day to answer it; `over` the working days the clock was overdue when it was issued. It ends
    (`closed_at`) with one of `ends`: checked as solved, dropped, given back, taken by a unit, or the matter moved on.
    """

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="orders")
    item = models.ForeignKey(WorkItem, models.CASCADE, null=True, related_name="orders")
    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="+")
    chain = models.CharField(max_length=40)
    level = models.CharField(max_length=24)
    rank = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    by_rule = models.BooleanField()
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    over = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    reason = models.TextField(blank=True)
    ends = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deadline", "level"], name="rung_once_per_clock"),
            models.CheckConstraint(
                condition=models.Q(by_rule=True, issued_by__isnull=True)
                | models.Q(by_rule=False, issued_by__isnull=False),
                name="order_by_rule_or_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True)
                | models.Q(issued_by__isnull=True)
                | ~models.Q(answered_by=models.F("issued_by")),
                name="order_answered_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="order_answered_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["matter", "closed_at"], name="order_of_matter"),
            models.Index(
                fields=["due_on"],
                condition=models.Q(answered_at__isnull=True, closed_at__isnull=True),
                name="order_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return self.level


@ledgered
class ClockWarning(models.Model):
    """A threshold of a clock was told, once, whatever becomes of its date."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="warnings")
    threshold = models.CharField(max_length=20)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["deadline", "threshold"], name="warned_once")]

    def __str__(self) -> str:
        return self.threshold


@ledgered
class StuckDay(models.Model):
    """On this day so many matters of a place could be moved by nobody, and who helps out was told."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    on = models.DateField()
    count = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "on"], name="stuck_told_once_a_day")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.on}"
