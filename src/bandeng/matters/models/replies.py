"""Replies to each raising, how they were handed over, and what the raiser said of them."""

from typing import ClassVar

from django.db import models

from bandeng.matters.models.choices import Kind, Reach, Word
from bandeng.matters.models.matters import Matter, Raising
from bandeng.people.models import Person
from bandeng.records.registry import ledgered


@ledgered
class Reply(models.Model):
    """A reply to one raising. `text` is the official word, `letter` what only this raiser reads beside it."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="replies")
    raising = models.ForeignKey(Raising, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=8, choices=Kind)
    round = models.PositiveSmallIntegerField()
    text = models.TextField()
    letter = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    appeal = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["matter", "kind", "round"], name="reply_of_matter")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


@ledgered
class Delivery(models.Model):
    """A reply was handed over, or tried."""

    id = models.UUIDField(primary_key=True)
    reply = models.ForeignKey(Reply, models.CASCADE, related_name="deliveries")
    mode = models.CharField(max_length=8, choices=Reach)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    succeeded = models.BooleanField()
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.mode} {self.on}"


@ledgered
class Rating(models.Model):
    """A raiser's answer to three questions, once a round. No row means nobody said anything: never "satisfied"."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="ratings")
    raising = models.ForeignKey(Raising, models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    answered = models.CharField(max_length=8, choices=Word)
    solved = models.CharField(max_length=8, choices=Word)
    satisfied = models.CharField(max_length=8, choices=Word)
    words = models.TextField(blank=True)
    reopened = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["raising", "round"], name="rated_once_a_round")]

    def __str__(self) -> str:
        return self.satisfied
