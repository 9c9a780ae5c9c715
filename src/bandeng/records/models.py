"""Chains, entries, private parts, evidence files and the schedule of daily work.

An entry is never changed or removed: triggers refuse it in both databases. `records` knows persons, places and
subjects only as strings, and nothing has a foreign key to an entry (ledger.md).
"""

from typing import ClassVar

from django.db import models


class Chain(models.Model):
    """The head of one chain: a community's code, a higher place's code, or "site"."""

    key = models.CharField(max_length=64, primary_key=True)
    n = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)
    successor = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(n__gte=0), name="chain_n_not_negative")]

    def __str__(self) -> str:
        return f"{self.key}:{self.n}"


class Entry(models.Model):
    """One act, as it was recorded. The key is (chain, n); `arrival` orders a rebuild and is never exported.

    A sequence value is taken when the entry is inserted, after its transaction has read what it depends on: so
    `arrival` is an order in which every entry stands after those it rests on, on both databases.
    """

    arrival = models.BigAutoField(primary_key=True)
    chain = models.CharField(max_length=64)
    n = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    v = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=80)
    detail = models.JSONField()
    private = models.JSONField(default=dict)
    once = models.CharField(max_length=80, null=True)  # noqa: DJ001  unique where there is one
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "n"], name="entry_key"),
            models.UniqueConstraint(fields=["chain", "once"], name="entry_once"),
            models.CheckConstraint(condition=models.Q(n__gte=1), name="entry_n_from_one"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject", "arrival"], name="entry_of_subject"),
            models.Index(fields=["verb", "arrival"], name="entry_of_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}:{self.n} {self.verb}"


class PrivatePart(models.Model):
    """A private value of an entry with its salt, encrypted; erased by removing both."""

    chain = models.CharField(max_length=64)
    n = models.BigIntegerField()
    field = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["chain", "n", "field"], name="private_part_key")]
        indexes: ClassVar = [models.Index(fields=["subject"], name="private_part_of_subject")]

    def __str__(self) -> str:
        return f"{self.chain}:{self.n} {self.field}"


class Evidence(models.Model):
    """A file somebody handed in, by the SHA-256 of what we kept (re-encoded, without metadata)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Sweep(models.Model):
    """One run of a scheduled job: (name, due_at) is unique, so a run happens once however many workers there are."""

    name = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "due_at"], name="sweep_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"
