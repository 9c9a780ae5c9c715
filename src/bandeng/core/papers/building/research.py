"""Papers of research: the report of a trip, a proposal, a brief."""

from collections.abc import Iterator

from bandeng.core.papers import facts
from bandeng.core.papers.blocks import Block, Heading, Label, Paper, Sheet, Table, Words
from bandeng.core.papers.breaking import day_text
from bandeng.core.papers.building.given import Given, paper, rest, said, signed
from bandeng.core.papers.building.letters import _label, _note
from bandeng.core.papers.mandatory import MISSING
from bandeng.core.papers.wording import Wording


def trip(told: facts.Trip, wording: Wording, given: Given) -> Paper:
    """调研报告: what was asked where, the way, what was found in classes, what was suggested and what came of it."""
    say = wording.word
    time = day_text(told.from_on) + (f"至{day_text(told.to_on)}" if told.to_on != told.from_on else "")
    names = {
        "place": told.place, "title": told.title.removesuffix("调研"), "host": told.host, "time": time,
        "day": day_text(given.day), "from_on": day_text(told.from_on), "to_on": day_text(told.to_on),
    }  # fmt: skip
    return paper(
        wording, given, names, said(wording, "opening", names), Heading(1, say("about")), Label(say("time"), time),
        Label(say("themes"), "；".join(f"{number}. {each}" for number, each in enumerate(told.themes, 1))),
        _label(wording, "members", "、".join(told.members)), _label(wording, "aim", told.about),
        Heading(1, say("way")), *_way(told, wording), Heading(1, say("found")), *_found(told, wording),
        Heading(1, say("suggested")), *_suggested(told, wording), said(wording, "closing", names),
        signed(wording, names, given), _note(wording, names),
    )  # fmt: skip


def _way(told: facts.Trip, wording: Wording) -> Iterator[Block]:
    """Themes by sites as a list, then each site with its visits."""
    say = wording.word
    if not told.sites:
        yield Words(say("none"))
        return
    head = tuple(say(key) for key in ("no", "site", "place", "asked", "visits"))
    yield Table(
        head,
        tuple(
            (str(number), each.name, each.place, "；".join(each.themes), str(len(each.visits)))
            for number, each in enumerate(told.sites, 1)
        ),
        (8, 26, 20, 32, 14),
    )
    for site in told.sites:
        yield Heading(2, site.name)
        for visit in site.visits:
            later = f"（{say('later')}）" if visit.later else ""
            yield Words(f"{day_text(visit.on)}{later}：{visit.seen or MISSING}")
            if visit.heard:
                yield Label(say("heard"), visit.heard)
        if not site.visits:
            yield Words(say("not_visited"))


def _found(told: facts.Trip, wording: Wording) -> Iterator[Block]:
    """Class by class, each thing with what became of it; how many became matters, n of N."""
    say = wording.word
    if not told.found:
        yield Words(say("none"))
        return
    groups = list(dict.fromkeys(each.group for each in told.found))
    counted = f"{say('total')}{told.found_in_all}{say('items')}，{say('raised')}{told.raised}/{told.found_in_all}。"
    yield Words(counted)
    head = tuple(say(key) for key in ("no", "finding", "site", "became"))
    for group in groups:
        yield Heading(2, group)
        rows = [each for each in told.found if each.group == group]
        yield Table(
            head,
            tuple((str(each.number), each.text, each.site, each.became or say("nothing_yet")) for each in rows),
            (8, 42, 20, 30),
        )
    yield from _rest(wording, told.found_in_all - len(told.found), told.address)


def _suggested(told: facts.Trip, wording: Wording) -> Iterator[Block]:
    say = wording.word
    if not told.suggestions:
        yield Words(say("none"))
        return
    all_ = told.suggested_in_all
    yield Words(f"{say('total')}{all_}{say('pieces')}，{say('answered')}{told.answered}/{all_}。")
    head = tuple(say(key) for key in ("number", "suggestion", "by", "unit", "answer", "reason"))
    yield Table(
        head, tuple(_row(each, wording) for each in told.suggestions), (15, 28, 12, 14, 12, 19), small=True
    )  # fmt: skip
    yield from _rest(wording, all_ - len(told.suggestions), told.address)


def _row(each: facts.Suggested, wording: Wording) -> tuple[str, ...]:
    later = f"（{wording.word('later')}）" if each.later else ""
    answer = each.answer or wording.word("no_answer")
    return f"{each.number}{later}", each.text, each.by, each.unit or wording.word("no_unit"), answer, each.reason


def _rest(wording: Wording, left: int, address: str) -> Iterator[Block]:
    if found := rest(wording, left, address):
        yield found


def output(told: facts.Output, wording: Wording, given: Given) -> Paper:
    """提案, 社情民意信息: what it is about, how it stands and why, what is advised; from whom, and what came back."""
    say = wording.word
    names = {
        "place": told.place, "number": told.number, "to": told.handed_to or MISSING,
        "day": day_text(given.day), "written_on": day_text(told.written_on),
        "title": told.title.removeprefix("关于").removesuffix("的提案"),
    }  # fmt: skip
    head = (
        (say("number"), told.number), (say("cause"), told.title), (say("by"), told.place),
        (say("written_on"), day_text(told.written_on)), (say("handed_to"), told.handed_to),
    )  # fmt: skip
    return paper(
        wording, given, names, Sheet(head), Heading(1, say("analysis")), Words(told.analysis.strip() or MISSING),
        Heading(1, say("advice")), Words(told.advice.strip() or MISSING), Heading(1, say("from")),
        *_from(told, wording), Heading(1, say("back")), *_back(told, wording), said(wording, "closing", names),
        signed(wording, names, given), _note(wording, names),
    )  # fmt: skip


def _from(told: facts.Output, wording: Wording) -> Iterator[Block]:
    say = wording.word
    if not told.suggestions:
        yield Words(say("none"))
        return
    head = tuple(say(key) for key in ("suggestion_number", "suggestion", "said_by"))
    later = f"（{say('later')}）"
    rows = tuple((each.number + (later if each.later else ""), each.text, each.by) for each in told.suggestions)
    yield Table(head, rows, (20, 60, 20))
    yield from _rest(wording, told.suggested_in_all - len(rows), "")


def _back(told: facts.Output, wording: Wording) -> Iterator[Block]:
    """Whether it was adopted, and the written instruction where there is one."""
    say = wording.word
    if told.adopted is None:
        yield Words(say("not_back"))
        return
    yield Label(say("adopted"), say("yes") if told.adopted else say("no"))
    if told.instruction:
        yield Label(say("instruction"), told.instruction)
    who = "，".join(filter(None, (told.instructed_by, day_text(told.instructed_on))))
    if who:
        yield Label(say("instructed"), who)
