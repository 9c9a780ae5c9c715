"""What was decided by those who may, how it was made public, and what was done elsewhere and written down here."""

from typing import ClassVar

from django.db import models

from bandeng.matters.models.matters import Matter
from bandeng.people.models import Person
from bandeng.records.registry import ledgered


@ledgered
class Decision(models.Model):
    """What a competent body decided, by one version of its rule; `passed` is worked out from the figures.

    `figures` holds {"heads": [total, present, agree], ...}; area counts hundredths of a square metre.
    """

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="decisions")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=24)
    rule = models.CharField(max_length=40)
    rule_version = models.CharField(max_length=24)
    decided_on = models.DateField()
    notice_on = models.DateField(null=True)
    figures = models.JSONField(default=dict)
    passed = models.BooleanField()
    text = models.TextField()
    document = models.CharField(max_length=120)
    photos = models.JSONField(default=list)
    post_by = models.DateField(null=True)
    post_days = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.body} {self.decided_on}"


@ledgered
class Posting(models.Model):
    """A result made public for some days; closed when they are over and every objection is answered (I8)."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="postings")
    of = models.ForeignKey(Decision, models.CASCADE, null=True, related_name="postings")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    posted_on = models.DateField()
    until = models.DateField()
    where = models.CharField(max_length=120)
    text = models.TextField()
    photos = models.JSONField(default=list)
    closed_on = models.DateField(null=True)
    objections = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(until__gte=models.F("posted_on")), name="posting_ends_after"),
        ]

    def __str__(self) -> str:
        return f"{self.posted_on} {self.until}"


@ledgered
class StepNote(models.Model):
    """What was done on paper or elsewhere for a step, written down with its document; it makes a fact stand.

    `good` is None where there is nothing to agree to; False where both sides, or the other body, said no.
    """

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="step_notes")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    fact = models.CharField(max_length=24)
    on = models.DateField()
    for_on = models.DateField(null=True)
    good = models.BooleanField(null=True)
    text = models.TextField()
    document = models.CharField(max_length=120, blank=True)
    photos = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.fact} {self.on}"
