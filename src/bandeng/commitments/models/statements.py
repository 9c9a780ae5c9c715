"""A unit's own word where its date has passed."""

from typing import ClassVar

from django.db import models

from bandeng.commitments.models.items import WorkItem
from bandeng.people.models import Organisation, Person
from bandeng.records.registry import ledgered


@ledgered
class Statement(models.Model):
    """Why it is late, and what happens next, in the unit's own words. Older ones are kept."""

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="statements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.TextField()
    what_next = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(why="") & ~models.Q(what_next=""), name="statement_says_why_and_what_next"
            )
        ]

    def __str__(self) -> str:
        return self.why[:20]
