"""A matter, the process it follows, and each raiser's own words."""

from typing import ClassVar

from django.db import models

from bandeng.matters.models.choices import Channel, Reach, Severity
from bandeng.people.models import Capacity, Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered
from bandeng.records.sealing import SealedText


@ledgered
class ProcessVersion(models.Model):
    """A published process, immutable; running matters stay on theirs."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "number", "place"], name="process_version_once"),
            # SQLite takes two rows without a place for different ones.
            models.UniqueConstraint(
                fields=["key", "number"], condition=models.Q(place__isnull=True), name="process_version_of_site_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


@ledgered
class Matter(models.Model):
    """One matter. It stands at `step` of its process version, or at none when it has ended."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    chain = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="matters")
    process = models.ForeignKey(ProcessVersion, models.PROTECT, related_name="matters")
    step = models.CharField(max_length=60, null=True)  # noqa: DJ001  None: the matter has ended
    came_from = models.CharField(max_length=60, null=True)  # noqa: DJ001  None: on the line itself
    branch = models.CharField(max_length=24, blank=True)
    category = models.CharField(max_length=40)
    severity = models.PositiveSmallIntegerField(choices=Severity)
    channel = models.CharField(max_length=12, choices=Channel)
    sealed = models.BooleanField(default=False)
    title = models.CharField(max_length=80, blank=True)
    summary = models.TextField(blank=True)
    shown_photos = models.JSONField(default=list)
    guards = models.JSONField(default=list)
    round = models.PositiveSmallIntegerField(default=1)
    contested = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sorted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    recurred_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="recurrences")
    holder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(step__isnull=False) | models.Q(closed_at__isnull=False),
                name="matter_ends_when_closed",
            ),
            models.CheckConstraint(condition=models.Q(round__lte=3), name="matter_reopens_at_most_twice"),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="matter_not_merged_into_itself"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "step"], name="matter_place_step"),
            models.Index(fields=["chain", "raised_at"], name="matter_chain_raised"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: accepted by a named person and not sealed."""
        return self.accepted_at is not None and not self.sealed


@ledgered
class Raising(models.Model):
    """One raiser's own words. It is what gets the reply, and it survives every merge."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="raisings")
    first_matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="raisings")
    proxy = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    consent = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=12, choices=Channel)
    reach = models.CharField(max_length=8, choices=Reach)
    capacity = models.CharField(max_length=12, choices=Capacity)
    anonymous = models.BooleanField(default=False)
    receipt = models.CharField(max_length=64, unique=True)
    words = models.TextField(blank=True)
    name = SealedText()
    phone = SealedText()
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    name_index = models.CharField(max_length=64, blank=True, db_index=True)
    email = SealedText()
    photos = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    pseudonym = models.CharField(max_length=40, blank=True)
    entry_chain = models.CharField(max_length=40)
    entry_n = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.id)
