"""Cases in the town: one waits, one was sent back, one is shared and used elsewhere, one was withdrawn, one given up;
one more matter may become one."""

from bandeng.exchange import actions
from bandeng.exchange.models import SolvedCase
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter
from tests.exchange.solving import solve
from tests.honesty.canaries import HOSTILE, mark
from tests.honesty.town import Case, Town

OPEN = f"大家都看得到的话{HOSTILE}"


def let_exchange(town: Town) -> None:
    """What is drafted is for few; what was shared is for everybody, and sealed only so that it can be taken away."""
    town.cases["solved"] = solved(town)
    town.case_draft = written(town, problem=mark("exchange.written.draft"))
    actions.send_back(
        case=written(town), reason=mark("exchange.sent_back.reason"), actor=town.actors["supervisor"], at=town.at
    )
    actions.give_up_case(case=written(town), actor=town.actors["secretary"], at=town.at)
    town.case = shared(town)
    actions.use_case(place=town.elsewhere, case=town.case, actor=town.actors["secretary_elsewhere"], at=town.at)
    actions.withdraw_case(case=shared(town), reason=OPEN, actor=town.actors["supervisor"], at=town.at)


def solved(town: Town) -> Case:
    """Raised with name and number, and answered: everybody may know how."""
    from tests.honesty.happenings import raised

    case, secretary = raised(town, "open"), town.actors["secretary"]
    matters.accept(matter=case.matter, title=OPEN, summary=OPEN, actor=secretary, at=town.at)
    matters.verify(matter=case.matter, visited_on=town.today, finding=OPEN, actor=secretary, at=town.at)
    case.matter = solve(
        Matter.objects.get(pk=case.matter.pk), secretary=secretary, unit=town.units["officer"],
        worker=town.actors["officer"], checker=town.actors["oversight"], at=town.at,
    )  # fmt: skip
    return case


def written(town: Town, problem: str = OPEN) -> SolvedCase:
    texts = {"title": OPEN, "problem": problem, "steps": OPEN, "outcome": OPEN, "pitfalls": OPEN}
    return actions.write_case(matter=solved(town).matter, texts=texts, actor=town.actors["secretary"], at=town.at)


def shared(town: Town) -> SolvedCase:
    return actions.share_case(case=written(town), actor=town.actors["supervisor"], at=town.at)
