"""Call-backs: the samples that were drawn, and what each raiser in them said."""

from typing import ClassVar

from django.db import models

from bandeng.matters.models import Matter, Raising, Reply, Word
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.registry import ledgered


@ledgered
class CallbackDraw(models.Model):
    """A sample of the final replies that arrived in a period; `of` is how many there were.

    `seed` is the head of the chain (entry `seed_n`) just before the draw was recorded.
    """

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    chain = models.CharField(max_length=40)
    from_on = models.DateField()
    to_on = models.DateField()
    of = models.PositiveIntegerField()
    candidates = models.CharField(max_length=64)
    seed_n = models.BigIntegerField()
    seed = models.CharField(max_length=64)
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry_n = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(from_on__lte=models.F("to_on")), name="draw_period_forward"),
            models.UniqueConstraint(fields=["place", "from_on"], name="draw_once_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} - {self.to_on}"


@ledgered
class CallBack(models.Model):
    """One raiser of a sample; asked until reached. The answers are "" until then."""

    id = models.UUIDField(primary_key=True)
    draw = models.ForeignKey(CallbackDraw, models.CASCADE, related_name="calls")
    position = models.PositiveSmallIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="callbacks")
    raising = models.ForeignKey(Raising, models.CASCADE, related_name="callbacks")
    reply = models.ForeignKey(Reply, models.CASCADE, related_name="callbacks")
    claim = models.CharField(max_length=12)
    tries = models.PositiveSmallIntegerField(default=0)
    reached = models.BooleanField(default=False)
    mode = models.CharField(max_length=8, blank=True)
    answered = models.CharField(max_length=8, choices=Word, blank=True)
    solved = models.CharField(max_length=8, choices=Word, blank=True)
    satisfied = models.CharField(max_length=8, choices=Word, blank=True)
    words = models.TextField(blank=True)
    reopened = models.BooleanField(default=False)
    made_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reply"], name="called_back_once_per_reply"),
            models.CheckConstraint(
                condition=models.Q(reached=False, solved="") | (models.Q(reached=True) & ~models.Q(solved="")),
                name="callback_answers_when_reached",
            ),
        ]

    def __str__(self) -> str:
        return self.claim
