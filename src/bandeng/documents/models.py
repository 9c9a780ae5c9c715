"""Papers that were given out, how an office words them, and long exports on their way."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.matters.models import Matter
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered


@ledgered
class Document(models.Model):
    """A paper somebody gave out: what it was made from (`of`, e.g. "reply:<uuid>"), its number, what stood on it.

    digest   a keyed fingerprint of the whole, `lines` one of each line: it tells what has changed, and nothing besides
    """

    id = models.UUIDField(primary_key=True)
    chain = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="documents")
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="documents")
    kind = models.CharField(max_length=24)
    of = models.CharField(max_length=60)
    series = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True)
    template = models.CharField(max_length=24)
    digest = models.CharField(max_length=64)
    lines = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "series", "year", "number"], name="document_number_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "of"], name="document_of")]

    def __str__(self) -> str:
        return f"{self.series}{self.year}-{self.number}" if self.number else self.kind


@ledgered
class PaperWording(models.Model):
    """How an office words one kind of paper; what it does not name stays as the shelf has it."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    texts = models.JSONField(default=dict)
    version = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "kind"], name="worded_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class ExportKind(models.TextChoices):
    """Long exports."""

    REGISTER_XLSX = "register.xlsx", _("register as a spreadsheet")
    REGISTER_PDF = "register.pdf", _("register as PDF")
    REPLIES_PDF = "replies.pdf", _("all reply letters of these days as one PDF")


class Export(models.Model):
    """A long export: a job makes the file, its page can be left. It belongs to whoever asked, and goes after a day."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=16, choices=ExportKind)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=40, blank=True)
    file = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return self.kind
