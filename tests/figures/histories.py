"""Random histories: what may happen to a few matters of one community, act by act, in any order the rows can bear.

The acts are written by `record` itself, past the actions: what the rules would refuse may happen here too, as long as
it leaves rows. Each history has a community of its own, so that a mistake is found where it was made.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from bandeng.commitments import acts as work
from bandeng.core.deadline import local_day
from bandeng.core.places import Wish
from bandeng.matters import acts
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.matters.acts import Due, Move, ReplyTo
from bandeng.matters.models import ProcessVersion
from bandeng.places.actions import Batch, add_places
from bandeng.records.actions import record
from tests.makers import MAKER, make_person, make_unit

CATEGORIES = ("repair", "lift", "damage", "fire_equipment", "other")
CHANNELS = ("web", "paper", "grid", "phone", "hotline")
STEPS = ("deliberate", "assign", "supervise", "reply")
MILESTONES = {
    "deliberate": ["sorted"],
    "assign": ["deliberated", "decided"],
    "supervise": ["claimed"],
    "reply": ["solved"],
}
BEGIN = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)


@dataclass
class World:
    """What all histories share: people, units and the process."""

    people: list[UUID]
    units: list[UUID]
    process: UUID


def world() -> World:
    """A few people and units, and the five-step process."""
    people = [make_person("secretary" if number < 2 else "") for number in range(6)]
    units = [make_unit(f"单位{number}") for number in range(4)]
    ensure_shelf_processes(BEGIN)
    process = ProcessVersion.objects.order_by("key", "number").first()
    assert process is not None
    return World([each.id for each in people if each.id], [each.pk for each in units], process.pk)


def communities(count: int) -> list[str]:
    """So many communities, each with a compound and two buildings, a few with households."""
    codes = [f"640302{110 + number // 100:03}{number % 100 + 1:03}" for number in range(count)]
    streets = sorted({code[:9] for code in codes})
    wishes = [Wish(code=street, name=f"第{street[6:]}街道") for street in streets]
    for number, code in enumerate(codes):
        wishes += [
            Wish(code=code, name=f"社区{number}", households="1200" if number % 3 else ""),
            Wish(parent=code, name="一区", level="compound", tenure="owned", households="300" if number % 2 else ""),
            Wish(parent=f"{code}.01", name="1 号楼", level="building"),
            Wish(parent=f"{code}.01", name="2 号楼", level="building"),
        ]
    add_places(batch=Batch(tuple(wishes)), actor=MAKER, at=BEGIN)
    return codes


@dataclass
class Item:
    """As much of an item as is needed to know what may happen to it."""

    id: UUID
    matter: UUID
    waiting: UUID
    state: str = "open"
    clock: UUID | None = None
    unit: UUID | None = None
    due: date = date(2026, 1, 1)
    returned: set[UUID] = field(default_factory=set)
    designated: bool = False
    extensions: int = 0
    pause: UUID | None = None
    asker: UUID | None = None


@dataclass
class Told:
    """As much of a matter."""

    id: UUID
    raised: datetime
    place: str
    step: str | None = "discover"
    round: int = 1
    into: UUID | None = None
    accepted: bool = False
    contested: bool = False
    notes: dict[UUID, list[UUID]] = field(default_factory=dict)
    sent: list[UUID] = field(default_factory=list)
    whole: Due | None = None
    sealed: bool = False


class History:
    """One community's story; `run` lets so many things happen."""

    def __init__(self, seed: int, code: str, world: World) -> None:
        self.chance, self.code, self.world = random.Random(seed), code, world
        self.at = BEGIN + timedelta(days=self.chance.randrange(200))
        self.matters: dict[UUID, Told] = {}
        self.raisings: dict[UUID, dict[str, Any]] = {}
        self.items: dict[UUID, Item] = {}
        self.rated: set[tuple[UUID, int]] = set()
        self.answered: dict[tuple[UUID, UUID, int], UUID] = {}
        self.orders: list[tuple[UUID, UUID, bool]] = []
        self.calls: list[tuple[UUID, UUID, UUID]] = []
        self.promises: dict[UUID, dict[str, Any]] = {}
        self.decided: list[tuple[UUID, UUID]] = []

    def run(self, deeds: int) -> None:
        """Let so many things happen; what cannot happen now is passed over. The first of them get work under way."""
        for deed in PROLOGUE[: self.chance.randint(1, len(PROLOGUE))]:
            self.at += timedelta(minutes=self.chance.choice([1, 40, 300]))
            deed(self)
        self.run_on(deeds)

    def run_on(self, deeds: int) -> None:
        """Let more happen."""
        for _ in range(deeds):
            self.at += timedelta(minutes=self.chance.choice([1, 40, 300, 1500, 4000, 20000]))
            self.chance.choice(DEEDS)(self)

    def run_out(self) -> None:
        """What comes last by its nature: promises whose day is over, raisers who are called back."""
        for deed in EPILOGUE:
            self.at += timedelta(minutes=self.chance.choice([40, 1500, 4000]))
            deed(self)

    # --- helpers ---

    def key(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def write(self, act: Any, actor: str = "", matter: UUID | None = None) -> None:
        actor = actor or f"person:{self.chance.choice(self.world.people[:2])}"
        about = f"matter:{matter or act.matter}" if matter or hasattr(act, "matter") else f"place:{self.code}"
        record(act, chain=self.code, subject=about, actor=actor, at=self.at)

    def due(self, kind: str, most: int = 40) -> Due:
        ahead = local_day(self.at) + timedelta(days=self.chance.randint(1, most))
        return Due(deadline=self.key(), kind=kind, days=5, unit="working", due_on=ahead, provisional=False)

    def moved(self, told: Told, then: str | None, why: str = "complete", milestones: list[str] | None = None) -> Move:
        step, told.step = told.step, then
        due = self.due("step") if then and self.chance.random() < 0.7 else None
        return Move(step=step, then=then, why=why, milestones=milestones or [], due=due)

    def one(self, *, open_: bool | None = None) -> Told | None:
        found = [one for one in self.matters.values() if open_ is None or (one.step is not None) == open_]
        return self.chance.choice(found) if found else None

    def of(self, told: Told) -> list[UUID]:
        return [key for key, row in self.raisings.items() if row["matter"] == told.id]

    # --- coming in ---

    def raise_one(self) -> None:
        if len(self.matters) >= 4:
            return
        place = self.chance.choice([self.code, f"{self.code}.01", f"{self.code}.01.01", f"{self.code}.01.02"])
        told = Told(self.key(), self.at, place, whole=self.due("matter", 90))
        raising = self.raising(told)
        assert told.whole is not None
        self.matters[told.id] = told
        self.write(
            acts.MatterRaised(
                matter=told.id, number=f"{self.code}-{len(self.matters)}", place=place, process=self.world.process,
                category=self.chance.choice(CATEGORIES), severity=2, step="discover", milestones=["raised"],
                step_due=self.due("step"), whole_due=told.whole, sealed=self.chance.random() < 0.1, **raising,
            ), "public",
        )  # fmt: skip

    def raising(self, told: Told) -> dict[str, Any]:
        key, person = self.key(), self.chance.choice([None, *self.world.people])
        self.raisings[key] = {"matter": told.id, "first": told.id, "erased": False}
        return {
            "raising": key, "channel": self.chance.choice(CHANNELS), "receipt": key.hex, "reach": "page", "photos": [],
            "person": person, "anonymous": person is None and self.chance.random() < 0.5,
        }  # fmt: skip

    def join(self) -> None:
        if (told := self.one(open_=True)) and told.into is None:
            self.write(acts.MatterJoined(matter=told.id, **self.raising(told)), "public")

    def accept(self) -> None:
        if (told := self.one(open_=True)) and not told.accepted:
            told.accepted = True
            self.write(acts.MatterAccepted(matter=told.id, title="t", summary="s", photos=[]))

    def seal(self) -> None:
        if told := self.one():
            self.write(acts.MatterSealed(matter=told.id, sealed=self.chance.random() < 0.5, reason="r"))

    def erase(self) -> None:
        if free := [key for key, row in self.raisings.items() if not row["erased"]]:
            key = self.chance.choice(free)
            self.raisings[key]["erased"] = True
            self.write(acts.WordsErased(matter=self.raisings[key]["matter"], raising=key, pseudonym="#1"))

    # --- the line ---

    def sort(self) -> None:
        if (told := self.one(open_=True)) and told.step == "discover":
            move = self.moved(told, self.chance.choice(STEPS[:2]), milestones=["sorted"])
            category = self.chance.choice(CATEGORIES)
            self.write(acts.MatterSorted(matter=told.id, category=category, severity=2, guards=[], move=move))

    def advance(self) -> None:
        told = self.one(open_=True)
        if told is None or told.into is not None:
            return
        if told.step == "reply" or (":" in (told.step or "") and self.chance.random() < 0.5):
            self.close(told)
        else:
            then = self.chance.choice(STEPS)
            self.write(acts.StepCompleted(matter=told.id, move=self.moved(told, then, milestones=MILESTONES[then])))

    def close(self, told: Told) -> None:
        """Everybody is answered, then it ends."""
        for raising in self.of(told):
            if (told.id, raising, told.round) not in self.answered:
                self.answer(told, raising)
        self.write(acts.StepCompleted(matter=told.id, move=self.moved(told, None, milestones=["replied"])))

    def answer(self, told: Told, raising: UUID) -> None:
        reply, arrives = self.key(), self.chance.random() < 0.7
        self.answered[told.id, raising, told.round] = reply
        to = ReplyTo(reply=reply, raising=raising, delivered="page" if arrives else None)
        self.write(acts.MatterReplied(matter=told.id, kind="final", replies=[to], text="t"))
        if not arrives:
            reached = self.chance.random() < 0.5
            for mode in ("phone",) if reached else ("phone", "phone", "visit"):
                self.at += timedelta(hours=3)
                self.write(
                    acts.ReplyDelivered(
                        matter=told.id, delivery=self.key(), reply=reply, mode=mode, succeeded=reached,
                        on=local_day(self.at),
                    )
                )  # fmt: skip

    def branch(self) -> None:
        told = self.one(open_=True)
        if told is None or told.into is not None:
            return
        name, first = self.chance.choice([
            ("explain", "said"), ("explain", "said"), ("not_accepted", "answered"), ("withdraw", "asked"),
            ("pass_on", "sent"), ("escalate", "sent"),
        ])  # fmt: skip
        ref = self.key() if name in ("pass_on", "escalate") else None
        told.sent += [ref] if ref else []
        move = self.moved(told, f"{name}:{first}", name)
        self.write(
            acts.Branched(matter=told.id, branch=name, move=move, reason_code="other", reason="r", to="x", ref=ref)
        )

    def sent_back(self) -> None:
        if (told := self.one(open_=True)) and told.sent:
            answer = self.chance.choice(["acknowledged", "returned", "result"])
            move = self.moved(told, "assign", "return") if answer == "returned" else None
            self.write(acts.PassOnAnswered(matter=told.id, ref=self.chance.choice(told.sent), answer=answer, move=move))

    def contest(self) -> None:
        told = self.one(open_=True)
        if told and told.step == "explain:said" and not told.contested:
            told.contested = True
            move = self.moved(told, "explain:contested", "contested")
            self.write(acts.ExplanationContested(matter=told.id, raising=self.key(), move=move), "public")

    def merge(self) -> None:
        told, into = self.one(open_=True), self.one(open_=True)
        if told is None or into is None or told is into or told.into or into.into:
            return
        replies = [ReplyTo(reply=self.key(), raising=each, delivered="page") for each in self.of(told)]
        for each in self.of(told):
            self.raisings[each]["matter"] = into.id
        told.into = into.id
        self.write(
            acts.MatterMerged(
                matter=told.id,
                into=into.id,
                reason="r",
                move=self.moved(told, "merge:joined", "merge"),
                replies=replies,
            )
        )

    def unmerge(self) -> None:
        if merged := [one for one in self.matters.values() if one.into and one.step == "merge:joined"]:
            told = self.chance.choice(merged)
            out_of, told.into = told.into, None
            assert out_of is not None
            brought = {told.id}
            while more := {one.id for one in self.matters.values() if one.into in brought} - brought:
                brought |= more
            for row in self.raisings.values():
                row["matter"] = told.id if row["first"] in brought else row["matter"]
            move = self.moved(told, "assign", "return")
            self.write(acts.MatterUnmerged(matter=told.id, out_of=out_of, reason="r", move=move))

    # --- answers ---

    def reply(self) -> None:
        told = self.one(open_=True)
        if told and (raisings := self.of(told)):
            kind, actor = self.chance.choice(
                [("receipt", "system:x"), ("progress", ""), ("interim", ""), ("final", "")]
            )
            if kind == "final":
                self.answer(told, self.chance.choice(raisings))
                return
            replies = [
                ReplyTo(reply=self.key(), raising=each, delivered="page" if self.chance.random() < 0.8 else None)
                for each in raisings
            ]
            self.write(acts.MatterReplied(matter=told.id, kind=kind, replies=replies, text="t"), actor)

    def rate(self) -> None:
        free = [key for key in self.answered if (key[1], key[2]) not in self.rated]
        if not free:
            return
        matter, raising, number = self.chance.choice(free)
        told, said = self.matters[matter], self.chance.choice(["yes", "yes", "partly", "no"])
        if number != told.round:
            return
        self.rated.add((raising, number))
        reopens = None
        if said == "no" and told.step is None and told.round < 3 and told.into is None and self.chance.random() < 0.7:
            reopens = self.moved(told, "reopen:again", "reopen")
            told.round += 1
        satisfied = self.chance.choice(["yes", "partly", "no"])
        self.write(
            acts.RaisingRated(
                matter=matter, raising=raising, rating=self.key(), round=number, answered="yes", solved=said,
                satisfied=satisfied, reopens=reopens,
            ), f"receipt:{raising}",
        )  # fmt: skip
        if reopens is not None:
            for item in self.items.values():
                if item.matter == matter and item.state == "settled" and self.chance.random() < 0.8:
                    self.again(item)

    def again(self, item: Item) -> None:
        due = self.due("item")
        item.state, item.clock, item.due, item.pause = "active", due.deadline, due.due_on, None
        self.write(work.ItemReopened(item=item.id, matter=item.matter, track=self.key(), due=due), "system:reopening")

    # --- the bench ---

    def note(self) -> None:
        if told := self.one(open_=True):
            key, dissents = self.key(), [self.key() for _ in range(self.chance.randrange(3))]
            told.notes[key] = dissents
            self.write(
                acts.BenchNoted(
                    matter=told.id, note=key, held_on=local_day(self.at) - timedelta(days=self.chance.randrange(3)),
                    where=self.chance.choice(["凉亭", "会议室"]), seats=[], dissents=dissents,
                    dissent=["x"] * len(dissents), outcome=self.chance.choice(["consensus", "partial", "none"]),
                    said="s", opinion="o", next_step="n",
                )
            )  # fmt: skip

    def after_note(self) -> None:
        told = self.one()
        if told is None or not told.notes:
            return
        key = self.chance.choice(list(told.notes))
        if told.notes[key] and self.chance.random() < 0.6:
            dissent = self.chance.choice(told.notes[key])
            self.write(acts.DissentAnswered(matter=told.id, dissent=dissent, answer="a"))
        else:
            now = local_day(self.at) - timedelta(days=self.chance.randrange(20))
            self.write(acts.RecordCorrected(matter=told.id, of=key, field="held_on", was=now, now=now, reason="r"))

    def recompute(self) -> None:
        if (told := self.one()) and told.whole:
            now = local_day(self.at) + timedelta(days=self.chance.randint(-20, 20))
            self.write(
                acts.DeadlineRecomputed(
                    matter=told.id, deadline=told.whole.deadline, old=told.whole.due_on, new=now, provisional=False,
                    table="cn 2027",
                ), "system:clock",
            )  # fmt: skip

    def verify(self) -> None:
        if told := self.one(open_=True):
            key = self.key()
            told.notes.setdefault(key, [])
            self.write(
                acts.MatterVerified(
                    matter=told.id, verification=key, visited_on=local_day(self.at), legal="unclear",
                    technical="unclear", financial="unclear", photos=[], finding="f",
                )
            )  # fmt: skip

    def decide(self) -> None:
        if told := self.one(open_=True):
            key, today = self.key(), local_day(self.at)
            self.decided.append((key, told.id))
            by = today + timedelta(days=self.chance.randint(1, 9)) if self.chance.random() < 0.8 else None
            self.write(
                acts.DecisionRecorded(
                    matter=told.id, decision=key, body="owners", rule="x", rule_version="1", decided_on=today,
                    passed=True, figures={}, photos=[], post_by=by, post_days=7 if by else 0, text="t", document="d",
                )
            )  # fmt: skip

    def post(self) -> None:
        if self.decided:
            of, matter = self.chance.choice(self.decided)
            today = local_day(self.at)
            self.write(
                acts.ResultPosted(
                    matter=matter, posting=self.key(), posted_on=today, text="t", where="w",
                    until=today + timedelta(days=self.chance.choice([3, 7, 10])),
                    photos=self.chance.choice([[], ["0" * 64]]), of=self.chance.choice([None, of, of]),
                )
            )  # fmt: skip

    # --- work items ---

    def item(self, *states: str) -> Item | None:
        found = [one for one in self.items.values() if one.state in states]
        return self.chance.choice(found) if found else None

    def set(self) -> None:
        if told := self.one(open_=True):
            due = self.due("claim", 5)
            one = Item(self.key(), told.id, due.deadline)
            self.items[one.id] = one
            self.write(work.ItemSet(item=one.id, matter=told.id, track=self.key(), unit_due=due, title="t"))

    def claim(self) -> None:
        if one := self.item("open"):
            free = [unit for unit in self.world.units if unit not in one.returned]
            due = self.due("item")
            one.unit, one.clock, one.due = self.chance.choice(free or self.world.units), due.deadline, due.due_on
            one.designated = (bool(one.returned) and self.chance.random() < 0.5) or not free
            one.state, one.pause = "active", None
            how = "designated" if one.designated else self.chance.choice(["on_the_spot", "claimed", "assigned"])
            self.write(
                work.ItemClaimed(
                    item=one.id, matter=one.matter, organisation=one.unit, how=how, due=due,
                    accepted_outside=self.chance.random() < 0.2,
                )
            )  # fmt: skip

    def give_back(self) -> None:
        one = self.item("active")
        if one and one.unit and not one.designated and one.unit not in one.returned:
            one.returned.add(one.unit)
            self.write(work.ItemReturned(item=one.id, matter=one.matter, organisation=one.unit, ground="g"))
            one.state, one.unit, one.clock = "open", None, None

    def report(self) -> None:
        if one := self.item("active"):
            one.state = "done"
            self.write(work.ItemDone(item=one.id, matter=one.matter, evidence=self.key(), photos=[], text="t"))

    def check(self) -> None:
        if one := self.item("done"):
            solved = self.chance.random() < 0.7
            one.state = "settled" if solved else "active"
            self.write(
                work.ItemChecked(
                    item=one.id, matter=one.matter, check=self.key(), as_role="building_head", solved=solved, photos=[]
                )
            )

    def drop(self) -> None:
        if (one := self.item("open", "active", "done")) and self.chance.random() < 0.4:
            one.state = "dropped"
            self.write(work.ItemDropped(item=one.id, matter=one.matter, reason="r"))

    def extend(self) -> None:
        one = self.item("active")
        if one is None or one.extensions >= 2:
            return
        key, new = self.key(), one.due + timedelta(days=self.chance.randint(1, 20))
        asks, decides = self.world.people[2], self.world.people[3]
        self.write(work.ExtensionAsked(item=one.id, matter=one.matter, extension=key, to_on=new), f"person:{asks}")
        granted = self.chance.random() < 0.7
        self.write(
            work.ExtensionDecided(
                item=one.id, matter=one.matter, extension=key, granted=granted, old=one.due,
                new=new if granted else one.due,
            ), f"person:{decides}",
        )  # fmt: skip
        one.extensions += granted
        one.due = new if granted else one.due

    def suspend(self) -> None:
        one = self.item("active")
        if one is None or one.clock is None:
            return
        if one.pause:
            self.write(
                work.ItemSuspensionEnded(
                    item=one.id, matter=one.matter, deadline=one.clock, suspension=one.pause, old=one.due, new=one.due
                )
            )
            one.pause = None
            return
        key, days = self.key(), self.chance.randint(2, 15)
        review, new = local_day(self.at) + timedelta(days=days), one.due + timedelta(days=days)
        self.write(
            work.ItemSuspensionAsked(
                item=one.id, matter=one.matter, deadline=one.clock, suspension=key, review_on=review
            ), f"person:{self.world.people[2]}",
        )  # fmt: skip
        self.write(
            work.ItemSuspensionDecided(
                item=one.id, matter=one.matter, deadline=one.clock, suspension=key, granted=True, old=one.due, new=new,
                expires_at=self.at + timedelta(days=days),
            ), f"person:{self.world.people[3]}",
        )  # fmt: skip
        one.pause, one.due = key, new

    # --- supervision, call-backs, promises ---

    def order(self) -> None:
        one = self.item("active", "done", "open")
        if one is None:
            return
        key, clock = self.key(), one.clock or one.waiting
        if any(order[1] == clock for order in self.orders):
            return
        self.orders.append((key, clock, False))
        self.write(
            work.OrderIssued(
                order=key, matter=one.matter, item=one.id, deadline=clock, level="reminder", rank=1,
                organisation=one.unit, due_on=local_day(self.at) + timedelta(days=self.chance.randint(1, 6)), over=1,
                by_rule=True, ends=["solved", "dropped", "returned", "taken"],
            ), "system:ladder",
        )  # fmt: skip
        self.last_order = (key, one.matter, one.id)

    def answer_order(self) -> None:
        if last := getattr(self, "last_order", None):
            key, matter, item = last
            del self.last_order
            self.write(work.OrderAnswered(order=key, matter=matter, item=item, text="t"))

    def draw(self) -> None:
        drawn = {call[1] for call in self.calls}
        free = [(key, reply) for key, reply in self.answered.items() if reply not in drawn]
        if not free or getattr(self, "drew", False):
            return
        self.drew = True
        calls = []
        for (matter, raising, _round), reply in free[:2]:
            key = self.key()
            self.calls.append((key, reply, matter))
            calls.append(
                work.Drawn(
                    callback=key, matter=matter, raising=raising, reply=reply,
                    claim=self.chance.choice(["solved", "explained"]),
                )
            )  # fmt: skip
            self.drawn = (*getattr(self, "drawn", ()), (key, matter, raising))
        day = local_day(self.at)
        self.write(
            work.CallbackDrawn(
                draw=self.key(), place=self.code, from_on=day, to_on=day, of=len(free), candidates="0" * 64, seed_n=1,
                seed="0" * 64, calls=calls,
            )
        )  # fmt: skip

    def call(self) -> None:
        if drawn := getattr(self, "drawn", ()):
            key, matter, raising = self.chance.choice(drawn)
            said = self.chance.choice(["", "yes", "partly", "no"])
            self.write(
                work.CallbackMade(
                    callback=key, matter=matter, raising=raising, reached=bool(said), mode="phone", answered=said,
                    solved=self.chance.choice(["yes", "no"]) if said else "", satisfied=said,
                )
            )  # fmt: skip

    def promise(self) -> None:
        held = [one for one in self.items.values() if one.unit]
        if not held or len(self.promises) >= 2:
            return
        unit, items = held[0].unit, [one.id for one in held if one.unit == held[0].unit]
        day, key = local_day(self.at), self.key()
        assert unit is not None
        due = day + timedelta(days=self.chance.randint(1, 20))
        self.promises[key] = {"due": due, "items": items, "state": "asked"}
        self.write(
            work.CommitmentMade(
                commitment=key, place=self.code, organisation=unit, officer=self.world.people[4], text="t", to_whom="x",
                promised_on=day, due_on=due, provisional=False, items=items,
            )
        )  # fmt: skip

    def keep(self) -> None:
        if not self.promises:
            return
        key = self.chance.choice(list(self.promises))
        told = self.promises[key]
        if told["state"] == "asked":
            declines = self.chance.random() < 0.3
            told["state"] = "declined" if declines else "confirmed"
            self.write(
                work.CommitmentDeclined(commitment=key, reason="r") if declines
                else work.CommitmentConfirmed(commitment=key)
            )  # fmt: skip
        elif told["state"] == "confirmed":
            told["state"], total = "reached", len(told["items"])
            stood = [self.chance.choice(["done", "partial", "late", "dropped"]) for _ in told["items"]]
            self.write(
                work.CommitmentDueReached(
                    commitment=key, on=told["due"], total=total, extended=0, passed_on=0,
                    lines=[work.Stood(item=key, standing=word) for key, word in zip(told["items"], stood, strict=True)],
                    **{word: stood.count(word) for word in ("done", "partial", "late", "dropped")},
                )
            )  # fmt: skip


PROLOGUE: list[Callable[[History], None]] = [
    History.raise_one, History.accept, History.sort, History.set, History.set, History.claim, History.claim,
    History.report, History.check,
]  # fmt: skip

DEEDS: list[Callable[[History], None]] = [
    History.raise_one, History.raise_one, History.join, History.accept, History.accept, History.seal, History.erase,
    History.sort, History.sort, History.advance, History.advance, History.advance, History.branch, History.sent_back,
    History.contest, History.merge, History.unmerge, History.reply, History.reply, History.rate, History.rate,
    History.rate, History.note, History.after_note, History.recompute, History.set, History.set, History.claim,
    History.claim, History.give_back, History.report, History.report, History.check, History.check, History.drop,
    History.extend, History.suspend, History.order, History.answer_order, History.draw, History.call, History.promise,
    History.keep, History.verify, History.decide, History.post,
]  # fmt: skip

EPILOGUE: list[Callable[[History], None]] = [
    History.promise, History.keep, History.keep, History.keep, History.reply, History.reply, History.draw, History.call,
    History.call, History.verify, History.after_note, History.after_note,
]  # fmt: skip
