"""A place's year in figures, and its pack for an exchange of experience. Each number leads to its list."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bandeng.core.papers import facts
from bandeng.core.papers.blocks import Block, Cell, Heading, Label, Link, Paper, Table, Words
from bandeng.core.papers.breaking import day_text
from bandeng.core.papers.building.given import Given, paper, rest, said, signed
from bandeng.core.papers.building.letters import _label, _note
from bandeng.core.papers.wording import Wording


class Sources:
    """The lists a paper's numbers come from, numbered in the order in which they are named."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str]] = {}

    def of(self, what: str, at: str) -> str:
        """The number of a list; "" for what has none."""
        if not at:
            return ""
        return self._known.setdefault(at, (str(len(self._known) + 1), what))[0]

    def blocks(self, wording: Wording) -> Iterator[Block]:
        """Number, what, address; the address too is a link. What all begin with is said once."""
        site = next((at.removesuffix(urlsplit(at)._replace(scheme="", netloc="").geturl()) for at in self._known), "")
        if site:
            yield Words(f"{wording.word('site')}{site}")
        rows = tuple((number, what, Link(at.removeprefix(site), at)) for at, (number, what) in self._known.items())
        yield Table(tuple(wording.word(key) for key in ("source", "list", "address")), rows, (11, 36, 53), small=True)


def annual(told: facts.Year, wording: Wording, given: Given) -> Paper:
    """年度总结."""
    say, sources = wording.word, Sources()
    names = _names(told, given)
    return paper(
        wording, given, names, said(wording, "opening", names), Heading(1, say("counts")),
        *_counts(told, wording, sources), Heading(1, say("parts")), *_parts(told, wording, sources),
        Heading(1, say("suggestions")), *_suggestions(told, wording, sources), Heading(1, say("rooms")),
        _table(told.rooms, wording, sources) if told.rooms else Words(say("none")), Heading(1, say("areas")),
        *_areas(told, wording, sources), Heading(1, say("sources")), *sources.blocks(wording),
        said(wording, "closing", names), signed(wording, names, given), _note(wording, names),
    )  # fmt: skip


def exchange(told: facts.Exchange, wording: Wording, given: Given) -> Paper:
    """经验交流会材料: the year, the cases, the rooms and what they do."""
    say, sources, year = wording.word, Sources(), told.year
    names = _names(year, given)
    return paper(
        wording, given, names, said(wording, "opening", names), Heading(1, say("counts")),
        *_counts(year, wording, sources), *_suggestions(year, wording, sources), Heading(1, say("cases")),
        *_cases(told, wording, sources), Heading(1, say("rooms")), *_rooms(told, wording, sources),
        Heading(1, say("sources")), *sources.blocks(wording), said(wording, "closing", names),
        signed(wording, names, given), _note(wording, names),
    )  # fmt: skip


def _names(told: facts.Year, given: Given) -> dict[str, str]:
    return {
        "place": told.place, "year": str(told.number), "activities": str(told.whole.activities),
        "solved": str(told.whole.solved), "suggested": str(told.whole.suggested), "day": day_text(given.day),
        "later_activities": str(told.whole.later[0]), "later_solved": str(told.whole.later[1]),
    }  # fmt: skip


def _counts(told: facts.Year, wording: Wording, sources: Sources) -> Iterator[Block]:
    """What happened and was kept then; what was entered later stands apart."""
    say = wording.word
    yield Heading(2, say("in_time"))
    yield _table(told.counts, wording, sources)
    yield Heading(2, say("later"))
    if any(each.n for each in told.later):
        yield _table(told.later, wording, sources)
    else:
        yield Words(say("none"))


def _table(counts: tuple[facts.Count, ...], wording: Wording, sources: Sources) -> Table:
    head = tuple(wording.word(key) for key in ("what", "n", "source"))
    return Table(
        head, tuple((each.name, _cell(each), sources.of(each.name, each.at)) for each in counts), (58, 24, 18)
    )  # fmt: skip


def _cell(each: facts.Count) -> Cell:
    text = str(each.n) if each.of is None else f"{each.n}/{each.of}"
    return Link(text, each.at) if each.at else text


def _parts(told: facts.Year, wording: Wording, sources: Sources) -> Iterator[Block]:
    """Each part with its year; in brackets what of it was entered later."""
    say = wording.word
    if not told.parts:
        yield Words(say("none"))
        return
    head = tuple(say(key) for key in ("part", "activities", "solved", "suggested", "source"))
    rows = [_part(each, wording, sources) for each in told.parts]
    yield Table(head, tuple(rows), (30, 22, 22, 14, 12))
    if found := rest(wording, told.parts_in_all - len(rows), told.whole.at):
        yield found


def _part(each: facts.Part, wording: Wording, sources: Sources) -> tuple[Cell, ...]:
    def told(n: int, later: int) -> Cell:
        text = f"{n}（{wording.word('of_later')}{later}）" if later else str(n)
        return Link(text, each.at) if each.at else text

    return (
        each.name, told(each.activities, each.later[0]), told(each.solved, each.later[1]), told(each.suggested, 0),
        sources.of(each.name, each.at),
    )  # fmt: skip


def _suggestions(told: facts.Year, wording: Wording, sources: Sources) -> Iterator[Block]:
    """By way and by answer, n of N; those entered later beside them, of their own N."""
    say = wording.word
    for title, rows in (("by_way", told.ways), ("by_answer", told.answers)):
        yield Heading(2, say(title))
        if not any(count.of for pair in rows for count in pair):
            yield Words(say("none"))
            continue
        head = tuple(say(key) for key in (title, "in_time", "source", "later", "source"))
        yield Table(
            head,
            tuple(
                (
                    first.name, _cell(first), sources.of(_listed(first, wording, "in_time"), first.at), _cell(second),
                    sources.of(_listed(second, wording, "later"), second.at),
                )
                for first, second in rows
            ),
            (32, 20, 14, 20, 14),
        )  # fmt: skip


def _listed(each: facts.Count, wording: Wording, when: str) -> str:
    return f"{wording.word('suggestions')}：{each.name}（{wording.word(when)}）"


def _areas(told: facts.Year, wording: Wording, sources: Sources) -> Iterator[Block]:
    say = wording.word
    if not told.areas:
        yield Words(say("none"))
        return
    head = tuple(say(key) for key in ("area", "kind", "places"))
    yield Table(head, tuple((each.name, each.kind, "、".join(each.places)) for each in told.areas), (30, 22, 48))
    if number := sources.of(say("areas"), told.areas_at):
        yield Words(f"{say('source')}：{number}")


def _cases(told: facts.Exchange, wording: Wording, sources: Sources) -> Iterator[Block]:
    say = wording.word
    if not told.cases:
        yield Words(say("none"))
        return
    for each in told.cases:
        yield Heading(2, each.title)
        days = f"{each.days}{say('days')}" if each.days is not None else ""
        about = "，".join(filter(None, (each.number, each.place, day_text(each.shared_on))))
        yield Label(say("case"), f"{about}（{say('source')}{sources.of(each.title, each.at)}）")
        if days:
            yield Label(say("took"), days)
        for key, text in each.texts:
            if found := _label(wording, f"case_{key}", text):
                yield found
    if more := rest(wording, told.cases_in_all - len(told.cases), told.cases_at):
        yield more


def _rooms(told: facts.Exchange, wording: Wording, sources: Sources) -> Iterator[Block]:
    """Each room: what it is, when it is open, how it was found, what it did in the year."""
    say = wording.word
    yield _table(told.year.rooms, wording, sources)
    if not told.rooms:
        yield Words(say("none"))
        return
    head = tuple(say(key) for key in ("room", "hours", "standing", "duty_days", "heard", "taken", "source"))
    yield Table(
        head,
        tuple(
            (
                f"{each.name}\n{each.place}·{each.kind}", each.hours, each.found, Link(str(each.days), each.at),
                str(each.heard), f"{each.taken}/{each.heard}", sources.of(each.name, each.at),
            )
            for each in told.rooms
        ),
        (26, 20, 14, 9, 9, 11, 11), small=True,
    )  # fmt: skip
    if more := rest(wording, told.rooms_in_all - len(told.rooms), told.rooms_at):
        yield more
