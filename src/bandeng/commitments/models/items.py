"""Work items and what stands behind each: who claimed it, its evidence, its checks, its extensions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.matters.models import Deadline, Matter
from bandeng.people.models import Organisation, Person
from bandeng.records.registry import ledgered


class State(models.TextChoices):
    """Where an item stands; written by applies alone."""

    OPEN = "open", _("waits for a unit")
    ACTIVE = "active", _("under way")
    DONE = "done", _("done, waits for a check")
    SETTLED = "settled", _("checked and solved")
    DROPPED = "dropped", _("not done")


@ledgered
class WorkItem(models.Model):
    """What must be done. From the claim on it has exactly one lead unit (I5).

    `track` is the matter's open obligation, `waiting` the clock within which a unit must take it, `deadline` the
    promise of the unit that holds it; without one there is no promise yet.
    """

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="items")
    chain = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    criteria = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="items")
    officer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=12, blank=True)
    accepted_outside = models.BooleanField(default=False)
    track = models.UUIDField()
    waiting = models.ForeignKey(Deadline, models.SET_NULL, null=True, related_name="+")
    deadline = models.ForeignKey(Deadline, models.SET_NULL, null=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    set_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    dropped_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="open", lead__isnull=True)
                | models.Q(state__in=["active", "done", "settled"], lead__isnull=False)
                | models.Q(state="dropped"),
                name="item_has_one_lead_from_claim",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["active", "done", "settled"]) | models.Q(deadline__isnull=False),
                name="item_has_a_date_from_claim",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["lead", "state"], name="item_of_unit")]

    def __str__(self) -> str:
        return self.title


@ledgered
class Holding(models.Model):
    """Each time a unit held an item: how it came, and whether it was given back; a unit gives it back only once."""

    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="holdings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    how = models.CharField(max_length=12)
    from_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    ground = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "organisation"],
                condition=models.Q(returned_at__isnull=False),
                name="returned_once_per_unit",
            ),
            models.CheckConstraint(
                condition=~models.Q(how="designated") | models.Q(returned_at__isnull=True),
                name="designated_never_returns",
            ),
        ]

    def __str__(self) -> str:
        return self.how


@ledgered
class Progress(models.Model):
    """A word on how it goes, or the evidence that it is done (`is_evidence`)."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="progress")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    photos = models.JSONField(default=list)
    document = models.CharField(max_length=120, blank=True)
    is_evidence = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:20]


@ledgered
class Check(models.Model):
    """Somebody else looked."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="checks")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    as_role = models.CharField(max_length=24)
    solved = models.BooleanField()
    text = models.TextField()
    photos = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return "solved" if self.solved else "rework"


@ledgered
class Extension(models.Model):
    """A later date that was asked for; granted or refused by somebody else. At most two granted per item."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="extensions")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    to_on = models.DateField()
    reason = models.TextField()
    granted = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="extension_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(granted__isnull=True), name="one_extension_asked_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.to_on)
