"""What papers about a place say: its monthly report from its figures, its register from its matters."""

from datetime import date
from functools import partial

from django.db.models import QuerySet

from bandeng.commitments.models import WorkItem
from bandeng.core.categories import categories
from bandeng.core.deadline import local_day
from bandeng.core.papers import day_text, facts
from bandeng.documents.queries.subject import Subject
from bandeng.figures import queries as figures
from bandeng.figures import showing as figure_words
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Deadline, Matter
from bandeng.people.acting import Actor
from bandeng.places.models import Place


def monthly_of(place: Place, first: date, last: date, today: date) -> Subject:
    """月报 of a period for everybody: public figures, small ones hidden."""
    asked = figures.Asked(place, first, last, today)
    return Subject("monthly", f"monthly:{place.pk}:{first}:{last}", place, None, asked.last, partial(_monthly, asked))


def _monthly(asked: figures.Asked) -> facts.Monthly:
    lines = figure_words.lines(figures.figures(asked), for_all=True)
    told = tuple(_figure(line) for line in lines)
    return facts.Monthly(asked.place.name, asked.from_on, asked.last, told)


def _figure(line: figure_words.Line) -> facts.Figure:
    """What is too small to be shown stands with a dash: a zero would be a lie."""
    notes = "；".join(note.text if note.count is None else f"{note.text} {note.count}" for note in line.notes)
    n, of = ("–" if each is None else str(each) for each in (line.n, line.N))
    return facts.Figure(f"　{line.name}" if line.slim else line.name, n, of, notes)


def in_register(place: Place, actor: Actor, first: date, last: date) -> QuerySet[Matter]:
    """The matters of a period that somebody who handles or oversees them may list; sealed ones only for the few."""
    seen = matters.visible_to(actor).filter(place__path__startswith=place.path, accepted_at__isnull=False)
    rows = seen.filter(raised_at__date__gte=first, raised_at__date__lte=last)
    return rows.select_related("place", "process").order_by("raised_at", "pk")


def register_rows(rows: list[Matter]) -> tuple[tuple[str, ...], ...]:
    """A line for each: no raiser's name, number or words; two queries and those of the status."""
    keys = [matter.pk for matter in rows]
    units: dict[object, list[str]] = {}
    for item in WorkItem.objects.filter(matter__in=keys, lead__isnull=False).select_related("lead").order_by("set_at"):
        units.setdefault(item.matter_id, []).append(str(item.lead))
    clocks = Deadline.objects.filter(matter__in=keys, kind="matter").order_by("started_at")
    due = {row.matter_id: row.due_on for row in clocks}
    return tuple(_row(matter, units.get(matter.pk, []), due.get(matter.pk)) for matter in rows)


def _row(matter: Matter, units: list[str], due: date | None) -> tuple[str, ...]:
    category = categories().get(matter.category)
    return (
        matter.number, day_text(local_day(matter.raised_at)), matter.title, matter.place.label or matter.place.name,
        category.zh if category else "", "、".join(dict.fromkeys(units)), day_text(due), showing.status(matter),
    )  # fmt: skip


def register_of(place: Place, first: date, last: date, rows: tuple[tuple[str, ...], ...]) -> Subject:
    """台账 of rows read already."""
    told = facts.Register(place.name, first, last, rows)
    return Subject("register", f"register:{place.pk}:{first}:{last}", place, None, last, lambda: told)
