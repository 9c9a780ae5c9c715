"""Ways to go on from where a matter stands, for forms and lists: allowed, or why not. The engine is asked for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from bandeng.core.process import Words
from bandeng.matters.queries import Standing


@dataclass(frozen=True)
class Way:
    """A way to go on, for a form: allowed, or the code why not."""

    key: str
    name: Words
    why_not: str | None


def ways(now: Standing, roles: frozenset[str], guards: Sequence[str] = ()) -> list[Way]:
    """Every branch that begins where the matter stands, those named by the step among them.

    guards   what else shall be taken as true: sorting decides them in the same form
    """
    if now.step is None:
        return []
    process, true = now.process, now.guards | set(guards)
    named = [
        each for each in process.choices(now.step, now.visits, true, now.position.came_from)
        if each.key in {branch.key for branch in process.branches}
    ]  # fmt: skip
    begun = process.branches_at(
        now.step, roles=roles, guards=true, visits=now.visits, milestones=now.reached, came_from=now.position.came_from
    )
    # A way that the step names is taken by completing it, so by whoever completes it.
    closed = "not_your_turn" if roles.isdisjoint(process.step(now.step).by) else None
    closed = closed or ("missing" if process.missing(now.step, now.facts) else None)
    first = [Way(each.key, each.name, each.why_not or closed) for each in named]
    return [
        *first,
        *(Way(each.key, each.name, each.why_not) for each in begun if each.key not in ("withdraw", "reopen")),
    ]


def followers(now: Standing, guards: Sequence[str] = ()) -> list[Way]:
    """The steps of the line, or of the branch, that may follow."""
    if now.step is None:
        return []
    branches = {branch.key for branch in now.process.branches}
    found = now.process.choices(now.step, now.visits, now.guards | set(guards), now.position.came_from)
    return [Way(each.key, each.name, each.why_not) for each in found if each.key not in branches]


def why(code: str | None) -> str:
    """Why a way cannot be taken, in words of its own: beside a list the sentence of a refusal says too much."""
    return str(_WHYS.get(code, _WHYS["not_offered"])) if code else ""


_WHYS: dict[str | None, str | Promise] = {
    "not_offered": lazy("not where it stands now, or not for what it is"),
    "not_your_turn": lazy("somebody else's to do"),
    "missing": lazy("something is still missing first"),
    "too_often": lazy("taken as often as allowed"),
}
