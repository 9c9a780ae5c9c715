"""A paper is given out: it gets the next number of its series, place and year, and what stands on it is remembered."""

from datetime import datetime

from django.db.models import Max

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.papers import Given, document_number
from bandeng.core.refusal import Refusal
from bandeng.documents import acts, queries
from bandeng.documents.models import Document
from bandeng.documents.queries.made import day_of
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action, record


def issue_document(*, subject: queries.Subject, actor: Actor, at: datetime, once: str | None = None) -> Document:
    """Give out a paper that the actor may have (`queries.load` has decided that).

    Numbers have no gaps: they are taken under the lock of the place's chain, in the act itself.
    Raises   Refusal "not_your_turn", "issued_before" where nothing has changed since it was given out.
    """
    return _issue(place=subject.place, subject=subject, actor=actor, at=at, once=once)


@action
def _issue(*, place: Place, subject: queries.Subject, actor: Actor, at: datetime, once: str | None) -> Document:
    if not queries.may_issue(actor, place, subject.kind):
        raise Refusal("not_your_turn", needs=sorted(queries.issuers_of(subject.kind)))
    wording, today = queries.worded(subject.kind, place), local_day(at)
    series = wording.say("series", {"place": place.name})
    last = Document.objects.filter(kind=subject.kind, of=subject.of).order_by("-at", "-pk").first()
    number = _next(place, series, today.year) if series else None
    text = document_number(series, today.year, number) if number else ""
    paper = queries.made(subject, wording, Given(day_of(subject, today), text))
    digest, lines = queries.marks(paper)
    if last is not None and queries.changed_since(last, queries.paper_of(subject)) == ([], 0):
        raise Refusal("issued_before", number=queries.number_of(last) or last.at.date().isoformat())
    act = acts.DocumentIssued(
        document=new_id(at), place=place.pk, matter=subject.matter.pk if subject.matter else None, kind=subject.kind,
        of=subject.of, series=series, year=today.year, number=number, template=wording.version, digest=digest,
        lines=lines,
    )  # fmt: skip
    about = f"matter:{act.matter}" if act.matter else f"place:{place.pk}"
    issued: Document = record(act, chain=place.chain, subject=about, actor=actor.name, at=at, once=once)
    return issued


def _next(place: Place, series: str, year: int) -> int:
    rows = Document.objects.filter(place=place, series=series, year=year)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1
