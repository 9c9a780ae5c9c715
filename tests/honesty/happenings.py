"""What happens to the town's matters: each act at least once, open and sealed."""

from typing import Any

from bandeng.commitments import actions as work
from bandeng.commitments.models import Extension, WorkItem
from bandeng.matters import actions
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.models import Dissent, Matter, PassOn, Raising, Track
from bandeng.matters.queries import receipt_actor
from bandeng.people.acting import PUBLIC
from bandeng.places.models import Place
from tests.honesty import working
from tests.honesty.canaries import HOSTILE, email, mark, phone
from tests.honesty.deciding import let_decide
from tests.honesty.drafting import let_draft
from tests.honesty.exchanging import let_exchange
from tests.honesty.liaising import let_liaise
from tests.honesty.mediating import let_mediate
from tests.honesty.meeting import let_meet
from tests.honesty.opining import let_opine
from tests.honesty.papering import let_print
from tests.honesty.pressed import let_press
from tests.honesty.promising import let_promise
from tests.honesty.researching import let_carry, let_research
from tests.honesty.town import DAY, PHOTO, Case, Town
from tests.makers import XINHUA


def let_happen(town: Town) -> None:
    town.cases["own"] = worked(town, "open")
    town.cases["sealed"] = worked(town, "sealed")
    town.cases["elsewhere"] = raised(town, "open", place=town.elsewhere)
    actions.accept(
        matter=town.cases["elsewhere"].matter, title="别处的事", summary="别处的事", at=town.at,
        actor=town.actors["secretary_elsewhere"],
    )  # fmt: skip
    town.cases["hidden"] = raised(town, "open")
    town.cases["passed_on"] = sent_on(town, "open")
    for name, granted in (("asked_still", False), ("standing_still", True)):
        town.cases[name] = accepted(town, "open")
        town.cases[name].pause = working.stand_still(town, town.cases[name].matter, granted=granted)
    for where in ("open", "sealed"):
        for happen in (_explained, _passed_on, _merged, _withdrawn, _answered, _erased):
            town.more[f"{happen.__name__[1:]} {where}"] = happen(town, where)
    let_promise(town)
    let_press(town)
    let_opine(town)
    let_research(town)
    let_liaise(town)
    let_decide(town)
    let_print(town)
    let_draft(town)
    let_mediate(town)
    let_meet(town)
    let_carry(town)
    let_exchange(town)


def said(part: str, where: str) -> str:
    """Words for a text that stands open in an open matter, and is a private part of a sealed one."""
    return mark(f"{part}_sealed", "sealed") if where == "sealed" else f"大家都看得到的话{HOSTILE}"


def raised(town: Town, where: str, *, place: Place | None = None, severity: int = 2, **more: Any) -> Case:
    """Somebody raised it with name and number; of Xinhua's first building unless said otherwise."""
    told = actions.raise_matter(
        place=place or Place.objects.get(pk=f"{XINHUA}.01.01"), words=mark("matter.raised.words", where),
        category="other", severity=severity, sealed=where == "sealed", name=mark("matter.raised.name", where),
        phone=phone("matter.raised.phone", where), email=email("matter.raised.email", where), actor=PUBLIC, at=town.at,
        **more,
    )  # fmt: skip
    return Case(told.matter, told.raising, told.code)


def joined(town: Town, case: Case, where: str) -> Raising:
    return actions.join_matter(
        matter=case.matter, words=mark("matter.joined.words", where), name=mark("matter.joined.name", where),
        phone=phone("matter.joined.phone", where), email=email("matter.joined.email", where), channel="proxy",
        consent="当面同意", reach="visit", actor=town.actors["secretary"], at=town.at,
    ).raising  # fmt: skip


def accepted(town: Town, where: str, **more: Any) -> Case:
    """Raised, joined by a neighbour, accepted, and gone to see."""
    case, secretary = raised(town, where, **more), town.actors["secretary"]
    actions.accept(
        matter=case.matter, title=said("matter.accepted.title", where), actor=secretary, at=town.at,
        summary=said("matter.accepted.summary", where),
    )  # fmt: skip
    joined(town, case, where)
    actions.verify(
        matter=case.matter, visited_on=town.today, finding=said("matter.verified.finding", where), actor=secretary,
        note=mark("matter.verified.note", where), at=town.at,
    )  # fmt: skip
    case.matter = Matter.objects.get(pk=case.matter.pk)
    return case


def sorted_to(town: Town, case: Case, choose: str, where: str, **more: Any) -> None:
    told = {"reason": said("matter.sorted.reason", where), **more}
    actions.sort(
        matter=case.matter, category="other", severity=case.matter.severity, choose=choose, at=town.at,
        actor=more.pop("by", town.actors["secretary"]), **{key: value for key, value in told.items() if key != "by"},
    )  # fmt: skip


def worked(town: Town, where: str) -> Case:
    """Talked over, claimed, done, checked in part: the matter stands where its items are looked after."""
    case, secretary = accepted(town, where, severity=0), town.actors["secretary"]
    matter = case.matter
    actions.change_summary(
        matter=matter, title=said("matter.summary_changed.title", where), reason="更清楚",
        summary=said("matter.summary_changed.summary", where), actor=secretary, at=town.at,
    )  # fmt: skip
    track = Track.objects.get(matter=matter, kind="safety")
    text = said("matter.made_safe.text", where)
    actions.make_safe(matter=matter, track=track, text=text, actor=secretary, at=town.at)
    actions.take_up(matter=matter, actor=secretary, at=town.at)
    actions.hand_over(matter=matter, to=town.persons["colleague"], actor=secretary, at=town.at)
    sorted_to(town, case, "deliberate", where)
    case.dissent = _talked_over(town, matter, where)
    actions.complete_step(matter=matter, choose="assign", actor=secretary, at=town.at)
    _claimed(town, case, where)
    everybody = Raising.objects.filter(matter=matter)
    replies = actions.reply(
        matter=matter, kind="progress", text=said("matter.replied.text", where), actor=secretary, at=town.at,
        letters={raising.pk: mark("matter.replied.letter", where) for raising in everybody},
    )  # fmt: skip
    case.reply = next(reply for reply in replies if reply.raising.reach == "visit")
    return case


def _talked_over(town: Town, matter: Matter, where: str) -> Dissent:
    secretary = town.actors["secretary"]
    note = actions.note_bench(
        matter=matter, held_on=town.today, where="凉亭", seats=[SeatOnBench(role="resident", count=5)],
        said=said("matter.bench_noted.said", where), outcome="partial", actor=secretary, at=town.at,
        opinion=said("matter.bench_noted.opinion", where), dissents=[said("matter.bench_noted.dissent", where)] * 2,
        next_step="下周再议",
    )  # fmt: skip
    first, second = Dissent.objects.filter(note=note).order_by("pk")
    answer = said("matter.dissent_answered.answer", where)
    actions.answer_dissent(dissent=first, answer=answer, actor=secretary, at=town.at)
    actions.correct(
        matter=matter, of=note.pk, field="held_on", now=town.today - DAY, reason="记错了日子", actor=secretary,
        at=town.at,
    )  # fmt: skip
    return second


def _claimed(town: Town, case: Case, where: str) -> None:
    secretary, officer = town.actors["secretary"], town.actors["officer"]

    def item() -> WorkItem:
        return work.set_item(
            matter=case.matter, title=said("item.set.title", where), criteria=said("item.set.criteria", where),
            actor=secretary, at=town.at,
        )  # fmt: skip

    items = [item() for _ in range(7)]
    case.waiting, dropped, done, case.item, case.running, case.reported, case.paused = items
    for each in items:
        _give(town, each, where)
    work.return_item(
        item=case.waiting, ground=said("item.returned.ground", where), next_unit="市政处", actor=officer, at=town.at
    )
    work.hand_over_item(item=dropped, to=town.persons["officer"], actor=officer, at=town.at)
    work.drop(item=dropped, reason=said("item.dropped.reason", where), actor=secretary, at=town.at)
    working.carry(town, done, where)
    work.progress(item=done, text=said("item.progressed.text", where), photos=[PHOTO], actor=officer, at=town.at)
    work.done(
        item=done, text=said("item.done.text", where), document=said("item.done.document", where), actor=officer,
        at=town.at,
    )  # fmt: skip
    work.check(item=done, solved=True, text=said("item.checked.text", where), actor=secretary, at=town.at)
    working.pair(town, case.reported, where)
    _extended(town, case, where)
    working.pause(town, case, where)


def _give(town: Town, item: WorkItem, where: str) -> None:
    """To the unit: it claims what everybody may read; what is sealed is assigned to it."""
    unit, who, how = town.units["officer"], "officer", "claimed"
    if where == "sealed":
        who, how = "secretary", "assigned"
    work.claim(item=item, organisation=unit, days=5, how=how, actor=town.actors[who], at=town.at)


def _extended(town: Town, case: Case, where: str) -> None:
    officer, reason = town.actors["officer"], said("item.extension_asked.reason", where)
    for days in (12, 16):
        work.ask_extension(item=case.item, to_on=town.today + days * DAY, reason=reason, actor=officer, at=town.at)  # type: ignore[arg-type]
        asked = Extension.objects.get(item=case.item, decided_at__isnull=True)
        case.extension = asked
        if days == 12:
            work.decide_extension(
                extension=asked, granted=True, reason=said("item.extension_decided.reason", where), at=town.at,
                actor=town.actors["secretary"],
            )  # fmt: skip


def _explained(town: Town, where: str) -> Case:
    """Its clock stood still for a while; explained, contested, reviewed by somebody else."""
    case = accepted(town, where)
    working.pause_step(town, case.matter, where)
    sorted_to(
        town, case, "explain", where, reason=said("matter.branched.reason", where), reason_code="no_money",
        next_channel="12345",
    )  # fmt: skip
    words = mark("matter.contested.words", where)
    actions.contest(raising=case.raising, words=words, actor=receipt_actor(case.raising), at=town.at)
    actions.review(
        matter=case.matter, text=said("matter.reviewed.text", where), actor=town.actors["colleague"], at=town.at
    )
    return case


def sent_on(town: Town, where: str) -> Case:
    case = accepted(town, where)
    sorted_to(
        town, case, "pass_on", where, reason=said("matter.branched.reason", where), reason_code="other",
        to="市政处", next_channel="市政处",
    )  # fmt: skip
    return case


def _passed_on(town: Town, where: str) -> Case:
    case, secretary = sent_on(town, where), town.actors["secretary"]
    sent = PassOn.objects.get(matter=case.matter)
    text = said("matter.pass_on_answered.text", where)
    actions.answer_pass_on(pass_on=sent, answer="returned", text=text, by_whom="市政处", actor=secretary, at=town.at)
    return case


def _merged(town: Town, where: str) -> Case:
    one, into, secretary = accepted(town, where), accepted(town, where), town.actors["secretary"]
    text = said("matter.merged.text", where)
    actions.merge(matter=one.matter, into=into.matter, reason="同一件事", text=text, actor=secretary, at=town.at)
    again = accepted(town, where)
    actions.merge(matter=again.matter, into=into.matter, reason="同一件事", text=text, actor=secretary, at=town.at)
    actions.unmerge(matter=again.matter, reason="不是一件事", actor=secretary, at=town.at)
    return one


def _withdrawn(town: Town, where: str) -> Case:
    case, words = accepted(town, where), mark("matter.withdrawn.words", where)
    actions.withdraw(raising=case.raising, words=words, actor=receipt_actor(case.raising), at=town.at)
    return case


def _answered(town: Town, where: str) -> Case:
    """Done, replied to everybody, delivered, rated "not solved": it goes back to the unit."""
    case, secretary, officer = accepted(town, where), town.actors["secretary"], town.actors["officer"]
    sorted_to(town, case, "assign", where)
    item = work.set_item(matter=case.matter, title=said("item.set.title", where), actor=secretary, at=town.at)
    _give(town, item, where)
    work.done(item=item, text=said("item.done.text", where), photos=[PHOTO], actor=officer, at=town.at)
    work.check(item=item, solved=True, actor=secretary, at=town.at)
    current = Matter.objects.get(pk=case.matter.pk)
    if current.step == "supervise":
        actions.complete_step(matter=current, choose="reply", actor=secretary, at=town.at)
    replies = actions.reply(
        matter=case.matter, kind="final", text=said("matter.replied.text", where), actor=secretary, at=town.at
    )
    for reply in replies:
        if reply.delivered_at is None:
            actions.deliver(
                reply=reply, mode="visit", succeeded=True, on=town.today, note="当面", actor=secretary, at=town.at
            )
    actions.rate(
        raising=case.raising, answered="yes", solved="no", satisfied="no", words=mark("matter.rated.words", where),
        actor=receipt_actor(case.raising), at=town.at,
    )  # fmt: skip
    return case


def _erased(town: Town, where: str) -> Case:
    case, secretary = raised(town, where), town.actors["secretary"]
    actions.seal_matter(matter=case.matter, sealed=where != "sealed", reason="应居民要求", actor=secretary, at=town.at)
    actions.seal_matter(matter=case.matter, sealed=where == "sealed", reason="应居民要求", actor=secretary, at=town.at)
    actions.find_receipt(raising=case.raising, how="当面核对", actor=secretary, at=town.at)
    actions.erase_raising(raising=case.raising, actor=receipt_actor(case.raising), at=town.at)
    return case
