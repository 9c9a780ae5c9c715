"""The catalogue of everything Bandeng says, without a system gettext: python -m scripts.messages COMMAND

update          take the English texts from code and templates into the catalogue; drop what nobody says now
missing         print what has no Chinese yet, as JSON that `fill` reads back
fill FILE.json  {"English": "Chinese", "context|English": "Chinese"} into the catalogue (a plural is one Chinese text)
compile         write the .mo file that Django reads
check           fail when something is missing, doubtful, unused, has other placeholders, or the .mo file is old

Several people may run it at once: each waits for the one before.
"""

import ast
import fcntl
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "bandeng"
PO = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
# A fixed day: a date that changes at every run would make every merge a conflict.
DAY = datetime(2026, 11, 23, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%%|%(?:\(\w+\))?[-#0+]*\d*(?:\.\d+)?[sdifgr]|\{\w*[^{}]*\}")

ONE, MANY = (1,), (1, 2)
WITH_CONTEXT, MANY_WITH_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    **dict.fromkeys(["_", "lazy", "gettext", "gettext_lazy", "gettext_noop"], ONE),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], MANY),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], WITH_CONTEXT),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], MANY_WITH_CONTEXT),
}


Text = str | tuple[str, ...] | list[str]


def spoken() -> Catalog:
    """Everything the code and the templates say, in English, without translations."""
    catalog = empty()
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and path.is_file():
            for text, context in said_in(path):
                catalog.add(text, context=context)
    return catalog


def said_in(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The texts of one file and their contexts; a plural is a pair."""
    source = path.read_text(encoding="utf-8")
    code = source if path.suffix == ".py" else templatize(source, origin=str(path))
    for _, text, _, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
        yield text, context


def empty() -> Catalog:
    return Catalog(
        locale="zh_Hans", domain="django", project="Bandeng", version="1", header_comment="# Chinese for Bandeng.",
        creation_date=DAY, revision_date=DAY, last_translator="Bandeng", language_team="Bandeng",
        msgid_bugs_address="", fuzzy=False,
    )  # fmt: skip


def written() -> Catalog:
    """The catalogue as it lies in the repository."""
    catalog = empty()
    if PO.exists():
        for message in read_po(io.BytesIO(PO.read_bytes()), locale="zh_Hans"):
            if message.id:
                keep(catalog, message, message.string, message.flags)
    return catalog


def keep(catalog: Catalog, message: Message, string: Text | None, flags: Iterable[str] = ()) -> None:
    catalog.add(message.id, string, context=message.context, flags=flags)


def merged(old: Catalog) -> Catalog:
    """What is said now, with the translations there are."""
    catalog = empty()
    for message in spoken():
        if message.id:
            known = old.get(key_of(message), message.context)
            keep(catalog, message, known.string if known else None)
    return catalog


def forms(text: Text) -> list[str]:
    """The forms of a text: one, or singular and plural."""
    return [text] if isinstance(text, str) else list(text)


def key_of(message: Message) -> str:
    return forms(message.id)[0]


def name_of(message: Message) -> str:
    """How `missing` and `fill` name a message: "English" or "context|English"."""
    return f"{message.context}|{key_of(message)}" if message.context else key_of(message)


def said(message: Message) -> str:
    """Its Chinese, empty when there is none; Chinese has one plural form."""
    return (forms(message.string or "") or [""])[0] or ""


def as_po(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def save(catalog: Catalog) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalog))


def messages(catalog: Catalog) -> list[Message]:
    """All but the header, in their order."""
    return sorted((message for message in catalog if message.id), key=name_of)


def update() -> int:
    catalog = merged(written())
    save(catalog)
    untold = sum(not said(message) for message in messages(catalog))
    print(f"{len(messages(catalog))} messages, {untold} without Chinese")
    return 0


def missing() -> int:
    untold = {name_of(message): "" for message in messages(merged(written())) if not said(message)}
    print(json.dumps(untold, ensure_ascii=False, indent=1))
    return 0


def fill(file: str) -> int:
    given: dict[str, str | list[str]] = json.loads(Path(file).read_text(encoding="utf-8"))
    catalog = merged(written())
    known = {name_of(message): message for message in messages(catalog)}
    for name in given.keys() & known.keys():
        told = given[name]
        chinese = told if isinstance(told, str) else told[0]
        message = known[name]
        message.string = (chinese,) if message.pluralizable else chinese
    save(catalog)
    MO.write_bytes(as_mo(catalog))
    for name in sorted(given.keys() - known.keys()):
        print(f"nobody says: {name}")
    untold = sum(not said(message) for message in messages(catalog))
    print(f"{len(given.keys() & known.keys())} filled, {untold} without Chinese")
    return 0


def compile_() -> int:
    MO.write_bytes(as_mo(written()))
    return 0


def placeholders(text: str) -> set[str]:
    """The parts of a text that are filled in later, e.g. {"%(name)s"}."""
    return {found[0] for found in PLACEHOLDER.finditer(text) if found[0] != "%%"}


def fits(message: Message) -> bool:
    """Whether the Chinese fills in what the English does; a plural may leave its number out of the singular."""
    return any(placeholders(said(message)) == placeholders(form) for form in forms(message.id))


def complaints() -> list[str]:
    """Everything wrong with the catalogue, one line each."""
    if not PO.exists():
        return ["there is no catalogue yet: make messages"]
    raw = read_po(io.BytesIO(PO.read_bytes()), locale="zh_Hans")
    old, now = written(), merged(written())
    kept = {name_of(message) for message in messages(old)}
    found = [f"fuzzy: {name_of(message)}" for message in messages(raw) if message.fuzzy]
    found += [f"unused: {name}" for name in sorted(kept - {name_of(message) for message in messages(now)})]
    found += [f"obsolete: {message.id}" for message in raw.obsolete.values()]
    for message in messages(now):
        if name_of(message) not in kept:
            found.append(f"not in the catalogue (make messages): {name_of(message)}")
        elif not said(message):
            found.append(f"no Chinese: {name_of(message)}")
        elif not fits(message):
            found.append(f"other placeholders: {name_of(message)} -> {said(message)}")
    if not MO.exists() or MO.read_bytes() != as_mo(old):
        found.append("the .mo file is old: make messages ARGS=compile")
    return found


def unheard() -> Iterator[str]:
    """Texts inside an f-string: the extraction cannot see them, so they would stay English without a complaint."""
    for path in sorted(SOURCE.rglob("*.py")):
        for whole in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(whole, ast.JoinedStr):
                for call in ast.walk(whole):
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                        yield f"inside an f-string, say it outside: {path.name}, line {call.lineno}"


def check() -> int:
    found = [*complaints(), *unheard()]
    print("\n".join(found) or f"{len(messages(written()))} messages, all in both languages")
    return int(bool(found))


@contextmanager
def alone() -> Iterator[None]:
    """Wait until nobody else is writing the catalogue."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    with open(ROOT / ".cache" / "messages.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(words: list[str]) -> int:
    commands = {"update": update, "missing": missing, "compile": compile_, "check": check}
    with alone():
        if len(words) == 2 and words[0] == "fill":
            return fill(words[1])
        if len(words) == 1 and words[0] in commands:
            return commands[words[0]]()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
