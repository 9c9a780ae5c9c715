"""Voices and reactions: durable, append-only tables of their own (ledger.md, "High volume").

Rows are added and never changed.

They point at ledgered rows without a constraint: a rebuild empties and refills those tables under them. They name no
person. A voice is known by a mark that only this site's key makes from what the browser or the card holds.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.opinions.models.conversations import Conversation, Statement


class Way(models.TextChoices):
    """How somebody takes part."""

    WEB = "web", _("on a phone or computer")
    PAPER = "paper", _("on paper, entered by somebody else")
    IMPORT = "import", _("from a file")


class Voice(models.Model):
    """One who takes part in one conversation; `number` is their id in the mathematics."""

    conversation = models.ForeignKey(Conversation, models.DO_NOTHING, related_name="voices_heard", db_constraint=False)
    number = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)
    way = models.CharField(max_length=8, choices=Way)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "mark"], name="one_voice_each"),
            models.UniqueConstraint(fields=["conversation", "number"], name="voice_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Reaction(models.Model):
    """Agree +1, disagree -1, pass 0; of several by one voice to one statement the last counts.

    number   1, 2, 3 ... within the conversation, in the order of arrival
    key      the form's own key: a repeat of a request adds nothing
    """

    conversation = models.ForeignKey(Conversation, models.DO_NOTHING, related_name="reactions", db_constraint=False)
    number = models.PositiveBigIntegerField()
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="reactions")
    statement = models.ForeignKey(Statement, models.DO_NOTHING, related_name="reactions", db_constraint=False)
    value = models.SmallIntegerField()
    at = models.DateTimeField()
    key = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "number"], name="reaction_number_once"),
            models.UniqueConstraint(fields=["conversation", "key"], name="reaction_key_once"),
            models.CheckConstraint(condition=models.Q(value__in=[-1, 0, 1]), name="reaction_value_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["voice", "statement"], name="reaction_of_voice")]

    def __str__(self) -> str:
        return f"{self.value:+d}"


class Arrival(models.Model):
    """Reactions of a file that are on their way into a conversation, piece by piece; gone when all have arrived.

    rows    four arrays of `total` numbers after one another, packed (`actions.arriving`)
    laid    so many of them stand as reactions already
    """

    conversation = models.OneToOneField(Conversation, models.DO_NOTHING, related_name="arrival", db_constraint=False)
    rows = models.BinaryField()
    total = models.PositiveIntegerField()
    laid = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.laid} / {self.total}"


class Drawn(models.Model):
    """The map as it was worked out last; made anew from the reactions at any time, so neither ledgered nor exported.

    upto      the number of the last reaction in it; more of them than that means it is behind
    shown     what a page shows, as plain values (`queries.maps.Shown`)
    frame     what keeps signs, letters and the number of groups the same on the next map, also after a restart
    taken_at  when somebody said last that they work on the next one; a claim that has run out belongs to nobody
    taken_by  who does: a word that whoever draws has chosen
    """

    conversation = models.OneToOneField(Conversation, models.DO_NOTHING, related_name="drawn", db_constraint=False)
    upto = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    shown = models.JSONField()
    frame = models.JSONField(default=dict)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=40, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.upto}"
