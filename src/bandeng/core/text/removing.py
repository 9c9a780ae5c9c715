"""What in a free text may tell on somebody: names, numbers, plates, doors; a person takes it out.

Names that are known to a record, and what has the shape of a number that is somebody's (shapes.py), are found for
certain. What only looks like a name (王师傅: called.py; a full one: naming.py) or a door (3号楼) is proposed: a person
decides. What was taken out once is not found again, and taking out what was found leaves nothing certain to find.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bandeng.core.text import called, naming, shapes
from bandeng.core.text.shapes import ACCOUNT, ADDRESS, BIRTH, EMAIL, IDENTITY, PHONE, PLATE, TITLE

NAME, LIKELY = "name", "likely"
PROPOSED = frozenset({ADDRESS, TITLE, LIKELY})
"""Kinds that somebody may leave in: they are only likely."""

INSTEAD = {
    NAME: "某人", TITLE: "某人", LIKELY: "某人", PHONE: "（电话略）", IDENTITY: "（证件号略）",
    EMAIL: "（邮箱略）", PLATE: "（车牌略）", ACCOUNT: "（账号略）", BIRTH: "（生日略）",
    ADDRESS: "某处",
}  # fmt: skip

_STANDS = re.compile("|".join(re.escape(word) for word in dict.fromkeys(INSTEAD.values())))
_TAKEN = "\x00"
"""Stands where something was found: no part of a word and of no number."""
_LEFT = re.compile(r"\d(?:[\s.\-—_·•()（）]{0,2}\d){6,}")
_DATES = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?")


@dataclass(frozen=True)
class Found:
    """A stretch of a text, `start` to `end`, and what it looks like."""

    kind: str
    start: int
    end: int
    word: str

    @property
    def is_proposed(self) -> bool:
        """Whether somebody may leave it in."""
        return self.kind in PROPOSED


Stretches = Iterator[tuple[str, int, int]]


def find(text: str, names: Iterable[str] = (), alike: Iterable[str] = ()) -> list[Found]:
    """What tells on somebody, in the order of the text, nothing twice; what is certain has a stretch before what is
    proposed.

    names   of people known to the record; one sign alone is no name
    alike   what looked like a name in a text beside this one: it is proposed wherever it stands
    """
    plain = _STANDS.sub(lambda word: _TAKEN * len(word[0]), text)
    known = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=lambda name: (-len(name), name))
    taken: list[Found] = []
    suspected = frozenset(alike)
    # What is taken parts its neighbours, which may have a shape only then (一三三〇〇〇〇一一一一3号楼 is a telephone
    # once the door is gone): go over it until nothing more is found, each time from what is certain.
    while more := next(filter(None, map(_free, _searches(plain, known, suspected))), []):
        taken += [Found(kind, start, end, text[start:end]) for kind, start, end in more]
        for _kind, start, end in more:
            plain = plain[:start] + _TAKEN * (end - start) + plain[end:]
    return sorted(taken, key=lambda each: each.start)


def _searches(plain: str, known: Iterable[str], suspected: frozenset[str]) -> Iterator[Stretches]:
    """What is certain, what has a shape, what is only likely: each is looked for when asked."""
    yield _certain(plain, known)
    yield _proposed(plain)
    yield _likely(plain, suspected)


def _certain(plain: str, known: Iterable[str]) -> Stretches:
    for name in known:
        yield from _matches(NAME, re.compile(re.escape(name)), plain)
    # Numerals stay words until plain figures were looked for: 一号楼3号 is no number.
    for read in (shapes.figures(plain), shapes.spoken(plain)):
        for kind, shape in shapes.CERTAIN:
            yield from _matches(kind, shape, read)
        yield from shapes.parted(read)


def _proposed(plain: str) -> Stretches:
    read = shapes.figures(plain)
    for kind, shape in shapes.PROPOSED:
        yield from _matches(kind, shape, read)
    for start, end in called.people(plain):
        yield TITLE, start, end


def _likely(plain: str, alike: frozenset[str]) -> Stretches:
    """What looks like a name where it stands, and the same word wherever else it stands."""
    stretches = list(naming.likely(plain))
    for start, end in stretches:
        yield LIKELY, start, end
    for word in sorted(alike | {plain[start:end] for start, end in stretches}, key=lambda word: (-len(word), word)):
        yield from _matches(LIKELY, re.compile(re.escape(word)), plain)


def _matches(kind: str, shape: re.Pattern[str], text: str) -> Stretches:
    for match in shape.finditer(text):
        yield kind, match.start(), match.end()


def _free(found: Stretches) -> list[tuple[str, int, int]]:
    """Those that do not overlap one that came before."""
    kept: list[tuple[str, int, int]] = []
    for kind, start, end in found:
        if start < end and all(end <= other or start >= ends for _kind, other, ends in kept):
            kept.append((kind, start, end))
    return kept


def without(text: str, found: Iterable[Found], keep: Collection[int] = ()) -> str:
    """The text with a plain word in the place of each; `keep` are starts of proposed ones that stay."""
    rest, parts = 0, []
    for each in found:
        if each.is_proposed and each.start in keep:
            continue
        parts += [text[rest : each.start], INSTEAD[each.kind]]
        rest = each.end
    return "".join([*parts, text[rest:]])


def numbers_left(text: str) -> list[str]:
    """Seven figures or more in a row, however they are parted or spelled: nobody but a person can say what they are.

    Days (2026-11-23) are none.
    """
    plain = shapes.spoken(_DATES.sub(lambda day: "日" * len(day[0]), shapes.figures(text)))
    return [text[match.start() : match.end()] for match in _LEFT.finditer(plain)]
