"""Papers about a talk: the topic put forward, what came of it, what everybody is told."""

from bandeng.core.papers import facts
from bandeng.core.papers.blocks import Block, Heading, Label, Paper, Sheet, Table, Words
from bandeng.core.papers.breaking import day_text
from bandeng.core.papers.building.given import Given, fields_of, paper, said, signed, words
from bandeng.core.papers.building.letters import _label, _note
from bandeng.core.papers.building.work import item_table
from bandeng.core.papers.wording import Wording


def approval(told: facts.Approval, wording: Wording, given: Given) -> Paper:
    """议题审定表."""
    matter, say = told.matter, wording.word
    names = fields_of(matter, given)
    rows = (
        (say("matter"), matter.number),
        (say("title"), matter.title),
        (say("where"), matter.where),
        (say("category"), matter.category),
        (say("severity"), matter.severity),
        (say("raised_on"), day_text(matter.raised_on)),
        (say("channel"), matter.channel),
        (say("raisers"), f"{matter.raisers}{say('persons')}"),
        (say("summary"), matter.summary),
        (say("visited_on"), day_text(told.visited_on)),
        (say("finding"), told.finding),
        *told.judged,
        (say("gate"), told.gate),
        (say("way"), told.way),
        (say("reason"), told.reason),
    )
    by_hand = tuple(say(key) for key in ("sign_party", "sign_place"))
    form = Sheet((*((label, text) for label, text in rows if text), *((label, "") for label in by_hand)), tall=by_hand)
    return paper(wording, given, names, said(wording, "opening", names), form, _note(wording, names))


def outcome(told: facts.Outcome, wording: Wording, given: Given) -> Paper:
    """协商成果报告: when and where, who sat there, what was said, what came out, who differed, what follows."""
    say = wording.word
    names = fields_of(told.matter, given, held_on=day_text(told.held_on), where=told.where)
    return paper(
        wording,
        given,
        names,
        said(wording, "opening", names),
        Heading(1, say("about")),
        _label(wording, "matter", told.matter.number),
        words(told.matter.summary),
        Heading(1, say("held")),
        Label(say("held_on"), day_text(told.held_on)),
        _label(wording, "where", told.where),
        Label(say("seats"), "；".join(_seat(who, count, wording) for who, count in told.seats)) if told.seats else None,
        words(told.said),
        Heading(1, say("came_out")),
        Label(say("outcome"), told.outcome),
        words(told.opinion),
        _label(wording, "next_step", told.next_step),
        *dissents(told.dissents, wording),
        *_items(told.items, wording),
        said(wording, "closing", names),
        signed(wording, names, given),
        _note(wording, names),
    )


def _seat(who: str, count: str, wording: Wording) -> str:
    """A seat with how many sat on it: 居民9人."""
    return wording.words.get(f"seat_{who}", who) + count + (wording.word("persons") if count.isdigit() else "")


def dissents(rows: tuple[tuple[str, str], ...], wording: Wording, level: int = 1) -> tuple[Block, ...]:
    """Each view that differed, and what it was answered."""
    if not rows:
        return ()
    found: list[Block] = [Heading(level, wording.word("dissents"))]
    for words_, answer in rows:
        found.append(Words(words_))
        found.append(Label(wording.word("answer"), answer or wording.word("no_answer")))
    return tuple(found)


def _items(items: tuple[facts.Item, ...], wording: Wording) -> tuple[Block, ...]:
    return (Heading(1, wording.word("items")), item_table(items, wording)) if items else ()


def public_notice(told: facts.Notice, wording: Wording, given: Given) -> Paper:
    """公示: what was decided, by how many, how long it hangs where, how to object."""
    say = wording.word
    names = fields_of(told.matter, given, from_on=day_text(told.from_on), until=day_text(told.until), where=told.where)
    figures = Table((say("what"), say("count")), told.figures, (60, 40)) if told.figures else None
    return paper(
        wording,
        given,
        names,
        said(wording, "opening", names),
        words(told.matter.summary),
        words(told.text),
        _label(wording, "decided_by", wording.words.get(f"body_{told.decided_by}", told.decided_by)),
        figures,
        Label(say("hangs"), f"{names['from_on']}至{names['until']}"),
        _label(wording, "where", told.where),
        _label(wording, "contact", told.contact),
        said(wording, "closing", names),
        signed(wording, names, given),
        _note(wording, names),
    )
