"""Cases, and where they were used. All of it follows from the ledger."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bandeng.core.cases import KINDS
from bandeng.matters.models import Matter
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered
from bandeng.records.sealing import SealedText


class State(models.TextChoices):
    """How a case stands."""

    DRAFT = "draft", _("waits for approval")
    SHARED = "shared", _("shared")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced by a newer version")
    GIVEN_UP = "given_up", _("given up")


class Kind(models.TextChoices):
    """Kinds of place."""

    COMMUNITY = "community", _("community")
    VILLAGE = "village", _("village")
    OWNED = "owned", _("owner-occupied compound")
    PUBLIC_RENTAL = "public_rental", _("public rental compound")
    MIXED = "mixed", _("compound of owners and tenants")


@ledgered
class SolvedCase(models.Model):
    """A solved matter as others may learn from it. Its texts are empty, and its draft sealed, until it is shared.

    back_because   why an approver sent the draft back, sealed; empty again once it was mended
    """

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=20, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="cases")
    chain = models.CharField(max_length=40)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="cases")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="newer")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    category = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=Kind)
    days = models.PositiveIntegerField(null=True)
    origin = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    process = models.TextField(blank=True)
    wordings = models.JSONField(default=dict)
    draft = SealedText()
    title = models.CharField(max_length=80, blank=True)
    texts = models.JSONField(default=dict)
    removed = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    writers = models.JSONField(default=list)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    shared_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField(null=True)
    back_because = SealedText()
    back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    back_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shared_by=None) | ~Q(shared_by=F("written_by")), name="case_approved_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "given_up"]) | Q(shared_by__isnull=False),
                name="case_shared_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "given_up"]) | Q(title="", process=""),
                name="case_gone_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(back_at=None) | (Q(state="draft") & ~Q(back_by=F("written_by"))),
                name="case_sent_back_by_another",
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="case_kind_known"),
            models.UniqueConstraint(fields=["matter"], condition=Q(state="draft"), name="case_one_draft_of_a_matter"),
            models.UniqueConstraint(fields=["replaces"], condition=Q(state="shared"), name="case_replaced_once"),
            models.UniqueConstraint(fields=["chain", "number"], condition=~Q(number=""), name="case_number_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-shared_at"], name="case_shared")]

    def __str__(self) -> str:
        return self.number or str(self.id)


@ledgered
class CaseUse(models.Model):
    """A place took over the process and papers of a case. `before` is the key of the process it followed until then."""

    case = models.ForeignKey(SolvedCase, models.PROTECT, related_name="uses")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    process = models.CharField(max_length=10)
    before = models.CharField(max_length=60, blank=True)
    papers = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "place"], name="case_used_once_at_a_place")]

    def __str__(self) -> str:
        return self.process
