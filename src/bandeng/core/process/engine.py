"""The engine: where a matter may go from the step at which it stands. Pure; source: process.md, house.md "A rule"."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bandeng.core.process.definition import Definition
from bandeng.core.process.model import RETURN, TO, Branch, Following, Position, Step, Words
from bandeng.core.refusal import Refusal

NOTHING: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class Process(Definition):
    """A process that can be run: every way in which a matter moves or may move."""

    def complete(
        self,
        at: str,
        *,
        roles: Iterable[str],
        facts: Iterable[str],
        choose: str | None = None,
        visits: Mapping[str, int] = NOTHING,
        guards: Collection[str] = (),
        came_from: str | None = None,
        open_tracks: Collection[str] = (),
    ) -> str | None:
        """Complete the step `at`; return the key of the step that follows, None at the end.

        roles        what the actor is here, e.g. {"secretary"}
        facts        what stands for this matter, e.g. {"verification"}
        choose       what shall follow, as `choices` spells it; may be left out where only one thing follows
        visits       how often each step was entered, as `Position.visits`
        guards       what is true of this matter now, e.g. {"life_safety"}
        came_from    as `Position.came_from`; only a branch that goes back asks for it
        open_tracks  what is not settled yet (`tracks.still_open`); holds the final reply up
        Raises       Refusal: "unknown_step", "not_your_turn", "missing", "tracks_open", "must_choose",
                     "not_offered", "too_often".
        Source       process.md; docs/process.md, "Who moves a matter".
        """
        step = self.step(at)
        if step.by.isdisjoint(roles):
            raise Refusal("not_your_turn", step=at, needs=sorted(step.by))
        if not self.goes_back(at, choose):
            self._may_complete(at, facts=facts, open_tracks=open_tracks)
        if not step.then:
            return None
        return self._entered(self._chosen(step, choose), at=at, visits=visits, guards=guards, came_from=came_from)

    def _may_complete(self, at: str, *, facts: Iterable[str], open_tracks: Collection[str]) -> None:
        if missing := self.missing(at, facts):
            raise Refusal("missing", step=at, needs=missing)
        if self.step(at).replies and open_tracks:
            raise Refusal("tracks_open", step=at, tracks=sorted(open_tracks))

    def _chosen(self, step: Step, choose: str | None) -> str:
        if choose is None and len(step.then) == 1:
            return step.then[0]
        if choose not in step.then:
            raise Refusal("must_choose", step=step.key, options=list(step.then))
        return choose

    def _entered(
        self, key: str, *, at: str, visits: Mapping[str, int], guards: Collection[str], came_from: str | None
    ) -> str:
        """The step that `key`, a word of `at`'s `then`, leads to, if it may be entered."""
        target, back = self._target(key, at=at, visits=visits, came_from=came_from)
        if target is None:
            raise Refusal("not_offered", step=key)
        step = self.step(target)
        if not back:
            _may_enter(step, visits=visits, guards=guards)
        return target

    def _target(
        self, key: str, *, at: str, visits: Mapping[str, int], came_from: str | None
    ) -> tuple[str | None, bool]:
        """The step that `key` names, and whether it is a branch's way back, which no counter of the line bars."""
        if key in self.steps:
            return key, False
        if at in self.own or key in self._branches:
            return self._first(self.branch(key), visits).key, False
        if key == RETURN:
            return came_from, True
        return self.anchor(key.removeprefix(TO)), True

    def _first(self, branch: Branch, visits: Mapping[str, int]) -> Step:
        """The branch's first step that is not used up; its first step when all that count are."""
        entries = _entries(branch)
        return next((step for step in entries if not _used_up(step, visits)), entries[-1])

    def moved(self, now: Position, following: str | None) -> Position:
        """The position after `following` was entered from `now`, whether by `complete` or by `enter_branch`.

        A branch that goes back to where the matter stood leaves its counters alone (it was a parenthesis); one that
        goes to another step of the line begins a new round: the line's counters start afresh, the branches' do not.
        """
        if following is None:
            return Position(None, now.visits, None)
        into_line, from_branch = following in self.own, now.step is not None and now.step not in self.own
        if into_line and from_branch and following == now.came_from:
            return Position(following, now.visits, None)
        visits = {key: n for key, n in now.visits.items() if not (into_line and from_branch and key in self.own)}
        visits[following] = visits.get(following, 0) + 1
        came_from = now.came_from if from_branch else now.step
        return Position(following, MappingProxyType(visits), None if into_line else came_from)

    # Branches.

    def enter_branch(
        self,
        key: str,
        *,
        at: str | None,
        roles: Iterable[str],
        facts: Iterable[str] = (),
        guards: Collection[str] = (),
        visits: Mapping[str, int] = NOTHING,
        milestones: Iterable[str] = (),
        came_from: str | None = None,
    ) -> str:
        """Leave the line for the branch `key`; return the key of the branch's step that is entered.

        at          where the matter stands, None at the end
        milestones  what the matter has reached so far
        facts       what stands; asked where the step itself names the branch in its `then`
        Raises      Refusal: "unknown_branch", "not_your_turn", "missing", "not_offered", "too_often".
        """
        branch = self.branch(key)
        if branch.by.isdisjoint(roles):
            raise Refusal("not_your_turn", step=key, needs=sorted(branch.by))
        if at is not None and key in self.step(at).then and (missing := self.missing(at, facts)):
            raise Refusal("missing", step=at, needs=missing)
        if self._not_here(key, at) or self.place_in(at, milestones, came_from) not in branch.start:
            raise Refusal("not_offered", step=key)
        first = self._first(branch, visits)
        _may_enter(first, visits=visits, guards=guards)
        return first.key

    def _not_here(self, key: str, at: str | None) -> bool:
        """A step that names a branch in its `then` offers it as an ordinary follower, once it is complete, and not past
        that. Inside a branch only another one whose entry is counted may begin: two that are not counted could hand a
        matter to and fro for ever."""
        if at is None:
            return False
        inside = self.branch_of(at)
        free = self.branch(key).steps[0].at_most is None
        return key in self.step(at).then or inside == key or (inside is not None and free)

    # What a page offers.

    def choices(
        self,
        at: str,
        visits: Mapping[str, int] = NOTHING,
        guards: Collection[str] = (),
        came_from: str | None = None,
    ) -> list[Following]:
        """What may follow `at`, in the order of the file, whether allowed now and, if not, why."""
        return [
            self._following(key, at=at, visits=visits, guards=guards, came_from=came_from) for key in self.step(at).then
        ]

    def _following(
        self, key: str, *, at: str, visits: Mapping[str, int], guards: Collection[str], came_from: str | None
    ) -> Following:
        target, _ = self._target(key, at=at, visits=visits, came_from=came_from)
        name = self._branches[key].name if key in self._branches and key not in self.own else None
        name = name or (self.step(target).name if target else Words(key, key))
        try:
            self._entered(key, at=at, visits=visits, guards=guards, came_from=came_from)
        except Refusal as no:
            return Following(key, name, allowed=False, why_not=no.code)
        return Following(key, name, allowed=True)

    def branches_at(
        self,
        at: str | None,
        *,
        roles: Iterable[str],
        guards: Collection[str] = (),
        visits: Mapping[str, int] = NOTHING,
        milestones: Iterable[str] = (),
        came_from: str | None = None,
    ) -> list[Following]:
        """The branches that begin at this position, whether this actor may enter each and, if not, why."""
        where, roles, milestones = self.place_in(at, milestones, came_from), frozenset(roles), frozenset(milestones)
        found = []
        for branch in self.branches:
            if where not in branch.start or self._not_here(branch.key, at):
                continue
            why_not = None
            try:
                self.enter_branch(
                    branch.key,
                    at=at,
                    roles=roles,
                    guards=guards,
                    visits=visits,
                    milestones=milestones,
                    came_from=came_from,
                )
            except Refusal as no:
                why_not = no.code
            found.append(Following(branch.key, branch.name, allowed=why_not is None, why_not=why_not))
        return found


def _entries(branch: Branch) -> list[Step]:
    """The steps at which a branch may begin: the first and, where that counts, those after it up to one that
    no other step of the branch leads to."""
    led_to = {key for step in branch.steps for key in step.then}
    return [step for step in branch.steps if step is branch.steps[0] or step.key not in led_to]


def _used_up(step: Step, visits: Mapping[str, int]) -> bool:
    return step.at_most is not None and visits.get(step.key, 0) >= step.at_most


def _may_enter(step: Step, *, visits: Mapping[str, int], guards: Collection[str]) -> None:
    if not step.when.issubset(guards):
        raise Refusal("not_offered", step=step.key, needs=sorted(step.when.difference(guards)))
    if _used_up(step, visits):
        raise Refusal("too_often", step=step.key, at_most=step.at_most)
