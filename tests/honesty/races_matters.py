"""Races of the actions of matters."""

from typing import Any

from bandeng.commitments import actions as work
from bandeng.matters import actions
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.models import Dissent, Matter, PassOn, Pause, Raising, Reply, Track
from bandeng.matters.queries import receipt_actor
from bandeng.people.acting import PUBLIC
from tests.honesty import happenings
from tests.honesty.racing import (
    DECIDE,
    Pair,
    Run,
    by_two,
    case,
    claimed,
    race,
    secretary,
    twice,
)
from tests.honesty.town import DAY, PHOTO, Case, Town


@race("raise_matter", "done", "done")
def _(town: Town) -> Pair:
    return twice(
        lambda: actions.raise_matter(
            place=town.place,
            words="路灯坏了",
            category="other",
            severity=2,
            actor=PUBLIC,
            at=town.at,
            once="race-raise",
        )
    )


@race("join_matter", "done", "done")
def _(town: Town) -> Pair:
    matter = case(town).matter
    return twice(lambda: actions.join_matter(matter=matter, words="我也是", actor=PUBLIC, at=town.at, once="race-join"))


@race("accept", "done", "already_accepted")
def _(town: Town) -> Pair:
    return by_two(town, actions.accept, matter=happenings.raised(town, "open").matter, title="一", summary="一")


@race("change_summary", "done", "stale")
def _(town: Town) -> Pair:
    matter = case(town).matter
    return by_two(
        town, actions.change_summary, matter=matter, title="二", summary="二", reason="更清楚", version=matter.version
    )


@race("seal_matter", "done", "stale")
def _(town: Town) -> Pair:
    matter = case(town).matter
    return by_two(town, actions.seal_matter, matter=matter, sealed=True, reason="应要求", version=matter.version)


@race("verify", "done", "done")
def _(town: Town) -> Pair:
    return by_two(town, actions.verify, matter=case(town).matter, visited_on=town.today, finding="确有其事")


@race("sort", "done", "stale")
def _(town: Town) -> Pair:
    matter = case(town).matter
    return by_two(
        town, actions.sort, matter=matter, category="other", severity=2, choose="deliberate", version=matter.version
    )


def deliberating(town: Town) -> Matter:
    found = case(town)
    happenings.sorted_to(town, found, "deliberate", "open")
    return Matter.objects.get(pk=found.matter.pk)


def noted(town: Town, **more: Any) -> Matter:
    matter = deliberating(town)
    actions.note_bench(
        matter=matter, held_on=town.today, where="凉亭", seats=[SeatOnBench(role="resident")], said="说了",
        outcome="consensus", opinion="划线", actor=secretary(town), at=town.at, **more,
    )  # fmt: skip
    return Matter.objects.get(pk=matter.pk)


@race("note_bench", "done", "stale")
def _(town: Town) -> Pair:
    matter = deliberating(town)
    return by_two(
        town, actions.note_bench, matter=matter, held_on=town.today, where="凉亭", seats=[SeatOnBench(role="resident")],
        said="说了", outcome="consensus", opinion="划线", version=matter.version,
    )  # fmt: skip


@race("answer_dissent", "done", "done")
def _(town: Town) -> Pair:
    """Later words replace earlier ones; the ledger has both."""
    matter = noted(town, dissents=["不同意"])
    return by_two(town, actions.answer_dissent, dissent=Dissent.objects.get(note__matter=matter), answer="因为")


@race("complete_step", "done", "stale")
def _(town: Town) -> Pair:
    matter = noted(town)
    return twice(
        lambda: actions.complete_step(
            matter=matter, choose="assign", version=matter.version, actor=secretary(town), at=town.at
        )
    )


@race("take_up", "done", "done")
def _(town: Town) -> Pair:
    """A colleague may take over what another holds: both are told in the ledger, the later one holds it."""
    return by_two(town, actions.take_up, matter=case(town).matter)


@race("hand_over", "done", "stale")
def _(town: Town) -> Pair:
    matter = case(town).matter
    actions.take_up(matter=matter, actor=secretary(town), at=town.at)
    matter = Matter.objects.get(pk=matter.pk)
    return by_two(
        town, actions.hand_over, who=DECIDE, matter=matter, to=town.persons["colleague"], version=matter.version
    )


@race("make_safe", "done", "already_safe")
def _(town: Town) -> Pair:
    matter = happenings.raised(town, "open", severity=0).matter
    track = Track.objects.get(matter=matter, kind="safety")
    return by_two(town, actions.make_safe, matter=matter, track=track, text="已断电")


@race("correct", "done", "already_so")
def _(town: Town) -> Pair:
    matter = case(town).matter
    visit = matter.verifications.get()
    told: dict[str, Any] = {"of": visit.pk, "field": "visited_on", "now": town.today - DAY, "reason": "记错了"}
    return by_two(town, actions.correct, matter=matter, **told)


@race("take_branch", "done", "stale")
def _(town: Town) -> Pair:
    matter = case(town).matter
    return by_two(
        town, actions.take_branch, matter=matter, branch="explain", reason_code="no_money", reason="没有经费",
        next_channel="12345", version=matter.version,
    )  # fmt: skip


@race("answer_pass_on", "done", "already_answered")
def _(town: Town) -> Pair:
    sent = PassOn.objects.get(matter=happenings.sent_on(town, "open").matter)
    return by_two(town, actions.answer_pass_on, pass_on=sent, answer="acknowledged", by_whom="市政处")


@race("merge", "done", "merge_cycle")
def _(town: Town) -> Pair:
    one, two = case(town).matter, case(town).matter

    def merge(matter: Matter, into: Matter) -> Run:
        return lambda: actions.merge(matter=matter, into=into, reason="同一处", actor=secretary(town), at=town.at)

    return merge(one, two), merge(two, one)


@race("unmerge", "done", "not_merged")
def _(town: Town) -> Pair:
    one, two = case(town).matter, case(town).matter
    actions.merge(matter=one, into=two, reason="同一处", actor=secretary(town), at=town.at)
    return by_two(town, actions.unmerge, matter=Matter.objects.get(pk=one.pk), reason="不是一件事")


def explained(town: Town) -> Case:
    found = case(town)
    happenings.sorted_to(
        town, found, "explain", "open", reason="没有经费", reason_code="no_money", next_channel="12345"
    )
    return found


@race("contest", "done", "already_contested")
def _(town: Town) -> Pair:
    raising = explained(town).raising
    return twice(lambda: actions.contest(raising=raising, words="不对", actor=receipt_actor(raising), at=town.at))


@race("review", "done", "not_offered")
def _(town: Town) -> Pair:
    found = explained(town)
    actions.contest(raising=found.raising, words="不对", actor=receipt_actor(found.raising), at=town.at)
    return by_two(town, actions.review, who=("colleague", "clerk"), matter=found.matter, text="再看过了")


@race("withdraw", "done", "done")
def _(town: Town) -> Pair:
    """Withdrawn while an interim reply goes out: both stand, and nobody is left without an answer."""
    found = case(town)
    raising = found.raising
    return (
        lambda: actions.withdraw(raising=raising, words="不用了", actor=receipt_actor(raising), at=town.at),
        lambda: actions.reply(matter=found.matter, kind="interim", text="在办", actor=secretary(town), at=town.at),
    )


def answering(town: Town) -> Matter:
    """At its reply: claimed, done, checked."""
    found = case(town)
    happenings.sorted_to(town, found, "assign", "open")
    item = claimed(town, found.matter)
    work.done(item=item, text="好了", photos=[PHOTO], actor=town.actors["officer"], at=town.at)
    work.check(item=item, solved=True, actor=secretary(town), at=town.at)
    matter = Matter.objects.get(pk=found.matter.pk)
    if matter.step == "supervise":
        actions.complete_step(matter=matter, choose="reply", actor=secretary(town), at=town.at)
    return Matter.objects.get(pk=matter.pk)


@race("reply", "done", "stale")
def _(town: Town) -> Pair:
    matter = answering(town)
    return by_two(town, actions.reply, matter=matter, kind="final", text="办好了", version=matter.version)


@race("deliver", "already_delivered", "done")
def _(town: Town) -> Pair:
    matter = answering(town)
    actions.reply(matter=matter, kind="final", text="办好了", actor=secretary(town), at=town.at)
    reply = Reply.objects.get(matter=matter, raising__reach="visit", kind="final")
    return by_two(town, actions.deliver, reply=reply, mode="visit", succeeded=True, on=town.today)


@race("rate", "done", "spent")
def _(town: Town) -> Pair:
    matter = answering(town)
    for reply in actions.reply(matter=matter, kind="final", text="办好了", actor=secretary(town), at=town.at):
        if not reply.delivered_at:
            actions.deliver(reply=reply, mode="visit", succeeded=True, on=town.today, actor=secretary(town), at=town.at)
    raising = Raising.objects.get(matter=matter, reach="page")
    answers = {"answered": "yes", "solved": "no", "satisfied": "no"}
    return twice(lambda: actions.rate(raising=raising, actor=receipt_actor(raising), at=town.at, **answers))


@race("find_receipt", "done", "done")
def _(town: Town) -> Pair:
    return by_two(town, actions.find_receipt, raising=case(town).raising, how="当面核对")


@race("erase_raising", "done", "already_erased")
def _(town: Town) -> Pair:
    raising = case(town).raising
    return twice(lambda: actions.erase_raising(raising=raising, actor=receipt_actor(raising), at=town.at))


def _asked_to_stop(town: Town) -> tuple[Matter, Pause]:
    matter = case(town).matter
    actions.ask_step_suspension(
        matter=matter, review_on=town.today + 2 * DAY, reason="等答复", actor=town.actors["clerk"], at=town.at
    )
    return matter, Pause.objects.get(deadline__matter=matter)


@race("ask_step_suspension", "done", "already_asked")
def _(town: Town) -> Pair:
    return by_two(
        town, actions.ask_step_suspension, matter=case(town).matter, review_on=town.today + 2 * DAY, reason="等答复"
    )


@race("decide_step_suspension", "done", "already_decided")
def _(town: Town) -> Pair:
    matter, asked = _asked_to_stop(town)
    return by_two(town, actions.decide_step_suspension, who=DECIDE, matter=matter, pause=asked, granted=True)


@race("end_step_suspension", "done", "not_paused")
def _(town: Town) -> Pair:
    matter, asked = _asked_to_stop(town)
    actions.decide_step_suspension(matter=matter, pause=asked, granted=True, actor=secretary(town), at=town.at)
    return by_two(town, actions.end_step_suspension, who=DECIDE, matter=matter, pause=asked, reason="答复到了")
