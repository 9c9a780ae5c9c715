"""What else happens to an item and to a step of the town: support, money, pauses, parts, help; open and sealed."""

from bandeng.commitments import actions as work
from bandeng.commitments.models import WorkItem
from bandeng.matters import actions
from bandeng.matters.models import Matter, Pause
from bandeng.people.actions import add_organisation
from tests.honesty.canaries import HOSTILE, mark
from tests.honesty.town import DAY, PHOTO, Case, Town
from tests.makers import MAKER


def _said(part: str, where: str) -> str:
    return mark(f"{part}_sealed", "sealed") if where == "sealed" else f"大家都看得到的话{HOSTILE}"


def carry(town: Town, item: WorkItem, where: str) -> None:
    """Another unit helps and leaves again; a quote, its money, a part, volunteers."""
    officer, secretary, other = town.actors["officer"], town.actors["secretary"], town.units["officer_elsewhere"]
    at = town.at
    work.join_support(
        item=item, organisation=other, what=_said("item.support_joined.what", where), actor=secretary, at=at
    )
    work.leave_support(
        item=item, organisation=other, reason=_said("item.support_left.reason", where), actor=secretary, at=at
    )
    work.quote(
        item=item, amount_fen=128_000, document=_said("item.quoted.document", where), outside_contract=True,
        clause=_said("item.quoted.clause", where), actor=officer, at=at,
    )  # fmt: skip
    work.fund(item=item, source="budget", text=_said("item.funded.text", where), actor=secretary, at=at)
    _ended(town, item, where)
    work.deliver_in_part(
        item=item, text=_said("item.delivered_in_part.text", where), rest_on=town.today + 3 * DAY, photos=[PHOTO],
        missing=_said("item.delivered_in_part.missing", where), actor=officer, at=at,
        reason=_said("item.delivered_in_part.reason", where),
        document=_said("item.delivered_in_part.document", where),
    )  # fmt: skip
    work.note_help(
        item=item, on=town.today, people=3, minutes=90, partner=_said("item.helped.partner", where),
        text=_said("item.helped.text", where), actor=officer, at=at,
    )  # fmt: skip


def pair(town: Town, item: WorkItem, where: str) -> WorkItem:
    """Reported done with a picture from the same angle as an earlier one."""
    before = "b" * 64
    officer = town.actors["officer"]
    work.progress(item=item, text=_said("item.progressed.text", where), photos=[before], actor=officer, at=town.at)
    return work.done(
        item=item, text=_said("item.done.text", where), photos=[PHOTO], pairs=[(before, PHOTO)], actor=officer,
        at=town.at,
    )  # fmt: skip


def pause(town: Town, case: Case, where: str) -> None:
    """One item stands still, for one it was asked; a unit without anybody in it helps with a third."""
    assert case.running is not None
    helper = town.units.get("helper") or add_organisation(
        place=town.place, kind="firm", name="帮忙的单位", actor=MAKER, at=town.at
    )
    town.units["helper"] = helper
    work.join_support(item=case.running, organisation=helper, actor=town.actors["secretary"], at=town.at)
    case.pause = _asked(town, case.item, where)
    case.stop = _asked(town, case.paused, where)
    _granted(town, case.paused, case.stop, where)


def _asked(town: Town, item: WorkItem | None, where: str) -> Pause:
    assert item is not None
    work.ask_suspension(
        item=item, review_on=town.today + 4 * DAY, reason=_said("item.suspension_asked.reason", where),
        actor=town.actors["officer"], at=town.at,
    )  # fmt: skip
    return Pause.objects.get(deadline__of=f"item:{item.pk}", granted=None)


def _granted(town: Town, item: WorkItem | None, asked: Pause, where: str) -> None:
    assert item is not None
    work.decide_suspension(
        item=item, pause=asked, granted=True, reason=_said("item.suspension_decided.reason", where),
        actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip


def _ended(town: Town, item: WorkItem, where: str) -> None:
    asked = _asked(town, item, where)
    _granted(town, item, asked, where)
    work.end_suspension(
        item=item, pause=asked, reason=_said("item.suspension_ended.reason", where), actor=town.actors["officer"],
        at=town.at,
    )  # fmt: skip


def pause_step(town: Town, matter: Matter, where: str) -> None:
    """The clock of the step stood still for a while."""
    actions.ask_step_suspension(
        matter=matter, review_on=town.today + 4 * DAY, reason=_said("matter.suspension_asked.reason", where),
        actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip
    asked = Pause.objects.get(deadline__matter=matter, granted=None)
    actions.decide_step_suspension(
        matter=matter, pause=asked, granted=True, reason=_said("matter.suspension_decided.reason", where),
        actor=town.actors["supervisor"], at=town.at,
    )  # fmt: skip
    actions.end_step_suspension(
        matter=matter, pause=asked, reason=_said("matter.suspension_ended.reason", where),
        actor=town.actors["secretary"], at=town.at,
    )  # fmt: skip


def stand_still(town: Town, matter: Matter, *, granted: bool) -> Pause:
    """The clock of the step: somebody asked that it stand still, and perhaps it does."""
    actions.ask_step_suspension(
        matter=matter, review_on=town.today + 4 * DAY, reason="等答复", actor=town.actors["secretary"], at=town.at
    )
    asked = Pause.objects.get(deadline__matter=matter, granted=None)
    if granted:
        actions.decide_step_suspension(
            matter=matter, pause=asked, granted=True, actor=town.actors["supervisor"], at=town.at
        )
    return asked
