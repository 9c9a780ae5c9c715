"""What matters are about: the categories we ship, in two levels (shelf/categories.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bandeng.core.refusal import Refusal


@dataclass(frozen=True)
class Category:
    """A category. `parent` is the key of the class it belongs to, None for a class itself."""

    key: str
    zh: str
    en: str
    parent: str | None = None

    def name(self, language: str) -> str:
        """Its name: English for "en", else Chinese."""
        return self.en if language.startswith("en") else self.zh


@cache
def categories() -> Mapping[str, Category]:
    """All categories by key, each class before its parts, in the order of the shelf."""
    text = files("bandeng").joinpath("shelf", "categories.toml").read_text(encoding="utf-8")
    return MappingProxyType({one.key: one for one in read_categories(text)})


def category(key: str) -> Category:
    """The category with this key.

    Raises   Refusal: "unknown_category".
    """
    if (found := categories().get(key)) is None:
        raise Refusal("unknown_category", category=key)
    return found


def classes() -> list[Category]:
    """The categories of the first level."""
    return [one for one in categories().values() if one.parent is None]


def parts_of(key: str) -> list[Category]:
    """The categories below a class; none for one that has no parts."""
    return [one for one in categories().values() if one.parent == category(key).key]


def covers(accepted: str, key: str) -> bool:
    """Whether a duty list that names `accepted` takes matters of category `key`: itself, or the class it belongs to."""
    return key == accepted or category(key).parent == accepted


def read_categories(text: str) -> list[Category]:
    """Read a file of categories (TOML): [[category]] with key, name = { zh, en } and perhaps parts.

    Raises   Refusal: "bad_categories" with `why`.
    """
    try:
        told = tomllib.loads(text)
        found = [one for row in told["category"] for one in _with_parts(row)]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as wrong:
        raise Refusal("bad_categories", why=str(wrong)) from wrong
    keys = [one.key for one in found]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise Refusal("bad_categories", why=f"named twice: {', '.join(twice)}")
    return found


def _with_parts(row: Mapping[str, object]) -> list[Category]:
    top = _one(row, None)
    parts = row.get("parts", [])
    if not isinstance(parts, list):
        raise TypeError(f"parts of {top.key} are not a list")
    return [top, *(_one(part, top.key) for part in parts)]


def _one(row: Mapping[str, object], parent: str | None) -> Category:
    name = row["name"]
    if not isinstance(name, dict):
        raise TypeError(f"the name of {row['key']} is not {{ zh, en }}")
    return Category(str(row["key"]), str(name["zh"]), str(name["en"]), parent)
