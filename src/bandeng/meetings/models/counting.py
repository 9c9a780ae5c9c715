"""How many of a group live in a building: a number somebody counted there, never who."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered


class Counted(models.TextChoices):
    """Groups of which no register tells; of tenants and merchants it does."""

    GROUND_FLOOR = "ground_floor", _("people on the ground floor")
    OVER_60 = "over_60", _("people over 60")


@ledgered
class BuildingCount(models.Model):
    """So many of a group, of so many who live in the building, as counted on a day. The newest counts; earlier ones
    stay. No name, no door, no age of anybody is kept."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="group_counts")
    chain = models.CharField(max_length=40)
    group = models.CharField(max_length=12, choices=Counted)
    n = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(n__lte=models.F("of")), name="counted_part_of_whole"),
            models.CheckConstraint(condition=models.Q(of__gte=1), name="counted_of_somebody"),
            models.CheckConstraint(
                condition=models.Q(group__in=["ground_floor", "over_60"]), name="counted_group_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "group", "on"], name="newest_group_count")]

    def __str__(self) -> str:
        return f"{self.group} {self.n}/{self.of}"
