"""Races of what happens to promises, and of a unit's own word."""

from datetime import timedelta

from bandeng.commitments import actions as work
from bandeng.commitments.models import Commitment, WorkItem
from tests.honesty.racing import Pair, by_officers, claimed, opened, race, secretary, twice
from tests.honesty.town import Town


def noted(town: Town, item: WorkItem, once: str | None = None) -> Commitment:
    return work.make_promise(
        place=town.place, items=[item], organisation=town.units["officer"], officer=town.persons["officer"],
        text="十日内整改", to_whom="居民", days=5, actor=secretary(town), at=town.at, once=once,
    )  # fmt: skip


def confirmed(town: Town) -> Commitment:
    promise = noted(town, claimed(town))
    return work.confirm_promise(promise=promise, actor=town.actors["officer"], at=town.at)


@race("make_promise", "done", "done")
def _(town: Town) -> Pair:
    item = claimed(town)
    return twice(lambda: noted(town, item, once="race-promise"))


@race("confirm_promise", "done", "already_said")
def _(town: Town) -> Pair:
    return by_officers(town, work.confirm_promise, promise=noted(town, claimed(town)))


@race("decline_promise", "already_said", "done")
def _(town: Town) -> Pair:
    return by_officers(town, work.decline_promise, promise=noted(town, claimed(town)), reason="做不到")


@race("withdraw_promise", "already_said", "done")
def _(town: Town) -> Pair:
    promise = noted(town, claimed(town))
    return (
        lambda: work.confirm_promise(promise=promise, actor=town.actors["officer"], at=town.at),
        lambda: work.withdraw_promise(promise=promise, reason="记错了", actor=secretary(town), at=town.at),
    )


@race("add_to_promise", "already_promised", "done")
def _(town: Town) -> Pair:
    return by_officers(town, work.add_to_promise, promise=confirmed(town), items=[opened(town)])


@race("count_promise", "done", "done")
def _(town: Town) -> Pair:
    promise = confirmed(town)
    return twice(lambda: work.count_promise(promise=promise, at=town.at + timedelta(days=30)))


@race("count_due_promises", "done", "done")
def _(town: Town) -> Pair:
    confirmed(town)
    return twice(lambda: work.count_due_promises(town.at + timedelta(days=30)))


@race("make_statement", "done", "done")
def _(town: Town) -> Pair:
    item, late = claimed(town), town.at + timedelta(days=30)

    def say(who: str) -> object:
        return work.make_statement(item=item, why="缺件", what_next="周五装", actor=town.actors[who], at=late)

    return lambda: say("officer"), lambda: say("second_officer")
