"""Sound processes made at random: every tool, fact and role comes up, loops with at_most, guards in pairs, branches."""

import random

from bandeng.core.process import check
from bandeng.core.process.words import FACT_TOOLS, MILESTONES, OPPOSITES, ROLES, TOOLS
from tests.core.process_files import Values, head, reply, step, text, toml

MIDDLE = [None, *(tool for tool in TOOLS if tool != "reply")]
FREE_FACTS = sorted(set(FACT_TOOLS) - {"replies_final"})
LEAST_ROLE = "secretary"


def made(number: int) -> str:
    """The process of this number, sound; each number uses other tools, facts and roles than the last."""
    for attempt in range(400):
        file = _one(random.Random(number * 1000 + attempt), number)
        if not check(file):
            return file
    raise AssertionError(number)


def _one(chance: random.Random, number: int) -> str:
    count = chance.randint(3, 6)
    tools = [MIDDLE[(number * 3 + n * 7) % len(MIDDLE)] for n in range(count)]
    marks = sorted(chance.sample(range(1, len(MILESTONES) - 1), k=min(count, chance.randint(1, 4))))
    steps = [_step(chance, number, n, tools[n], count) for n in range(count)]
    for n, mark in zip(sorted(chance.sample(range(count), k=len(marks))), marks, strict=True):
        steps[n] = {**steps[n], "reaches": [MILESTONES[mark]]}
    _pair(chance, steps)
    after = chance.random() < 0.3
    end = reply("答复", by=_roles(chance, number, count), **({"then": ["归档"]} if after else {}))
    filed = [step("归档", by=["recorder", "secretary"])] if after else []
    return text(*steps, end, *filed, **dict(head(key=f"made-{number}")))


def _step(chance: random.Random, number: int, n: int, tool: str | None, count: int) -> Values:
    makes = [fact for fact, by in FACT_TOOLS.items() if tool in by and fact != "replies_final"]
    needs = [fact for fact in makes if chance.random() < 0.8]
    if chance.random() < 0.25:
        needs.append(FREE_FACTS[(number * 5 + n) % len(FREE_FACTS)])
    following = [_key(n + 1, count)]
    if n + 2 < count and chance.random() < 0.3:
        following.append(_key(n + 2, count))
    if n and chance.random() < 0.4:
        following.append(_key(chance.randrange(n), count))
    if chance.random() < 0.3:
        following.append(chance.choice(["explain", "pass_on", "escalate"]))
    more: dict[str, object] = {"needs": sorted(set(needs))} if needs else {}
    if tool:
        more["opens"] = tool
    if chance.random() < 0.5:
        more["at_most"] = chance.randint(2, 4)
    if chance.random() < 0.5:
        more["within"] = {
            "days": chance.randint(1, 40),
            "unit": chance.choice(["calendar", "working"]),
            "from": "entered",
        }
    return step(_key(n, count), *following, by=_roles(chance, number, n), **more)


def _key(n: int, count: int) -> str:
    return f"第{n + 1}步" if n < count else "答复"


def _roles(chance: random.Random, number: int, n: int) -> list[str]:
    """One role of the list in its turn, sometimes with others."""
    first = ROLES[(number + n * 5) % len(ROLES)]
    return sorted({first, *chance.sample(ROLES, k=chance.choice([0, 0, 1, 2]))})


def _pair(chance: random.Random, steps: list[Values]) -> None:
    """Two followers of one step under opposite guards, where there is room."""
    if len(steps) < 4 or chance.random() < 0.5:
        return
    one, other = chance.choice(OPPOSITES[:4])
    steps[1] = {**steps[1], "when": [one]}
    steps[2] = {**steps[2], "when": [other]}
    steps[0] = {**steps[0], "then": [steps[1]["key"], steps[2]["key"]]}
    steps[1] = {**steps[1], "then": [steps[3]["key"]]}


def words_of(numbers: range) -> dict[str, set[str]]:
    """Which tools, facts and roles come up in these processes."""
    found = "\n".join(made(number) for number in numbers)
    return {
        "tools": {tool for tool in TOOLS if f'"opens" = {toml(tool)}' in found},
        "facts": {fact for fact in FACT_TOOLS if toml(fact) in found},
        "roles": {role for role in ROLES if toml(role) in found},
    }
