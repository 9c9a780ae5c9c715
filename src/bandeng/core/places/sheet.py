"""Tables of places and of holidays, as a spreadsheet saves them as text, into rows by the names of their columns."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from bandeng.core import cells, delimited
from bandeng.core.places.plan import Wish
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import DayRow

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 50_000
_FIELD = 2_000

# Both languages of every column; compared without spaces and capitals.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "代码", "区划代码", "统计用区划代码", "编码"),
    "name": ("name", "名称", "区划名称"),
    "level": ("level", "级别", "层级"),
    "parent": ("parent", "上级代码", "parentcode"),
    "above": ("parent name", "上级名称", "上级", "所属"),
    "short": ("short", "简称", "shortname"),
    "tenure": ("tenure", "产权", "产权性质"),
    "households": ("households", "户数"),
    "phone": ("phone", "电话", "服务电话", "telephone"),
    "valid_from": ("valid from", "启用日期", "from"),
}
DAY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "day": ("date", "day", "日期"),
    "kind": ("kind", "类型", "性质"),
    "zh": ("name", "zh", "名称", "节日"),
    "en": ("english", "en", "英文", "英文名称"),
}
_LEVEL_WORDS = {
    "province": "省 省级 自治区 直辖市", "city": "市 地市 设区的市 地级 地级市 自治州 盟",
    "county": "县 区 区县 县区 县级 县级市 市辖区 自治县 旗 自治旗",
    "street": "街道 乡镇 镇 乡 乡级 镇街 乡镇街道 街道办事处 民族乡 苏木",
    "community": "社区 村 社区村 村社区 村级 行政村 建制村 村委会 村民委员会 居委会 居民委员会 嘎查 village",
    "compound": "小区 院落", "building": "楼 楼栋 栋", "unit": "单元 stairwell", "household": "户 住户",
}  # fmt: skip
_TENURE_WORDS = {"owned": "自有 商品房 业主自有", "public_rental": "公租房 廉租房 公共租赁", "mixed": "混合"}
_KIND_WORDS = {"rest": "休 休息 放假 off holiday", "work": "班 上班 工作 补班"}


def _words(told: Mapping[str, str]) -> dict[str, str]:
    return {word: key for key, words in told.items() for word in (key, *words.split())}


LEVEL_WORDS, TENURE_WORDS, KIND_WORDS = _words(_LEVEL_WORDS), _words(_TENURE_WORDS), _words(_KIND_WORDS)


def read_wishes(data: bytes) -> list[Wish]:
    """The rows of a table of places, as they were written.

    data     the whole file, at most MOST_BYTES
    Raises   Refusal: "empty_file", "not_text", "spreadsheet_file", "table_too_large", "too_many_rows", "huge_cell",
             "unknown_columns" (with `needs`), "no_rows".
    """
    rows = _rows(data, COLUMNS, needs=("name",))
    return [_wish(number, row) for number, row in rows]


def _wish(number: int, row: Mapping[str, str]) -> Wish:
    level, tenure = cells.heading(row.get("level", "")), cells.heading(row.get("tenure", ""))
    codes = {name: _code(row[name]) for name in ("code", "parent") if name in row}
    told = {**row, **codes, "level": _word(LEVEL_WORDS, level, row.get("level", "")),
            "tenure": _word(TENURE_WORDS, tenure, row.get("tenure", ""))}  # fmt: skip
    return Wish(row=number, **told)


def _word(words: Mapping[str, str], plain: str, typed: str) -> str:
    """What the word says; a word we do not know stays as it was typed."""
    return words.get(typed.casefold(), words.get(plain, typed))


def _code(text: str) -> str:
    """６４ ０３ ０２ and 640302.0, as a spreadsheet writes a number, are 640302; anything else stays."""
    told = re.sub(r"\s+", "", cells.plain(text))
    return told.removesuffix(".0") if re.fullmatch(r"[0-9]+(\.0)?", told) else text


def read_days(data: bytes, *, source: str) -> tuple[DayRow, ...]:
    """The rows of a holiday table: date, kind (rest or work), name, and perhaps its English name.

    Raises   Refusal as `read_wishes`; "bad_day" or "bad_kind" with `row` and `text` for a row that cannot be read.
    """
    return tuple(_day(number, row, source) for number, row in _rows(data, DAY_COLUMNS, needs=("day", "kind")))


def read_day_lines(text: str, *, source: str) -> tuple[DayRow, ...]:
    """The same from lines somebody typed, with or without a first line that names the columns; empty for no line.

    Raises   Refusal as `read_days`; rows are counted from the first line.
    """
    lines = text.strip("\r\n")
    if not lines.strip():
        return ()
    first = lines.split("\n", 1)[0].split(",")[0].strip().lower()
    if first in DAY_COLUMNS["day"]:
        return read_days(lines.encode(), source=source)
    rows = _rows(f"date,kind,name,english\n{lines}".encode(), DAY_COLUMNS, needs=("day", "kind"))
    return tuple(_day(number - 1, row, source) for number, row in rows)


def as_lines(rows: Iterable[DayRow]) -> str:
    """The days as lines that `read_day_lines` reads back, in order."""
    written = StringIO()
    out = csv.writer(written, lineterminator="\n")
    for row in sorted(rows, key=lambda row: row.day):
        out.writerow([row.day.isoformat(), row.kind, row.zh, row.en])
    return written.getvalue()


def _day(number: int, row: Mapping[str, str], source: str) -> DayRow:
    try:
        day = cells.day(row["day"])
    except ValueError as wrong:
        raise Refusal("bad_day", row=number, text=row["day"][:20]) from wrong
    kind = KIND_WORDS.get(cells.heading(row["kind"]))
    if kind not in ("rest", "work"):
        raise Refusal("bad_kind", row=number, text=row["kind"][:20])
    zh = row.get("zh", "")
    return DayRow(day, "work" if kind == "work" else "rest", zh[:60], row.get("en", "")[:60] or zh[:60], source)


def _rows(
    data: bytes, columns: Mapping[str, tuple[str, ...]], *, needs: Sequence[str]
) -> list[tuple[int, dict[str, str]]]:
    text = decoded(data)
    lines = _cells(text)
    start, found = _head(lines, columns, needs)
    if missing := [name for name in needs if name not in found.values()]:
        raise Refusal("unknown_columns", needs=[columns[name][0] for name in missing])
    rows = [
        (number, {name: line[at].strip() for at, name in found.items() if at < len(line)})
        for number, line in enumerate(lines[start + 1 :], start + 2)
        if any(cell.strip() for cell in line)
    ]
    if not rows:
        raise Refusal("no_rows")
    if len(rows) > MOST_ROWS:
        raise Refusal("too_many_rows", most=MOST_ROWS)
    return [(number, {**dict.fromkeys(needs, ""), **row}) for number, row in rows]


def _head(
    lines: Sequence[Sequence[str]], columns: Mapping[str, tuple[str, ...]], needs: Sequence[str]
) -> tuple[int, dict[int, str]]:
    """The line of the headings and what it names: a title of one filled cell may stand above it."""
    for at, line in enumerate(lines):
        filled = sum(bool(cell.strip()) for cell in line)
        found = _header(line, columns)
        if filled > 1 or set(needs) <= set(found.values()):
            return at, found
    return 0, {}


def _header(head: Sequence[str], columns: Mapping[str, tuple[str, ...]]) -> dict[int, str]:
    by_word = {cells.heading(word): name for name, words in columns.items() for word in words}
    found: dict[int, str] = {}
    for at, cell in enumerate(head):
        name = by_word.get(cells.heading(cell.replace("_", " ")))
        if name and name not in found.values():
            found[at] = name
    return found


def _cells(text: str) -> list[list[str]]:
    try:
        lines = delimited.cells_of(text)
    except csv.Error as wrong:
        raise Refusal("huge_cell", most=_FIELD) from wrong
    if any(len(cell) > _FIELD for line in lines for cell in line):
        raise Refusal("huge_cell", most=_FIELD)
    return lines


def decoded(data: bytes) -> str:
    """The text of a file, in the encodings of `core.delimited`.

    Raises   Refusal: "empty_file", "table_too_large", "spreadsheet_file", "not_text".
    """
    if not data.strip():
        raise Refusal("empty_file")
    if len(data) > MOST_BYTES:
        raise Refusal("table_too_large", most=MOST_BYTES // 1024 // 1024)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refusal("spreadsheet_file")
    try:
        return delimited.decoded(data)
    except ValueError as wrong:
        raise Refusal("not_text") from wrong
