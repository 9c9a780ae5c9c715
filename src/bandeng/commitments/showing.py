"""Items in words for a page: their lamps, dates, evidence and buttons, in the shape the shell's tags take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bandeng.commitments import queries
from bandeng.commitments.deeds import Deed, deeds
from bandeng.commitments.models import Check, Extension, Help, Money, PartialDelivery, Progress, State, WorkItem
from bandeng.commitments.telling import hours_in_words, yuan
from bandeng.core.deadline import local_day
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Deadline, Pause, Severity
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
    pairs: list[tuple[Evidence, Evidence]]
    money: "Cost | None"

    @property
    def more(self) -> list[Deed]:
        """What stands on the item's own page only."""
        return [each for each in self.deeds if not each.quick]

    @property
    def helpers(self) -> list[str]:
        """The units that support it now."""
        return [str(each.organisation) for each in self.item.supports.all() if each.until is None]

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
    told = (item.progress.all(), item.checks.all(), item.partials.all(), [cost] if (cost := money_of(item)) else [])
    paired = [sha for pair in item.pairs.all() for sha in (pair.before, pair.after)]
    return [*paired, *(sha for rows in told for row in rows for sha in row.photos)]


def _row(item: WorkItem, actor: Actor, now: datetime, roles: frozenset[str] | None, photos: dict[str, Evidence]) -> Row:
    here = actor.roles_at(item.matter.place) if roles is None else roles
    said = sorted(_said(item, photos), key=lambda each: each.at, reverse=True)
    clock = item.waiting if item.state == State.OPEN else item.deadline
    return Row(
        item=item, lamp=_lamp(item, clock, now), clock=clock,
        deeds=deeds(item, actor, here, local_day(now)), said=[each for each in said if each.kind], all_said=said,
        danger=item.matter.severity == Severity.LIFE_SAFETY, pairs=_pairs(item, photos), money=_cost(item, photos),
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
    for pause in item.deadline.pauses.all() if item.deadline else ():
        yield from _paused(pause)
    for part in item.partials.all():
        yield _part(part, photos)
    for helped in item.helps.all():
        yield Word(_helped(helped), helped.text, helped.by.called, helped.at, [])


def _progress(told: Progress, photos: dict[str, Evidence]) -> Word:
    document = _("Document: %(name)s") % {"name": told.document} if told.document else ""
    text = "\n".join(filter(None, [told.text, document]))
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


def _paused(pause: Pause) -> Iterable[Word]:
    day = showing_day(pause.review_on)
    what = _("It was asked that the clock stand still until %(day)s") % {"day": day}
    yield Word(what, pause.reason, "", pause.asked_at, [])
    if pause.granted is not None and pause.decided_by and pause.decided_at:
        what = _("The clock may stand still until then") if pause.granted else _("The clock was not stopped")
        yield Word(what, pause.answer, pause.decided_by.called, pause.decided_at, [])
    if pause.ended_at is not None:
        yield Word(_("The clock runs on"), pause.ended_because, "", pause.ended_at, [])


def _part(part: PartialDelivery, photos: dict[str, Evidence]) -> Word:
    told = [part.text, _("Missing: %(what)s") % {"what": part.missing}, _("Why: %(why)s") % {"why": part.reason}]
    if part.document:
        told.append(_("Document: %(name)s") % {"name": part.document})
    what = _("Part of it is done, the rest until %(day)s") % {"day": showing_day(part.rest_on)}
    return Word(what, "\n".join(told), part.by.called, part.at, _pictures(part.photos, photos), "part")


def _helped(helped: Help) -> str:
    told = []
    if helped.people:
        told.append(volunteers(helped.people, helped.minutes))
    if helped.partner:
        told.append(_("with %(partner)s") % {"partner": helped.partner})
    return " · ".join(told)


def volunteers(people: int, minutes: int) -> str:
    """How many helped, and how long all of them together."""
    return ngettext("%(n)s volunteer, %(hours)s", "%(n)s volunteers, %(hours)s", people) % {
        "n": people, "hours": hours_in_words(minutes),
    }  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """What an item costs and who pays, in words; `gate` and `rule`: who has to agree first, and where that stands."""

    amount: str
    document: str
    clause: str
    photos: list[Evidence]
    source: str
    told: str
    gate: str
    rule: str
    is_needed: bool


def money_of(item: WorkItem) -> Money | None:
    """The money of an item, None where nothing was said. No query for an item of `queries.full`."""
    return getattr(item, "money", None)


def _cost(item: WorkItem, photos: dict[str, Evidence]) -> Cost | None:
    row = money_of(item)
    if row is None:
        return None
    found = queries.source(row.source)
    return Cost(
        amount="" if row.amount_fen is None else yuan(row.amount_fen), document=row.document,
        clause=row.clause if row.outside_contract else "", photos=_pictures(row.photos, photos),
        source=showing.in_words(found.name) if found else "", told=row.source_told,
        gate=showing.in_words(found.gate) if found else "", rule=showing.in_words(found.rule) if found else "",
        is_needed=row.is_needed,
    )  # fmt: skip


def _pairs(item: WorkItem, photos: dict[str, Evidence]) -> list[tuple[Evidence, Evidence]]:
    """Before and after, the latest first, as far as both pictures still stand."""
    latest = reversed(list(item.pairs.all()))
    return [(photos[each.before], photos[each.after]) for each in latest if {each.before, each.after} <= set(photos)]


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
