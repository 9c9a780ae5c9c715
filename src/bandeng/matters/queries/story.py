"""The story of a matter: its entries as lines that everybody who may read the matter may read.

Only fields on a closed list are told, so no new private field slips out; a resident is never named (domain.md I10).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bandeng.matters.models import Matter
from bandeng.matters.queries.seeing import may_see_words
from bandeng.people.acting import Actor
from bandeng.people.models import Person
from bandeng.records.models import Entry, PrivatePart
from bandeng.records.sealing import unseal_json

TOLD = frozenset(
    {
        "amount_fen", "answer", "answered", "appeal", "body", "branch", "category", "channel", "clause", "closed_on",
        "criteria", "decided_on", "dissent", "document", "done", "due", "due_on", "fact", "field", "financial",
        "finding", "for_on", "good", "granted", "ground", "guards", "held_on", "how", "kind", "legal", "legal_basis",
        "level", "minutes", "missing", "mode", "move", "new", "next_channel", "next_step", "next_unit", "now",
        "number", "objections", "old", "on", "opinion", "outcome", "outside_contract", "partner", "passed", "people",
        "photos", "posted_on", "provisional", "reached", "reason", "reason_code", "rest_on", "review_on", "round",
        "said", "satisfied", "sealed", "seats", "severity", "solved", "source", "succeeded", "summary", "table",
        "technical", "text", "title", "to", "to_on", "total", "until", "visited_on", "was", "what", "what_next",
        "where", "why",
    }
)  # fmt: skip
"""The fields of acts that a story tells."""

TO_HANDLERS = frozenset({"note", "by_whom"})
"""Those that only people who handle the matter read."""

_SEALED = "_sealed"
_ALSO: list[Callable[[Matter], Iterable[str]]] = []


def also(subjects: Callable[[Matter], Iterable[str]]) -> None:
    """Let rooms above say which other subjects of entries belong to a matter's story; once at start."""
    if subjects not in _ALSO:
        _ALSO.append(subjects)


OWN_PHOTOS = frozenset({"matter.raised", "matter.joined"})


@dataclass(frozen=True)
class Line:
    """One thing that happened.

    what        verb of the act, e.g. "matter.verified"
    who         how the actor is named in public by role, "" for a resident; `kind`: "person", "receipt" (a raiser),
                "public" or "system"
    told        what the act says, as JSON values; sealed texts under their plain names, for those who may read them
    photos      fingerprints of pictures this reader may see
    entry       "chain:n:hash" as a receipt prints it
    """

    what: str
    at: datetime
    who: str
    kind: str
    told: Mapping[str, Any]
    photos: tuple[str, ...]
    entry: str

    @property
    def is_correction(self) -> bool:
        """A date told earlier was corrected (I12)."""
        return self.what == "matter.corrected"


def story(matter: Matter, actor: Actor, *, oldest_first: bool = True) -> list[Line]:
    """What happened to a matter, as this actor may read it; a fixed number of queries however long it is."""
    subjects = [f"matter:{matter.pk}", *(one for find in _ALSO for one in find(matter))]
    entries = list(Entry.objects.filter(subject__in=subjects).order_by("-arrival"))
    if oldest_first:
        entries.reverse()
    handles = may_see_words(actor, matter)
    sealed = _sealed_texts(matter) if handles or not matter.sealed else {}
    names = _called(entries)
    return [_line(entry, matter, sealed.get((entry.chain, entry.n), {}), names, handles) for entry in entries]


def _line(entry: Entry, matter: Matter, sealed: Mapping[str, str], names: Mapping[str, str], handles: bool) -> Line:
    kind, _, key = entry.actor.partition(":")
    told = {**entry.detail, **{name.removesuffix(_SEALED): text for name, text in sealed.items()}}
    shown = {name: value for name, value in told.items() if name in (TOLD | TO_HANDLERS if handles else TOLD)}
    photos = [photo for photo in shown.pop("photos", []) if _may_see(photo, entry, matter, handles)]
    return Line(
        what=entry.verb, at=entry.at, who=names.get(key, ""), kind=kind, told=shown, photos=tuple(photos),
        entry=f"{entry.chain}:{entry.n}:{entry.hash[:12]}",
    )  # fmt: skip


def _may_see(photo: str, entry: Entry, matter: Matter, handles: bool) -> bool:
    """A raiser's own picture is for everybody only once it was accepted with the summary."""
    return handles or entry.verb not in OWN_PHOTOS or photo in matter.shown_photos


def _sealed_texts(matter: Matter) -> dict[tuple[str, int], dict[str, str]]:
    """The sealed texts of a matter's entries by (chain, n), without raisers' own words, names and letters."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    parts = PrivatePart.objects.filter(subject=f"matter:{matter.pk}")
    for part in parts:
        if part.field.endswith(_SEALED) or part.field in TO_HANDLERS:
            found.setdefault((part.chain, part.n), {})[part.field] = str(unseal_json(bytes(part.sealed))["value"])
    return found


def _called(entries: Iterable[Entry]) -> dict[str, str]:
    keys = {entry.actor.partition(":")[2] for entry in entries if entry.actor.startswith("person:")}
    people = Person.objects.filter(pk__in=[UUID(key) for key in keys]).values_list("pk", "called")
    return {str(key): called for key, called in people}
