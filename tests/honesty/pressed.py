"""What happens in supervision: somebody is pressed and answers, a clock warns, nobody can move a matter, raisers are
called back."""

from typing import Any

from bandeng.commitments import actions as work
from bandeng.commitments.actions.sweeping import CLOCK, warn
from bandeng.commitments.models import CallBack
from bandeng.commitments.queries import callbacks, supervision
from bandeng.matters.models import Deadline
from tests.honesty.canaries import HOSTILE, mark
from tests.honesty.town import Case, Town


def let_press(town: Town) -> None:
    for where, name in (("open", "own"), ("sealed", "sealed")):
        _press(town, town.cases[name], where)
    running = town.cases["own"].running
    assert running is not None
    clock = Deadline.objects.get(of=f"item:{running.pk}", kind="item")
    watched = supervision.watch(clock)
    assert watched is not None
    warn(matter=clock.matter, watched=watched, actor=CLOCK, at=town.later(3.25))
    # On a day before anybody had a duty here.
    work.list_stuck(at=town.later(-30))
    # A period is drawn once, however often all this happens.
    if not hasattr(town, "draw"):
        _call_back(town)


def said(part: str, where: str) -> str:
    return mark(f"{part}_sealed", "sealed") if where == "sealed" else f"大家都看得到的话{HOSTILE}"


def _press(town: Town, case: Case, where: str) -> None:
    """One order that was answered, and one that waits for its answer."""
    boss, officer = town.actors["supervisor"], town.actors["officer"]
    told: dict[str, Any] = {"matter": case.matter, "level": "reminder", "actor": boss, "at": town.at}
    answered = work.issue_order(item=case.item, reason=said("order.issued.reason", where), **told)
    work.answer_order(order=answered, text=said("order.answered.text", where), actor=officer, at=town.at)
    case.order = work.issue_order(item=case.paused, reason=said("order.issued.reason", where), **told)


def _call_back(town: Town) -> None:
    caller, today = town.actors["oversight"], town.today
    town.draw = work.draw_callbacks(place=town.place, from_on=today, to_on=today, actor=caller, at=town.later(1))
    done, waiting, *_ = callbacks.calls_of(town.draw)
    work.make_callback(
        call=done, reached=True, answered="yes", solved="no", satisfied="no", actor=caller, at=town.later(1),
        words=mark("callback.made.words", "open"),
    )  # fmt: skip
    town.call = CallBack.objects.get(pk=waiting.pk)
