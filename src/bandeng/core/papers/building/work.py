"""Papers about work: who does what by when, claimed, pressed for, given more time, given back."""

from bandeng.core.papers import facts
from bandeng.core.papers.blocks import Paper, Sheet, Table, To, Words
from bandeng.core.papers.breaking import day_text
from bandeng.core.papers.building.given import Given, fields_of, paper, rest, said, signed
from bandeng.core.papers.building.letters import _note
from bandeng.core.papers.wording import Wording


def responsibility(told: facts.Responsibility, wording: Wording, given: Given) -> Paper:
    """责任清单: item, what counts as done, unit, date."""
    names = {"place": told.place, "title": told.title, "matter": told.matter, "day": day_text(given.day)}
    return paper(
        wording,
        given,
        names,
        said(wording, "opening", names),
        item_table(told.items, wording),
        said(wording, "closing", names),
        signed(wording, names, given),
        _note(wording, names),
    )


def tasks(told: facts.Tasks, wording: Wording, given: Given) -> Paper:
    """会议责任清单: every item that came of a meeting, each with its topic."""
    names = {"place": told.place, "name": told.name, "at": told.at, "where": told.where, "day": day_text(given.day)}
    head = tuple(wording.word(key) for key in ("no", "topic", "item", "criteria", "unit", "due", "state"))
    rows = tuple(
        (str(number), topic, each.title, each.criteria, each.unit, due_of(each, wording), each.state)
        for number, (topic, each) in enumerate(told.items, 1)
    )
    table = Table(head, rows, (7, 20, 19, 13, 13, 18, 10), small=True)
    return paper(
        wording, given, names, said(wording, "opening", names), table if rows else Words(wording.word("none")),
        rest(wording, told.in_all - len(rows), told.address), said(wording, "closing", names),
        signed(wording, names, given), _note(wording, names),
    )  # fmt: skip


def item_table(items: tuple[facts.Item, ...], wording: Wording) -> Table:
    """Items as a table, the promised date beside the first one where it was moved."""
    head = tuple(wording.word(key) for key in ("no", "item", "criteria", "unit", "due", "state"))
    rows = tuple(
        (str(number), each.title, each.criteria, each.unit, due_of(each, wording), each.state)
        for number, each in enumerate(items, 1)
    )
    return Table(head, rows, (8, 22, 20, 15, 24, 11))


def due_of(item: facts.Item, wording: Wording) -> str:
    """The date; the first one beside it where an act moved it."""
    moved = item.first_due and item.due and item.first_due != item.due
    return day_text(item.due) + (f"（{wording.word('first_due')}{day_text(item.first_due)}）" if moved else "")


def claim(told: facts.Claim, wording: Wording, given: Given) -> Paper:
    """认领单."""
    item, say = told.item, wording.word
    names = fields_of(told.matter, given, unit=item.unit)
    rows = (
        *_matter(told.matter, wording),
        (say("item"), item.title),
        (say("criteria"), item.criteria),
        (say("unit"), item.unit),
        (say("officer"), item.officer),
        (say("how"), wording.words.get(f"how_{item.how}", item.how)),
        (say("claimed_on"), day_text(item.claimed_on)),
        (say("due"), due_of(item, wording)),
        (say("sign_unit"), ""),
        (say("sign_place"), ""),
    )
    form = Sheet(_filled(rows, wording), tall=(say("sign_unit"), say("sign_place")))
    closing = said(wording, "closing", names)
    return paper(wording, given, names, said(wording, "opening", names), form, closing, _note(wording, names))


def order(told: facts.Order, wording: Wording, given: Given) -> Paper:
    """督办单: from whom to whom, which clock passed by how much, what is asked until when."""
    say = wording.word
    names = fields_of(
        told.matter,
        given,
        unit=told.to,
        by=told.by,
        level=told.level,
        item=told.item or told.matter.title,
        overdue=str(told.overdue),
        was_due=day_text(told.was_due),
        answer_by=day_text(told.answer_by),
    )
    rows = (
        *_matter(told.matter, wording),
        (say("item"), told.item),
        (say("level"), told.level),
        (say("was_due"), day_text(told.was_due)),
        (say("overdue"), f"{told.overdue}{say('days')}"),
        (say("reason"), told.reason),
        (say("answer_by"), day_text(told.answer_by)),
        (say("answer"), told.answer),
        (say("answered_on"), day_text(told.answered_on)),
    )
    form = Sheet(_filled(rows, wording), tall=(say("answer"),))
    return paper(
        wording,
        given,
        names,
        To(f"{told.to}："),
        said(wording, "opening", names),
        form,
        said(wording, "closing", names),
        signed(wording, names, given),
        _note(wording, names),
    )


def extension(told: facts.Extension, wording: Wording, given: Given) -> Paper:
    """延期申请（审批）表: asked by one, decided by another; the first date always stands there."""
    item, say = told.item, wording.word
    names = fields_of(told.matter, given, unit=item.unit)
    rows = (
        *_matter(told.matter, wording),
        (say("item"), item.title),
        (say("unit"), item.unit),
        (say("first"), day_text(item.first_due)),
        (say("due"), day_text(item.due)),
        (say("to_on"), day_text(told.to_on)),
        (say("reason"), told.reason),
        (say("asked_by"), told.asked_by),
        (say("asked_on"), day_text(told.asked_on)),
        (say("decision"), told.decision),
        (say("answer"), told.answer),
        (say("decided_by"), told.decided_by),
        (say("decided_on"), day_text(told.decided_on)),
    )
    form = Sheet(_filled(rows, wording), tall=(say("decision"), say("decided_by")))
    return paper(wording, given, names, said(wording, "opening", names), form, _note(wording, names))


def returned(told: facts.Returned, wording: Wording, given: Given) -> Paper:
    """退回单: a unit gives an item back once, with its ground."""
    say = wording.word
    names = fields_of(told.matter, given, unit=told.unit)
    rows = (
        *_matter(told.matter, wording),
        (say("item"), told.item.title),
        (say("unit"), told.unit),
        (say("ground"), told.ground),
        (say("returned_on"), day_text(told.returned_on)),
        (say("now"), told.item.unit),
        (say("state"), told.item.state),
    )
    form = Sheet(_filled(rows, wording))
    return paper(
        wording,
        given,
        names,
        said(wording, "opening", names),
        form,
        said(wording, "closing", names),
        signed(wording, names, given),
        _note(wording, names),
    )


def _matter(matter: facts.Matter, wording: Wording) -> tuple[tuple[str, str], ...]:
    return ((wording.word("matter"), matter.number), (wording.word("title"), matter.title))


def _filled(rows: tuple[tuple[str, str], ...], wording: Wording) -> tuple[tuple[str, str], ...]:
    """Without the rows that say nothing, except those left free for a hand: their labels stand in `by_hand`."""
    by_hand = wording.words.get("by_hand", "").split("、")
    return tuple((label, text) for label, text in rows if text or label in by_hand)
