"""A case, its two sides, its talks and its agreements. Names and words stand encrypted in their columns."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.matters.models import Matter, Raising
from bandeng.people.models import Person
from bandeng.records.registry import ledgered
from bandeng.records.sealing import SealedText

F, Q = models.F, models.Q


class State(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", _("both sides are being heard")
    AGREED = "agreed", _("agreed; somebody still looks whether it is kept")
    KEPT = "kept", _("agreed and kept")
    ENDED = "ended", _("ended without peace")


class Side(models.TextChoices):
    """Whoever raised it, and the other side."""

    COMPLAINANT = "complainant", _("whoever raised it")
    OTHER = "other", _("the other side")


class Because(models.TextChoices):
    """Why a case ended."""

    REFUSED = "refused", _("one side does not want to go on")
    NO_AGREEMENT = "no_agreement", _("they do not agree")
    NOT_KEPT = "not_kept", _("what was agreed is not kept")


class Form(models.TextChoices):
    """How an agreement was made."""

    WRITTEN = "written", _("in writing, signed by both")
    ORAL = "oral", _("by word of mouth; the mediator wrote it down")


class TalkKind(models.TextChoices):
    """How somebody was heard."""

    HEARING = "hearing", _("one side heard alone")
    VISIT = "visit", _("a visit to one side")
    SESSION = "session", _("both sides together")


@ledgered
class Case(models.Model):
    """Two sides and whoever mediates between them; born of a matter."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="mediations")
    chain = models.CharField(max_length=40)
    mediator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raising = models.ForeignKey(Raising, models.PROTECT, related_name="mediations")
    mark = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    round = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    because = models.CharField(max_length=14, choices=Because, blank=True)
    because_of = models.CharField(max_length=12, choices=Side, blank=True)
    end_words = SealedText()
    ways = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state__in=["open", "agreed"]), name="one_mediation_at_a_time"
            ),
            models.CheckConstraint(condition=Q(round__gte=1, round__lte=2), name="mediation_two_rounds"),
            models.CheckConstraint(
                condition=~Q(state="ended") | (Q(ended_on__isnull=False) & ~Q(because="")), name="mediation_ends_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(due_on__isnull=False), name="mediation_agreed_is_followed_up"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["mediator", "state"], name="mediation_mine")]

    def __str__(self) -> str:
        return str(self.id)


@ledgered
class Party(models.Model):
    """One side of a case: its name (of whoever raised it, that of the raising), and whether it agreed to talk.

    pseudonym   what stands for a side that had its name and words erased; of a raiser, the raising has it
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    side = models.CharField(max_length=12, choices=Side)
    name = SealedText()
    party = SealedText()
    consent_on = models.DateField(null=True)
    consent_by = models.CharField(max_length=8, blank=True)
    consent_way = SealedText()
    pseudonym = models.CharField(max_length=24, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "side"], name="mediation_side_once"),
            models.CheckConstraint(condition=Q(side__in=["complainant", "other"]), name="mediation_two_sides"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | ~Q(pseudonym=""), name="mediation_side_erased_to_a_pseudonym"
            ),
        ]

    def __str__(self) -> str:
        return self.side


@ledgered
class Talk(models.Model):
    """What one side said, or what was said by both; read by the mediator and by that side alone."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="talks")
    kind = models.CharField(max_length=8, choices=TalkKind)
    side = models.CharField(max_length=12, choices=Side, blank=True)
    on = models.DateField()
    words = SealedText()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="session") & Q(side="")) | (~Q(kind="session") & ~Q(side="")),
                name="mediation_heard_apart",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


@ledgered
class Agreement(models.Model):
    """What both sides agreed in a round, when it is followed up, and until when a court may confirm it."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=8, choices=Form)
    on = models.DateField()
    text = SealedText()
    follow_up_on = models.DateField()
    confirm_by = models.DateField()
    looked_on = models.DateField(null=True)
    result = models.CharField(max_length=6, blank=True)
    words = SealedText()
    confirmation_on = models.DateField(null=True)
    confirmation_document = SealedText()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="mediation_agreement_once_a_round"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=2), name="mediation_agreement_rounds"),
            models.CheckConstraint(
                condition=Q(confirmation_on__isnull=True) | Q(confirmation_on__lte=F("confirm_by")),
                name="mediation_confirmed_in_time",
            ),
            models.CheckConstraint(
                condition=~Q(result="kept") | Q(looked_on__gte=F("follow_up_on")), name="mediation_kept_after_its_days"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


@ledgered
class Risk(models.Model):
    """That it may come to blows was reported to somebody."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="risks")
    on = models.DateField()
    to = SealedText()
    words = SealedText()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.on)
