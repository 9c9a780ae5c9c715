"""Processes that are being made."""

from django.db import models

from bandeng.matters.models.matters import ProcessVersion
from bandeng.people.models import Person
from bandeng.places.models import Place

SITE = "site"


class ProcessDraft(models.Model):
    """A process on somebody's desk, sound or not yet. Not ledgered: nobody is bound by it, and it may be thrown away
    (decision 0014). What is published from it is an entry.

    place   for whom it is made; None for the whole site
    of      the published version it began as a copy of
    text    a process file, as `core.process.write` writes it
    """

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+", db_constraint=False)
    of = models.ForeignKey(ProcessVersion, models.SET_NULL, null=True, related_name="+", db_constraint=False)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", db_constraint=False)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def chain(self) -> str:
        """The chain in which it would be published; two who publish it at once stand in one line."""
        return self.place.chain if self.place else SITE
