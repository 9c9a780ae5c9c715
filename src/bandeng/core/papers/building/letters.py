"""Papers that a raiser gets into their hands: the receipt, the reply, the explanation."""

from bandeng.core.papers import facts
from bandeng.core.papers.blocks import Label, Note, Paper, Qr, Sheet, To
from bandeng.core.papers.breaking import day_text
from bandeng.core.papers.building.given import Given, fields_of, paper, said, signed, words
from bandeng.core.papers.wording import Wording


def receipt(told: facts.Receipt, wording: Wording, given: Given) -> Paper:
    """受理回执: what came in, when who will answer, the code that follows it."""
    matter, say = told.matter, wording.word
    names = fields_of(matter, given, to=told.name)
    rows = (
        (say("matter"), matter.number),
        (say("title"), matter.title),
        (say("name"), told.name),
        (say("raised_on"), day_text(matter.raised_on)),
        (say("where"), matter.where),
        (say("channel"), matter.channel),
        (say("words"), told.words),
        (say("status"), matter.status),
        *((what, day_text(day)) for what, day in told.promises),
    )
    return paper(
        wording,
        given,
        names,
        said(wording, "opening", names),
        _filled(rows),
        said(wording, "closing", names),
        signed(wording, names, given, _code(told, wording)),
        _note(wording, names),
        Note(f"{say('head')}：{told.head}") if told.head else None,
    )


def reply(told: facts.Reply, wording: Wording, given: Given) -> Paper:
    """答复函: the official word, this raiser's own letter, what it rests on, where to turn."""
    to = told.to or wording.word("neighbour")
    names = fields_of(told.matter, given, to=to)
    return paper(
        wording,
        given,
        names,
        To(f"{to}："),
        said(wording, "opening", names),
        words(told.text),
        words(told.letter),
        _label(wording, "basis", told.basis),
        _label(wording, "appeal", told.appeal),
        said(wording, "closing", names),
        signed(wording, names, given, _code(told, wording)),
        _note(wording, names),
    )


def explanation(told: facts.Explanation, wording: Wording, given: Given) -> Paper:
    """告知书: why something will not be done; for everybody, so it is addressed to nobody by name."""
    names = fields_of(told.matter, given)
    return paper(
        wording,
        given,
        names,
        said(wording, "opening", names),
        words(told.matter.summary),
        said_label(wording, "reason", told.reason),
        _label(wording, "basis", told.basis),
        _label(wording, "appeal", told.appeal),
        said(wording, "closing", names),
        signed(wording, names, given),
        _note(wording, names),
    )


def said_label(wording: Wording, key: str, text: str) -> Label | None:
    """A label with its text, where there is one."""
    return _label(wording, key, text)


def _label(wording: Wording, key: str, text: str) -> Label | None:
    return Label(wording.word(key), text.strip()) if text.strip() else None


def _note(wording: Wording, names: dict[str, str]) -> Note | None:
    text = wording.say("note", names)
    return Note(text) if text else None


def _code(told: facts.Receipt | facts.Reply, wording: Wording) -> Qr | None:
    if not told.address:
        return None
    return Qr(told.address, f"{wording.word('code')}：{told.code}", wording.word("qr"))


def _filled(rows: tuple[tuple[str, str], ...]) -> Sheet:
    return Sheet(tuple((label, text) for label, text in rows if text))
