"""Numbers and lines as an official paper writes them: 一、（一）1.（1）, days, and titles broken into a trapezoid."""

import re
import unicodedata
from datetime import date

from bandeng.core.papers.layout import AREA_WIDTH, POINTS_PER_MM, TWO

DIGITS = "零一二三四五六七八九"
MOST_IN_TITLE = int(AREA_WIDTH * POINTS_PER_MM / TWO)
"""How many signs of 2号 a line of a title holds."""
NOT_FIRST = "，。、；：？！）》」』】”’…—·,.;:?!)]}%"
NOT_LAST = "（《「『【“‘([{"
CONTROL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_chinese(number: int) -> str:
    """A number from 1 to 999 in Chinese: 1 -> 一, 10 -> 十, 21 -> 二十一, 101 -> 一百零一, 110 -> 一百一十."""
    hundreds, rest = divmod(number, 100)
    if hundreds:
        between = "" if rest >= 20 or not rest else "零" if rest < 10 else "一"
        return f"{DIGITS[hundreds]}百" + (between + in_chinese(rest) if rest else "")
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{DIGITS[tens % 10]}十")
    return head + (DIGITS[ones] if ones or not tens else "")


def number_of(level: int, number: int) -> str:
    """What stands before a heading: level 1 "一、", 2 "（一）", 3 "1. ", 4 "（1）"."""
    if level == 1:
        return f"{in_chinese(number)}、"
    if level == 2:
        return f"（{in_chinese(number)}）"
    return f"{number}. " if level == 3 else f"（{number}）"


def day_text(day: date | None) -> str:
    """A day in Arabic numerals without leading zeros, as 9704 wants it: 2026年3月9日; "" for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def document_number(series: str, year: int, number: int) -> str:
    """发文字号: 〔2026〕 with these brackets, no 第, no leading zero."""
    return f"{series}〔{year}〕{number}号"


def clean(text: str) -> str:
    """A text without the signs that no document format takes."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n"))


def width(text: str) -> float:
    """How wide a text is in signs of a bold serif face: a Chinese one 1, a capital 0.7, other Latin less."""
    return sum(
        1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.7 if sign.isupper() else 0.55 if sign != " " else 0.3
        for sign in text
    )


def title_lines(title: str, most: int = MOST_IN_TITLE) -> tuple[str, ...]:
    """A title as lines of falling or even length: upside down a trapezoid, never a word cut, never a lone last sign.

    Each line is at most `most` signs wide; a Latin word stays whole where it fits into a line at all.
    """
    pieces = _pieces(" ".join(title.split()), most)
    total = sum(width(piece) for piece in pieces)
    for count in range(max(1, -int(-total // most)), len(pieces) + 1):
        if lines := _laid(pieces, count, total, most):
            return lines
    return tuple(piece.strip() for piece in pieces)


def _laid(pieces: list[str], count: int, total: float, most: int) -> tuple[str, ...]:
    """So many lines, each as near as can be to its place in the trapezoid; () where they do not fit.

    The cheapest way to end each line at each piece, line by line: `best[end]` is its cost and its lines.
    """
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for row in range(count):
        wanted = total / count + (count - 1) / 2 - row
        found: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start, (cost, lines) in best.items():
            for end in range(start + 1, len(pieces) + 1):
                line = "".join(pieces[start:end]).strip()
                if width(line) > most:
                    break
                told = (cost + (width(line) - wanted) ** 2, (*lines, line))
                if end not in found or told < found[end]:
                    found[end] = told
        best = found
    return best.get(len(pieces), (0.0, ()))[1]


def _pieces(title: str, most: int) -> list[str]:
    """What may not be torn: Latin words, a sign with the punctuation that clings to it."""
    found: list[str] = []
    for word in re.findall(r"[\x21-\x7e]+ ?| |[^\x20-\x7e]", title):
        parts = [word[at : at + most] for at in range(0, len(word), most)] if len(word) > most else [word]
        for part in parts:
            clings = found and (part[0] in NOT_FIRST or found[-1][-1] in NOT_LAST) and width(found[-1] + part) <= most
            if clings:
                found[-1] += part
            else:
                found.append(part)
    return found
