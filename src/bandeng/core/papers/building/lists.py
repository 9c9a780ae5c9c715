"""Papers that are counted or listed: the monthly report, the register, a promise's scorecard."""

from datetime import date

from bandeng.core.papers import facts
from bandeng.core.papers.blocks import Heading, Label, Paper, Table
from bandeng.core.papers.breaking import day_text
from bandeng.core.papers.building.given import Given, paper, said, signed, words
from bandeng.core.papers.building.letters import _label, _note
from bandeng.core.papers.wording import Wording


def monthly(told: facts.Monthly, wording: Wording, given: Given) -> Paper:
    """月报: every figure n of N, with what was left out; hot spots."""
    say = wording.word
    names = _period(told.place, told.from_on, told.to_on, given)
    rows = tuple((each.name, each.n, each.of, each.note) for each in told.figures)
    table = Table((say("figure"), say("n"), say("of"), say("left_out")), rows, (40, 10, 10, 40)) if rows else None
    spots = Table((say("place"), say("category"), say("count")), told.spots, (40, 40, 20)) if told.spots else None
    return paper(
        wording, given, names, said(wording, "opening", names), Heading(1, say("figures")),
        table or words(say("nothing")), Heading(1, say("spots")) if spots else None, spots,
        said(wording, "closing", names), signed(wording, names, given), _note(wording, names),
    )  # fmt: skip


def register(told: facts.Register, wording: Wording, given: Given) -> Paper:
    """台账, on wide pages."""
    names = _period(told.place, told.from_on, told.to_on, given)
    table = Table(register_head(wording), told.rows, (10, 9, 24, 13, 8, 14, 10, 12), small=True)
    return paper(
        wording, given, names, said(wording, "opening", names), table if told.rows else words(wording.word("nothing")),
        said(wording, "closing", names), _note(wording, names),
    )  # fmt: skip


def register_head(wording: Wording) -> tuple[str, ...]:
    """The names of a register's columns."""
    keys = ("matter", "raised_on", "title", "where", "category", "unit", "due", "status")
    return tuple(wording.word(key) for key in keys)


def scorecard(told: facts.Scorecard, wording: Wording, given: Given) -> Paper:
    """承诺兑现情况: day N of a promise, item by item, counted."""
    say = wording.word
    names = {
        "place": told.place, "unit": told.unit, "promise": told.text, "n": str(told.day), "day": day_text(given.day),
        "promised_on": day_text(told.promised_on), "due_on": day_text(told.due_on), "on": day_text(told.on),
    }  # fmt: skip
    rows = tuple((str(number), *line) for number, line in enumerate(told.lines, 1))
    head = tuple(say(key) for key in ("no", "item", "state", "due", "because"))
    total = sum(n for _, n in told.counts)
    counted = "，".join(f"{name}{n}" for name, n in told.counts)
    return paper(
        wording, given, names, said(wording, "opening", names), words(told.text), Label(say("unit"), told.unit),
        _label(wording, "officer", told.officer), _label(wording, "to_whom", told.to_whom),
        _label(wording, "occasion", told.occasion), Label(say("counts"), f"{say('total')}{total}，{counted}"),
        Table(head, rows, (8, 27, 13, 24, 28)) if rows else None, said(wording, "closing", names),
        signed(wording, names, given), _note(wording, names),
    )  # fmt: skip


def _period(place: str, from_on: date, to_on: date, given: Given) -> dict[str, str]:
    return {
        "place": place, "from_on": day_text(from_on), "to_on": day_text(to_on), "day": day_text(given.day),
        "year": str(from_on.year), "month": str(from_on.month),
    }  # fmt: skip
