"""Who is expected, who came, who spoke."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.meetings.models.meetings import AgendaItem, Meeting
from bandeng.people.models import Capacity, Organisation, Person
from bandeng.records.registry import ledgered
from bandeng.records.sealing import SealedText


class Brought(models.TextChoices):
    """How somebody came onto the list."""

    INVITED = "invited", _("invited")
    REGISTERED = "registered", _("registered by themselves")
    CAME = "came", _("came without an invitation")


class Told(models.TextChoices):
    """How somebody was told of the meeting."""

    DOOR = "door", _("told at the door")
    PHONE = "phone", _("by telephone")
    PAPER = "paper", _("by a sheet of paper")
    WECHAT = "wechat", _("by a WeChat message")
    LETTER = "letter", _("by an official letter")


class How(models.TextChoices):
    """How somebody signed in."""

    QR = "qr", _("by the code at the door")
    NAME = "name", _("by name at the desk")
    PAPER = "paper", _("on the paper sheet")


@ledgered
class Attendee(models.Model):
    """A seat at one meeting: a person, an organisation or a written name. Others read `title`, never the name.

    kind     a seat of the form's template, "" for who came without one
    votes    raises a hand and counts for the quorum
    stands_for   groups of the affected this seat speaks for
    coming   what they said themselves, None for nothing yet
    words    what they sent ahead
    """

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    number = models.PositiveSmallIntegerField()
    brought = models.CharField(max_length=10, choices=Brought)
    kind = models.CharField(max_length=24, blank=True)
    title = models.CharField(max_length=60)
    capacity = models.CharField(max_length=12, choices=Capacity)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="attended")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    name = SealedText()
    name_index = models.CharField(max_length=64, blank=True, db_index=True)
    mark = models.CharField(max_length=64, blank=True)
    votes = models.BooleanField(default=False)
    stands_for = models.JSONField(default=list)
    told = models.CharField(max_length=8, choices=Told, blank=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proof = models.CharField(max_length=120, blank=True)
    coming = models.BooleanField(null=True)
    words = SealedText()
    signed_at = models.DateTimeField(null=True)
    signed_how = models.CharField(max_length=5, choices=How, blank=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="attendee_number_once"),
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=models.Q(person__isnull=False), name="person_once_in_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting", "mark"], condition=~models.Q(mark=""), name="phone_once_in_a_meeting"
            ),
            models.CheckConstraint(
                condition=~models.Q(brought="came") | models.Q(votes=False), name="uninvited_has_no_vote"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def chain(self) -> str:
        """The chain its entries stand in."""
        return self.meeting.chain


@ledgered
class Speech(models.Model):
    """Somebody has the floor, so many minutes; over when they or the next one are done."""

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="speeches")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, related_name="speeches")
    attendee = models.ForeignKey(Attendee, models.CASCADE, related_name="speeches")
    minutes = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(ended_at__isnull=True), name="one_speaks_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendee_id} {self.begun_at:%H:%M}"
