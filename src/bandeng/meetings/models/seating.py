"""A place's own seats: versions that never change, one at a time in use."""

from typing import ClassVar

from django.db import models

from bandeng.core.meetings import Seat, Template, own_template
from bandeng.core.process.model import Words
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered


@ledgered
class Seating(models.Model):
    """One version of a place's own seats.

    lineage       the same for every version of one template
    parties       zh, en, role, count, fixed, votes of each (`acts.PartyLine`)
    copied_from   "shelf:<key>", the id of another version, "" for an empty sheet
    ended_why     why nobody is asked by it any more; of a version that a newer one took the place of, that one's reason
    """

    id = models.UUIDField(primary_key=True)
    lineage = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="seatings")
    chain = models.CharField(max_length=40)
    zh = models.CharField(max_length=60)
    en = models.CharField(max_length=60)
    parties = models.JSONField(default=list)
    copied_from = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lineage", "number"], name="seating_version_once"),
            models.UniqueConstraint(
                fields=["lineage"], condition=models.Q(ended_at__isnull=True), name="one_seating_in_use"
            ),
            models.UniqueConstraint(
                fields=["place", "zh"], condition=models.Q(ended_at__isnull=True), name="seating_name_once_at_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | ~models.Q(ended_why=""), name="seating_ends_openly"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zh} {self.number}"

    @property
    def name(self) -> Words:
        """Its name in both languages."""
        return Words(self.zh, self.en or self.zh)

    @property
    def seats(self) -> list[Seat]:
        """Its lines as they were written down."""
        return [
            Seat(Words(each["zh"], each["en"] or each["zh"]), each["role"], each["count"], each["fixed"], each["votes"])
            for each in self.parties
        ]

    @property
    def template(self) -> Template:
        """What a form of meeting reads instead of its own."""
        return own_template(f"own-{self.pk}", self.name, self.seats, Words(self.why, self.why))
