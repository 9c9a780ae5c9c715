"""The map in words and as a drawing, in the shape of the shell's tags; every drawing has its table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.matters.showing import status as matter_status
from bandeng.opinions import queries
from bandeng.opinions.models import Conversation, Fate, Moderation, Statement, Voice
from bandeng.opinions.queries import Shown

SIZE = 320
LARGEST, SMALLEST = 15.0, 4.0


@dataclass(frozen=True)
class Line:
    """A statement and what was said to it: n agreed, m disagreed of N who said something."""

    statement: Statement
    agree: int
    against: int
    seen: int
    groups: list[tuple[str, int, int, int]]


@dataclass(frozen=True)
class Dot:
    """Some people at one spot of the drawing, in its own units; `letter` is their group, "" for none."""

    x: float
    y: float
    r: float
    letter: str
    people: int


@dataclass(frozen=True)
class Drawing:
    """dots and group letters in a square of SIZE; `you` where the reader stands."""

    size: int
    dots: list[Dot]
    letters: list[Dot]
    you: tuple[float, float] | None


def page(conversation: Conversation, voice: Voice | None, now: datetime) -> dict[str, Any]:
    """What the map's page says; the ring is where `voice` stands."""
    told = queries.shown(conversation, now)
    statements = {each.number: each for each in conversation.statements.filter(state=Moderation.IN)}
    return {
        "conversation": conversation, "told": told, "open": queries.is_open(conversation, local_day(now)),
        "lists": lists(told, statements), "rows": rows(told, statements), "groups": groups(told, statements),
        "drawing": drawing(told, queries.place_of(told, conversation, voice)),
        "tick": conversation.ticks.order_by("-number").first(), "least": queries.LEAST,
    }  # fmt: skip


def line(told: Shown, statement: Statement) -> Line:
    """A statement with its counts, in all and by group."""
    counts = told.count(statement.number)
    by_group = [(group.letter, row[2], row[0], sum(row)) for group, row in zip(told.groups, counts[1:], strict=False)]
    return Line(statement, counts[0][2], counts[0][0], sum(counts[0]), by_group)


def lists(told: Shown, statements: Mapping[int, Statement]) -> list[tuple[str, list[Line]]]:
    """What all agree on, what all disagree with, where they differ; empty lists are left out."""
    named = [
        (_("What all groups agree on") if told.groups else _("What most agree on"), told.shared),
        (_("What all groups disagree with") if told.groups else _("What most disagree with"), told.against),
        (_("Where the groups differ"), told.differ),
    ]
    found = [
        (name, [line(told, statements[number]) for number in numbers if number in statements])
        for name, numbers in named
    ]
    return [(name, rows) for name, rows in found if rows]


def rows(told: Shown, statements: Mapping[int, Statement]) -> list[Line]:
    """Every statement with its counts: the table behind the drawing."""
    return [line(told, each) for _, each in sorted(statements.items())]


def groups(told: Shown, statements: Mapping[int, Statement]) -> list[tuple[str, int, list[tuple[Statement, str]]]]:
    """Each group: letter, size, what sets it apart."""
    return [
        (group.letter, group.size, [(statements[n], way) for n, way in group.stands if n in statements])
        for group in told.groups
    ]


def drawing(told: Shown, you: tuple[float, float] | None) -> Drawing | None:
    """The map as circles; None before there is one."""
    if told.missing or not told.points:
        return None
    reach = max(max(abs(x), abs(y)) for x, y, _, _ in told.points) or 1.0
    most = max(people for *_, people in told.points)

    def at(value: float) -> float:
        return round(SIZE / 2 + value / reach * (SIZE / 2 - LARGEST), 1)

    def dot(x: float, y: float, group: int, people: int) -> Dot:
        letter = told.groups[group].letter if 0 <= group < len(told.groups) else ""
        return Dot(at(x), at(-y), round(SMALLEST + (LARGEST - SMALLEST) * (people / most) ** 0.5, 1), letter, people)

    letters = [Dot(at(each.at[0]), at(-each.at[1]), 0.0, each.letter, each.size) for each in told.groups]
    here = (_within(at(you[0])), _within(at(-you[1]))) if you else None
    return Drawing(SIZE, [dot(*point) for point in told.points], letters, here)


def _within(value: float) -> float:
    return min(max(value, 6.0), SIZE - 6.0)


def fates(found: Iterable[tuple[Statement, int | None]]) -> list[dict[str, Any]]:
    """Statements with one's own reaction and what became of them."""
    said = {1: _("You agreed"), -1: _("You disagreed"), 0: _("You could not say"), None: ""}
    return [
        {
            "statement": each, "said": said[value], "fate": Fate(each.fate).label if each.fate else "",
            "support": _support(each.support), "now": _now(each),
        }
        for each, value in found
    ]  # fmt: skip


def _now(statement: Statement) -> str:
    """How the matter stands today in which it goes on."""
    matter = statement.taken_to
    return matter_status(matter) if matter and matter.is_public else ""


def _support(kept: Mapping[str, Sequence[int]]) -> list[tuple[str, int, int]]:
    return [(letter, n, of) for letter, (n, of) in kept.items()]


def desk_rows(told: Shown, there: Iterable[Statement]) -> list[tuple[Line, str]]:
    """Statements that were read, with their counts and what became of them."""
    return [
        (line(told, each), str(Fate(each.fate).label) if each.fate else "") for each in there if each.state != "waiting"
    ]


def offered(told: Shown, statements: Mapping[int, Statement]) -> tuple[list[tuple[str, str]], list[str]]:
    """Every statement with how many agree, what all share and where they differ first; and which of them are chosen."""
    first = [number for number in (*told.shared, *told.against, *told.differ) if number in statements]
    order = [*dict.fromkeys(first), *(number for number in statements if number not in first)]
    chosen = [str(number) for number in dict.fromkeys(first) if not statements[number].taken_to_id]
    return [(str(number), _choice(line(told, statements[number]))) for number in order], chosen


def _choice(told: Line) -> str:
    words = {"number": told.statement.number, "text": told.statement.text, "n": told.agree, "of": told.seen}
    return _("%(number)s. %(text)s (%(n)s of %(of)s agree)") % words
