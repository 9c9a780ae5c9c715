"""A promise in words, line by line: how each item stands, why, who looked, and its dates beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from bandeng.commitments.models import Commitment, Extension, PromiseState, Statement, WorkItem
from bandeng.commitments.queries.scorecard import Line, Scorecard, frozen, scorecard
from bandeng.core.promises import Counts, Standing
from bandeng.shell.dates import say_day
from bandeng.shell.words import word

STANDINGS: dict[Standing, tuple[str, Lazy]] = {
    Standing.DONE: ("done", lazy("done")),
    Standing.PARTIAL: ("soon", lazy("done in part")),
    Standing.EXTENDED: ("paused", lazy("a later date was granted")),
    Standing.LATE: ("late", lazy("late")),
    Standing.PASSED_ON: ("paused", lazy("with another unit")),
    Standing.DROPPED: ("paused", lazy("will not be done")),
    Standing.NOT_DUE: ("ok", lazy("not due yet")),
}
"""The lamp and the word of each, in the order a scorecard counts them."""

STATES: dict[str, tuple[str, Lazy]] = {
    PromiseState.ASKED: ("soon", lazy("waits for the unit's own word")),
    PromiseState.CONFIRMED: ("ok", lazy("promised")),
    PromiseState.DECLINED: ("paused", lazy("not promised: the unit declined")),
    PromiseState.WITHDRAWN: ("paused", lazy("noted wrongly, and taken back")),
}


@dataclass(frozen=True)
class Chip:
    """A state with its word, as `{% lamp %}` takes it."""

    state: str
    words: str


@dataclass(frozen=True)
class Count:
    """One number of a scorecard with its word."""

    chip: Chip
    n: int


@dataclass(frozen=True)
class Shown:
    """One line as a page shows it; of a matter that is not public only how it stands.

    because     why it stands so, each a sentence; `word` is what the unit itself says, newest first
    then        how it stood when the day of the promise was over, where it stands otherwise now
    """

    item: WorkItem
    chip: Chip
    public: bool
    because: list[str]
    checked_by: str
    checked_at: datetime | None
    first_due: date | None
    due: date | None
    then: Chip | None
    word: list[Statement]


def chip(standing: Standing) -> Chip:
    """How something stands, as a lamp."""
    state, words = STANDINGS[standing]
    return Chip(state, str(words))


def state_of(promise: Commitment) -> Chip:
    """Whether it is a promise, and whether it was kept."""
    if promise.reached_at is not None:
        kept = promise.done == promise.total
        return Chip("done", _("kept")) if kept else Chip("late", _("not kept whole"))
    state, words = STATES[promise.state]
    return Chip(state, str(words))


def counted(counts: Counts) -> list[Count]:
    """The numbers that are not nothing; what was done always stands there."""
    found = [(standing, getattr(counts, standing.value)) for standing in STANDINGS]
    return [Count(chip(standing), n) for standing, n in found if n or standing is Standing.DONE]


def shown(card: Scorecard) -> list[Shown]:
    """The lines of a scorecard, in the reader's language; no query."""
    return [_shown(line, card.on) for line in card.lines]


def _shown(line: Line, on: date) -> Shown:
    deadline = line.item.deadline
    then = Standing(line.stood) if line.stood and line.stood != line.standing else None
    late = line.standing in (Standing.LATE, Standing.PARTIAL, Standing.EXTENDED)
    return Shown(
        item=line.item, chip=chip(line.standing), public=line.public, because=_because(line, on) if line.public else [],
        checked_by=word(line.checked.as_role) if line.checked else "",
        checked_at=line.checked.at if line.checked else None,
        first_due=deadline.original_due_on if deadline else None, due=deadline.due_on if deadline else None,
        then=chip(then) if then else None,
        word=list(line.item.statements.all()) if late and line.public else [],
    )  # fmt: skip


def _because(line: Line, on: date) -> list[str]:
    return [*_in_part(line, on), *_moved(line, on), *_elsewhere(line), *_dropped(line)]


def _in_part(line: Line, on: date) -> Iterable[str]:
    part = line.partial
    if part and line.standing is not Standing.DONE:
        yield _("Still missing: %(missing)s. Why: %(reason)s. The rest until %(day)s.") % {
            "missing": part.missing.rstrip("。."), "reason": part.reason.rstrip("。."),
            "day": say_day(part.rest_on, today=on),
        }  # fmt: skip


def _moved(line: Line, on: date) -> Iterable[str]:
    granted = line.granted
    if granted is None or granted.decided_by is None or line.standing is Standing.DONE:
        return
    told = {"who": granted.decided_by.called, "reason": granted.reason.rstrip("。.")}
    if isinstance(granted, Extension):
        yield _("%(who)s granted more time until %(day)s: %(reason)s.") % {
            **told, "day": say_day(granted.to_on, today=on),
        }  # fmt: skip
    else:
        yield _("%(who)s let the clock stand still: %(reason)s.") % told


def _elsewhere(line: Line) -> Iterable[str]:
    if line.standing is Standing.PASSED_ON:
        yield _("%(unit)s has it now.") % {"unit": line.item.lead or _("Another unit")}
    if line.holding:
        yield _("%(unit)s gave it back: %(ground)s.") % {
            "unit": line.holding.organisation, "ground": line.holding.ground.rstrip("。."),
        }  # fmt: skip
    elif line.item.lead is None and line.standing is Standing.LATE:
        yield _("No unit has taken it on.")


def _dropped(line: Line) -> Iterable[str]:
    if line.standing is Standing.DROPPED:
        yield line.item.dropped_because


@dataclass(frozen=True)
class Row:
    """A promise in a list: whether it is one, its day, how much of it is done by its day or by now."""

    promise: Commitment
    state: Chip
    within: str
    counts: Counts


def rows(promises: Iterable[Commitment], today: date) -> list[Row]:
    """Promises of `queries.promises.full` as a list shows them; no query."""
    return [Row(each, state_of(each), within(each), frozen(each) or scorecard(each, today).counts) for each in promises]


def within(promise: Commitment) -> str:
    """In how many days it was promised, "" where a day was named."""
    if promise.days is None:
        return ""
    if promise.unit == "working":
        return ngettext("within %(n)s working day", "within %(n)s working days", promise.days) % {"n": promise.days}
    return ngettext("within %(n)s day", "within %(n)s days", promise.days) % {"n": promise.days}
