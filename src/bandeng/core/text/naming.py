"""What looks like a full Chinese name that stands in no record: a family name, one or two signs, and what is around.

Nobody can know by rule: 高兴 is a word and may be a name. So each candidate is weighed: an office before it or a
title after it, "说" or "家" after it, signs that people are called by; what begins like a word (周边) needs more. What
weighs enough is proposed, never taken out for certain. Measured in docs/reference/names.md; the signs and words are
data (shelf/names.toml, assumptions).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ENOUGH, WORDY = 3, 2
"""What a candidate has to weigh, and how much more where it begins like a word."""

_OFFICE = re.compile(
    r"(?:居民|业主|租户|住户|房东|租客|商户|店主|老板|网格员|楼长|楼栋长|单元长|书记|主任|副主任|经理|队长|组长|站长|所长|村民|"
    r"党员|志愿者|老人|老汉|师傅|保安|保洁员|电工|水工|木工|委员|代表|调解员|律师|民警|医生|老师|司机|干部|干事|社工|会计|支书|"
    r"村长|先生|女士|同志|邻居|户主|业委会|阿訇|儿子|女儿|丈夫|妻子|老伴|爱人|父亲|母亲|老婆|老公|孙子|孙女|外孙|侄子|孩子|户|"
    r"名叫|叫做|叫|姓名|联系人|负责人|当事人|申请人|投诉人|反映人|经办人|我是|本人|署名|签名)[:：“\s]{0,2}$"
)
_SAYS = re.compile(
    r"[”\s]{0,1}(?:说|讲|谈|商量|沟通|协商|商议|道歉|转告|聊|打听|过来|带队|通知|不交|要求|表示|反映|介绍|告诉|觉得|认为|提出|提到|回忆|坦言|笑着|解释|建议|补充|答应|承诺|同意|不同意|家|一家|夫妇|夫妻|"
    r"等人|等[一二三四五六七八九十\d]|两口|名下|本人|签字|签名|电话|住在|搬|，?[男女]，|带领|带着|带头|自愿|主动|拿出|上门|今年)"
)
_THEN = re.compile(
    r"[”\s]{0,1}(?:[，。、；：！？,;:!?）)]|的|和|与|跟|来|去|在|把|给|被|也|就|还|都|又|从|到|对|向|因|找|帮|了|为|想|愿|没|是|有|正|已|将|要|负责|$)"
)
_BEFORE = re.compile(
    r"(?:^|[，。、；：！？,;:!?（(“\s]|和|与|跟|给|由|找|请|对|向|被|把|让|托|问|替|帮|经|有|是|到|在|去|及|同|谢谢|感谢|联系|通知|安排|叫|转|说)$"
)
_TO = re.compile(r"(?:与|和|跟|对|找|由|请|叫|向|同)$")
_SAID = re.compile(r"(?:说(?!明)|讲|谈|商量|沟通|协商|道歉|转告|解释|反映)")
_PLACE = re.compile(
    r"(?:路|街|大道|道(?![歉谢])|巷|湖|山|岭|桥|江|河|村|镇|乡|县|市|区|小区|社区|新区|庄|沟(?!通)|湾|滩|坡|堡|渠|[河江湖](?=[边岸里水上])|苑|花园|公园|大厦|广场|医院|小学|中学|学校)"
)
_PLACES = frozenset("路街道巷湖岭桥村镇县区市沟湾滩堡庄")
_WATER = re.compile(r"[河江湖][边岸里水上]")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{2,6}[·•][\u4e00-\u9fff]{2,6}")


@dataclass(frozen=True)
class Lists:
    """The signs and words of the shelf."""

    compound: frozenset[str]
    single: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    words: frozenset[str]
    tails: frozenset[str]
    titles: frozenset[str]
    kin: frozenset[str]
    things: frozenset[str]
    both: frozenset[str]
    alone: frozenset[str]
    foreign: frozenset[str]
    pinyin: frozenset[str]
    latin_given: frozenset[str]
    latin_things: frozenset[str]
    common: frozenset[str]
    strong: frozenset[str]
    follows: frozenset[str]


_SIGNS = ("single", "given", "never", "common", "strong", "follows")


@cache
def _title() -> re.Pattern[str]:
    """A title right after a name, a longer one before a shorter one."""
    return re.compile(rf"[”\s]{{0,1}}(?:{'|'.join(sorted(lists().titles, key=lambda word: (-len(word), word)))})")


@cache
def lists() -> Lists:
    """Read once."""
    told = tomllib.loads(files("bandeng").joinpath("shelf", "names.toml").read_text(encoding="utf-8"))
    signs = {name: frozenset("".join(told[name].split())) for name in _SIGNS}
    words = {name: frozenset(told[name].split()) for name in told if name not in _SIGNS}
    return Lists(**words, **signs)


def likely(text: str) -> Iterator[tuple[int, int]]:
    """Where something looks like a full name: (start, end), in the order of the text, none within another."""
    at = 0
    while at < len(text):
        end = _longest(text, at)
        if end:
            yield at, end
        at = end or at + 1


def _longest(text: str, at: int) -> int:
    """Where the name that begins here ends, 0 where none does; of two lengths the heavier, then the longer."""
    if foreign := _FOREIGN.match(text, at):
        return foreign.end()
    told = lists()
    family = 2 if text[at : at + 2] in told.compound else 1 if text[at] in told.single else 0
    if not family or (at and text[at - 1 : at + 1] in told.tails):
        return 0
    weighed = [(weight(text, at, at + family, end), end) for end in (at + family + 2, at + family + 1)]
    found, end = max(weighed)
    wordy = WORDY if text[at : at + 2] in told.words and not _is_spoken_to(text, at) else 0
    return end if found >= ENOUGH + wordy else 0


def _is_spoken_to(text: str, at: int) -> bool:
    """Whether a word that is a name too stands where only somebody can stand: 对高兴说."""
    before = text[max(0, at - 2) : at]
    return text[at : at + 2] in lists().both and bool(_TO.search(before) and _SAID.match(text, at + 2))


def weight(text: str, start: int, given: int, end: int) -> int:
    """How much speaks for a name from `start` to `end` whose given name begins at `given`; -9 where none can be."""
    told, called = lists(), text[given:end]
    if end > len(text) or any(sign in told.never or not "\u4e00" <= sign <= "\u9fff" for sign in called):
        return -9
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    found = sum(sign in told.given for sign in called) + (1 if given - start == 2 else 0)
    found += 3 if _OFFICE.search(before) else 1 if _BEFORE.search(before) else 0
    found += 3 if _title().match(after) else 2 if _SAYS.match(after) else 1 if _THEN.match(after) or not after else 0
    if _PLACE.match(after) or text[end - 1] in _PLACES or _WATER.match(text, end - 1):
        found -= 3
    return found
