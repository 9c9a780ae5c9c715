"""Papers of a meeting: its notice, its sign-in sheet, its record, its minutes."""

from collections.abc import Iterator

from bandeng.core.papers import facts
from bandeng.core.papers.blocks import Block, Heading, Label, Note, Paper, Qr, Sheet, Table, To, Words
from bandeng.core.papers.breaking import day_text
from bandeng.core.papers.building.given import Given, paper, said, signed, words
from bandeng.core.papers.building.letters import _label, _note
from bandeng.core.papers.building.talks import dissents
from bandeng.core.papers.building.work import item_table
from bandeng.core.papers.wording import Wording


def notice(told: facts.Called, wording: Wording, given: Given) -> Paper:
    """会议通知."""
    say = wording.word
    names = _names(told.place, told.name, told.at, told.where, given)
    topics: list[Block] = [Heading(2, _topic(each, wording)) for each in told.agenda]
    return paper(
        wording, given, names, To(f"{told.to or say('everybody')}："), words(told.changed),
        said(wording, "opening", names), Heading(1, say("when_where")), Label(say("at"), told.at),
        Label(say("where"), told.where), _label(wording, "form", told.form), Heading(1, say("agenda")), *topics,
        Heading(1, say("seats")) if told.seats else None, Words("；".join(told.seats)) if told.seats else None,
        _label(wording, "contact", told.contact), said(wording, "closing", names),
        signed(wording, names, given, Qr(told.address, say("qr_text"), say("qr")) if told.address else None),
        _note(wording, names),
    )  # fmt: skip


def _topic(each: facts.Agenda, wording: Wording) -> str:
    more = [each.matter, each.by, f"{each.minutes}{wording.word('minutes')}" if each.minutes else ""]
    told = "，".join(filter(None, more))
    return f"{each.title}（{told}）" if told else each.title


def sign_in(told: facts.SignIn, wording: Wording, given: Given) -> Paper:
    """签到册: those expected, and empty lines for others."""
    say = wording.word
    names = _names(told.place, told.name, told.at, told.where, given)
    known = [(str(number), *row) for number, row in enumerate(told.people, 1)]
    free = [(str(number), "", "", "", "") for number in range(len(known) + 1, len(known) + told.blank + 1)]
    head = tuple(say(key) for key in ("no", "name", "capacity", "unit", "sign"))
    return paper(
        wording, given, names, Label(say("meeting"), told.name), Label(say("at"), told.at),
        Label(say("where"), told.where), Table(head, (*known, *free), (8, 20, 22, 25, 25)), _note(wording, names),
    )  # fmt: skip


def record(told: facts.Meeting, wording: Wording, given: Given) -> Paper:
    """会议记录: who said what, in order."""
    say = wording.word
    names = _names(told.place, told.name, told.at, told.where, given)
    head = (
        (say("meeting"), told.name), (say("at"), told.at), (say("where"), told.where), (say("chair"), told.chair),
        (say("roles"), told.roles), (say("recorder"), told.recorder), (say("present"), "、".join(told.present)),
        (say("listening"), "、".join(told.listening)), (say("excused"), "、".join(told.excused)),
        (say("quorum"), told.quorum),
    )  # fmt: skip
    spoken: list[Block] = []
    for topic in told.topics:
        spoken += [Heading(1, topic.title), *(Label(_who(each), each.text) for each in topic.said)]
        spoken += _came_out(topic, wording)
    promised = [*_listed(wording, "promises", told.promises), *_listed(wording, "suggestions", told.suggestions)]
    by_hand = Sheet(
        ((say("sign_chair"), ""), (say("sign_recorder"), "")), tall=(say("sign_chair"), say("sign_recorder"))
    )
    sheet = Sheet(tuple((label, text) for label, text in head if text))
    asked = _asked(told, wording)
    return paper(wording, given, names, sheet, *spoken, *asked, *promised, by_hand, _note(wording, names))


def _listed(wording: Wording, key: str, lines: tuple[str, ...]) -> list[Block]:
    """Lines under their heading, neither where there are none."""
    return [Heading(1, wording.word(key)), *map(Words, lines)] if lines else []


def _who(each: facts.Spoken) -> str:
    return f"{each.who}（{each.at}）" if each.at else each.who


def minutes(told: facts.Meeting, wording: Wording, given: Given) -> Paper:
    """会议纪要: the text as it was written and signed, or, before anybody has written it, what the record says of each
    topic, who promised what; then who was there."""
    say = wording.word
    names = _names(told.place, told.name, told.at, told.where, given) | {"chair": told.chair}
    people = (("present", told.present), ("excused", told.excused), ("listening", told.listening))
    there = [_label(wording, key, "、".join(names_)) for key, names_ in people]
    issue = f"（{say('issue_before')}{told.issue}{say('issue_after')}）" if told.issue else ""
    issue = f"（{told.mark}）" if told.mark else issue
    if told.text:
        written = "\n".join(line for line in told.text.split("\n") if line.strip())
        return paper(
            wording, given, names, Words(written), *_corrected(told, wording), *there,
            _label(wording, "chair", told.chair), _label(wording, "recorder", told.recorder), _note(wording, names),
            Note(f"{say('digest')}：{told.digest}") if told.digest else None, issue=issue, copies=told.copies,
        )  # fmt: skip
    agreed: list[Block] = []
    for topic in told.topics:
        agreed += [Heading(1, topic.title), *_came_out(topic, wording)]
    promised = [*_listed(wording, "promises", told.promises), *_listed(wording, "suggestions", told.suggestions)]
    return paper(
        wording, given, names, said(wording, "opening", names), *agreed, *_asked(told, wording), *promised,
        said(wording, "closing", names), *there, _label(wording, "chair", told.chair),
        _label(wording, "recorder", told.recorder), _note(wording, names), issue=issue, copies=told.copies,
    )  # fmt: skip


def _corrected(told: facts.Meeting, wording: Wording) -> Iterator[Block]:
    """What was put right after the end stands beside the text, which stays as it was signed."""
    if not told.corrections:
        return
    yield Heading(1, wording.word("corrections"))
    rows = tuple((on, was, now, why) for was, now, why, on in told.corrections)
    head = tuple(wording.word(key) for key in ("corrected_on", "was", "now", "why"))
    yield Table(head, rows, (18, 28, 28, 26))


def _came_out(topic: facts.Talked, wording: Wording) -> Iterator[Block]:
    if topic.outcome:
        yield Label(wording.word("outcome"), topic.outcome)
    if found := words(topic.opinion):
        yield found
    if topic.votes:
        yield Label(wording.word("votes"), "，".join(f"{name}{count}" for name, count in topic.votes))
    if topic.next_step:
        yield Label(wording.word("next_step"), topic.next_step)
    yield from dissents(topic.dissents, wording, level=2)
    if topic.items:
        yield item_table(topic.items, wording)


def _asked(told: facts.Meeting, wording: Wording) -> Iterator[Block]:
    if not told.questions:
        return
    yield Heading(1, wording.word("questions"))
    for question, answer, who in told.questions:
        yield Heading(2, question)
        yield Label(who or wording.word("answer"), answer or wording.word("no_answer"))


def _names(place: str, name: str, at: str, where: str, given: Given) -> dict[str, str]:
    return {"place": place, "name": name, "at": at, "where": where, "day": day_text(given.day)}
