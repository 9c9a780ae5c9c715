"""Signs that something behind the pages waits for a hand: each room offers its count; /healthz and a page show them.

# notices/offers.py, read once at start
health.offer("mails_stuck", _("E-mails begun and never sent"), lambda now: queries.stuck())
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Count = Callable[[datetime], int]


@dataclass(frozen=True)
class Sign:
    """One count; all is well while it is 0."""

    key: str
    label: str | Promise
    count: int


_offers: dict[str, tuple[str | Promise, Count]] = {}


def offer(key: str, label: str | Promise, count: Count) -> None:
    """Offer a sign: `key` for machines, `label` for people, `count` asked only when somebody looks."""
    _offers[key] = (label, count)


def signs(now: datetime) -> list[Sign]:
    """All signs, counted now, by key."""
    return [Sign(key, label, count(now)) for key, (label, count) in sorted(_offers.items())]
