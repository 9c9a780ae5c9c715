"""A refusal says in plain words what to do next, whatever rule it came from."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from bandeng.core.refusal import Refusal
from bandeng.shell import refusals, words

SOURCE = Path(refusals.__file__).resolve().parents[1]
# The command line says its own refusals in one English line each.
WITHOUT_PAGES = {SOURCE / "cli"}


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """The code and the details of every Refusal made anywhere in the source."""
    for path in sorted(SOURCE.rglob("*.py")):
        if WITHOUT_PAGES.intersection(path.parents):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Refusal":
                for code in codes_of(node):
                    yield code, frozenset(word.arg or "**" for word in node.keywords)


def codes_of(call: ast.Call) -> list[str]:
    """The codes a call can raise: a word, or the words of `a if ... else b`."""
    first = call.args[0]
    return [node.value for node in ast.walk(first) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def test_every_refusal_raised_anywhere_has_its_sentence() -> None:
    assert sorted({code for code, _ in raised()} - refusals.SENTENCES.keys()) == []


def test_no_sentence_asks_for_a_detail_that_its_refusal_does_not_bring() -> None:
    asked = {code: set(re.findall(r"%\((\w+)\)s", str(text))) for code, text in refusals.SENTENCES.items()}
    brought: dict[str, set[str]] = {}
    for code, details in raised():
        if "**" not in details:
            brought.setdefault(code, set(details)).intersection_update(details)
    assert {code: asked[code] - found for code, found in brought.items() if asked.get(code, set()) - found} == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_sentence_ends_as_a_sentence(language: str) -> None:
    with translation.override(language):
        ends = {code: str(text)[-1] for code, text in refusals.SENTENCES.items()}
    assert {code: end for code, end in ends.items() if end not in "。.?？!！s"} == {}


def test_roles_and_facts_are_said_in_words() -> None:
    no = Refusal("not_your_turn", step="reply", needs=["convener", "secretary"])
    with translation.override("zh-hans"):
        zh = refusals.say(no)
    with translation.override("en"):
        en = refusals.say(no)
    assert (zh, en) == (
        "这一步要由召集人、书记来办。如果应该由您办，请书记给您加上这项职责。",
        "This is for the convener, the secretary to do. If it should be you, ask the secretary to give you the duty.",
    )


def test_a_code_nobody_described_still_says_that_nothing_was_changed() -> None:
    with translation.override("en"):
        said = refusals.say(Refusal("quite_new"))
    assert said == "That did not work (quite_new). Nothing was changed; go back and try once more."


def test_a_missing_detail_is_a_dash_and_no_failure() -> None:
    with translation.override("en"):
        said = refusals.say(Refusal("missing"))
    assert said == "Still needed before this step can be completed: –."


def test_statuses_tell_conflict_not_yours_used_up_not_there_and_unfit() -> None:
    codes = ("stale", "already", "already_elsewhere", "not_your_turn", "not_allowed", "spent", "unknown", "missing")
    assert {code: refusals.status(code) for code in codes} == {
        "stale": 409,
        "already": 409,
        "already_elsewhere": 409,
        "not_your_turn": 403,
        "not_allowed": 403,
        "spent": 410,
        "unknown": 404,
        "missing": 422,
    }


def test_a_room_may_add_a_source_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_further", [])
    words.source({"wash_the_stairs": "Wash the stairs"}.get)
    assert words.listed(["wash_the_stairs", "nobody_knows"]) == "Wash the stairs、nobody_knows"
