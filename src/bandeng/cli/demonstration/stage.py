"""The stage of the demonstration: stories take turns in the order of time, and act through the actions of real use.

def locker(bench: Bench) -> Story:
    yield bench.back(40, "09:10")            # the working day 40 before today, ten past nine
    matter = bench.raised("locker", ...)     # happens at that moment
    yield bench.back(39)
    bench.accepted(matter, ...)
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bandeng.cli.demonstration.days import Days
from bandeng.cli.demonstration.people import Cast, neighbour
from bandeng.cli.demonstration.pictures import draw
from bandeng.commitments import actions as items
from bandeng.commitments.models import WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters import actions, queries
from bandeng.matters.actions.intake import receipt_for
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.models import Dissent, Matter, PassOn, Raising, Reply
from bandeng.people.acting import PUBLIC, Actor
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.models import Entry
from bandeng.records.photos import take_photo
from bandeng.records.tasks import react

Story = Iterator[datetime]


def play(stories: Iterable[tuple["Stage", Story]]) -> None:
    """Let every story act when its moment comes, the earliest first; a story's own moments never go back."""
    waiting: list[tuple[datetime, int, Stage, Story]] = []
    for number, (stage, story) in enumerate(stories):
        _wait(waiting, number, stage, story)
    while waiting:
        at, number, stage, story = heapq.heappop(waiting)
        if at < stage.at:
            raise ValueError(f"{story!r} goes back to {at}")
        stage.at = at
        _wait(waiting, number, stage, story)


def _wait(waiting: list[tuple[datetime, int, "Stage", Story]], number: int, stage: "Stage", story: Story) -> None:
    at = next(story, None)
    if at is not None:
        heapq.heappush(waiting, (at, number, stage, story))


def receipt_key(key: str) -> str:
    """The `once` of a raising of the demonstration: its receipt follows from it."""
    return f"demonstration-{key}"


def receipt_code(key: str) -> str:
    """The secret of that receipt, as its address has it."""
    return receipt_for(receipt_key(key))[1]


@dataclass
class Stage:
    """What all stories share: the days, everybody who acts, and the present moment of the play."""

    days: Days
    cast: Cast
    at: datetime
    photos: dict[str, str] = field(default_factory=dict)

    def photo(self, name: str, stamp: str = "") -> str:
        """A drawing kept as a photo; its digest."""
        key = f"{name} {stamp}"
        if key not in self.photos:
            self.photos[key] = take_photo(draw(name, stamp), at=self.at).sha256
        return self.photos[key]


@dataclass
class Bench:
    """One community on the stage; each verb happens at the present moment, by whose turn it is if not told."""

    stage: Stage
    community: str
    domain: str

    @property
    def at(self) -> datetime:
        return self.stage.at

    @property
    def today(self) -> date:
        return local_day(self.stage.at)

    def back(self, working_days: int, clock: str = "09:00") -> datetime:
        return self.stage.days.back(working_days, clock)

    def ago(self, minutes: int) -> datetime:
        return self.stage.days.ago(minutes)

    def ahead(self, working_days: int) -> date:
        """The working day so many after today, not after the present moment of the play."""
        return self.stage.days.ahead(working_days)

    def who(self, key: str) -> Actor:
        """Somebody of this community by the first part of their address; of elsewhere by all of it."""
        return self.stage.cast[key if "@" in key else f"{key}@{self.domain}"]

    def place(self, below: str = "") -> Place:
        """A place of this community: "01.03" is building 3 of its first compound."""
        return Place.objects.get(pk=f"{self.community}.{below}" if below else self.community)

    def photo(self, name: str) -> str:
        return self.stage.photo(name)

    def shown(self, item: WorkItem, name: str) -> str:
        """A picture of this very work: the same file is evidence for one matter alone."""
        return self.stage.photo(name, f"{self.community[-3:]} {item.matter.number.partition('-')[2]}")

    def neighbour(self, name: str, number: int, below: str = "01") -> Person:
        return neighbour(self.place(below).pk, name, number, self.at)

    # --- raising ---

    def raised(
        self,
        key: str,
        below: str,
        category: str,
        words: str,
        *,
        severity: int = 2,
        by: str = "",
        sealed: bool = False,
        photos: Sequence[str] = (),
        channel: str = "",
        person: Person | None = None,
        consent: str = "",
        reach: str = "page",
        capacity: str = "resident",
        name: str = "",
        phone: str = "",
    ) -> Matter:
        """Somebody raises; `by` writes it down for them."""
        done = actions.raise_matter(
            place=self.place(below),
            words=words,
            category=category,
            severity=severity,
            sealed=sealed,
            actor=self.who(by) if by else PUBLIC,
            at=self.at,
            once=receipt_key(key),
            channel=channel or ("proxy" if by else "web"),
            photos=[self.photo(one) for one in photos],
            person=person,
            consent=consent,
            reach=reach,
            capacity=capacity,
            name=name,
            phone=phone,
            anonymous=not (name or person),
        )
        return done.matter

    def joined(
        self,
        matter: Matter,
        key: str,
        words: str,
        *,
        by: str = "",
        channel: str = "",
        consent: str = "",
        reach: str = "page",
        person: Person | None = None,
        capacity: str = "resident",
    ) -> Raising:
        """Somebody else has the same trouble."""
        done = actions.join_matter(
            matter=matter,
            words=words,
            actor=self.who(by) if by else PUBLIC,
            at=self.at,
            once=receipt_key(key),
            channel=channel or ("proxy" if by else "web"),
            consent=consent,
            reach=reach,
            person=person,
            capacity=capacity,
            anonymous=person is None,
        )
        return done.raising

    # --- the community ---

    def accepted(
        self, matter: Matter, title: str, summary: str, *, photos: Sequence[str] = (), by: str = "staff"
    ) -> None:
        actions.accept(
            matter=matter,
            title=title,
            summary=summary,
            photos=[self.photo(one) for one in photos],
            actor=self.who(by),
            at=self.at,
        )

    def verified(
        self,
        matter: Matter,
        finding: str,
        *,
        by: str = "",
        legal: str = "yes",
        technical: str = "yes",
        financial: str = "unknown",
        note: str = "",
        photos: Sequence[str] = (),
    ) -> None:
        """Somebody went to see: the grid worker where the grid reaches, else the community's staff."""
        by = by or ("grid" if "grid_worker" in self.who("grid").roles_at(matter.place) else "staff")
        actions.verify(
            matter=matter,
            visited_on=self.today,
            finding=finding,
            note=note,
            legal=legal,
            technical=technical,
            financial=financial,
            photos=[self.photo(one) for one in photos],
            actor=self.who(by),
            at=self.at,
        )

    def sorted(
        self, matter: Matter, choose: str, *, guards: Sequence[str] = (), by: str = "secretary", **told: Any
    ) -> None:
        """Decided how it goes on, as category and severity stand."""
        now = Matter.objects.get(pk=matter.pk)
        actions.sort(
            matter=matter,
            category=now.category,
            severity=now.severity,
            choose=choose,
            guards=guards,
            actor=self.who(by),
            at=self.at,
            **told,
        )

    def noted(
        self,
        matter: Matter,
        where: str,
        seats: dict[str, int],
        said: str,
        outcome: str,
        opinion: str,
        *,
        dissents: Sequence[str] = (),
        next_step: str = "",
        choose: str | None = None,
    ) -> list[Dissent]:
        """A bench meeting of today; the dissents it recorded."""
        note = actions.note_bench(
            matter=matter,
            held_on=self.today,
            where=where,
            said=said,
            outcome=outcome,
            opinion=opinion,
            seats=[SeatOnBench(role=role, count=count) for role, count in seats.items()],
            dissents=dissents,
            next_step=next_step,
            choose=choose,
            actor=self.who("secretary"),
            at=self.at,
        )
        return list(note.dissents.all())

    def replied(
        self, matter: Matter, text: str, *, kind: str = "final", by: str = "secretary", **told: Any
    ) -> list[Reply]:
        return actions.reply(matter=matter, kind=kind, text=text, actor=self.who(by), at=self.at, **told)

    def rated(self, key: str, answered: str, solved: str, satisfied: str, words: str = "") -> None:
        """The holder of a receipt says whether it is true."""
        raising = self.raising(key)
        actor = queries.receipt_actor(raising)
        actions.rate(
            raising=raising, answered=answered, solved=solved, satisfied=satisfied, words=words, actor=actor, at=self.at
        )
        self._react("matter.rated", raising.matter)

    def _react(self, verb: str, matter: Matter) -> None:
        """Let what follows from an act follow now; done by the worker later, it would stand behind later entries."""
        entry = Entry.objects.filter(verb=verb, subject=f"matter:{matter.pk}").latest("arrival")
        react.call(chain=entry.chain, n=entry.n)

    def raising(self, key: str) -> Raising:
        """The raising of a key, as its receipt finds it."""
        return Raising.objects.select_related("matter").get(receipt=queries.receipt_mark(receipt_code(key)))

    def passed_on(self, matter: Matter) -> PassOn:
        return PassOn.objects.get(matter=matter)

    # --- the responsible unit ---

    def claimed(
        self, matter: Matter, title: str, unit: str, days: int, *, criteria: str = "", how: str = ""
    ) -> WorkItem:
        """Set and taken on in one sitting."""
        return items.set_and_claim(
            matter=matter,
            title=title,
            criteria=criteria,
            organisation=self.stage.cast.firms[unit],
            days=days,
            how=how,
            actor=self.who("secretary"),
            at=self.at,
        )

    def done(self, item: WorkItem, text: str, photos: Sequence[str], *, by: str, before: str = "") -> None:
        """Reported done; `before` is an earlier picture of the same spot, the first of `photos` shows it now."""
        shown = [self.shown(item, one) for one in photos]
        pairs = [(self.photo(before), shown[0])] if before else []
        items.done(item=item, text=text, photos=shown, pairs=pairs, actor=self.who(by), at=self.at)

    def checked(
        self, item: WorkItem, text: str, *, solved: bool = True, by: str = "oversight", photos: Sequence[str] = ()
    ) -> None:
        items.check(
            item=item,
            solved=solved,
            text=text,
            photos=[self.photo(one) for one in photos],
            actor=self.who(by),
            at=self.at,
        )


Telling = Callable[[Bench], Story]
