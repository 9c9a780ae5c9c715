"""The shelf of forms: TOML to plain values, every fault named."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files

from bandeng.core.meetings.model import GROUPS, RECORDS, Form, Forms, Notice, SeatKind, Template
from bandeng.core.process.format import load_toml
from bandeng.core.process.model import Words
from bandeng.core.process.words import ORIGINS
from bandeng.core.refusal import Refusal

UNITS = ("calendar", "working")
MOST_DAYS = 60


@cache
def shipped() -> Forms:
    """The forms as shipped. Raises Refusal: "bad_forms"."""
    text = files("bandeng").joinpath("shelf", "meetings", "forms.toml").read_text(encoding="utf-8")
    return read_forms(text)


def read_forms(text: str) -> Forms:
    """Read a file of forms and templates.

    Raises   Refusal: "unreadable" (why), "bad_forms" (problems: one line each, "key: what to do").
    """
    told, problems = load_toml(text), list[str]()
    templates = [_template(each, problems) for each in _tables(told, "seats")]
    known = {each.key: each for each in templates}
    forms = [_form(each, known, problems) for each in _tables(told, "form")]
    for keys in ([each.key for each in templates], [each.key for each in forms]):
        problems += [f"{key}: stands twice; give one another key" for key in sorted(set(keys)) if keys.count(key) > 1]
    corrections = _notice("minutes", told.get("minutes"), problems)
    if problems:
        raise Refusal("bad_forms", problems=problems)
    return Forms({each.key: each for each in forms}, known, corrections)


def _tables(told: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = told.get(name, [])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _key(told: Mapping[str, object]) -> str:
    return str(told.get("key") or "?")


def _said(told: Mapping[str, object], name: str, problems: list[str]) -> Words:
    value = told.get(name)
    zh, en = (value.get("zh"), value.get("en")) if isinstance(value, dict) else (None, None)
    if isinstance(zh, str) and isinstance(en, str) and zh.strip() and en.strip():
        return Words(zh, en)
    problems.append(f'{_key(told)}: write {name} = {{ zh = "...", en = "..." }}')
    return Words("?", "?")


def _one_of(told: Mapping[str, object], name: str, known: tuple[str, ...], problems: list[str]) -> str:
    value = told.get(name)
    if isinstance(value, str) and value in known:
        return value
    problems.append(f"{_key(told)}: write {name} as one of {', '.join(known)}")
    return known[-1]


def _notice(key: str, value: object, problems: list[str]) -> Notice:
    days, unit = (value.get("days"), value.get("unit")) if isinstance(value, dict) else (None, None)
    if isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= MOST_DAYS and unit in UNITS:
        return Notice(days, str(unit))
    problems.append(f'{key}: write the days as {{ days = 3, unit = "calendar" }}, at most {MOST_DAYS}')
    return Notice(0, "calendar")


def _template(told: Mapping[str, object], problems: list[str]) -> Template:
    seats = tuple(_seat(_key(told), each, problems) for each in _tables(told, "seat"))
    keys = [each.key for each in seats]
    if not seats or len(set(keys)) < len(keys):
        problems.append(f"{_key(told)}: give it seats, each with a key of its own")
    name, cite = _said(told, "name", problems), _said(told, "cite", problems)
    return Template(_key(told), name, seats, cite, _one_of(told, "origin", tuple(ORIGINS), problems))


def _seat(template: str, told: Mapping[str, object], problems: list[str]) -> SeatKind:
    zh, en, groups = told.get("zh"), told.get("en"), told.get("groups", [])
    if not (isinstance(zh, str) and isinstance(en, str) and zh and en):
        problems.append(f"{template}: name the seat {_key(told)} in zh and en")
    if not isinstance(groups, list) or any(each not in GROUPS for each in groups):
        problems.append(f"{template}: groups of {_key(told)} are of {', '.join(GROUPS)}")
        groups = []
    kind = tuple(str(each) for each in groups)
    return SeatKind(_key(told), Words(str(zh), str(en)), told.get("fixed") is True, told.get("votes") is True, kind)


def _form(told: Mapping[str, object], templates: Mapping[str, Template], problems: list[str]) -> Form:
    template = templates.get(str(told.get("seats")))
    if template is None:
        problems.append(f"{_key(told)}: there are no seats {told.get('seats')}")
        template = Template("?", Words("?", "?"), (), Words("?", "?"), "assumption")
    name, cite = _said(told, "name", problems), _said(told, "cite", problems)
    return Form(
        _key(told), name, _notice(_key(told), told.get("notice"), problems), _share(told, problems), template,
        _one_of(told, "record", RECORDS, problems), cite, _one_of(told, "origin", tuple(ORIGINS), problems),
    )  # fmt: skip


def _share(told: Mapping[str, object], problems: list[str]) -> Fraction | None:
    value = told.get("quorum")
    if value is None:
        return None
    top, _, bottom = value.partition("/") if isinstance(value, str) else ("", "", "")
    if top.isdecimal() and bottom.isdecimal() and 0 < int(top) <= int(bottom) < 1000:
        return Fraction(int(top), int(bottom))
    problems.append(f'{_key(told)}: write quorum = "1/2"')
    return None
