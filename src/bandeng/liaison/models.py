"""Liaison rooms, how they were found, their duty days; areas of oversight; what was entered later."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.matters.models import Matter
from bandeng.people.models import Duty, Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered
from bandeng.research.models import Suggestion


class OversightKind(models.TextChoices):
    """How somebody looks after a part of the tree (分包)."""

    LEADER = "leader", _("leads an area")
    DIRECTOR = "director", _("guides a township")


class PastKind(models.TextChoices):
    """What was entered later, beside suggestions."""

    ACTIVITY = "activity", _("activity")
    PROBLEM = "problem", _("problem solved")


@ledgered
class LiaisonRoom(models.Model):
    """A liaison room, members' home, hall or station; `kind` is a key of the standard that holds at its place."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="liaison_rooms")
    chain = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=24)
    address = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=120)
    convener = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "name"], condition=models.Q(closed_at__isnull=True), name="liaison_room_name_once"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | ~models.Q(why=""), name="liaison_room_closed_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@ledgered
class Standard(models.Model):
    """A place's own kinds and points; they hold there and below, until a place below has its own."""

    place = models.OneToOneField(Place, models.PROTECT, primary_key=True, related_name="liaison_standard")
    chain = models.CharField(max_length=40)
    kinds = models.JSONField()
    points = models.JSONField()
    why = models.CharField(max_length=200)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.place_id)


@ledgered
class Inspection(models.Model):
    """How a room was found. Nobody checks their own work: who looks does not answer for the room."""

    id = models.UUIDField(primary_key=True)
    room = models.ForeignKey(LiaisonRoom, models.CASCADE, related_name="inspections")
    on = models.DateField()
    later = models.BooleanField(default=False)
    points = models.JSONField()
    met = models.PositiveSmallIntegerField()
    photos = models.JSONField(default=list)
    again_on = models.DateField(null=True)
    convener = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(convener__isnull=True) | ~models.Q(made_by=models.F("convener")),
                name="convener_does_not_inspect",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


@ledgered
class DutyDay(models.Model):
    """A day on which somebody was there for whoever came."""

    id = models.UUIDField(primary_key=True)
    room = models.ForeignKey(LiaisonRoom, models.CASCADE, related_name="duty_days")
    place = models.ForeignKey(Place, models.PROTECT, related_name="duty_days")
    on = models.DateField()
    later = models.BooleanField(default=False)
    hours = models.CharField(max_length=60, blank=True)
    came = models.JSONField(default=list)
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place", "on"], name="duty_day_of_place")]

    def __str__(self) -> str:
        return f"{self.on}"


@ledgered
class Heard(models.Model):
    """One thing that was heard on a duty day; `matter` and `suggestion` once it became one."""

    id = models.UUIDField(primary_key=True)
    day = models.ForeignKey(DutyDay, models.CASCADE, related_name="heard")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    said_by = models.CharField(max_length=40)
    matter = models.OneToOneField(Matter, models.PROTECT, null=True, related_name="heard_as")
    suggestion = models.OneToOneField(Suggestion, models.PROTECT, null=True, related_name="heard_as")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "number"], name="heard_number_once")]

    def __str__(self) -> str:
        return self.text


@ledgered
class Oversight(models.Model):
    """A place somebody looks after, by a duty that opens exactly this part of the tree. It ends with that duty."""

    id = models.UUIDField(primary_key=True)
    within = models.ForeignKey(Place, models.PROTECT, related_name="+")
    chain = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="oversights")
    person = models.ForeignKey(Person, models.PROTECT, related_name="oversights")
    duty = models.OneToOneField(Duty, models.PROTECT, related_name="oversight")
    kind = models.CharField(max_length=8, choices=OversightKind)
    area = models.CharField(max_length=40, blank=True)
    assigned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=["leader", "director"]), name="oversight_kind_known"),
            models.CheckConstraint(condition=~models.Q(kind="leader") | ~models.Q(area=""), name="leader_has_area"),
        ]

    def __str__(self) -> str:
        return self.area or str(self.place_id)


@ledgered
class PastRecord(models.Model):
    """Something of an earlier day, entered later from a sheet. No figure counts it; `digest` keeps it from twice."""

    id = models.UUIDField(primary_key=True)
    batch = models.UUIDField(db_index=True)
    number = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="past_records")
    kind = models.CharField(max_length=8, choices=PastKind)
    form = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    text = models.CharField(max_length=500)
    people = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=["activity", "problem"]), name="past_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(kind="problem") | ~models.Q(outcome=""), name="past_problem_says_how"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "kind", "on"], name="past_record_of_place")]

    def __str__(self) -> str:
        return self.text
