"""Sound processes unlike ours: longer, with every guard, several checks and replies, odd keys, many roles."""

import random

from bandeng.core.process import check
from bandeng.core.process.words import FACT_TOOLS, FACTS, GUARDS, MILESTONES, OPPOSITES, ROLES, TOOLS
from tests.core.process_files import Values, head, reply, step, text

FREE_GUARDS = sorted(set(GUARDS) - {word for pair in OPPOSITES for word in pair})
BRANCHES = ("explain", "not_accepted", "pass_on", "escalate", "mediate", "withdraw", "merge")
KEYS = ("第{n}步", "step {n}", "S{n}", "{n}.核实/办理", "a-b_{n}", "“{n}”", "步骤（{n}）", "{n}")
"""Places call their steps what they like."""


def unlike(number: int) -> str:
    """The process of this number, sound."""
    for attempt in range(2000):
        file = _one(random.Random(f"{number}:{attempt}"))
        if not check(file):
            return file
    raise AssertionError(number)


def _one(chance: random.Random) -> str:
    count, form = chance.randint(1, 9), chance.choice(KEYS)
    keys = [form.format(n=n + 1) for n in range(count)]
    end = chance.choice(["答复", "reply", "回复 与 归档"])
    steps = [_step(chance, n, keys, end) for n in range(count)]
    _milestones(chance, steps)
    _pair(chance, steps)
    ends = [reply(end, by=_roles(chance), **_within(chance))]
    if count % 3 == 2:  # Some write down what every reply asks for anyway.
        ends[0] = {**ends[0], "needs": ["replies_final"]}
    if chance.random() < 0.3 and count > 2:
        ends.append(reply("另复", by=_roles(chance)))
        steps[1] = {**steps[1], "then": [*steps[1]["then"], "另复"]}  # type: ignore[misc]
    if chance.random() < 0.3:
        ends[0] = {**ends[0], "then": ["归档"]}
        ends.append(step("归档", by=_roles(chance), **({"opens": "research"} if chance.random() < 0.4 else {})))
    names: dict[str, object] = {"name": {"zh": "本地办法"}} if chance.random() < 0.3 else {}
    if chance.random() < 0.5:
        names |= {"parties": ["社区", "物业", "居民"], "cite": ["deadlines: assumption", "第二条"]}
    return text(*steps, *ends, **dict(head(key=chance.choice(["own", "本地", "x y z"]), **names)))


def _step(chance: random.Random, n: int, keys: list[str], end: str) -> Values:
    tool = chance.choice([None, *(tool for tool in TOOLS if tool != "reply")])
    needs = {fact for fact, by in FACT_TOOLS.items() if tool in by and chance.random() < 0.7}
    needs |= set(chance.sample([fact for fact in FACTS if fact != "target_replied"], k=chance.choice([0, 0, 0, 1, 2])))
    further = [*keys, end]
    then = [further[n + 1]]
    then += [key for key in further[n + 2 :] if chance.random() < 0.15]
    then += [key for key in keys[: n + 1] if chance.random() < 0.15]
    then += [key for key in BRANCHES if chance.random() < 0.08]
    if chance.random() < 0.2:
        chance.shuffle(then)
    more: dict[str, object] = {"needs": sorted(needs - {"replies_final"})} | _within(chance)
    if tool:
        more["opens"] = tool
    if chance.random() < 0.5:
        more["at_most"] = chance.randint(1, 4)
    if n and chance.random() < 0.2:
        more["when"] = chance.sample(FREE_GUARDS, k=chance.choice([1, 1, 2]))
        more["at_most"] = 3
    name = {"zh": keys[n]} if chance.random() < 0.3 else {"zh": keys[n], "en": f"Step {n + 1}"}
    return step(keys[n], *then, **{"by": _roles(chance), **more, "name": name})


def _within(chance: random.Random) -> dict[str, object]:
    if chance.random() < 0.4:
        return {}
    unit, start = chance.choice(["calendar", "working"]), chance.choice(["entered", "raised"])
    return {"within": {"days": chance.randint(1, 120), "unit": unit, "from": start}}


def _milestones(chance: random.Random, steps: list[Values]) -> None:
    """Some of the milestones, in order, more than one at a step at times."""
    marks = sorted(chance.sample(range(len(MILESTONES) - 1), k=chance.randint(0, len(MILESTONES) - 1)))
    at = sorted(chance.choice(range(len(steps))) for _ in marks)
    for mark, n in zip(marks, at, strict=True):
        steps[n] = {**steps[n], "reaches": [*steps[n].get("reaches", []), MILESTONES[mark]]}  # type: ignore[misc]


def _roles(chance: random.Random) -> list[str]:
    return sorted(chance.sample(ROLES, k=chance.choice([1, 1, 2, 3])))


def _pair(chance: random.Random, steps: list[Values]) -> None:
    """Ways that part under opposite guards, and come together again."""
    if len(steps) < 5 or chance.random() < 0.4:
        return
    n = chance.randrange(len(steps) - 3)
    one, other = chance.choice(OPPOSITES)
    steps[n] = {**steps[n], "then": [steps[n + 1]["key"], steps[n + 2]["key"]]}
    steps[n + 1] = {**steps[n + 1], "when": [one], "then": [steps[n + 3]["key"]]}
    steps[n + 2] = {**steps[n + 2], "when": [other], "then": [steps[n + 3]["key"]]}
    steps[n + 1].pop("at_most", None)  # type: ignore[attr-defined]
    steps[n + 2].pop("at_most", None)  # type: ignore[attr-defined]
