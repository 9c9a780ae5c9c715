"""From a subject to its paper: worded as its place words it, with the number it was given."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import override

from bandeng.core.deadline import local_day
from bandeng.core.papers import Given, Paper, Wording, build, document_number
from bandeng.documents.models import Document
from bandeng.documents.queries.subject import Subject
from bandeng.documents.queries.wording import worded
from bandeng.matters import queries as matters
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.sealing import blind

LANGUAGE = "zh-hans"


def paper_of(subject: Subject) -> Paper:
    """The paper as it stands now: under the number it was given out with last, or under none."""
    given = issued_of(subject)
    return made(subject, worded(subject.kind, subject.place), _given(subject, given))


def made(subject: Subject, wording: Wording, given: Given) -> Paper:
    """A paper in a wording, with a number and a day."""
    with override(LANGUAGE):
        return build(subject.kind, subject.facts(), wording, given)


def _given(subject: Subject, given: Document | None) -> Given:
    if given is None:
        return Given(subject.day)
    return Given(day_of(subject, given.at.date() if given.number is None else local_day(given.at)), number_of(given))


def day_of(subject: Subject, given_on: date) -> date:
    """A scorecard stands for its own day; anything else for the day it was given out."""
    return subject.day if subject.kind in ("scorecard", "register") else given_on


def number_of(document: Document) -> str:
    """发文字号; "" where its kind has none."""
    return document_number(document.series, document.year, document.number) if document.number else ""


def issued_of(subject: Subject) -> Document | None:
    """The paper as it was given out last."""
    return Document.objects.filter(kind=subject.kind, of=subject.of).order_by("-at", "-pk").first()


def marks(paper: Paper) -> tuple[str, list[str]]:
    """A keyed fingerprint of a paper, and one of each of its lines."""
    return blind(paper.digest(), "paper"), [blind(line, "paper-line")[:16] for line in paper.lines()]


def changed_since(document: Document, paper: Paper) -> tuple[list[str], int]:
    """What stands on it now and did not when it was given out; and how many lines of then are gone."""
    _, now = marks(paper)
    new = [line for line, mark in zip(paper.lines(), now, strict=True) if mark not in document.lines]
    return new, sum(mark not in now for mark in document.lines)


def seen_by(actor: Actor, places: Sequence[Place] | QuerySet[Place]) -> QuerySet[Document]:
    """The papers given out at these places, of matters the actor may read, the newest first."""
    rows = Document.objects.filter(place__in=places).select_related("place", "matter", "by")
    may = rows.filter(matter=None) | rows.filter(matter__in=matters.visible_to(actor))
    return may.order_by("-at", "-pk")


def visible_document(actor: Actor, pk: UUID) -> Document:
    """A paper that was given out, of a matter the actor may read. Raises Http404."""
    found = Document.objects.select_related("place", "matter__place", "by").filter(pk=pk).first()
    if found is None or (found.matter and not matters.visible_to(actor).filter(pk=found.matter.pk).exists()):
        raise Http404
    return found
