"""What was done with a matter on its way: the visit, the bench, passing on, merging."""

from typing import ClassVar

from django.db import models

from bandeng.matters.models.matters import Matter
from bandeng.people.models import Organisation, Person
from bandeng.records.registry import ledgered


@ledgered
class Verification(models.Model):
    """A visit: what was found. `finding` is for everybody once the matter is public, `note` for those who handle it."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="verifications")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    visited_on = models.DateField()
    legal = models.CharField(max_length=8)
    technical = models.CharField(max_length=8)
    financial = models.CharField(max_length=8)
    finding = models.TextField()
    note = models.TextField(blank=True)
    photos = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.visited_on)


@ledgered
class BenchNote(models.Model):
    """The note of a bench meeting."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="bench_notes")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    held_on = models.DateField()
    where = models.CharField(max_length=80)
    seats = models.JSONField()
    said = models.TextField()
    outcome = models.CharField(max_length=12)
    opinion = models.TextField()
    next_step = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["consensus", "partial", "none", "advisory"]), name="outcome_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="none") | ~models.Q(next_step=""), name="no_consensus_names_next_step"
            ),
        ]

    def __str__(self) -> str:
        return str(self.held_on)


@ledgered
class Dissent(models.Model):
    """A view that differed: recorded, and answered."""

    id = models.UUIDField(primary_key=True)
    note = models.ForeignKey(BenchNote, models.CASCADE, related_name="dissents")
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.words[:20]


@ledgered
class PassOn(models.Model):
    """A matter was passed on, or escalated: to whom, acknowledged when, with what result."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="pass_ons")
    kind = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    to = models.CharField(max_length=80)
    reason_code = models.CharField(max_length=24)
    reason = models.TextField()
    at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=80, blank=True)
    returned_at = models.DateTimeField(null=True)
    result_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.to


@ledgered
class Merge(models.Model):
    """A matter went into another; taken back when `undone_at` stands."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter"], condition=models.Q(undone_at__isnull=True), name="merged_once"),
        ]

    def __str__(self) -> str:
        return str(self.into_id)
