"""The tree of places. A place's code is its identity for life; when codes change, a successor is named."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.records.registry import ledgered


class Level(models.TextChoices):
    """From the province down; the first five have official codes, the others ours."""

    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    COUNTY = "county", _("county")
    STREET = "street", _("street or town")
    COMMUNITY = "community", _("community or village")
    COMPOUND = "compound", _("compound")
    BUILDING = "building", _("building")
    UNIT = "unit", _("unit (stairwell)")
    HOUSEHOLD = "household", _("household")


WIDE = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.STREET)
"""What lies above communities: nobody raises a matter there."""
OFFICIAL = (*WIDE, Level.COMMUNITY)
"""Levels with a code of the state's."""


class Tenure(models.TextChoices):
    """Who lives in a compound: it decides which body may decide."""

    OWNED = "owned", _("owner-occupied")
    PUBLIC_RENTAL = "public_rental", _("public rental housing")
    MIXED = "mixed", _("mixed")


@ledgered
class Place(models.Model):
    """A node of the tree; `path` is "/64/6403/640302/640302107/640302107001/", so that a subtree is one prefix.

    `label` is the name from the compound down, e.g. "家和万事小区 3 号楼 2 单元", kept beside the name so that a list
    of places needs no query for their parents. `joined` counts communities as they came to this site (1 for the first,
    whose home the site's own home is); 0 for places of other levels.
    """

    code = models.CharField(max_length=40, primary_key=True)
    level = models.CharField(max_length=12, choices=Level)
    name = models.CharField(max_length=60, db_index=True)
    label = models.CharField(max_length=200)
    short = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=200, unique=True)
    chain = models.CharField(max_length=40)
    tenure = models.CharField(max_length=16, choices=Tenure, blank=True)
    households = models.PositiveIntegerField(null=True)
    phone = models.CharField(max_length=40, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    wants_phone = models.BooleanField(default=False)
    process = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.CharField(max_length=40, blank=True)
    joined = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="place_level_known"),
            models.CheckConstraint(condition=models.Q(tenure__in=["", *Tenure.values]), name="place_tenure_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["level", "path"], name="place_level_path")]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestry(self) -> list[str]:
        """The codes from the province down to this place, itself included."""
        return self.path.strip("/").split("/")


@ledgered
class Grid(models.Model):
    """A named set of buildings in a community; a duty may be held in it."""

    id = models.UUIDField(primary_key=True)
    community = models.ForeignKey(Place, models.PROTECT, related_name="grids")
    name = models.CharField(max_length=60)
    chain = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["community", "name"], name="grid_name_once")]

    def __str__(self) -> str:
        return self.name


@ledgered
class GridBuilding(models.Model):
    """A building stands in at most one grid."""

    grid = models.ForeignKey(Grid, models.CASCADE, related_name="buildings")
    building = models.OneToOneField(Place, models.PROTECT, primary_key=True, related_name="grid")

    def __str__(self) -> str:
        return f"{self.grid_id} {self.building_id}"


@ledgered
class HolidayTable(models.Model):
    """A year's table loaded on this site; it stands over the one we ship. `layer` is "cn" or a code prefix.

    `digest` is the SHA-256 of the days: by it a process knows whether the calendars it keeps are still right.
    """

    layer = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    days = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["layer", "year"], name="holiday_table_once")]

    def __str__(self) -> str:
        return f"{self.layer} {self.year}"
