"""Shapes that tell on somebody: numbers of telephones, papers, cards and accounts, plates, days of birth, doors.

Full-width signs and Chinese numerals are read as figures first, so that 一三八 and １３８ are 138. A number may be
parted by spaces, dots or lines. Shapes of numbers: people/masking.py; identity numbers: GB 11643-1999; plates: GA
36-2018 (assumption: civil plates only); bank cards: 16 to 19 figures (ISO/IEC 7812).
"""

import re
from collections.abc import Iterator

PHONE, IDENTITY, EMAIL, PLATE, ADDRESS, TITLE = "phone", "identity", "email", "plate", "address", "title"
ACCOUNT, BIRTH = "account", "birth"

_WIDE = {0xFF01 + at: chr(0x21 + at) for at in range(94) if chr(0x21 + at).isalnum() or chr(0x21 + at) in "@._+-#"}
_SPOKEN = str.maketrans("零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0001234567891123456789")
PARTED = r"[\s.\-—–_·•]{0,2}"
_COUNT = r"(?:\d{1,4}|[零〇一二三四五六七八九十百]{1,4})"
_COUNTED = r"\s?(?:元|块|米|人|户|平|斤|年|个|次|万|多|吨|度|瓦|天|分|级|字)"
_ROOM = (
    rf"(?:\d{{3,4}}(?!\d|{_COUNTED})|"
    rf"[零〇一二三四五六七八九幺]{{3,4}}(?![零〇一二三四五六七八九十百千万]|{_COUNTED}))"
)
_DOOR = rf"(?:[\s-]?{_COUNT}\s?(?:号楼|栋|幢|单元|层|楼|室|号|户|门))*(?:[\s-]?{_ROOM})?室?"
_EXTENSION = r"\s?[，,（(]?\s?(?:转|分机号?|内线)[:：\s]?\d{1,6}(?!\d|\s?路)"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_YEAR = r"\d{4}\s?年"
_DAY = r"\d{2,4}\s?[-./年]\s?\d{1,2}\s?(?:[-./月]\s?(?:\d{1,2}\s?[日号]?)?)?"

CERTAIN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (IDENTITY, re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[0-9Xx](?![0-9A-Za-z])")),
    (IDENTITY, re.compile(r"(?<!\d)[1-9]\d{5}\d{2}[01]\d[0-3]\d\d{3}(?!\d)")),
    (EMAIL, re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")),
    (PHONE, re.compile(r"(?<![0-9A-Za-z])(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s.]?\d{4}){2}(?!\d)")),
    (PHONE, re.compile(rf"(?<![\d.-])(?:\(?0\d{{2,3}}\)?[-\s]?)?[2-9]\d{{4,7}}{_EXTENSION}")),
    (PHONE, re.compile(r"(?<!\d)\(?0\d{2,3}\)?[-\s]?[2-9]\d{6,7}(?!\d)")),
    (PHONE, re.compile(rf"(?<=\x00){_EXTENSION}")),
    (PLATE, re.compile(
        rf"[{_PROVINCES}]\s?[A-HJ-NP-Za-hj-np-z][·•.\s]?[A-HJ-NP-Za-hj-np-z0-9]{{4,5}}[A-HJ-NP-Za-hj-np-z0-9挂学警]"
    )),
    (ACCOUNT, re.compile(
        r"(?i:微信|薇信|威信|wechat|weixin|(?<![a-z])(?:v信|vx|wx))(?:账号|帐号|号码|号|名)?(?:是|为|叫)?[:：=\s]{0,3}"
        r"[A-Za-z][A-Za-z0-9_-]{5,19}"
    )),
    (ACCOUNT, re.compile(r"wxid_[A-Za-z0-9]{4,30}")),
    (ACCOUNT, re.compile(
        r"(?i:qq|扣扣|企鹅)\s?(?:账号|帐号|号码|群号|群|号)?(?:是|为)?[:：=\s]{0,3}[1-9](?:[\s-]?\d){4,11}"
    )),
    (ACCOUNT, re.compile(
        r"(?:卡号|账号|帐号|账户|帐户|存折|社保号|医保号|户口本号)(?:码)?(?:是|为)?[:：=\s]{0,3}"
        r"\d(?:[\s-]?\d){5,29}"
    )),
    (IDENTITY, re.compile(
        r"(?:护照|通行证|军官证|残疾证|驾驶证|身份证|证件)(?:号码|号)?(?:是|为)?[:：=\s]{0,3}"
        r"[A-Za-z]{0,2}\d(?:[\s-]?\d){5,19}[Xx]?"
    )),
    (BIRTH, re.compile(rf"(?<!\d)(?:{_DAY}|{_YEAR})\s?(?:出生|生人|生于|生(?![产活效成态意机病长育]))")),
    (BIRTH, re.compile(
        rf"(?:出生日期|出生年月日|出生年月|出生于|出生|生日|生于)(?:是|为|在)?[:：=\s]{{0,3}}(?:{_DAY}|{_YEAR})"
    )),
)  # fmt: skip

PROPOSED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (ADDRESS, re.compile(
        rf"[\u4e00-\u9fff]{{2,6}}(?:路|街|巷|大道)\s?{_COUNT}\s?号(?:院|楼|弄)?{_DOOR}"
    )),
    (ADDRESS, re.compile(rf"(?<![\dA-Za-z#])\d{{1,3}}#(?:楼)?{_DOOR}")),
    (ADDRESS, re.compile(rf"{_COUNT}\s?(?:号楼|栋|幢|单元|室|排(?=\s?{_COUNT}\s?号))(?!长){_DOOR}")),
    (ADDRESS, re.compile(r"(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d-])")),
    (ADDRESS, re.compile(
        rf"(?<![\d./-])\d{{1,2}}-[1-9]\d{{2,3}}(?![\d./-]|{_COUNTED})"
    )),
    (ADDRESS, re.compile(r"[零〇一二三四五六七八九十\d]{1,3}(?:杠[零〇一二三四五六七八九十\d]{1,4}){1,2}")),
    (ADDRESS, re.compile(rf"{_COUNT}\s?(?:组|队|社)\s?\d{{1,3}}\s?号")),
)  # fmt: skip

_RUN = re.compile(rf"(?<![0-9A-Za-z])\+?\d(?:{PARTED}\d){{10,24}}(?:{PARTED}[Xx])?(?![0-9A-Za-z])")


def figures(text: str) -> str:
    """The text with full-width signs as plain ones; as long as before."""
    return text.translate(_WIDE)


def spoken(text: str) -> str:
    """`figures`, and Chinese numerals as figures too; as long as before."""
    return figures(text).translate(_SPOKEN)


def parted(plain: str) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end) of long numbers whatever parts them: a telephone, an identity number, a card."""
    for match in _RUN.finditer(plain):
        number = re.sub(r"[^0-9Xx]", "", match[0])
        if kind := _kind(number):
            yield kind, match.start(), match.end()


def _kind(number: str) -> str:
    digits = number.rstrip("Xx")
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", number):
        return PHONE
    if re.fullmatch(r"[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[0-9Xx]", number):
        return IDENTITY
    if re.fullmatch(r"[1-9]\d{7}[01]\d[0-3]\d{4}", number):
        return IDENTITY
    return ACCOUNT if digits == number and 16 <= len(digits) <= 19 else ""
