"""What else stands behind a work item: its support, its money, what was delivered in part, who helped, its pairs."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.commitments.models.items import WorkItem
from bandeng.people.models import Organisation, Person
from bandeng.records.registry import ledgered


class Source(models.TextChoices):
    """Where money comes from: a closed list (I17). What each needs first stands in shelf/funding.toml."""

    MAINTENANCE_FUND = "maintenance_fund", _("the maintenance fund")
    COMMON_INCOME = "common_income", _("common income of the owners")
    PARTY = "party", _("party-building funds")
    BUDGET = "budget", _("public budget")
    SELF_RAISED = "self_raised", _("raised by the residents themselves")
    COMPANY = "company", _("the company itself")


@ledgered
class Support(models.Model):
    """A unit that helps the lead unit, from a day until it is over; it sees the handling file for that time.

    The row stays when it is over: whoever ever worked on an item does not check it (I2).
    """

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="supports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    what = models.TextField(blank=True)
    from_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    left_because = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "organisation"], condition=models.Q(until__isnull=True), name="supports_once_at_a_time"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation"], condition=models.Q(until__isnull=True), name="support_open_of_unit")
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


@ledgered
class Money(models.Model):
    """What an item costs and who pays: the last quote, whether the contract covers it, the source once it is settled.

    An amount of nothing needs no source; any other does before the item can be reported done (I17).
    """

    item = models.OneToOneField(WorkItem, models.CASCADE, related_name="money", primary_key=True)
    amount_fen = models.PositiveBigIntegerField(null=True)
    document = models.CharField(max_length=120, blank=True)
    photos = models.JSONField(default=list)
    outside_contract = models.BooleanField(default=False)
    clause = models.CharField(max_length=300, blank=True)
    quoted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    quoted_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=16, choices=Source, blank=True)
    source_told = models.TextField(blank=True)
    funded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    funded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(source__in=["", *Source.values]), name="money_from_the_closed_list"
            ),
            models.CheckConstraint(
                condition=models.Q(outside_contract=False) | ~models.Q(clause=""), name="outside_contract_names_clause"
            ),
        ]

    def __str__(self) -> str:
        return self.source

    @property
    def is_needed(self) -> bool:
        """Whether a source has still to be found."""
        return not self.source and self.amount_fen != 0


@ledgered
class PartialDelivery(models.Model):
    """Part of it is done and shown; what is missing, why, and until when the rest. Stops no clock."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="partials")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    missing = models.TextField()
    reason = models.TextField()
    rest_on = models.DateField()
    photos = models.JSONField(default=list)
    document = models.CharField(max_length=120, blank=True)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.rest_on)


@ledgered
class Help(models.Model):
    """Others who helped: volunteers, how many and how long together, and a partner by its name."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="helps")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField()
    people = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    partner = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(people=0, minutes=0) & ~models.Q(partner="")
                | models.Q(people__gte=1, minutes__gte=1),
                name="help_is_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.people} x {self.minutes}"


@ledgered
class PicturePair(models.Model):
    """The same spot from the same angle, before and after, for the evidence of one round."""

    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="pairs")
    evidence = models.UUIDField()
    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "before"], name="one_after_for_each_before")
        ]

    def __str__(self) -> str:
        return self.after[:12]
