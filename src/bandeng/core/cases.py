"""Solved matters as cases: what a case says, and the one file in which it travels from site to site.

The file is JSON: {"format", "v", "sha256", "case"}; the hash is of `case` as canonical JSON (sorted keys, no spaces),
so that a file somebody changed on the way is noticed. Nothing in a file is believed: it is read into plain values, and
a person looks at it before it is shown.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bandeng.core.refusal import Refusal

FORMAT, V = "bandeng-case", 1
LARGEST = 256 * 1024
"""Bytes of a file."""
MOST_TEXT, MOST_TITLE, MOST_PROCESS = 4000, 80, 64 * 1024
MOST_PAPERS = 40

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TITLE = "title"
TEXTS = ("title", "problem", "steps", "outcome", "cost", "time", "papers", "pitfalls")
"""The free texts of a case, in the order in which it is read."""
NEEDED = ("title", "problem", "steps", "outcome")

KINDS = ("community", "village", "owned", "public_rental", "mixed")
"""Kinds of place: a community or village as a whole, or a compound by who lives there."""


@dataclass(frozen=True)
class Travelling:
    """A case as it travels: its texts, what it is about, and the process and wordings others may take over.

    days       from raised to ended, None where nobody counted
    wordings   kind of paper -> its worded texts
    """

    texts: Mapping[str, str]
    category: str
    kind: str
    days: int | None = None
    origin: str = ""
    process: str = ""
    wordings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def kind_of(code: str, tenure: str) -> str:
    """The kind of a place: by who lives in the compound, else village or community.

    Source: National Bureau of Statistics, codes of communities: the last three figures are 001-199 for residents'
    committees, 200-399 for villagers' committees.
    """
    if tenure in KINDS:
        return tenure
    number = code.partition(".")[0][-3:]
    return (
        "village" if len(code.partition(".")[0]) == 12 and number.isdigit() and 200 <= int(number) < 400 else KINDS[0]
    )


def write_file(case: Travelling) -> str:
    """The file of a case."""
    told = json.loads(json.dumps(asdict(case), ensure_ascii=False))
    whole = {"format": FORMAT, "v": V, "sha256": digest(told), "case": told}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1)


def digest(told: Mapping[str, Any]) -> str:
    """The hash of a case: 64 hex characters."""
    canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_file(data: bytes) -> tuple[Travelling, str]:
    """The case of a file, and its hash.

    Raises   Refusal: "case_too_large" (most), "not_a_case" (why), "case_version" (reads), "case_altered".
    """
    if len(data) > LARGEST:
        raise Refusal("case_too_large", most=LARGEST // 1024, field="file")
    try:
        whole = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise _no("json") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise _no("format")
    if type(whole.get("v")) is not int or whole["v"] != V:
        raise Refusal("case_version", reads=V, field="file")
    told = whole.get("case")
    if set(whole) != {"format", "v", "sha256", "case"} or not isinstance(told, dict):
        raise _no("parts")
    if set(told) != set(Travelling.__dataclass_fields__):
        raise _no("parts")
    try:
        found = digest(told)
    except (ValueError, RecursionError):
        raise _no("text") from None
    if whole["sha256"] != found:
        raise Refusal("case_altered", field="file")
    return _read(told), found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that says nothing twice: readers differ in which of two they believe."""
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a key stands twice")
    return told


def _read(told: Mapping[str, Any]) -> Travelling:
    texts, days = _texts(told["texts"]), told["days"]
    if set(texts) - set(TEXTS) or any(not texts.get(name, "").strip() for name in NEEDED):
        raise _no("parts")
    if any(len(text) > (MOST_TITLE if name == TITLE else MOST_TEXT) for name, text in texts.items()):
        raise _no("long")
    if told["kind"] not in KINDS or (days is not None and (type(days) is not int or not 0 <= days <= 9999)):
        raise _no("parts")
    wordings = told["wordings"]
    if not isinstance(wordings, dict) or len(wordings) > MOST_PAPERS:
        raise _no("parts")
    plain = {name: told[name] for name in ("category", "origin", "process")}
    if len(_texts(plain)["process"]) > MOST_PROCESS or len(plain["origin"]) > 120 or len(plain["category"]) > 40:
        raise _no("long")
    if _broken(plain["origin"], lines="") or _broken(texts[TITLE], lines=""):
        raise _no("text")
    worded = {str(kind)[:24]: _texts(each) for kind, each in wordings.items()}
    return Travelling(texts=texts, kind=told["kind"], days=days, wordings=worded, **plain)


def _texts(told: object) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(text, str) and not _broken(text) for text in told.values()):
        raise _no("text")
    return {str(name): text for name, text in told.items()}


def _broken(text: str, lines: str = "\n\r\t") -> bool:
    """Whether signs stand in a text that nobody can see: control signs, or what turns the direction of reading."""
    return any(sign in _TURNING or (sign not in lines and unicodedata.category(sign) in ("Cc", "Cs")) for sign in text)


def _no(why: str) -> Refusal:
    return Refusal("not_a_case", why=why, field="file")
