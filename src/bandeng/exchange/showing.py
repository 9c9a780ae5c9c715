"""A case in words, and a draft in pieces: plain stretches and what in them tells on somebody."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bandeng.core.categories import category
from bandeng.core.process import parse, shared
from bandeng.core.text import removing
from bandeng.exchange import queries, removal
from bandeng.exchange.models import SolvedCase
from bandeng.matters.showing import in_words

HEADS = {
    "title": _("What it is called"), "problem": _("What troubled people"), "steps": _("What was done, step by step"),
    "outcome": _("What came of it"), "cost": _("What it cost"), "time": _("How long it took"),
    "papers": _("Papers it needed"), "pitfalls": _("What to mind"),
}  # fmt: skip

KINDS: dict[str, str | Promise] = {
    removing.NAME: _("name of somebody in the record"), removing.TITLE: _("looks like a name"),
    removing.PHONE: _("telephone number"), removing.IDENTITY: _("identity number"), removing.EMAIL: _("e-mail address"),
    removing.PLATE: _("number plate"), removing.ADDRESS: _("looks like an address or door"),
}  # fmt: skip


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
