"""Questions and answers, hands, and what came of each topic."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.commitments.models import Commitment
from bandeng.matters.models import BenchNote, Matter
from bandeng.meetings.models.attending import Attendee
from bandeng.meetings.models.meetings import AgendaItem, Meeting
from bandeng.people.models import Organisation, Person
from bandeng.records.registry import ledgered
from bandeng.records.sealing import SealedText


class QuestionState(models.TextChoices):
    """Where a question stands."""

    WAITING = "waiting", _("waits to be read")
    READ = "read", _("read out, waits for an answer")
    OUT = "out", _("kept out, with a reason")
    ANSWERED = "answered", _("answered")
    MATTER = "matter", _("handled as a matter")


class Asked(models.TextChoices):
    """How a question came."""

    PHONE = "phone", _("from a phone")
    PAPER = "paper", _("on paper")
    ALOUD = "aloud", _("aloud, written down")


@ledgered
class Question(models.Model):
    """A question, prepared or asked there. `raw` is how it came, `text` how everybody reads it once it was read."""

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    prepared = models.BooleanField(default=False)
    asked = models.CharField(max_length=6, choices=Asked)
    attendee = models.ForeignKey(Attendee, models.SET_NULL, null=True, related_name="questions")
    mark = models.CharField(max_length=64, blank=True)
    raw = SealedText()
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=QuestionState)
    reason = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    cite = models.CharField(max_length=200, blank=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="asked_as")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="question_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="answered") | (~models.Q(answer="") & ~models.Q(cite="")),
                name="answered_with_a_citation",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="matter") | models.Q(matter__isnull=False), name="unanswered_is_a_matter"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="out") | ~models.Q(reason=""), name="question_out_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def chain(self) -> str:
        """The chain its entries stand in."""
        return self.meeting.chain


@ledgered
class Hands(models.Model):
    """Hands counted for one item: option to how many, of so many who could. The last count stands."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="hands")
    round = models.PositiveSmallIntegerField()
    counts = models.JSONField()
    voters = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "round"], name="hands_counted_once_a_round")]

    def __str__(self) -> str:
        return f"{self.round}"


class Raised(models.Model):
    """A hand on a phone; of several by one the last counts until they are counted.

    Not ledgered: the count is (`Hands`). It names nobody beside the seat of this meeting.
    """

    item = models.ForeignKey(AgendaItem, models.DO_NOTHING, related_name="raised", db_constraint=False)
    round = models.PositiveSmallIntegerField()
    attendee = models.ForeignKey(Attendee, models.DO_NOTHING, related_name="+", db_constraint=False)
    option = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "round", "attendee"], name="one_hand_each_round")
        ]

    def __str__(self) -> str:
        return f"{self.option}"


@ledgered
class Outcome(models.Model):
    """What a meeting came to on one item. For a matter its bench note (`note`) carries the words and the dissents."""

    id = models.UUIDField(primary_key=True)
    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="outcome")
    outcome = models.CharField(max_length=12)
    opinion = models.TextField()
    next_step = models.CharField(max_length=200, blank=True)
    present = models.PositiveSmallIntegerField()
    invited = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField(null=True)
    note = models.OneToOneField(BenchNote, models.PROTECT, null=True, related_name="meeting_outcome")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["consensus", "partial", "none", "advisory"]),
                name="meeting_outcome_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="none") | ~models.Q(next_step=""), name="meeting_names_next_step"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome__in=["consensus", "partial"])
                | models.Q(needed__isnull=True)
                | models.Q(present__gte=models.F("needed")),
                name="nothing_binds_without_quorum",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


@ledgered
class Differing(models.Model):
    """A view that differed on a topic that is no matter: recorded, and answered later. A matter's stand in its note."""

    id = models.UUIDField(primary_key=True)
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="differing")
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.words[:20]

    @property
    def chain(self) -> str:
        """The chain its entries stand in."""
        return self.outcome.item.meeting.chain


@ledgered
class Promised(models.Model):
    """A promise that was made at a meeting; what became of it stands with the promise itself."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="promises")
    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="made_at_meeting")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.commitment_id)
