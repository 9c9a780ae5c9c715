"""A case in words, and a draft in pieces: plain stretches and what in them tells on somebody."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bandeng.core.categories import category
from bandeng.core.papers import shelf as papers_shelf
from bandeng.core.process import parse, shared
from bandeng.core.text import removing, shapes
from bandeng.exchange import queries, removal
from bandeng.exchange.models import CaseUse, SolvedCase, State
from bandeng.matters import queries as of_matters
from bandeng.matters.models import ProcessVersion
from bandeng.matters.showing import in_words
from bandeng.people.acting import Actor
from bandeng.places.models import Place

HEADS = {
    "title": _("What it is called"), "problem": _("What troubled people"), "steps": _("What was done, step by step"),
    "outcome": _("What came of it"), "cost": _("What it cost"), "time": _("How long it took"),
    "papers": _("Papers it needed"), "pitfalls": _("What to mind"),
}  # fmt: skip

KINDS: dict[str, str | Promise] = {
    removing.NAME: _("name of somebody in the record"), removing.LIKELY: _("looks like a full name"),
    shapes.TITLE: _("looks like a name"), shapes.ADDRESS: _("looks like an address or door"),
    shapes.PHONE: _("telephone number"), shapes.IDENTITY: _("identity number"), shapes.EMAIL: _("e-mail address"),
    shapes.PLATE: _("number plate"), shapes.ACCOUNT: _("account or card"), shapes.BIRTH: _("day of birth"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A case in the list of a desk: `waits` says that it is the reader's turn, `href` is "" where nothing is left."""

    row: SolvedCase
    title: str | Promise
    href: str
    waits: str | Promise
    own: bool


WAITS = {"approve": _("Waits for you: please look at it"), "mend": _("Sent back to you: please mend it")}


def line(row: SolvedCase, drafted: str, actor: Actor) -> Line:
    """A line of the desk's list; no query."""
    page = {State.DRAFT: "exchange:approve", State.GIVEN_UP: ""}.get(State(row.state), "exchange:case")
    return Line(
        row, row.title or drafted or row.number or _("A draft that was given up"),
        reverse(page, args=[row.pk]) if page else "", WAITS.get(queries.whose(row, actor) or "", ""),
        actor.id == row.written_by_id,
    )  # fmt: skip


@dataclass(frozen=True)
class Taking:
    """What happens in a place when it takes a case over: to its process and to its papers."""

    how: str
    now: str
    then: str
    papers: list[str]
    own: list[str]


def taking(row: SolvedCase, place: Place) -> Taking:
    """What the button does, before it is pressed; a fixed number of queries."""
    how, _here = queries.process_use(row, place)
    now = in_words(of_matters.read_process(of_matters.process_for(place)).name)
    text = queries.process_text(row)
    then = in_words(parse(text, shared()).process.name) if text else ""
    papers = queries.papers_for(row, place)
    return Taking(how, now, then, _named(papers), _named([kind for kind in row.wordings if kind not in papers]))


def _named(kinds: list[str]) -> list[str]:
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return [papers_shelf()[kind].name[language] for kind in kinds if kind in papers_shelf()]


@dataclass(frozen=True)
class Taken:
    """A place of the reader's that took a case over; `before` is the version it can follow again, None where it does
    not follow the case's process now."""

    use: CaseUse
    before: ProcessVersion | None
    name: str = ""


def taken(use: CaseUse) -> Taken:
    """How a use can be undone: new matters follow what they followed before."""
    if use.process != "followed":
        return Taken(use, None)
    found = {each.key: each for each in of_matters.processes_for(use.place)}
    before = found.get(use.before)
    if before is None or of_matters.key_for(use.place) == use.before:
        return Taken(use, None)
    return Taken(use, before, in_words(of_matters.read_process(before).name))


@dataclass(frozen=True)
class Piece:
    """A stretch of a draft. `kind` "" is plain text; `key` names a removal that may be refused; `kept` it was."""

    text: str
    kind: str | Promise = ""
    key: str = ""
    kept: bool = False


def pieces(side: removal.Side) -> list[Piece]:
    """A draft's text cut where something in it tells on somebody."""
    rest, made = 0, []
    for each in side.found:
        made.append(Piece(side.before[rest : each.start]))
        key = removal.key(side.name, each) if each.is_proposed else ""
        made.append(Piece(each.word, KINDS[each.kind], key, each.start in side.keep))
        rest = each.end
    return [piece for piece in [*made, Piece(side.before[rest:])] if piece.text]


@dataclass(frozen=True)
class Beside:
    """One text as it was drafted and as everybody would read it."""

    head: str | Promise
    pieces: list[Piece]
    after: str
    numbers: list[str]

    @property
    def changes(self) -> bool:
        """Whether anything in it tells on somebody."""
        return any(piece.kind for piece in self.pieces)


def beside(sides: list[removal.Side]) -> list[Beside]:
    """Every text that says something."""
    return [
        Beside(HEADS[side.name], pieces(side), side.after, removing.numbers_left(side.after))
        for side in sides if side.before
    ]  # fmt: skip


def told(row: SolvedCase) -> list[tuple[str | Promise, str]]:
    """(heading, text) of what a shared case says, without its title."""
    return [(HEADS[name], text) for name, text in queries.plain(row.texts).items() if text and name != "title"]


def about(row: SolvedCase) -> str:
    """What it is about, in the reader's language."""
    return category(row.category).name(get_language() or "zh")


def process_steps(row: SolvedCase) -> list[str]:
    """The steps of the process it went by, by name; no query but for its matter."""
    text = queries.process_text(row)
    if not text:
        return []
    return [in_words(step.name) for step in parse(text, shared()).process.line]
