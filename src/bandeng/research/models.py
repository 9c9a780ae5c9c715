"""Trips, sites, visits, findings; suggestions, and what they were turned into. All of it follows from the ledger."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.matters.models import Matter
from bandeng.people.models import Organisation, Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered
from bandeng.records.sealing import SealedText


class Source(models.TextChoices):
    """Where a suggestion comes from."""

    RESEARCH = "research", _("research trip")
    RESIDENT = "resident", _("resident")
    MEETING = "meeting", _("meeting")


class Way(models.TextChoices):
    """How a suggestion is put forward."""

    TALK = "talk", _("talk")
    PROPOSAL = "proposal", _("proposal")
    BRIEF = "brief", _("public-opinion brief")


class Adoption(models.TextChoices):
    """What a department says becomes of it."""

    SOLVED = "A", _("A: solved")
    UNDER_WAY = "B", _("B: under way")
    PLANNED = "C", _("C: planned")
    NOT_POSSIBLE = "D", _("D: not possible")


@ledgered
class Trip(models.Model):
    """A research trip: what is asked (themes), where it goes (sites), who goes along."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="trips")
    chain = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    host = models.CharField(max_length=80)
    about = models.TextField(blank=True)
    themes = models.JSONField()
    members = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField()
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="trip_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.title


@ledgered
class Site(models.Model):
    """Where a trip goes, by its number on the way; `themes` are numbers of the trip's themes."""

    id = models.UUIDField(primary_key=True)
    trip = models.ForeignKey(Trip, models.CASCADE, related_name="sites")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    themes = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["trip", "number"], name="site_number_once")]

    def __str__(self) -> str:
        return self.name


@ledgered
class Visit(models.Model):
    """Somebody was there. `later`: entered after its day; `aside` is for those who planned the trip."""

    id = models.UUIDField(primary_key=True)
    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="visits")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="research_visits")
    visited_on = models.DateField()
    later = models.BooleanField(default=False)
    seen = models.TextField(blank=True)
    aside = SealedText()
    informants = models.JSONField(default=list)
    photos = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(site__isnull=False) | models.Q(matter__isnull=False), name="visit_is_somewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.visited_on}"


@ledgered
class Finding(models.Model):
    """One thing that was found, in a class; `matter` once it became one, alone or with others of its trip.

    told_on   the day on which those who spoke of it heard what came of it, where it is no matter
    """

    id = models.UUIDField(primary_key=True)
    trip = models.ForeignKey(Trip, models.CASCADE, related_name="findings")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="findings")
    number = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=40)
    text = models.CharField(max_length=200)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="found_as")
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=8, blank=True, default="")
    told_text = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["trip", "number"], name="finding_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


@ledgered
class Output(models.Model):
    """A talk's record, a proposal or a brief: what it is about, why, what is advised, and what came back."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="outputs")
    chain = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Way)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    analysis = models.TextField(blank=True)
    advice = models.TextField()
    handed_to = models.CharField(max_length=80, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    adopted = models.BooleanField(null=True)
    instruction = models.TextField(blank=True)
    instructed_by = models.CharField(max_length=80, blank=True)
    instructed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["chain", "number"], name="output_number_once")]

    def __str__(self) -> str:
        return self.number


@ledgered
class Suggestion(models.Model):
    """One suggestion of the register. `answered_on` is the first answer's day, which counts; `adoption` the latest.

    meeting, item, heard_at   where it was made at a meeting: keys of a room above, and its title and topic in words
    near_on, past_on          the day on which its unit was reminded before its date, and after it
    """

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=20)
    place = models.ForeignKey(Place, models.PROTECT, related_name="suggestions")
    chain = models.CharField(max_length=40)
    source = models.CharField(max_length=8, choices=Source)
    way = models.CharField(max_length=8, choices=Way, blank=True)
    text = models.TextField()
    said_by = models.CharField(max_length=40)
    said_on = models.DateField()
    later = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    trip = models.ForeignKey(Trip, models.PROTECT, null=True, related_name="suggestions")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="suggestions")
    matter = models.OneToOneField(Matter, models.PROTECT, null=True, related_name="suggestion")
    meeting = models.UUIDField(null=True, db_index=True)
    item = models.UUIDField(null=True)
    heard_at = models.CharField(max_length=240, blank=True, default="")
    output = models.ForeignKey(Output, models.PROTECT, null=True, related_name="suggestions")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="suggestions")
    handed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    near_on = models.DateField(null=True)
    past_on = models.DateField(null=True)
    adoption = models.CharField(max_length=1, choices=Adoption, blank=True)
    reason = models.TextField(blank=True)
    document = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=8, blank=True)
    told_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "number"], name="suggestion_number_once"),
            models.CheckConstraint(condition=models.Q(adoption="") | ~models.Q(reason=""), name="answer_has_reason"),
            models.CheckConstraint(
                condition=models.Q(source__in=["research", "resident", "meeting"]), name="suggestion_source_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "-said_on", "-number"], name="suggestion_of_place"),
            models.Index(fields=["unit", "answered_on"], name="suggestion_of_unit"),
        ]

    def __str__(self) -> str:
        return self.number
