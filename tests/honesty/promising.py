"""What happens to promises in the town: noted, confirmed, declined, grown, its day over; and a word on what is late."""

from typing import Any

from bandeng.commitments import actions
from bandeng.commitments.models import Commitment, WorkItem
from tests.honesty.canaries import HOSTILE, mark
from tests.honesty.town import Town

WORDS = f"大家都看得到的话{HOSTILE}"


def let_promise(town: Town) -> None:
    """Four promises of the unit: one waits for its word, one was noted wrongly, one it declines, one it makes."""
    own, officer = town.cases["own"], town.actors["officer"]
    assert own.item is not None
    assert own.running is not None
    assert own.reported is not None
    town.promise = _noted(town, own.running)
    declined, made = _noted(town, own.running), _noted(town, own.item, spoken=True, witnesses=WORDS, occasion=WORDS)
    mistaken = _noted(town, own.running)
    actions.withdraw_promise(promise=mistaken, reason=WORDS, actor=town.actors["secretary"], at=town.at)
    actions.decline_promise(promise=declined, reason=WORDS, actor=officer, at=town.at)
    actions.confirm_promise(promise=made, actor=officer, at=town.at)
    made = actions.add_to_promise(promise=made, items=[own.reported], actor=officer, at=town.at)
    actions.count_promise(promise=made, at=town.later(9))
    for where in ("open", "sealed"):
        _say_why_late(town, where)


def _noted(town: Town, *items: WorkItem, **more: Any) -> Commitment:
    return actions.make_promise(
        place=town.place, items=items, organisation=town.units["officer"], officer=town.persons["officer"], text=WORDS,
        to_whom=WORDS, days=5, actor=town.actors["secretary"], at=town.at, **more,
    )  # fmt: skip


def _say_why_late(town: Town, where: str) -> None:
    """Its date passes, and the unit says why."""
    case = town.cases["own" if where == "open" else "sealed"]
    assert case.running is not None
    why, then = (
        (mark("item.statement_made.why_sealed", "sealed"), mark("item.statement_made.what_next_sealed", "sealed"))
        if where == "sealed"
        else (WORDS, WORDS)
    )
    actions.make_statement(
        item=WorkItem.objects.get(pk=case.running.pk), why=why, what_next=then, actor=town.actors["officer"],
        at=town.later(20),
    )  # fmt: skip
