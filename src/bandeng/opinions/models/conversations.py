"""A conversation, its statements and what became of each, and its ticks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.matters.models import Matter
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered


class Voices(models.TextChoices):
    """Who has one voice: the place's rule, chosen when a conversation opens."""

    DEVICE = "device", _("each phone or computer once; no account needed")
    PERSON = "person", _("each person once; signed in by card or account")


class Moderation(models.TextChoices):
    """Whether a statement may be read."""

    WAITING = "waiting", _("waits to be read by a named person")
    IN = "in", _("may be read by everybody")
    OUT = "out", _("kept out, with a reason")


class Fate(models.TextChoices):
    """What became of a statement."""

    TAKEN_UP = "taken_up", _("taken up: it is handled as a matter")
    TALKED_OVER = "talked_over", _("talked over at the table")
    DONE = "done", _("done")
    ANSWERED = "answered", _("answered")
    NOT_TAKEN = "not_taken", _("not taken up, with the reason")


@ledgered
class Conversation(models.Model):
    """One question to a neighbourhood, on a topic, a matter or a meeting."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="conversations")
    chain = models.CharField(max_length=40)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="conversations")
    # What it is asked for in a room above, e.g. "meeting:<key>"; this room does not know what stands there.
    asked_for = models.CharField(max_length=60, blank=True, db_index=True)
    question = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    source = models.CharField(max_length=400, blank=True)
    voices = models.CharField(max_length=8, choices=Voices)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(voices__in=["device", "person"]), name="voices_known"),
        ]

    def __str__(self) -> str:
        return self.question


@ledgered
class Statement(models.Model):
    """One idea in one sentence. `number` is its id in the mathematics and on paper; `mark` knows its maker again."""

    id = models.UUIDField(primary_key=True)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    # 140 signs where neighbours write (`MOST_STATEMENT`); statements from a file may be longer.
    text = models.CharField(max_length=1000)
    seed = models.BooleanField(default=False)
    mark = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=Moderation)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    fate = models.CharField(max_length=12, choices=Fate, blank=True)
    became = models.TextField(blank=True)
    became_at = models.DateTimeField(null=True)
    taken_to = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="taken_from")
    support = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "number"], name="statement_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="out") | ~models.Q(reason=""), name="kept_out_with_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(seed=True) | models.Q(decided_by__isnull=False),
                name="let_in_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


@ledgered
class Tick(models.Model):
    """What the ledger says of the reactions up to one of them."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="ticks")
    number = models.PositiveIntegerField()
    upto = models.BigIntegerField()
    reactions = models.PositiveIntegerField()
    voices = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    result = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "number"], name="tick_once")]

    def __str__(self) -> str:
        return f"{self.number}"
