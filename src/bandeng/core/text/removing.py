"""What in a free text may tell on somebody: names, numbers, plates, doors; a person takes it out.

Names that are known to a record are found for certain. What only looks like a name (王师傅) or a door (3号楼) is
proposed: a person decides. Shapes of numbers: people/masking.py; plates: GA 36-2018 (assumption: civil plates only).
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

NAME, PHONE, IDENTITY, EMAIL, PLATE, ADDRESS, TITLE = "name", "phone", "identity", "email", "plate", "address", "title"
PROPOSED = frozenset({ADDRESS, TITLE})
"""Kinds that somebody may leave in: they are only likely."""

INSTEAD = {
    NAME: "某人", TITLE: "某人", PHONE: "（电话略）", IDENTITY: "（证件号略）",
    EMAIL: "（邮箱略）", PLATE: "（车牌略）",
    ADDRESS: "某处",
}  # fmt: skip

_WIDE = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("＠"): "@", ord("．"): ".", ord("－"): "-"}
_SPOKEN = str.maketrans("零〇一二三四五六七八九幺", "001234567891")
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (IDENTITY, re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[0-9Xx](?![0-9A-Za-z])")),
    (IDENTITY, re.compile(r"(?<!\d)[1-9]\d{5}\d{2}[01]\d[0-3]\d\d{3}(?!\d)")),
    (EMAIL, re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")),
    (PHONE, re.compile(r"(?<![0-9A-Za-z])(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s.]?\d{4}){2}(?!\d)")),
    (PHONE, re.compile(r"(?<!\d)\(?0\d{2,3}\)?[-\s]?[2-9]\d{6,7}(?!\d)")),
    (PLATE, re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警]"
    )),
    (ADDRESS, re.compile(
        rf"[\u4e00-\u9fff]{{2,6}}(?:路|街|巷|大道)\s?{_COUNT}\s?号(?:院|楼|弄)?"
        rf"(?:\s?{_COUNT}\s?(?:号楼|栋|幢|单元|层|楼|室|号|户))*"
    )),
    (ADDRESS, re.compile(
        rf"{_COUNT}\s?(?:号楼|栋|幢|单元|室)(?:\s?{_COUNT}\s?(?:号楼|栋|幢|单元|层|楼|室|号|户))*"
    )),
    (ADDRESS, re.compile(r"(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])")),
    (TITLE, re.compile(
        rf"[{_SURNAMES}][\u4e00-\u9fff]?(?:阿姨|师傅|大爷|大妈|大娘|大叔|先生|女士|奶奶|爷爷|老师|经理|医生|书记|主任)"
    )),
    (TITLE, re.compile(rf"[老小][{_SURNAMES}](?![\u4e00-\u9fff]{{0,1}}区)")),
)  # fmt: skip
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


def find(text: str, names: Iterable[str] = ()) -> list[Found]:
    """What tells on somebody, in the order of the text, nothing twice; the first that claims a stretch has it.

    names   of people known to the record; one sign alone is no name
    """
    plain = text.translate(_WIDE)
    taken: list[Found] = []
    known = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=lambda name: (-len(name), name))
    for name in known:
        _take(taken, NAME, re.finditer(re.escape(name), text), text)
    for kind, shape in _SHAPES:
        _take(taken, kind, shape.finditer(plain), text)
    return sorted(taken, key=lambda each: each.start)


def _take(taken: list[Found], kind: str, matches: Iterable[re.Match[str]], text: str) -> None:
    for match in matches:
        start, end = match.span()
        if all(end <= each.start or start >= each.end for each in taken):
            taken.append(Found(kind, start, end, text[start:end]))


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
    plain = _DATES.sub(lambda day: "日" * len(day[0]), text.translate(_WIDE)).translate(_SPOKEN)
    return [text[match.start() : match.end()] for match in _LEFT.finditer(plain)]
