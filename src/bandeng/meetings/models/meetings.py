"""A meeting, its agenda, the series it belongs to and the room it sits in."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.matters.models import Matter
from bandeng.meetings.models.seating import Seating
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered
from bandeng.research.models import Finding


class State(models.TextChoices):
    """Where a meeting stands."""

    CALLED = "called", _("called")
    OPEN = "open", _("sitting now")
    ENDED = "ended", _("over")
    CANCELLED = "cancelled", _("cancelled")


class VenueKind(models.TextChoices):
    """Kinds of rooms people deliberate in (domain.md 1.4: room, members' home, hall, station)."""

    ROOM = "room", _("deliberation room")
    HOME = "home", _("members' home")
    HALL = "hall", _("deliberation hall")
    STATION = "station", _("station")
    OPEN_AIR = "open_air", _("in the open")
    OTHER = "other", _("another room")


class Decided(models.TextChoices):
    """What became of a matter when it was gone through (议题梳理)."""

    ADOPTED = "adopt", _("adopted")
    MERGED = "merge", _("goes on in another matter")
    EXPLAINED = "explain", _("explained")
    MEDIATED = "mediate", _("to be mediated")
    PASSED_ON = "pass_on", _("passed on")


@ledgered
class Programme(models.Model):
    """A series of meetings under one name, e.g. 乡村夜话."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="programmes")
    chain = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    about = models.TextField(blank=True)
    form = models.CharField(max_length=24)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


@ledgered
class Venue(models.Model):
    """A room to sit in. Whatever is called there books it for its time."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="venues")
    chain = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=VenueKind)
    address = models.CharField(max_length=120, blank=True)
    chairs = models.PositiveSmallIntegerField(default=0)
    access = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


@ledgered
class Meeting(models.Model):
    """A meeting of one of the shelf's forms. `starts_at` and `minutes` book its venue.

    seating      the place's own seats it was called with, that version; None for those of its form
    roles        the other hats of who chairs it, as everybody reads them; "" where there are none
    latest       the last day on which it could be called, by its form
    """

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="meetings")
    chain = models.CharField(max_length=40)
    form = models.CharField(max_length=24)
    seating = models.ForeignKey(Seating, models.PROTECT, null=True, related_name="meetings")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="meetings")
    title = models.CharField(max_length=80)
    about = models.TextField(blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="meetings")
    where = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    roles = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.CALLED)
    called_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    postponed_from = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(chair=models.F("recorder")), name="chair_does_not_record"),
            models.CheckConstraint(
                condition=models.Q(state__in=["called", "cancelled"]) | models.Q(opened_at__isnull=False),
                name="meeting_sits_once_opened",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(why=""), name="meeting_cancelled_with_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "starts_at"], name="meeting_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        """When it is planned to be over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@ledgered
class AgendaItem(models.Model):
    """One thing to talk over: a matter, or a topic in words. `decided` is how it was gone through, "" until then."""

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="agenda_items")
    topic = models.CharField(max_length=120)
    question = models.CharField(max_length=200, blank=True)
    options = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField(default=10)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    decided = models.CharField(max_length=8, choices=Decided, blank=True)
    because = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
            models.UniqueConstraint(
                fields=["meeting", "matter"], condition=models.Q(matter__isnull=False), name="matter_once_on_agenda"
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(begun_at__isnull=False, ended_at__isnull=True),
                name="one_item_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.topic}"

    @property
    def chain(self) -> str:
        """The chain its entries stand in."""
        return self.meeting.chain


@ledgered
class Carried(models.Model):
    """A finding of a research trip that a topic in words is about; it stands on one agenda once.

    A finding that is a matter needs none: its matter stands there.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="carried")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="carried")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="carried")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "finding"], name="finding_once_on_agenda")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.finding_id}"
