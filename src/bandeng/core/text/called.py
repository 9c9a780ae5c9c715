"""How people are called besides by their full name: 王师傅, 老张头, 二胖, 张某某, 张 建 国, Mr. Smith, Zhang Wei.

All of it is only likely, so it is proposed and a person decides. What begins like one and is a thing (小高层, 老马路)
is told by its words and by what follows. Titles, names and exceptions are data (shelf/names.toml, assumptions).
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from bandeng.core.text.naming import Lists, lists

_HAN = r"[\u4e00-\u9fff]"
_GAP = r"[ \t\u3000]{1,2}"
_EDGE = rf"(?<!{_HAN})"
_BESIDE = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=[和与跟找叫请让被给对向由同问托替帮是说的为])|(?<=居民|邻居|业主|租户|住户|户主))"
)
_APART = r"(?<![A-Za-z0-9@._-])"
_ACTS = (
    r"(?=[，。、；：！？,;:!?）)”\s]|$|[说讲问答骂喊家的和与跟来去在把给被也就还都又从到对向找帮是没要会想愿不住负同拒]|表示|反映|认为|觉得|"
    r"告诉|提出|今|昨|开|每|天|主|上门|搬|带)"
)
_NICK = "[胖毛狗蛋柱妞丫妮娃宝军强红芳兰珍英华明伟勇平丽霞东]"

Stretch = tuple[int, int]
Check = Callable[[str, re.Match[str], Lists], bool]


def people(text: str) -> Iterator[Stretch]:
    """Where somebody may be called by something else than a full name: (start, end), in no order."""
    for shape, is_one in _shapes():
        for match in shape.finditer(text):
            if is_one(text, match, lists()):
                yield match.start(), match.end()


def _always(_text: str, _match: re.Match[str], _told: Lists) -> bool:
    return True


def _no_word(text: str, match: re.Match[str], told: Lists) -> bool:
    """Whether no word begins with it, and none ends with its first sign: 周边, 地方."""
    at = match.start()
    return text[at : at + 2] not in told.words and (not at or text[at - 1 : at + 1] not in told.tails)


def _no_thing(text: str, match: re.Match[str], told: Lists) -> bool:
    """Whether it is no thing: 小高层 has 高层 in it, 老田埂 is written down, 大于 and 小米 are words."""
    at = match.start()
    if text[at : at + 2] in told.tails or any(text[at : at + size] in told.things for size in (2, 3, 4)):
        return False
    return text[at + 1] in told.strong or text[at + 1 : at + 3] not in told.words


def _both_people(_text: str, match: re.Match[str], told: Lists) -> bool:
    """Whether no word of it is a product or a thing: Google, Office, Type."""
    return not told.latin_things & {word.lower() for word in re.findall(r"[A-Za-z]+", match[0])}


def _somebody(text: str, match: re.Match[str], told: Lists) -> bool:
    """Whether 某 follows a family name: not in 单位某处, not in 任何某项, not in 为某个人."""
    at, before = match.start(), text[max(0, match.start() - 1) : match.start() + 1]
    is_thing = text[match.end() : match.end() + 1] in tuple("个项面单位部处次年月日天事")
    return before not in told.tails | told.words and not (is_thing and text[at] not in told.common)


def _are_called(_text: str, match: re.Match[str], told: Lists) -> bool:
    """Whether people are called by the signs after the family name."""
    return all(sign in told.given for sign in re.sub(r"\s", "", match[0])[1:])


def _any(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _shapes() -> list[tuple[re.Pattern[str], Check]]:
    """Each shape, and what must hold of a match besides; compiled once."""
    told = lists()
    common, single, strong = (f"[{''.join(sorted(signs))}]" for signs in (told.common, told.single, told.strong))
    compound, titles, kin = _any(told.compound), _any(told.titles), _any(told.kin)
    given, pinyin = _any(told.latin_given), _any(told.pinyin)
    followed = rf"(?![{''.join(sorted(told.follows))}])"
    return [
        (re.compile(rf"(?:{compound}|{common}){_HAN}{{0,2}}?家?(?:老|小)?(?:{titles})"), _titled),
        (re.compile(rf"{common}(?:{kin})(?![妹们])"), _no_word),
        (re.compile(rf"(?<!施){common}[工总](?=[说看来去在的和答同，。、]|$)"), _no_word),
        (re.compile(rf"(?:{compound}|{single})某(?:某|[甲乙丙丁]|[一二三]|\d(?!\d))?(?![些种])"), _somebody),
        (re.compile(rf"{_EDGE}{single}{_GAP}{_HAN}{_GAP}{_HAN}|(?<={_HAN}){common}{_GAP}{_HAN}{_GAP}{_HAN}"),
         _are_called),
        (re.compile(rf"{_EDGE}{common}{_GAP}{_HAN}{{1,2}}?{_ACTS}"), _are_called),
        (re.compile(rf"老{common}(?:头子?|汉|婆子|太太?|太爷)"), _always),
        (re.compile(rf"(?<![养敬衰古尊年])老{common}{followed}"), _no_thing),
        (re.compile(rf"(?<![大缩减较最弱细矮中从])小{common}{followed}"), _no_thing),
        (re.compile(rf"(?<![扩最较很巨放重增加])大{strong}{followed}"), _no_thing),
        (re.compile(rf"{_BESIDE}[二三四五六]{strong}{_ACTS}|{_BESIDE}阿{common}{_ACTS}"), _no_thing),
        (re.compile(rf"{_BESIDE}[大小二三阿]{_NICK}{_ACTS}"), _no_thing),
        (re.compile(rf"{_BESIDE}(?:[大小二三四老]胖(?!小)|[胖瘦矮黑聋哑瞎](?:{kin}))|{_BESIDE}(?:{_any(told.alone)}){_ACTS}"),
         _always),
        (re.compile(r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.?\s?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?"), _always),
        (re.compile(rf"{_APART}(?i:{pinyin})\s(?:[A-Z][a-z]+|[A-Z]{{2,}})(?:[\s-][A-Z][a-z]+)?(?![A-Za-z0-9@])"),
         _both_people),
        (re.compile(rf"{_APART}[A-Z][a-z]+(?:[\s-][A-Z][a-z]+){{1,2}}(?![A-Za-z0-9@])"), _both_people),
        (re.compile(rf"{_APART}(?:{given})(?![A-Za-z0-9@])"), _always),
        (re.compile(rf"(?<![·•])(?:{_any(told.foreign)})(?:江|汗|古丽|别克|拜)?(?![·•])"), _always),
    ]  # fmt: skip


def _titled(text: str, match: re.Match[str], told: Lists) -> bool:
    """Whether a family name stands before the title: not in 向老师请教, 金牌律师, 相关主任, 新任书记."""
    name = re.sub(rf"家?[老小]?(?:{_any(told.titles)})$", "", match[0])
    if match[0][0] == "任" and text[max(0, match.start() - 1) : match.start()] in tuple("新前现专时担历继首连"):
        return False
    return _no_word(text, match, told) and not (match[0][0] in "向付" and len(name) < 2) and not (
        set(name[1:]) & told.never
    )  # fmt: skip
