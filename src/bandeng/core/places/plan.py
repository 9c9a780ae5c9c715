"""From wishes to places: every row of a table is checked against the tree, and all problems are told at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bandeng.core.places.codes import COMMUNITY, LEVELS, full, level_of, official, parent_code, path_of, tidy
from bandeng.core.places.words import CONTROL, FORMULA, LIMITS
from bandeng.core.refusal import Detail, Refusal

CODE_LENGTH, PATH_LENGTH = LIMITS["code"], 200
TENURES = frozenset({"", "owned", "public_rental", "mixed"})
MOST_HOUSEHOLDS = 100_000

_MANGLED = re.compile(r"\d(?:\.\d+)?E\+\d+|\d{6,}\.0", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Known:
    """A place that stands already, on the site or on the shelf."""

    code: str
    name: str
    level: str
    path: str
    parent: str | None = None
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One row as somebody wrote it: text throughout.

    row       its line in the file, from 1; 0 by hand
    parent    code of the place above; needed below a community when the code is to be made
    above     name of the place above, compared with the code's when given: "固原市" or "宁夏回族自治区固原市"
    """

    row: int = 0
    code: str = ""
    name: str = ""
    level: str = ""
    parent: str = ""
    above: str = ""
    short: str = ""
    tenure: str = ""
    households: str = ""
    phone: str = ""
    valid_from: str = ""


@dataclass(frozen=True, kw_only=True)
class NewPlace:
    """A place ready to be added; the fields are those of the act."""

    code: str
    name: str
    level: str
    parent: str | None
    short: str = ""
    tenure: str = ""
    households: int | None = None
    phone: str = ""
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong with a row; `code` has its sentence in places.sentences, `details` what that sentence needs."""

    row: int
    column: str
    code: str
    details: Mapping[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What would be added, parents first; `taken` are those of the shelf that the rows need above them."""

    rows: tuple[NewPlace, ...] = ()
    taken: tuple[NewPlace, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def all_rows(self) -> tuple[NewPlace, ...]:
        return (*self.taken, *self.rows)


def make_plan(wishes: Iterable[Wish], *, known: Mapping[str, Known], shelf: Mapping[str, Known]) -> Plan:
    """Check every row; with one problem nothing should be added.

    known    places of the site: those with the codes of the rows and of all places above them, and the children of
             places below which a code is to be made
    shelf    places we ship; what the rows need above them is taken from here
    Problems "bad_place" "wrong_range" "mangled" "taken" "twice" "other_name" "wrong_level" "unknown_level"
             "unknown_parent" "wrong_parent" "parent_level" "parent_closed" "which_parent" "no_name" "no_code"
             "too_long" "control" "formula" "unknown_tenure" "tenure_here" "not_a_number" "not_a_date"
    """
    return _Planner(known, shelf).plan(list(wishes))


class _Planner:
    def __init__(self, known: Mapping[str, Known], shelf: Mapping[str, Known]) -> None:
        self._known, self._shelf = known, shelf
        self._new: dict[str, Known] = {}
        self._taken: dict[str, NewPlace] = {}
        self._problems: list[Problem] = []
        self._last: dict[str, int] = {}
        for code in known:
            self._count(code)

    def plan(self, wishes: Sequence[Wish]) -> Plan:
        for wish in wishes:
            self._count(tidy(wish.code))
        rows = [made for wish in sorted(wishes, key=_depth) if (made := self._row(wish))]
        problems = sorted(self._problems, key=lambda problem: problem.row)
        return Plan(tuple(rows), tuple(self._taken.values()), tuple(problems))

    def _row(self, wish: Wish) -> NewPlace | None:
        before = len(self._problems)
        self._check_text(wish)
        code = self._code(wish)
        values = self._values(wish)
        if code is None or len(self._problems) > before:
            if code:
                # So that the rows below it are not told a second, false trouble.
                self._new.setdefault(code, Known(code=code, name=wish.name, level=wish.level, path="/?/"))
            return None
        parent, level = self._parent(wish, code), self._level(wish, code)
        self._check_place(wish, code, parent, level)
        path, above = path_of(code), parent.code if parent else None
        if len(path) > PATH_LENGTH or len(code) > CODE_LENGTH:
            self._say(wish, "code", "too_long", most=CODE_LENGTH)
        self._new[code] = Known(code=code, name=wish.name, level=level, path=path, parent=above)
        if len(self._problems) > before:
            return None
        return NewPlace(
            code=code, name=wish.name, level=level, parent=above, short=wish.short,
            tenure=wish.tenure, phone=wish.phone, households=values[0], valid_from=values[1],
        )  # fmt: skip

    def _say(self, wish: Wish, column: str, code: str, **details: Detail) -> None:
        self._problems.append(Problem(row=wish.row, column=column, code=code, details=details))

    def _check_text(self, wish: Wish) -> None:
        for column in ("code", "name", "level", "parent", "above", "short", "tenure", "phone"):
            text: str = getattr(wish, column)
            if CONTROL.search(text):
                self._say(wish, column, "control")
            if len(text) > LIMITS.get(column, 200):
                self._say(wish, column, "too_long", most=LIMITS.get(column, 200))
        for column in ("name", "short"):
            if FORMULA.match(getattr(wish, column)):
                self._say(wish, column, "formula", text=getattr(wish, column)[:20])
        if not wish.name:
            self._say(wish, "name", "no_name")

    def _code(self, wish: Wish) -> str | None:
        if not wish.code:
            return self._made(wish)
        if _MANGLED.fullmatch(wish.code.strip()):
            self._say(wish, "code", "mangled", place=wish.code)
            return None
        try:
            code = official(wish.code)
        except Refusal as no:
            self._say(wish, "code", no.code, place=wish.code[:CODE_LENGTH])
            return None
        if code in self._new:
            self._say(wish, "code", "twice", place=code)
            return None
        if code in self._known:
            self._say(wish, "code", "taken", place=code, name=self._known[code].name)
            return None
        self._count(code)
        return code

    def _made(self, wish: Wish) -> str | None:
        """A code of ours below the parent that is told by code or, when only one place is called so, by name."""
        parent = tidy(wish.parent)
        if not parent and wish.above:
            called = [place.code for place in self._below_community() if self._is_called(place, wish.above)]
            if len(called) != 1:
                self._say(wish, "parent", "which_parent", told=wish.above[:40], count=len(called))
                return None
            parent = called[0]
        if len(parent.partition(".")[0]) != 12:
            self._say(wish, "code", "no_code")
            return None
        self._last[parent] = self._last.get(parent, 0) + 1
        return f"{parent}.{self._last[parent]:02d}"

    def _below_community(self) -> Iterator[Known]:
        for place in (*self._known.values(), *self._new.values()):
            if len(place.code) >= 12:
                yield place

    def _count(self, code: str) -> None:
        above, _, part = code.rpartition(".")
        if above and part.isdigit():
            self._last[above] = max(self._last.get(above, 0), int(part))

    def _level(self, wish: Wish, code: str) -> str:
        level = level_of(code)
        if wish.level and wish.level not in LEVELS:
            self._say(wish, "level", "unknown_level", level=wish.level)
        elif level and wish.level and wish.level != level:
            self._say(wish, "level", "wrong_level", place=code, level=level)
        elif not level and (not wish.level or LEVELS.index(wish.level) <= COMMUNITY):
            self._say(wish, "level", "unknown_level", level=wish.level)
        return level or wish.level

    def _parent(self, wish: Wish, code: str) -> Known | None:
        above = parent_code(code)
        if above is None:
            return None
        if (found := self._find(above)) is None:
            self._say(wish, "code", "unknown_parent", place=code, parent=above)
        return found

    def _find(self, code: str) -> Known | None:
        """A place of the site, of these rows, or of the shelf; one of the shelf is taken along with all above it."""
        if found := self._known.get(code) or self._new.get(code):
            return found
        if (shipped := self._shelf.get(code)) is None:
            return None
        if shipped.parent:
            self._find(shipped.parent)
        self._new[code] = shipped
        self._taken[code] = NewPlace(code=code, name=shipped.name, level=shipped.level, parent=shipped.parent)
        return shipped

    def _check_place(self, wish: Wish, code: str, parent: Known | None, level: str) -> None:
        right = self._shelf.get(code)
        if parent is None or parent.path == "/?/":
            if right and level == "province" and wish.name != right.name:
                self._say(wish, "name", "other_name", place=code, name=right.name)
            return
        if parent.closed:
            self._say(wish, "parent", "parent_closed", parent=parent.name)
        if level in LEVELS and parent.level in LEVELS and LEVELS.index(level) <= LEVELS.index(parent.level):
            self._say(wish, "level", "parent_level", place=code, parent=parent.name)
        if wish.parent and tidy(wish.parent) != parent.code:
            self._wrong_parent(wish, code, parent, wish.parent)
        elif wish.above and not self._is_called(parent, wish.above):
            self._wrong_parent(wish, code, parent, wish.above)
        elif right and wish.name != right.name:
            self._other_name(wish, code, parent, right)

    def _other_name(self, wish: Wish, code: str, parent: Known, right: Known) -> None:
        before = wish.name.removesuffix(right.name)
        if before and before != wish.name and not self._is_called(parent, before):
            self._wrong_parent(wish, code, parent, before, name=right.name)
        else:
            self._say(wish, "name", "other_name", place=code, name=right.name)

    def _wrong_parent(self, wish: Wish, code: str, parent: Known, told: str, *, name: str = "") -> None:
        self._say(
            wish, "parent", "wrong_parent",
            place=full(code), name=name or wish.name, parent=full(parent.code), parent_name=parent.name, told=told,
        )  # fmt: skip

    def _is_called(self, place: Known, name: str) -> bool:
        """Whether a place is meant by its name, alone or after the names above it: "宁夏回族自治区固原市"."""
        said, names = name.replace(" ", "").replace("/", ""), ""
        for one in self._upwards(place):
            names = one.name.replace(" ", "") + names
            if said == names:
                return True
        return False

    def _upwards(self, place: Known) -> Iterator[Known]:
        code: str | None = place.code
        while code:
            found = self._known.get(code) or self._new.get(code)
            if found is None:
                return
            yield found
            code = found.parent

    def _values(self, wish: Wish) -> tuple[int | None, date | None]:
        return self._households(wish), self._date(wish)

    def _households(self, wish: Wish) -> int | None:
        self._check_tenure(wish)
        if not wish.households:
            return None
        text = wish.households
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= MOST_HOUSEHOLDS:
            return int(text)
        self._say(wish, "households", "not_a_number", text=text[:20])
        return None

    def _check_tenure(self, wish: Wish) -> None:
        if wish.tenure not in TENURES:
            self._say(wish, "tenure", "unknown_tenure", text=wish.tenure[:20])
        elif wish.tenure and wish.level != "compound":
            self._say(wish, "tenure", "tenure_here")

    def _date(self, wish: Wish) -> date | None:
        if not wish.valid_from:
            return None
        try:
            return date.fromisoformat(wish.valid_from.replace("/", "-"))
        except ValueError:
            self._say(wish, "valid_from", "not_a_date", text=wish.valid_from[:20])
            return None


def _depth(wish: Wish) -> tuple[int, int]:
    """Parents before children, else in the order of the file. A row without a code stands below its parent."""
    code = tidy(wish.code or wish.parent)
    if not code:
        return (CODE_LENGTH, wish.row)
    dots = code.count(".") + (0 if wish.code else 1)
    return (len(code.partition(".")[0]) + dots, wish.row)
