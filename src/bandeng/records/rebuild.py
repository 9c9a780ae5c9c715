"""Rows follow from entries: empty every ledgered table, apply every entry again, and compare.

Entries are applied in the order of `arrival`, in which each stands after those it rests on (models.Entry).
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from bandeng.records.models import Entry
from bandeng.records.queries import act_of
from bandeng.records.registry import LEDGERED, apply_of


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild did: entries applied, and the tables whose rows came out otherwise than they stood."""

    entries: int
    rows: int
    different: tuple[str, ...]


def rows_of(model: type[models.Model]) -> list[str]:
    """Every row of a table as one line of JSON, sorted; keys counted up by the database are left out."""
    names = [field.attname for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    return sorted(
        json.dumps({name: _plain(getattr(row, name)) for name in names}, cls=DjangoJSONEncoder, sort_keys=True)
        for row in model._default_manager.all().iterator()
    )


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def digest(model: type[models.Model]) -> str:
    """One fingerprint of a whole table."""
    return hashlib.sha256("\n".join(rows_of(model)).encode()).hexdigest()


@transaction.atomic
def rebuild() -> Rebuilt:
    """Make every ledgered table anew from the entries; names the tables that differ from what stood there."""
    before = {model: digest(model) for model in LEDGERED}
    for model in reversed(LEDGERED):
        model._default_manager.all()._raw_delete(using="default")
    entries = 0
    for entry in Entry.objects.order_by("arrival").iterator():
        apply_of(entry.verb)(act_of(entry), entry)
        entries += 1
    different = tuple(sorted(model._meta.label for model in LEDGERED if digest(model) != before[model]))
    return Rebuilt(entries, sum(model._default_manager.count() for model in LEDGERED), different)


class Undone(Exception):
    """Raised to roll a trial back."""


def check() -> Rebuilt:
    """Rebuild as a trial: the tables stay as they stand."""
    found: list[Rebuilt] = []
    try:
        with transaction.atomic():
            found.append(rebuild())
            raise Undone
    except Undone:
        return found[0]
