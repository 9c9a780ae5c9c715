"""The wording of each kind of paper: data on the shelf, which an office may change for its place.

A text may name {fields}; which ones a kind knows stands in its file. Nothing else in braces is taken.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from bandeng.core.papers.blocks import Form
from bandeng.core.refusal import Refusal

SHELF = Path(__file__).resolve().parents[2] / "shelf" / "papers"
FIELD = re.compile(r"\{([^{}]*)\}")
CHANGEABLE = ("head", "title", "opening", "closing", "signature", "note", "series")
"""What an office may word anew; everything else on a paper comes from the record."""
MOST = 600


@dataclass(frozen=True)
class Wording:
    """How one kind of paper is worded.

    name     the kind's own name by language
    texts    the CHANGEABLE ones that this kind has
    words    the labels that stand on it
    fields   what its texts may name
    origin   "assumption", a source, or "office" where an office has changed it
    """

    kind: str
    form: Form
    name: Mapping[str, str]
    texts: Mapping[str, str]
    words: Mapping[str, str]
    fields: frozenset[str]
    origin: str
    version: str = field(default="1")

    def say(self, text: str, told: Mapping[str, str]) -> str:
        """One of its texts, filled in; "" where it has none."""
        return FIELD.sub(lambda found: told.get(found[1], ""), self.texts.get(text, ""))

    def word(self, key: str) -> str:
        """A label. Raises KeyError for one its file does not have: a fault of ours."""
        return self.words[key]

    def named(self, language: str) -> str:
        """The kind's name."""
        return self.name["zh"] if language.startswith("zh") else self.name["en"]

    def changed(self, texts: Mapping[str, str], *, version: str) -> "Wording":
        """The wording as an office has it."""
        return replace(self, texts={**self.texts, **texts}, origin="office", version=version)


@lru_cache(maxsize=1)
def shelf() -> Mapping[str, Wording]:
    """Every kind by its key, in the order of the files' `order`."""
    told = [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(SHELF.glob("*.toml"))]
    told.sort(key=lambda each: (each[1]["order"], each[0]))
    return {key: _read(key, found) for key, found in told}


def wording(kind: str) -> Wording:
    """One kind's wording as the shelf has it. Raises Refusal "unknown_paper"."""
    if kind not in shelf():
        raise Refusal("unknown_paper", kind=kind)
    return shelf()[kind]


def _read(kind: str, told: dict[str, object]) -> Wording:
    texts = {key: str(told[key]) for key in CHANGEABLE if key in told}
    name, words, names = told["name"], told.get("words", {}), told["fields"]
    assert isinstance(name, dict)
    assert isinstance(words, dict)
    assert isinstance(names, list)
    return Wording(kind, Form(str(told["form"])), name, texts, words, frozenset(names), str(told["origin"]))


def need_sound(kind: Wording, texts: Mapping[str, str]) -> None:
    """Raises   Refusal: "unknown_text", "text_too_long", "wording_unknown_field", "wording_empty", "wording_series"."""
    for key, text in texts.items():
        if key not in kind.texts:
            raise Refusal("unknown_text", field=key)
        if len(text) > MOST:
            raise Refusal("text_too_long", field=key, most=MOST)
        need_fields(key, text, kind.fields)
        if key in ("head", "title", "series") and kind.texts[key] and not text.strip():
            raise Refusal("wording_empty", field=key)
        if key == "series" and (len(text) > 20 or not text.isprintable() or set(text) & set("〔〕[]0123456789")):
            raise Refusal("wording_series", field=key)


def need_fields(key: str, text: str, known: Iterable[str]) -> None:
    """Raises   Refusal: "wording_unknown_field" for a brace that names nothing we know."""
    known = frozenset(known)
    for name in FIELD.findall(text):
        if name not in known:
            raise Refusal("wording_unknown_field", field=key, name=name, known="、".join(sorted(known)))
    if FIELD.sub("", text).strip("{}") != FIELD.sub("", text) or set(FIELD.sub("", text)) & set("{}"):
        raise Refusal("wording_unknown_field", field=key, name="{ }", known="、".join(sorted(known)))
