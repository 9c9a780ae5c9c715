"""Races of what happens in a conversation."""

from bandeng.core.opinion import gather
from bandeng.opinions import actions, queries
from bandeng.opinions.models import Conversation, Statement
from bandeng.people.acting import PUBLIC
from tests.honesty.opining import SEEDS
from tests.honesty.racing import Pair, by_two, race, secretary, twice
from tests.honesty.town import Town


def asked(town: Town, once: str | None = None) -> Conversation:
    return actions.open_conversation(
        place=town.place, question="车停哪里？", seeds=SEEDS, actor=secretary(town), at=town.at, once=once
    )


def said(town: Town, talk: Conversation) -> Statement:
    mark = queries.mark_of(talk, PUBLIC, "a phone")
    return actions.add_statement(conversation=talk, text="要有灯。", mark=mark, actor=PUBLIC, at=town.at)


@race("open_conversation", "done", "done")
def _(town: Town) -> Pair:
    return twice(lambda: asked(town, once="race-conversation"))


@race("close_conversation", "conversation_closed", "done")
def _(town: Town) -> Pair:
    talk = asked(town)
    return twice(lambda: actions.close_conversation(
        conversation=talk, reason="问完了", actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("tick", "done", "done")
def _(town: Town) -> Pair:
    talk = asked(town)
    first, mark = talk.statements.order_by("number")[0], queries.mark_of(talk, PUBLIC, "a phone")
    actions.react(statement=first, value=1, mark=mark, at=town.at, key="k")
    return twice(lambda: actions.tick(conversation=talk, at=town.at))


@race("add_statement", "done", "said_already")
def _(town: Town) -> Pair:
    talk = asked(town)
    return twice(lambda: said(town, talk))


@race("moderate", "done", "done")
def _(town: Town) -> Pair:
    return by_two(town, actions.moderate, statement=said(town, asked(town)), state="out", reason="说的是某一个人")


@race("become", "done", "done")
def _(town: Town) -> Pair:
    first = asked(town).statements.order_by("number")[0]
    return twice(lambda: actions.become(
        statement=first, fate="answered", text="已答复", actor=secretary(town), at=town.at
    ))  # fmt: skip


@race("react", "done", "done")
def _(town: Town) -> Pair:
    talk = asked(town)
    first, mark = talk.statements.order_by("number")[0], queries.mark_of(talk, PUBLIC, "a phone")
    return twice(lambda: actions.react(statement=first, value=1, mark=mark, at=town.at, key="the form's"))


@race("react_on_paper", "done", "sheet_known")
def _(town: Town) -> Pair:
    talk = asked(town)

    def sheet(key: str) -> None:
        actions.react_on_paper(conversation=talk, sheet="7", answers={1: 1}, actor=secretary(town), at=town.at, key=key)

    return lambda: sheet("one form"), lambda: sheet("another form")


@race("bring_in", "done", "done")
def _(town: Town) -> Pair:
    return twice(lambda: actions.bring_in(
        place=town.place, question="在别处问过的", source="别处", actor=secretary(town), at=town.at, once="race-files",
        comments=[actions.Brought(0, "一句话", 1)], votes=gather([0, 1], [0, 0], [1, -1]),
    ))  # fmt: skip


@race("put_on_table", "done", "done")
def _(town: Town) -> Pair:
    talk = asked(town)
    first = talk.statements.order_by("number")[0]
    return twice(lambda: actions.put_on_table(
        conversation=talk, statements=[first], text="上桌谈", actor=secretary(town), at=town.at, once="race-table"
    ))  # fmt: skip
