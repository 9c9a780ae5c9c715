"""A matter in words for a page: what queries found, in the reader's language and in the shape the shell's tags take.

No queries of its own and no rules: only words. Everything here is made when a page is rendered.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from bandeng.core.deadline import Explanation
from bandeng.core.deadline import Line as CountedLine
from bandeng.core.process import Words
from bandeng.core.workdays import Calendar, Missing, Reason
from bandeng.matters import queries
from bandeng.matters.models import Deadline, Matter, Reply
from bandeng.shell.dates import say_day
from bandeng.shell.words import labelled

STATUSES: dict[str, Promise] = {
    "new": gettext_lazy("Received; somebody of the community reads it first"),
    "explain": gettext_lazy("It is being explained"),
    "not_accepted": gettext_lazy("It was not accepted; the reason stands in the reply"),
    "pass_on": gettext_lazy("It was passed on; we watch for the answer"),
    "escalate": gettext_lazy("It was taken to a higher office"),
    "mediate": gettext_lazy("It is being settled between the two sides"),
    "withdraw": gettext_lazy("It was withdrawn; an answer still follows"),
    "merge": gettext_lazy("It goes on together with another matter"),
    "reopen": gettext_lazy("It was opened again"),
    "solved": gettext_lazy("Solved, checked and answered"),
    "not_solved": gettext_lazy("Closed but not solved"),
    "explained": gettext_lazy("Explained: it cannot be done, and why was told"),
    "passed_on": gettext_lazy("Passed on and answered"),
    "escalated": gettext_lazy("Taken to a higher office and answered"),
    "mediated": gettext_lazy("Settled between the two sides"),
    "withdrawn": gettext_lazy("Withdrawn and answered"),
    "merged": gettext_lazy("It goes on together with another matter"),
    "reviewed": gettext_lazy("Looked at by the supervisor; the reasons are public"),
}
"""What a status key is called (`queries.status`); under way, the step's own name is said."""

SHORT: dict[str, Promise] = {
    "solved": gettext_lazy("Solved"),
    "not_solved": gettext_lazy("Not solved"),
    "explained": gettext_lazy("Explained"),
    "not_accepted": gettext_lazy("Not accepted"),
    "passed_on": gettext_lazy("Passed on"),
    "escalated": gettext_lazy("Escalated"),
    "mediated": gettext_lazy("Settled"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "merged": gettext_lazy("Merged"),
    "reviewed": gettext_lazy("Reviewed"),
}
"""An ending in one or two words, for a chip in a list."""

WARNINGS: dict[str, Promise] = {
    "common_parts": gettext_lazy(
        "This touches common parts: the owners may have to decide together. Talking it over does not replace that."
    ),
    "public_rental": gettext_lazy(
        "These are public rental homes: tenants are heard, and the housing authority or its unit decides."
    ),
}
"""What sorting found that decides who may decide; everybody reads it before they talk (domain.md 6.4)."""

OUTCOMES: dict[str, Promise] = {
    "consensus": gettext_lazy("Agreed"),
    "partial": gettext_lazy("Agreed in part"),
    "none": gettext_lazy("Not agreed yet"),
    "advisory": gettext_lazy("Advice"),
}
"""What came of a bench meeting."""

CLOCKS: dict[str, Promise] = {
    "step": gettext_lazy("This step until"),
    "matter": gettext_lazy("All of it until"),
    "item": gettext_lazy("The work until"),
    "pass_on": gettext_lazy("To be acknowledged until"),
    "escalation": gettext_lazy("To be answered until"),
    "rating": gettext_lazy("To be rated until"),
}
_LAMPS = {"green": "ok", "stopped": "none"}
"""Lamps that a page calls otherwise."""


def in_words(words: Words | None) -> str:
    """A name the place wrote in both languages, in the reader's."""
    if words is None:
        return ""
    return words.en if (get_language() or "").startswith("en") else words.zh


def status(matter: Matter) -> str:
    """Where it stands, in one line."""
    found = queries.status(matter)
    if found.key == "under_way":
        return in_words(found.name)
    return str(STATUSES[found.key])


def warnings(matter: Matter) -> list[str]:
    """What everybody should know about who may decide."""
    return [str(words) for guard, words in WARNINGS.items() if guard in matter.guards]


def ending(matter: Matter) -> str:
    """How it ended, in a word or two; "" while it is open."""
    return str(SHORT.get(queries.status(matter).key, "")) if matter.step is None else ""


def solved(matter: Matter) -> bool:
    """Whether it ended well."""
    return matter.step is None and queries.status(matter).key == "solved"


@dataclass(frozen=True)
class Stop:
    """A step as `{% steps %}` takes it: past, now, todo."""

    name: str
    state: str


def line(matter: Matter) -> list[Stop]:
    """The progress line."""
    states = {"done": "past", "now": "now", "ahead": "todo", "skipped": "past"}
    return [Stop(in_words(step.name), states[step.state]) for step in queries.line(matter)]


@dataclass(frozen=True)
class Lamp:
    """A clock as `{% lamp %}` takes it, with the words and dates beside it."""

    deadline: UUID
    state: str
    words: str
    label: str
    due_on: date
    original_due_on: date
    provisional: bool
    moved: bool


def lamp(deadline: Deadline, now: datetime, *, calendar: Calendar | None = None) -> Lamp:
    """One clock."""
    return _lamp(queries.clock(deadline, now, calendar=calendar))


def lamps(matter: Matter, now: datetime) -> list[Lamp]:
    """The running clocks of a matter, the earliest first."""
    return [_lamp(clock) for clock in queries.clocks_of(matter, now)]


def _lamp(clock: queries.Clock) -> Lamp:
    return Lamp(
        deadline=clock.deadline, state=_LAMPS.get(clock.state, clock.state), words=_time_left(clock),
        label=str(CLOCKS[clock.kind]), due_on=clock.due_on, original_due_on=clock.original_due_on,
        provisional=clock.provisional, moved=clock.moved,
    )  # fmt: skip


def _time_left(clock: queries.Clock) -> str:
    key, days = clock.words
    if key == "paused":
        assert clock.paused_until is not None
        return _("paused until %(day)s") % {"day": say_day(clock.paused_until, today=clock.paused_until)}
    if key == "over":
        return ngettext("%(n)s day overdue", "%(n)s days overdue", days) % {"n": days}
    if key == "left" and clock.unit == "working":
        return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}
    if key == "left":
        return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
    return _("due today") if key == "today" else _("no longer running")


@dataclass(frozen=True)
class Said:
    """A reply as `{% reply_box %}` takes it."""

    unit: str
    at: datetime
    text: str
    kind: str
    note: str = ""


def reply(row: Reply, *, letter: bool = False) -> Said:
    """A reply in its box; `letter` adds what only this raiser reads, and how it reached them. `row.by` is loaded."""
    unit = (row.by.called if row.by else "") or _("The community")
    text = f"{row.text}\n\n{row.letter}".strip() if letter else row.text
    if row.legal_basis:
        text += "\n\n" + _("On the ground of: %(basis)s") % {"basis": row.legal_basis}
    if row.appeal:
        text += "\n\n" + _("If you do not agree: %(ways)s") % {"ways": row.appeal}
    note = ""
    if letter and row.delivered_at is None:
        note = _("tried, not yet reached") if row.attempted_at else _("on its way to you")
    return Said(unit, row.at, text, row.get_kind_display(), note)


@dataclass(frozen=True)
class CountedDay:
    """A day of the arithmetic: its number when it counts, and why when it does not."""

    day: date
    number: int | None
    why: str


def days(explained: Explanation) -> list[CountedDay]:
    """The arithmetic of a date, day by day."""
    return [
        CountedDay(each.day, each.number if each.kind == "counted" else None, _why(each)) for each in explained.lines
    ]


def _why(counted: CountedLine) -> str:
    if counted.kind == "start":
        return _("the day it began, not counted")
    if counted.reason is not None:
        return reason(counted.reason)
    if counted.kind == "extended":
        return _("by the extension")
    return _("a make-up working day") if counted.made_up else ""


def reason(why: Reason) -> str:
    """Why a day is not counted."""
    english = (get_language() or "").startswith("en")
    name = why.en if english else why.zh
    if why.region is not None:
        name = f"{name} ({why.region.en if english else why.region.zh})"
    kinds = {"weekend": _("weekend"), "holiday": _("holiday"), "closure": _("closed"), "pause": _("paused")}
    return labelled(kinds[why.kind], name) if name else kinds[why.kind]


def gap(missing: Missing) -> str:
    """Which holiday table is not there yet."""
    english = (get_language() or "").startswith("en")
    where = (missing.region.en if english else missing.region.zh) if missing.region else _("national")
    return _("%(where)s holiday table of %(year)s") % {"where": where, "year": missing.year}


def rule(deadline: Deadline) -> str:
    """The rule a date follows, in one sentence."""
    told = {
        "working": ngettext("%(n)s working day", "%(n)s working days", deadline.days),
        "calendar": ngettext("%(n)s calendar day", "%(n)s calendar days", deadline.days),
    }[deadline.unit] % {"n": deadline.days}
    return _("%(days)s after the day it began, at the end of the day") % {"days": told}
