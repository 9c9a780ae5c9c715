"""Reading one TOML table: every value is looked at, every fault becomes a `Problem`, nothing raises."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from bandeng.core.process import words
from bandeng.core.process.model import Problem, Step, Within, Words

STEP_KEYS = ("key", "name", "reaches", "by", "within", "opens", "needs", "when", "at_most", "then")
LONGEST = 3650
"""Days: a deadline further off than ten years is a slip of the pen."""

UNREAD = ""
"""Stands in a step's `then` for what could not be read; no key is empty."""


def shown(value: object) -> str:
    """A value as one short line, whatever it is."""
    line = "".join(c if c.isprintable() else "?" for c in str(value))
    return line if len(line) <= 60 else f"{line[:57]}..."


def listed(known: Iterable[str]) -> str:
    return ", ".join(known)


class Table:
    """A TOML table with the step it belongs to and the list that its problems go to."""

    def __init__(self, values: dict[str, object], *, step: str, problems: list[Problem]) -> None:
        self.values, self.step, self.problems = values, step, problems

    def say(self, code: str, message: str) -> None:
        self.problems.append(Problem(code, self.step, message))

    def only(self, known: Collection[str], *, inside: str = "") -> None:
        for key in self.values:
            if key not in known:
                self.say("unknown_key", f'"{shown(key)}"{inside} is no key of the format; known: {listed(known)}')

    def texts(self, key: str, code: str) -> tuple[str, ...]:
        """A list of words; () and a problem when it is something else."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(dict.fromkeys(str(word) for word in value))
        self.say(code, f'write {key} as a list of words in double quotes, e.g. {key} = ["..."]')
        return ()

    def then(self) -> tuple[str, ...]:
        """What may follow; what cannot be read is `UNREAD`, so that the step does not look like an end."""
        before = len(self.problems)
        found = self.texts("then", "unknown_step")
        return found if len(self.problems) == before else (UNREAD,)

    def known(self, key: str, code: str, allowed: Collection[str]) -> tuple[str, ...]:
        """The words of a list that are in the closed list; each other one is a problem."""
        found = self.texts(key, code)
        for word in found:
            if word not in allowed:
                self.strange(word, code, allowed)
        return tuple(word for word in found if word in allowed)

    def strange(self, word: str, code: str, allowed: Collection[str]) -> None:
        near = get_close_matches(word[:60], list(allowed), n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"known: {listed(allowed)}"
        self.say(code, f'"{shown(word)}" is not known; {hint}')

    def word(self, key: str, code: str, allowed: Collection[str]) -> str | None:
        """One word of a closed list, or None."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.say(code, f'write {key} as one word in double quotes, e.g. {key} = "..."')
        elif value not in allowed:
            self.strange(value, code, allowed)
        else:
            return value
        return None

    def key(self) -> str:
        """The table's own key: some printable words, at most 60 characters; "" and a problem otherwise."""
        value = self.values.get("key")
        if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= 60:
            return value
        self.say("bad_value", 'give it a key of 1 to 60 characters, e.g. key = "deliberate"')
        return ""

    def name(self) -> Words:
        value = self.values.get("name")
        if isinstance(value, dict):
            Table(value, step=self.step, problems=self.problems).only(("zh", "en"), inside=" in name")
            zh, en = value.get("zh", value.get("en")), value.get("en", value.get("zh"))
            if isinstance(zh, str) and isinstance(en, str) and zh.strip() and en.strip():
                return Words(zh, en)
        self.say("bad_value", 'give it a name: name = { zh = "...", en = "..." }')
        return Words(self.step, self.step)

    def count(self, key: str, *, most: int | None = None) -> int | None:
        """A positive whole number, or None; a problem when it is written and is not one."""
        value = self.values.get(key)
        if value is None:
            return None
        whole = isinstance(value, int) and not isinstance(value, bool) and value >= 1
        if isinstance(value, int) and whole and (most is None or value <= most):
            return value
        upper = f" up to {most}" if most else ""
        self.say("bad_deadline", f"write {key} as a whole number from 1{upper}")
        return None

    def within(self) -> Within | None:
        value = self.values.get("within")
        if value is None:
            return None
        if not isinstance(value, dict):
            self.say("bad_deadline", 'write within = { days = 5, unit = "working", from = "entered" }')
            return None
        inner = Table(value, step=self.step, problems=self.problems)
        inner.only(("days", "unit", "from"), inside=" in within")
        return inner.deadline()

    def deadline(self) -> Within | None:
        for key, example in (("days", "5"), ("unit", '"working"'), ("from", '"entered"')):
            if key not in self.values:
                self.say("bad_deadline", f"within has no {key}; add {key} = {example}")
        days, unit = self.count("days", most=LONGEST), self.word("unit", "bad_deadline", words.UNITS)
        start = self.word("from", "bad_deadline", words.ANCHORS)
        return Within(days, unit, start) if days and unit and start else None


def tables(value: object) -> list[dict[str, object] | None]:
    """The entries of an array of tables, None where an entry is something else."""
    if not isinstance(value, list):
        return []
    return [entry if isinstance(entry, dict) else None for entry in value]


def read_step(values: dict[str, object], *, place: str, prefix: str, problems: list[Problem]) -> Step | None:
    """One `[[step]]`; None when it has no usable key. `place` names it until it has one ("step 3")."""
    table = Table(values, step=place, problems=problems)
    key = table.key()
    table.step = f"{prefix}{key}" if key else place
    step = _step(table)
    table.only(STEP_KEYS)
    if not step.by:
        table.say("unknown_role", 'nobody may complete this step; name a known role, e.g. by = ["secretary"]')
    return step if key else None


def _step(table: Table) -> Step:
    return Step(
        key=table.step,
        name=table.name(),
        reaches=table.known("reaches", "unknown_milestone", words.MILESTONES),
        by=frozenset(table.known("by", "unknown_role", words.ROLES)),
        within=table.within(),
        opens=table.word("opens", "unknown_tool", words.TOOLS),
        needs=frozenset(table.known("needs", "unknown_fact", words.FACTS)),
        when=frozenset(table.known("when", "unknown_guard", words.GUARDS)),
        at_most=table.count("at_most"),
        then=table.then(),
    )
