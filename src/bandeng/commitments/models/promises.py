"""Promises: who promised what by when, over which items, and how it stood when the day was over."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.commitments.models.items import WorkItem
from bandeng.people.models import Organisation, Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered


class PromiseState(models.TextChoices):
    """Whether the unit stands by what was noted as its promise."""

    ASKED = "asked", _("waits for the unit's own word")
    CONFIRMED = "confirmed", _("promised")
    DECLINED = "declined", _("not promised: the unit declined")
    WITHDRAWN = "withdrawn", _("noted wrongly, and taken back")


@ledgered
class Commitment(models.Model):
    """What a unit promised, by a named officer; `due_on` is the day it was made for and never moves.

    The counts are those of the end of that day (`reached_at`: when they were written down); before, all are zero.
    """

    id = models.UUIDField(primary_key=True)
    chain = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="commitments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="commitments")
    officer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    to_whom = models.CharField(max_length=120)
    occasion = models.CharField(max_length=120, blank=True)
    witnesses = models.CharField(max_length=200, blank=True)
    promised_on = models.DateField()
    days = models.PositiveSmallIntegerField(null=True)
    unit = models.CharField(max_length=8)
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    spoken = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=PromiseState, default=PromiseState.ASKED)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    declined_because = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    reached_at = models.DateTimeField(null=True)
    done = models.PositiveSmallIntegerField(default=0)
    partial = models.PositiveSmallIntegerField(default=0)
    extended = models.PositiveSmallIntegerField(default=0)
    late = models.PositiveSmallIntegerField(default=0)
    passed_on = models.PositiveSmallIntegerField(default=0)
    dropped = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["asked", "withdrawn"], answered_by__isnull=True, answered_at__isnull=True)
                | models.Q(state__in=["confirmed", "declined"], answered_by__isnull=False, answered_at__isnull=False),
                name="promise_counts_by_its_unit_alone",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(declined_because=""), name="promise_declined_why"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~models.Q(withdrawn_because="")
                )
                | (~models.Q(state="withdrawn") & models.Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)),
                name="promise_taken_back_by_somebody_who_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("promised_on")), name="promise_lies_ahead"
            ),
            models.CheckConstraint(
                condition=models.Q(reached_at__isnull=True) | models.Q(state="confirmed"), name="only_promises_fall_due"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    total=models.F("done") + models.F("partial") + models.F("extended") + models.F("late")
                    + models.F("passed_on") + models.F("dropped")
                ),
                name="promise_counts_add_up",
            ),
            models.CheckConstraint(
                condition=models.Q(reached_at__isnull=True, total=0) | models.Q(reached_at__isnull=False, total__gt=0),
                name="promise_counted_when_due",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on"], name="promise_by_day"),
            models.Index(fields=["organisation", "state"], name="promise_of_unit"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


@ledgered
class PromisedItem(models.Model):
    """An item under a promise; `stood` is how it stood at the end of the promise's day."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="lines")
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="promised_in")
    added_at = models.DateTimeField()
    stood = models.CharField(max_length=9, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "item"], name="promised_once_in_a_promise")
        ]

    def __str__(self) -> str:
        return self.stood
