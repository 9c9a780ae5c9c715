"""Random walks: whatever people do in whatever order, no raising is lost, no matter stands where no answer can follow.

A walk is made of this room's actions, by people with and without the right to them; a Refusal is an answer, anything
else a mistake. The seeds are fixed, so that a walk that fails can be walked again.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from bandeng.core.process import Position, Process
from bandeng.core.process.words import FACTS, GUARDS
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.models import Dissent, Matter, PassOn, Raising, Reply, Track
from bandeng.people.acting import PUBLIC, Actor
from bandeng.records.models import Entry
from bandeng.records.rebuild import check
from tests.makers import make_person, make_place, make_unit
from tests.matters.upper import Stands, Task, tell

from bandeng.core.ids import new_id  # isort: skip

MOST_OPEN = 5


class Walk:
    """One community, its people, and a way to do something at random."""

    def __init__(self, seed: int, at: datetime) -> None:
        self.chance, self.at, self.done, self.refused = random.Random(seed), at, 0, set[str]()
        self.place = make_place(at=at)
        actions.ensure_shelf_processes(at)
        self.unit = make_unit(at=at)
        roles = [
            "secretary",
            "secretary",
            "community_staff",
            "supervisor",
            "convener",
            "grid_worker",
            "building_head",
            "",
        ]
        self.people = [make_person(role, on=at) for role in roles]
        self.people.append(make_person("unit_officer", organisation=self.unit, on=at))
        self.people.append(make_person("mediator", on=at))
        self.raised: dict[object, str] = {}
        self.focus: Matter | None = None

    def pick(self, *words: object) -> object:
        return self.chance.choice(words)

    def matter(self) -> Matter:
        """Any matter, or the one that is being pushed on."""
        return self.focus or self.chance.choice(
            list(Matter.objects.select_related("place", "process").order_by("number"))
        )

    def actor(self) -> Actor:
        """Mostly somebody of the community; else anybody, the public and holders of receipts included.

        Whoever pushes a matter on is somebody whose turn it is.
        """
        if self.focus and self.focus.step:
            by = queries.read_process(self.focus.process).step(self.focus.step).by
            able = [who for who in self.people if by & queries.roles_of(who, self.focus)]
            return self.chance.choice(able or self.people)
        if self.chance.random() < 0.7:
            return self.chance.choice(self.people[:4])
        raising = self.chance.choice(list(Raising.objects.order_by("pk")) or [None])
        others = [*self.people, PUBLIC, *([Actor(name=f"receipt:{raising.pk}")] if raising else [])]
        return self.chance.choice(others)

    def step(self) -> None:
        """Do one thing."""
        self.at += timedelta(hours=self.chance.choice([1, 5, 30]))
        deeds = DEEDS if Matter.objects.exists() else [raise_one]
        try:
            (push_one if Matter.objects.exists() and self.chance.random() < 0.5 else self.chance.choice(deeds))(self)
            self.done += 1
        except Refusal as no:
            self.refused.add(no.code)
        self.focus = None


def raise_one(walk: Walk) -> None:
    if Matter.objects.filter(step__isnull=False).count() >= MOST_OPEN:
        return join_one(walk)
    told = actions.raise_matter(
        place=walk.place, words=f"words {walk.done}", category="other", severity=walk.chance.choice([0, 1, 2, 2, 3]),
        sealed=walk.chance.random() < 0.2, actor=PUBLIC, at=walk.at, reach=str(walk.pick("page", "page", "visit")),
    )  # fmt: skip
    walk.raised[told.raising.pk] = told.raising.words
    return None


def join_one(walk: Walk) -> None:
    told = actions.join_matter(matter=walk.matter(), words=f"also {walk.done}", actor=PUBLIC, at=walk.at)
    walk.raised[told.raising.pk] = told.raising.words


def accept_one(walk: Walk) -> None:
    actions.accept(matter=walk.matter(), title="t", summary="s", actor=walk.actor(), at=walk.at)


def seal_one(walk: Walk) -> None:
    sealed = bool(walk.pick(True, False))
    actions.seal_matter(matter=walk.matter(), sealed=sealed, reason="r", actor=walk.actor(), at=walk.at)


def verify_one(walk: Walk) -> None:
    actions.verify(matter=walk.matter(), visited_on=walk.at.date(), finding="seen", actor=walk.actor(), at=walk.at)


def sort_one(walk: Walk) -> None:
    choose = str(
        walk.pick("deliberate", "deliberate", "assign", "assign", "explain", "mediate", "pass_on", "escalate", "merge")
    )
    actions.sort(
        matter=walk.matter(), category="other", severity=2, choose=choose, guards=list(walk.pick(["two_sides"], [])),  # type: ignore[call-overload]
        reason="because", reason_code="other", next_channel="elsewhere", to="another body", into=walk.matter(),
        actor=walk.actor(), at=walk.at,
    )  # fmt: skip


def branch_one(walk: Walk) -> None:
    branch = str(walk.pick("explain", "not_accepted", "pass_on", "escalate", "mediate", "reopen", "withdraw"))
    actions.take_branch(
        matter=walk.matter(), branch=branch, reason_code="other", reason="because", next_channel="elsewhere",
        to="another body", actor=walk.actor(), at=walk.at,
    )  # fmt: skip


def answer_one(walk: Walk) -> None:
    among = PassOn.objects.filter(matter=walk.focus) if walk.focus else PassOn.objects.all()
    sent = walk.chance.choice(list(among.order_by("pk")) or [None])
    if sent:
        actions.answer_pass_on(
            pass_on=sent, answer=str(walk.pick("acknowledged", "acknowledged", "returned", "result")), text="so",
            choose=walk.pick(None, None, "to.sorted"), actor=walk.actor(), at=walk.at,  # type: ignore[arg-type]
        )  # fmt: skip


def note_one(walk: Walk) -> None:
    actions.note_bench(
        matter=walk.matter(), held_on=walk.at.date(), where="bench", seats=[SeatOnBench(role="resident")], said="said",
        outcome=str(walk.pick("consensus", "partial", "none", "advisory")), opinion="so", next_step="again",
        dissents=list(walk.pick([], ["no"])), choose=walk.pick(None, "assign", "deliberate"), actor=walk.actor(),  # type: ignore[call-overload, arg-type]
        at=walk.at,
    )  # fmt: skip


def answer_dissent(walk: Walk) -> None:
    dissent = Dissent.objects.filter(answered_at__isnull=True).first()
    if dissent:
        actions.answer_dissent(dissent=dissent, answer="so", actor=walk.actor(), at=walk.at)


def complete_one(walk: Walk) -> None:
    matter = walk.matter()
    options: list[str | None] = [None]
    if matter.step:
        options += queries.read_process(matter.process).step(matter.step).then
    actions.complete_step(matter=matter, choose=walk.chance.choice(options), actor=walk.actor(), at=walk.at)


def review_one(walk: Walk) -> None:
    actions.review(matter=walk.matter(), text="looked", actor=walk.actor(), at=walk.at)


def merge_one(walk: Walk) -> None:
    actions.merge(matter=walk.matter(), into=walk.matter(), reason="same", actor=walk.actor(), at=walk.at)


def unmerge_one(walk: Walk) -> None:
    merged = Matter.objects.filter(step="merge:joined").order_by("number").first()
    actions.unmerge(matter=merged or walk.matter(), reason="not the same", actor=walk.actor(), at=walk.at)


def claim_one(walk: Walk) -> None:
    matter = walk.matter()
    if matter.step == "assign":
        done = Task(matter=matter.pk, track=new_id(walk.at), organisation=walk.unit.pk)
        tell(matter=matter, done=done, at=walk.at)
        tell(matter=matter, done=Stands(matter=matter.pk, fact="items_claimed"), at=walk.at)


def settle_one(walk: Walk) -> None:
    track = Track.objects.filter(kind="item", closed_at__isnull=True).select_related("matter").first()
    if track:
        tell(matter=track.matter, done=Task(matter=track.matter_id, track=track.pk, settled=True), at=walk.at)
        tell(matter=track.matter, done=Stands(matter=track.matter_id, fact="items_settled"), at=walk.at)


def make_safe_one(walk: Walk) -> None:
    track = Track.objects.filter(kind="safety", closed_at__isnull=True).select_related("matter").first()
    if track:
        actions.make_safe(matter=track.matter, track=track, text="safe", actor=walk.actor(), at=walk.at)


def withdraw_one(walk: Walk) -> None:
    raising = walk.chance.choice(list(Raising.objects.order_by("pk")))
    if walk.chance.random() < 0.7:
        return
    actions.withdraw(raising=raising, actor=Actor(name=f"receipt:{raising.pk}"), at=walk.at)


def contest_one(walk: Walk) -> None:
    for raising in Raising.objects.filter(matter__step="explain:said").order_by("raised_at")[:1]:
        actions.contest(raising=raising, words="no", actor=Actor(name=f"receipt:{raising.pk}"), at=walk.at)


def reply_one(walk: Walk) -> None:
    kind = str(walk.pick("final", "final", "final", "progress", "interim"))
    actions.reply(matter=walk.matter(), kind=kind, text="so it is", actor=walk.actor(), at=walk.at)


def deliver_one(walk: Walk) -> None:
    waiting = Reply.objects.filter(delivered_at__isnull=True).order_by("-at", "pk").first()
    if waiting:
        actions.deliver(reply=waiting, mode="visit", succeeded=True, on=walk.at.date(), actor=walk.actor(), at=walk.at)


def rate_one(walk: Walk) -> None:
    for raising in Raising.objects.filter(matter__step=None).order_by("-matter__closed_at")[:1]:
        actions.rate(
            raising=raising, answered="yes", solved=str(walk.pick("yes", "no", "no")), satisfied="partly",
            actor=Actor(name=f"receipt:{raising.pk}"), at=walk.at,
        )  # fmt: skip


def sweep(walk: Walk) -> None:
    actions.return_unacknowledged(walk.at)
    actions.settle_uncontested(walk.at)


Deed = Callable[[Walk], None]


def push_one(walk: Walk) -> None:
    """Do what an open matter waits for, as people mostly do."""
    waiting = Matter.objects.filter(step__isnull=False).exclude(step="merge:joined").select_related("place", "process")
    walk.focus = walk.chance.choice(list(waiting.order_by("number")) or [None])
    if walk.focus is None:
        return raise_one(walk)
    now = queries.standing(walk.focus)
    step = now.process.step(walk.focus.step or "")
    missing = now.process.missing(step.key, now.facts)
    if step.replies and not set(missing) - {"replies_final"}:
        return walk.chance.choice([reply_one, reply_one, deliver_one, make_safe_one, answer_dissent, settle_one])(walk)
    if step.opens == "sorting" and walk.focus.accepted_at is None:
        return accept_one(walk)
    if missing:
        return BY_FACT[next(fact for fact in missing if fact != "replies_final")](walk)
    return {"sorting": sort_one, "acknowledgement": answer_one}.get(step.opens or "", complete_one)(walk)


BY_FACT: dict[str, "Deed"] = {
    "verification": verify_one, "outcome": note_one, "items_claimed": claim_one, "items_settled": settle_one,
    "review": review_one, "result": answer_one, "agreement": complete_one, "target_replied": complete_one,
}  # fmt: skip
USUAL: list[Deed] = [
    verify_one, sort_one, note_one, complete_one, claim_one, settle_one, reply_one, deliver_one, make_safe_one,
    answer_dissent, review_one, answer_one,
]  # fmt: skip
SELDOM: list[Deed] = [
    raise_one, join_one, accept_one, seal_one, branch_one, merge_one, unmerge_one, withdraw_one, contest_one, rate_one,
    sweep,
]  # fmt: skip
DEEDS = [*USUAL, *SELDOM, *SELDOM, *SELDOM]


Key = tuple[str | None, str | None, tuple[tuple[str, int], ...]]
_answerable: dict[Key, bool] = {}
"""What was found out before, of the one process that these walks follow."""


def reaches_a_reply(process: Process, now: Position) -> bool:
    """Whether some way on leads to the end by a final reply, given that what a step asks for is done."""
    if _key(now) not in _answerable:
        _answerable[_key(now)] = _looks_for_a_reply(process, now)
    return _answerable[_key(now)]


def _key(here: Position) -> Key:
    return here.step, here.came_from, tuple(sorted(here.visits.items()))


def _looks_for_a_reply(process: Process, now: Position) -> bool:
    seen: set[Key] = set()
    waiting = [now]
    while waiting:
        here = waiting.pop()
        if here.step is None or _key(here) in seen:
            continue
        seen.add(_key(here))
        if process.step(here.step).replies:
            return True
        waiting.extend(_after(process, here))
    return False


def _after(process: Process, here: Position) -> list[Position]:
    found = []
    step = process.step(here.step or "")
    for choose in step.then:
        try:
            following = process.complete(
                step.key, roles=step.by, facts=FACTS, choose=choose, visits=here.visits, guards=GUARDS,
                came_from=here.came_from,
            )  # fmt: skip
        except Refusal:
            continue
        found.append(process.moved(here, following))
    return found


def nothing_is_broken(walk: Walk) -> None:
    """What holds after every step of a walk."""
    raisings = {each.pk: each for each in Raising.objects.select_related("matter")}
    assert {key: each.words for key, each in raisings.items()} == walk.raised
    for matter in Matter.objects.select_related("process"):
        if matter.step is None:
            assert not queries.open_tracks(matter) or matter.merged_into_id
            for raising in matter.raisings.all():
                told = raising.replies.filter(kind="final", matter=matter, round=matter.round)
                assert told.filter(delivered_at__isnull=False).count() == 1, (matter, raising)
        else:
            now = queries.standing(matter)
            assert (now.step, now.position.came_from) == (matter.step, matter.came_from)
            assert reaches_a_reply(now.process, now.position), (matter, matter.step)
        if matter.merged_into_id:
            assert matter.raisings.count() == 0


@pytest.mark.django_db
def test_random_walks_lose_no_raising_and_never_end_where_no_answer_follows(at: datetime) -> None:
    verbs: set[str] = set()
    for seed in range(1, 5):
        with transaction.atomic():
            walk = Walk(seed, at)
            for _ in range(120):
                before = Entry.objects.count()
                walk.step()
                if Entry.objects.count() != before:
                    nothing_is_broken(walk)
            assert check().different == ()
            verbs |= set(Entry.objects.values_list("verb", flat=True))
            transaction.set_rollback(True)
    assert verbs >= WALKED


WALKED = {
    f"matter.{done}"
    for done in (
        "raised", "joined", "accepted", "sealed", "verified", "sorted", "bench_noted", "dissent_answered",
        "step_completed", "branched", "pass_on_answered", "merged", "unmerged", "replied", "reply_delivered", "rated",
        "contested", "reviewed", "withdrawn", "made_safe",
    )
}  # fmt: skip
"""What walks of these seeds do, all together: a walk that does little proves little."""
