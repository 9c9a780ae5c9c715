"""Races of what happens to a case."""

from bandeng.core.cases import write_file
from bandeng.core.process import Words, shaping
from bandeng.exchange import actions, queries
from bandeng.matters import actions as matters
from tests.honesty import exchanging
from tests.honesty.racing import Pair, maker, race, secretary, twice
from tests.honesty.town import Town


@race("write_case", "case_there", "done")
def _(town: Town) -> Pair:
    matter = exchanging.solved(town).matter
    texts = dict.fromkeys(("title", "problem", "steps", "outcome"), "字")
    return twice(lambda: actions.write_case(matter=matter, texts=texts, actor=secretary(town), at=town.at))


@race("share_case", "case_decided", "done")
def _(town: Town) -> Pair:
    row = exchanging.written(town)
    return twice(lambda: actions.share_case(case=row, actor=town.actors["supervisor"], at=town.at))


@race("send_back", "case_sent_back", "done")
def _(town: Town) -> Pair:
    row = exchanging.written(town)
    return twice(lambda: actions.send_back(case=row, reason="请改", actor=town.actors["supervisor"], at=town.at))


@race("give_up_case", "case_decided", "done")
def _(town: Town) -> Pair:
    """Whoever shares it meanwhile is told that it waits no more, or the other way round."""
    row = exchanging.written(town)
    return (
        lambda: actions.give_up_case(case=row, actor=secretary(town), at=town.at),
        lambda: actions.share_case(case=row, actor=town.actors["supervisor"], at=town.at),
    )


@race("withdraw_case", "case_not_shared", "done")
def _(town: Town) -> Pair:
    row = exchanging.shared(town)
    return twice(lambda: actions.withdraw_case(case=row, reason="变了", actor=secretary(town), at=town.at))


@race("use_case", "case_used", "done")
def _(town: Town) -> Pair:
    row = exchanging.shared(town)
    return twice(lambda: actions.use_case(place=town.place, case=row, actor=secretary(town), at=town.at))


@race("bring_case", "case_there", "done")
def _(town: Town) -> Pair:
    data = write_file(queries.travelling(exchanging.shared(town))).encode()
    return twice(lambda: actions.bring_case(data=data, place=town.place, actor=secretary(town), at=town.at))


@race("bring_draft", "done", "done")
def _(town: Town) -> Pair:
    """Two sheets lie side by side."""
    process = shaping.begin("own-race", Words("赛跑", "Race"))
    return maker(town, matters.bring_draft, place=town.elsewhere, process=process)
