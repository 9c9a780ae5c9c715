"""Items in words for a page: their lamps, dates, evidence and buttons, in the shape the shell's tags take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bandeng.commitments import queries
from bandeng.commitments.deeds import Deed, deeds
from bandeng.commitments.models import Check, Extension, Progress, State, WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Deadline, Severity
from bandeng.people.acting import Actor
from bandeng.records.models import Evidence
from bandeng.shell.words import word


@dataclass(frozen=True)
class Word:
    """One thing somebody said about an item, with its pictures."""

    what: str
    text: str
    who: str
    at: datetime
    photos: list[Evidence]
    kind: str = ""


@dataclass(frozen=True)
class Row:
    """An item as a list, a panel and its page show it.

    lamp     what `{% lamp %}` takes
    clock    the running or last clock that its date comes from, None before
    said     evidence and checks, the latest first; `all_said` everything
    """

    item: WorkItem
    lamp: showing.Lamp | dict[str, str]
    clock: Deadline | None
    deeds: list[Deed]
    said: list[Word]
    all_said: list[Word]
    danger: bool

    @property
    def evidence(self) -> Word | None:
        """The last evidence that it is done."""
        return next((each for each in self.said if each.kind == "evidence"), None)


def rows(items: Iterable[WorkItem], actor: Actor, now: datetime, *, roles: frozenset[str] | None = None) -> list[Row]:
    """Items ready for a page; one query for all pictures together. `roles` where all are of one matter."""
    found = list(items)
    photos = Evidence.objects.in_bulk({sha for item in found for sha in _shas(item)}) if found else {}
    return [_row(item, actor, now, roles, photos) for item in found]


def _shas(item: WorkItem) -> list[str]:
    return [sha for rows in (item.progress.all(), item.checks.all()) for row in rows for sha in row.photos]


def _row(item: WorkItem, actor: Actor, now: datetime, roles: frozenset[str] | None, photos: dict[str, Evidence]) -> Row:
    here = actor.roles_at(item.matter.place) if roles is None else roles
    said = sorted(_said(item, photos), key=lambda each: each.at, reverse=True)
    clock = item.waiting if item.state == State.OPEN else item.deadline
    return Row(
        item=item, lamp=_lamp(item, clock, now), clock=clock,
        deeds=deeds(item, actor, here, local_day(now)), said=[each for each in said if each.kind], all_said=said,
        danger=item.matter.severity == Severity.LIFE_SAFETY,
    )  # fmt: skip


def _lamp(item: WorkItem, clock: Deadline | None, now: datetime) -> showing.Lamp | dict[str, str]:
    if item.state == State.SETTLED:
        return {"state": "done", "words": _("checked and solved")}
    if item.state == State.DONE:
        return {"state": "paused", "words": _("done, waits for a check")}
    if item.state == State.DROPPED or clock is None:
        return {"state": "none", "words": ""}
    return showing.lamp(clock, now, calendar=matters.calendar_of(item.chain))


def _said(item: WorkItem, photos: dict[str, Evidence]) -> Iterable[Word]:
    for told in item.progress.all():
        yield _progress(told, photos)
    for looked in item.checks.all():
        yield _check(looked, photos)
    for asked in item.extensions.all():
        yield from _extension(asked)


def _progress(told: Progress, photos: dict[str, Evidence]) -> Word:
    text = told.text + (f"\n{_('Document:')} {told.document}" if told.document else "")
    what = _("The unit says that it is done") if told.is_evidence else _("How it goes")
    kind = "evidence" if told.is_evidence else ""
    return Word(what, text, told.by.called, told.at, _pictures(told.photos, photos), kind)


def _check(looked: Check, photos: dict[str, Evidence]) -> Word:
    what = _("Looked at: it is solved") if looked.solved else _("Looked at: not solved yet")
    kind = "solved" if looked.solved else "rework"
    return Word(what, looked.text, word(looked.as_role), looked.at, _pictures(looked.photos, photos), kind)


def _extension(asked: Extension) -> Iterable[Word]:
    day = showing_day(asked.to_on)
    yield Word(_("More time was asked for, until %(day)s") % {"day": day}, asked.reason, "", asked.asked_at, [])
    if asked.granted is not None and asked.decided_by and asked.decided_at:
        what = _("More time was granted") if asked.granted else _("More time was not granted")
        yield Word(what, asked.answer, asked.decided_by.called, asked.decided_at, [])


def showing_day(day: object) -> str:
    """A day as people say it."""
    from bandeng.matters.telling import day_in_words

    return day_in_words(str(day))


def _pictures(shas: Sequence[str], photos: dict[str, Evidence]) -> list[Evidence]:
    return [photos[sha] for sha in shas if sha in photos]


def may_see_handling(actor: Actor, item: WorkItem, roles: frozenset[str]) -> bool:
    """Whether the reader works on it, or on the matter: they also see who held it and why it was given back."""
    held = any(each.organisation_id in queries.units_of(actor) for each in item.holdings.all())
    return held or queries.works_for(actor, item.lead) or matters.handles(actor, item.matter)
