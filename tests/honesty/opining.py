"""A conversation in the town: asked, said, read, reacted to on a phone and on paper, answered, ended."""

from bandeng.core.opinion import gather
from bandeng.opinions import actions, queries
from bandeng.people.acting import PUBLIC
from tests.honesty.canaries import HOSTILE, mark
from tests.honesty.town import Town

SEEDS = ("大厅里不该停车。", "北门建车棚。", "先装充电桩。")


def let_opine(town: Town) -> None:
    """One conversation that goes on, with a statement that waits, one kept out and one answered; and one that ended."""
    secretary = town.actors["secretary"]
    talk = actions.open_conversation(
        place=town.place, question=f"车停哪里？{HOSTILE}", about=f"大家都看得到的话{HOSTILE}", seeds=SEEDS,
        actor=secretary, at=town.at,
    )  # fmt: skip
    town.conversation = talk
    token = queries.mark_of(talk, PUBLIC, "a phone in the town")
    waits, out, let_in = (
        actions.add_statement(
            conversation=talk, text=mark("opinion.stated.text", where), mark=token, actor=PUBLIC, at=town.at
        )
        for where in ("open", "sealed", "person")
    )
    town.waiting = waits
    actions.moderate(statement=out, state="out", reason=f"说的是某一个人{HOSTILE}", actor=secretary, at=town.at)
    read = f"大家都看得到的想法{HOSTILE}"
    town.statement = actions.moderate(statement=let_in, state="in", text=read, actor=secretary, at=town.at)
    actions.react(statement=town.statement, value=1, mark=token, at=town.at, key="town")
    actions.react_on_paper(
        conversation=talk, sheet="1", answers={1: 1, 2: -1}, actor=secretary, at=town.at, key="town sheet"
    )
    actions.become(statement=town.statement, fate="answered", text=f"已答复{HOSTILE}", actor=secretary, at=town.at)
    actions.tick(conversation=talk, at=town.at)
    actions.put_on_table(
        conversation=talk, statements=[talk.statements.get(number=1)], text=f"上桌谈{HOSTILE}", actor=secretary,
        matter=town.cases["own"].matter, at=town.at,
    )  # fmt: skip
    actions.bring_in(
        place=town.place, question=f"在别处问过的{HOSTILE}", source=f"别处{HOSTILE}", actor=secretary, at=town.at,
        comments=[actions.Brought(0, f"放进来的{HOSTILE}", 1), actions.Brought(1, "没有放进来的", -1)],
        votes=gather([0, 1], [0, 0], [1, -1]),
    )  # fmt: skip
    ended = actions.open_conversation(
        place=town.place, question=f"快递柜放哪里？{HOSTILE}", seeds=SEEDS, actor=secretary, at=town.at
    )
    actions.close_conversation(conversation=ended, reason=f"问完了{HOSTILE}", actor=secretary, at=town.at)
