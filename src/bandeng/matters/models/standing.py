"""Where a matter stands, what stands for it, and who has a task in it."""

from typing import ClassVar

from django.db import models

from bandeng.matters.models.clocks import Deadline
from bandeng.matters.models.matters import Matter
from bandeng.people.models import Organisation
from bandeng.records.registry import ledgered


@ledgered
class StepVisit(models.Model):
    """A matter entered a step; left when it moved on."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="visits")
    step = models.CharField(max_length=60)
    why = models.CharField(max_length=24)
    round = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    deadline = models.ForeignKey(Deadline, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(left_at__isnull=True), name="matter_at_one_step"
            ),
        ]

    def __str__(self) -> str:
        return self.step


@ledgered
class MilestoneReached(models.Model):
    """A milestone and when a matter reached it, in each round."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="milestones")
    milestone = models.CharField(max_length=12)
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "milestone", "round"], name="milestone_once_a_round")
        ]

    def __str__(self) -> str:
        return self.milestone


@ledgered
class MatterFact(models.Model):
    """What stands for a matter; the engine reads only these. `ref` names what makes it stand."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="stands")
    fact = models.CharField(max_length=24)
    ref = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["matter", "fact", "ref"], name="fact_once")]

    def __str__(self) -> str:
        return self.fact


@ledgered
class Track(models.Model):
    """An open obligation beside the line: safety, a work item. No final reply while one is open."""

    id = models.UUIDField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="tracks")
    kind = models.CharField(max_length=16)
    ref = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.kind


@ledgered
class Concerned(models.Model):
    """An organisation that holds an item of a matter, or did: it sees the handling file for the time of its task."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="concerned")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=80)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "organisation", "ref"], name="concerned_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)
