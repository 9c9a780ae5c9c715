"""Races of the actions of commitments."""

from datetime import date
from typing import Any

from bandeng.commitments import actions as work
from bandeng.commitments.models import CallbackDraw, Extension, WorkItem
from bandeng.matters.models import Pause
from bandeng.matters.queries import receipt_actor
from bandeng.people.models import Organisation
from tests.honesty import happenings
from tests.honesty.racing import (
    DECIDE,
    Pair,
    Run,
    assigned,
    by_officers,
    by_two,
    claimed,
    opened,
    race,
    secretary,
    twice,
)
from tests.honesty.town import DAY, PHOTO, Town


@race("set_item", "done", "done")
def _(town: Town) -> Pair:
    matter = assigned(town)
    return twice(lambda: work.set_item(matter=matter, title="划线", actor=secretary(town), at=town.at, once="race-set"))


@race("claim", "done", "already_gone_on")
def _(town: Town) -> Pair:
    item = opened(town)

    def claim(who: str) -> Run:
        unit: Organisation = town.units[who]
        return lambda: work.claim(item=item, organisation=unit, days=5, actor=town.actors[who], at=town.at)

    return claim("officer"), claim("officer_elsewhere")


@race("set_and_claim", "done", "done")
def _(town: Town) -> Pair:
    matter, unit = assigned(town), town.units["officer"]
    return twice(
        lambda: work.set_and_claim(
            matter=matter, title="划线", organisation=unit, days=5, actor=secretary(town), at=town.at, once="race-both"
        )
    )


@race("return_item", "done", "already_gone_on")
def _(town: Town) -> Pair:
    return by_officers(town, work.return_item, item=claimed(town), ground="归市政管", next_unit="市政处")


@race("hand_over_item", "done", "stale")
def _(town: Town) -> Pair:
    item = claimed(town)
    return by_officers(town, work.hand_over_item, item=item, to=town.persons["officer"], version=item.version)


@race("progress", "done", "done")
def _(town: Town) -> Pair:
    return by_officers(town, work.progress, item=claimed(town), text="在办")


@race("done", "done", "already_gone_on")
def _(town: Town) -> Pair:
    return by_officers(town, work.done, item=claimed(town), text="好了", photos=[PHOTO])


@race("check", "done", "already_gone_on")
def _(town: Town) -> Pair:
    item = claimed(town)
    work.done(item=item, text="好了", photos=[PHOTO], actor=town.actors["officer"], at=town.at)
    return by_two(town, work.check, item=item, solved=True)


@race("ask_extension", "done", "already_asked")
def _(town: Town) -> Pair:
    return by_officers(town, work.ask_extension, item=claimed(town), to_on=town.today + 12 * DAY, reason="等材料")


@race("decide_extension", "done", "already_decided")
def _(town: Town) -> Pair:
    item = claimed(town)
    work.ask_extension(
        item=item, to_on=town.today + 12 * DAY, reason="等材料", actor=town.actors["officer"], at=town.at
    )
    asked = Extension.objects.get(item=item)
    return by_two(town, work.decide_extension, who=DECIDE, extension=asked, granted=True, reason="同意")


@race("drop", "done", "already_gone_on")
def _(town: Town) -> Pair:
    return by_two(town, work.drop, who=DECIDE, item=claimed(town), reason="做不到")


@race("join_support", "done", "supports_already")
def _(town: Town) -> Pair:
    other = town.units["officer_elsewhere"]
    return by_two(town, work.join_support, who=DECIDE, item=claimed(town), organisation=other, what="出人")


@race("leave_support", "done", "not_supporting")
def _(town: Town) -> Pair:
    item, other = claimed(town), town.units["officer_elsewhere"]
    work.join_support(item=item, organisation=other, actor=secretary(town), at=town.at)
    return by_two(town, work.leave_support, who=DECIDE, item=item, organisation=other, reason="人手不够")


@race("quote", "done", "stale")
def _(town: Town) -> Pair:
    item = claimed(town)
    return by_officers(town, work.quote, item=item, amount_fen=80_000, document="报价单", version=item.version)


@race("fund", "done", "stale")
def _(town: Town) -> Pair:
    item = claimed(town)
    return by_two(town, work.fund, who=DECIDE, item=item, source="budget", version=item.version)


@race("deliver_in_part", "done", "done")
def _(town: Town) -> Pair:
    return by_officers(
        town, work.deliver_in_part, item=claimed(town), text="东侧好了", missing="西侧", reason="下雨",
        rest_on=town.today + 3 * DAY, photos=[PHOTO],
    )  # fmt: skip


@race("note_help", "done", "done")
def _(town: Town) -> Pair:
    return by_officers(town, work.note_help, item=claimed(town), on=town.today, text="搬车", people=2, minutes=90)


def _asked_to_stop(town: Town) -> tuple[WorkItem, Pause]:
    item = claimed(town)
    work.ask_suspension(
        item=item, review_on=town.today + 4 * DAY, reason="等答复", actor=town.actors["officer"], at=town.at
    )
    return item, Pause.objects.get(deadline__of=f"item:{item.pk}")


@race("ask_suspension", "done", "already_asked")
def _(town: Town) -> Pair:
    return by_officers(town, work.ask_suspension, item=claimed(town), review_on=town.today + 4 * DAY, reason="等答复")


@race("decide_suspension", "done", "already_decided")
def _(town: Town) -> Pair:
    item, asked = _asked_to_stop(town)
    return by_two(town, work.decide_suspension, who=DECIDE, item=item, pause=asked, granted=True)


@race("end_suspension", "done", "not_paused")
def _(town: Town) -> Pair:
    item, asked = _asked_to_stop(town)
    work.decide_suspension(item=item, pause=asked, granted=True, actor=secretary(town), at=town.at)
    return by_two(town, work.end_suspension, who=DECIDE, item=item, pause=asked, reason="答复到了")


@race("issue_order", "done", "already_issued")
def _(town: Town) -> Pair:
    item = claimed(town)
    return by_two(
        town, work.issue_order, who=DECIDE, matter=item.matter, item=item, level="reminder", reason="快到期了"
    )


@race("answer_order", "done", "already_answered")
def _(town: Town) -> Pair:
    item = claimed(town)
    order = work.issue_order(
        matter=item.matter, item=item, level="reminder", reason="快到期了", actor=secretary(town), at=town.at
    )
    return by_officers(town, work.answer_order, order=order, text="在办")


@race("draw_callbacks", "done", "drawn_already")
def _(town: Town) -> Pair:
    happenings._answered(town, "open")
    return twice(lambda: _drawn(town, town.today))


@race("make_callback", "already_called", "done")
def _(town: Town) -> Pair:
    happenings._answered(town, "open")
    draw = CallbackDraw.objects.first() or _drawn(town, town.today)
    call = draw.calls.filter(reached=False).order_by("position")[0]
    told: dict[str, Any] = {"answered": "yes", "solved": "yes", "satisfied": "yes"}
    return twice(
        lambda: work.make_callback(call=call, reached=True, actor=town.actors["oversight"], at=town.later(2), **told)
    )


@race("answer_callback", "already_called", "done")
def _(town: Town) -> Pair:
    """The raiser on the receipt, and the telephone: whoever comes second is told that it was answered."""
    happenings._answered(town, "open")
    draw = CallbackDraw.objects.first() or _drawn(town, town.today)
    call = draw.calls.filter(reached=False).select_related("raising").order_by("position")[0]
    told: dict[str, Any] = {"call": call, "answered": "yes", "solved": "yes", "satisfied": "yes", "at": town.later(2)}
    return (
        lambda: work.answer_callback(actor=receipt_actor(call.raising), **told),
        lambda: work.make_callback(reached=True, actor=town.actors["oversight"], **told),
    )


def _drawn(town: Town, day: date) -> CallbackDraw:
    return work.draw_callbacks(
        place=town.place, from_on=day, to_on=day, actor=town.actors["oversight"], at=town.later(1)
    )
