"""What was counted: one row per record and figure. Not ledgered: rows follow from rows, which follow from entries.

No row holds a word of anybody's. `who` is a key by which people or activities are counted once.
"""

from typing import ClassVar

from django.db import models

from bandeng.matters.models import Matter
from bandeng.places.models import Place


class CountedRecord(models.Model):
    """One record's part in one figure (core.figures.Counted), with what figures are asked by.

    The keys to place and matter have no constraint: a rebuild empties those tables and fills them again.
    """

    figure = models.CharField(max_length=60)
    verdict = models.CharField(max_length=24)
    kind = models.CharField(max_length=8)
    record = models.UUIDField()
    matter = models.ForeignKey(Matter, models.DO_NOTHING, related_name="+", db_constraint=False)
    place = models.ForeignKey(Place, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    category = models.CharField(max_length=40)
    channel = models.CharField(max_length=12)
    unit = models.UUIDField(null=True)
    day = models.DateField()
    until = models.DateField(null=True)
    value = models.IntegerField(null=True)
    who = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes: ClassVar = [
            # A page of many places is added up from this index alone.
            models.Index(fields=["place", "day", "figure", "verdict", "value"], name="counted_of_place"),
            models.Index(fields=["place", "figure", "day"], name="counted_there_by_figure"),
            models.Index(fields=["unit", "day"], name="counted_by_unit", condition=models.Q(unit__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.verdict} {self.day}"


class CountedUpTo(models.Model):
    """Up to which entry of a chain everything is counted: `n` of the chain, recorded at `at`."""

    chain = models.CharField(max_length=64, primary_key=True)
    n = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.chain}:{self.n}"
