"""Minutes: drafted from the record, corrected by who was there, signed twice, final with their hash in the ledger."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.meetings.models.attending import Attendee
from bandeng.meetings.models.meetings import Meeting
from bandeng.people.models import Person
from bandeng.records.registry import ledgered


class MinutesState(models.TextChoices):
    """Where minutes stand."""

    DRAFT = "draft", _("being written")
    SHOWN = "shown", _("open for corrections")
    FINAL = "final", _("final")


@ledgered
class Minutes(models.Model):
    """The minutes of a meeting. `digest` is SHA-256 of the final text, as the ledger carries it."""

    id = models.UUIDField(primary_key=True)
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="written")
    state = models.CharField(max_length=5, choices=MinutesState)
    text = models.TextField()
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    corrections_until = models.DateField(null=True)
    signed_by_chair = models.DateTimeField(null=True)
    signed_by_recorder = models.DateTimeField(null=True)
    final_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="final")
                | (
                    models.Q(signed_by_chair__isnull=False, signed_by_recorder__isnull=False)
                    & models.Q(final_at__isnull=False)
                    & ~models.Q(digest="")
                ),
                name="minutes_final_when_both_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.state

    @property
    def chain(self) -> str:
        """The chain its entries stand in."""
        return self.meeting.chain


@ledgered
class Correction(models.Model):
    """What somebody who was there asks to be put right, and what came of it; or, after the end, a marked correction."""

    id = models.UUIDField(primary_key=True)
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    attendee = models.ForeignKey(Attendee, models.SET_NULL, null=True, related_name="corrections")
    late = models.BooleanField(default=False)
    words = models.TextField()
    was = models.TextField(blank=True)
    taken = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["minutes", "number"], name="correction_number_once"),
            models.CheckConstraint(
                condition=models.Q(late=True) | models.Q(attendee__isnull=False), name="corrected_by_who_was_there"
            ),
            models.CheckConstraint(
                condition=~models.Q(taken=False) | ~models.Q(answer=""), name="correction_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def chain(self) -> str:
        """The chain its entries stand in."""
        return self.minutes.meeting.chain
