"""The records behind a figure, as lines of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse

from bandeng.commitments.models import WorkItem
from bandeng.core import figures as core
from bandeng.core.refusal import Refusal
from bandeng.figures.models import CountedRecord
from bandeng.figures.queries import verdicts_known
from bandeng.figures.showing import POINTS, in_words

DEFAULT = "resolution_rate"
"""The figure whose records are listed when none is named."""


@dataclass(frozen=True)
class Record:
    """One record that a figure counts."""

    title: str
    number: str
    place: str
    day: date
    href: str


@dataclass(frozen=True)
class Heading:
    """What a list of records is about."""

    figure: str
    which: str
    name: str
    part: str
    words: str
    formula: str


def heading(figure: str, which: str, *, for_all: bool) -> Heading:
    """What is asked for, in words. Raises Http404 for what no figure counts."""
    key, _, part = figure.partition(".")
    try:
        told = core.definition(key)
    except Refusal:
        raise Http404 from None
    found = told.part(part)
    known = not part or found is not None or part in POINTS or part in ("first_timers", "coverage")
    hidden = for_all and (told.people or not told.public)
    if hidden or not known or which not in ("n", "N", *verdicts_known(figure)):
        raise Http404
    label = in_words(found.name) if found else str(POINTS.get(part, ""))
    kind, _, reason = which.partition(":")
    words = in_words({**told.among, **told.excluded}[reason]) if reason else kind
    return Heading(figure, which, in_words(told.name), label, words, in_words(told.formula))


def lines(rows: Iterable[CountedRecord]) -> list[Record]:
    """Records as lines; one query for the items among them."""
    found = list(rows)
    items = WorkItem.objects.in_bulk([row.record for row in found if row.kind == "item"])
    return [_line(row, items) for row in found]


def _line(row: CountedRecord, items: Mapping[object, WorkItem]) -> Record:
    matter, item = row.matter, items.get(row.record)
    title = item.title if item else matter.title
    href = reverse("matters:detail", args=[matter.pk])
    return Record(title or matter.number, matter.number, str(matter.place.label or matter.place.name), row.day, href)
