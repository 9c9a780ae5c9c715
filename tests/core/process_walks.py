"""A walker that knows only the engine: it does whatever is allowed, branches included, until nothing is left to do."""

import random
from dataclasses import dataclass, field

from bandeng.core.process import Position, Process
from bandeng.core.process.words import FACTS, OPPOSITES, ROLES

ALL_FACTS = frozenset(FACTS)
FREE = ("two_sides", "common_parts", "public_rental", "outside_duty", "existing_duty", "sole_raiser")


def world(chance: random.Random) -> frozenset[str]:
    """What holds at one moment: of each pair one, of the others any."""
    return frozenset([chance.choice(pair) for pair in OPPOSITES] + [word for word in FREE if chance.random() < 0.5])


@dataclass
class Walk:
    """One walk from the raising; `go` takes one act and says whether there was one to take."""

    process: Process
    chance: random.Random
    reluctant: bool = False
    now: Position = field(init=False)
    reached: frozenset[str] = frozenset({"raised"})
    answered: bool = False
    taken: int = 0
    been: set[str] = field(default_factory=set)
    trace: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now = self.process.first_position
        self.been.add(self.process.start)

    def go(self) -> bool:
        """Take one act. A matter that ended is sometimes reopened, as often as that may be."""
        if self.now.step is None and self.chance.random() < 0.7:
            return False
        guards = world(self.chance)
        ways = self._ways(guards)
        if not ways:
            assert self.now.step is None, (self.now, self.trace)
            return False
        way = self._chosen(ways)
        before, self.now = self.now, self._after(way, guards)
        if way[0] == "choose" and before.step is not None:
            self.reached |= set(self.process.reached(before.step, self.now.step))
            self.answered = self.answered or self.process.step(before.step).replies
        self.taken += 1
        self.trace.append(str(self.now.step))
        if self.now.step is not None:
            self.been.add(self.now.step)
            self.answered = (
                False if self.process.milestones(self.now.step)[:1] not in ((), ("replied",)) else self.answered
            )
        return True

    def _chosen(self, ways: list[tuple[str, str | None]]) -> tuple[str, str | None]:
        if self.reluctant:
            back = [way for way in ways if way[1] in self.now.visits]
            ways = back or [way for way in ways if way[0] == "choose"] or ways
        on = [way for way in ways if way[0] == "choose"]
        return self.chance.choice(on if on and self.chance.random() < 0.8 else ways)

    def _ways(self, guards: frozenset[str]) -> list[tuple[str, str | None]]:
        found: list[tuple[str, str | None]] = []
        now = self.now
        if now.step is not None:
            options = self.process.choices(now.step, now.visits, guards, now.came_from)
            found += [("choose", one.key) for one in options if one.allowed] if options else [("choose", None)]
        begun = self.process.branches_at(
            now.step, roles=ROLES, guards=guards, visits=now.visits, milestones=self.reached, came_from=now.came_from
        )
        return found + [("branch", one.key) for one in begun if one.allowed]

    def _after(self, way: tuple[str, str | None], guards: frozenset[str]) -> Position:
        kind, key = way
        now = self.now
        if kind == "branch":
            assert key is not None
            into = self.process.enter_branch(
                key, at=now.step, roles=ROLES, facts=ALL_FACTS, guards=guards, visits=now.visits,
                milestones=self.reached, came_from=now.came_from,
            )  # fmt: skip
            return self.process.moved(now, into)
        assert now.step is not None
        following = self.process.complete(
            now.step, roles=ROLES, facts=ALL_FACTS, choose=key, visits=now.visits, guards=guards,
            came_from=now.came_from,
        )  # fmt: skip
        return self.process.moved(now, following)
