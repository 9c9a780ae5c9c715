"""A conversation with people in it, in few words."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bandeng.core.refusal import Refusal
from bandeng.opinions import actions, queries
from bandeng.opinions.models import Conversation, Statement, Voice
from bandeng.people.acting import PUBLIC, Actor
from tests.makers import AT, make_person, make_place

SEEDS = ("大厅里不该停电动车。", "应该在北门建车棚。", "充电桩要先装好。")


class Talk:
    """Xinhua asks about vehicles in the lobby."""

    def __init__(self, seeds: tuple[str, ...] = SEEDS, **more: Any) -> None:
        self.place, self.at = make_place(), AT
        self.secretary, self.staff = make_person("secretary"), make_person("community_staff")
        self.conversation: Conversation = actions.open_conversation(
            place=self.place, question="电动车停哪里？", seeds=seeds, actor=self.secretary, at=AT, **more
        )

    def statement(self, number: int) -> Statement:
        there = Statement.objects.select_related("conversation__place")
        return there.get(conversation=self.conversation, number=number)

    def mark(self, token: str, actor: Actor = PUBLIC) -> str:
        return queries.mark_of(self.conversation, actor, token)

    def react(self, token: str, number: int, value: int, key: str = "", at: datetime | None = None) -> actions.Said:
        return actions.react(
            statement=self.statement(number), value=value, mark=self.mark(token), at=at or self.at,
            key=key or f"{token}-{number}-{value}",
        )  # fmt: skip

    def say(self, token: str, text: str, **more: Any) -> Statement:
        return actions.add_statement(
            conversation=self.conversation, text=text, mark=self.mark(token), actor=PUBLIC, at=self.at, **more
        )

    def voice(self, token: str) -> Voice | None:
        return queries.known_voice(self.conversation, self.mark(token))

    def shown(self, after: int = 0) -> queries.Shown:
        return queries.shown(self.conversation, self.at + timedelta(seconds=after))

    def two_camps(self, each: int = 20) -> None:
        """Two groups of so many who say the opposite of everything but the first statement."""
        count = self.conversation.statements.filter(state="in").count()
        for person in range(2 * each):
            for number in range(1, count + 1):
                side = 1 if number == 1 or (person < each) == (number % 2 == 0) else -1
                # A few strays, so that nobody is exactly like another.
                self.react(f"p{person}", number, 0 if (person * 7 + number) % 11 == 0 else side)


def refused(code: str, do: Any) -> Refusal:
    """That an action says no, and with which word."""
    with pytest.raises(Refusal) as no:
        do()
    assert no.value.code == code
    return no.value
