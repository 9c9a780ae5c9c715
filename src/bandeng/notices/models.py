"""Notices: what was told to whom about which entry. Not ledgered: they follow from entries."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bandeng.people.models import Person


class As(models.TextChoices):
    """As what somebody is told; it decides the words."""

    RAISER = "raiser", _("who raised it")
    STAFF = "staff", _("the community's desk")
    UNIT = "unit", _("the unit")


class Notice(models.Model):
    """One entry told to one person, or to the holder of one receipt (`raising`), once. It holds no word of anybody's.

    It is about a matter, or about what `about` names: "suggestion:<key>".

    A mail is taken, then sent, then marked as sent: after a crash in between it stands visibly stuck, never sent twice.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="notices", db_constraint=False)
    raising = models.UUIDField(null=True)
    heard_as = models.CharField(max_length=8, choices=As)
    chain = models.CharField(max_length=40)
    n = models.BigIntegerField()
    matter = models.UUIDField(null=True)
    about = models.CharField(max_length=60, blank=True, default="")
    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["chain", "n", "person"], condition=models.Q(person__isnull=False), name="notice_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["chain", "n", "raising"],
                condition=models.Q(raising__isnull=False),
                name="notice_once_per_raising",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "seen_at"], name="notice_of_person"),
            models.Index(fields=["raising", "at"], name="notice_of_raising"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.chain}:{self.n}"
