"""Reactions as the mathematics reads them, kept per process between two looks, and as lines for the ledger's root."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from bandeng.opinions.models import Conversation, Reaction, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bandeng.core.opinion import Votes

KEPT = 16
"""So many conversations are kept in memory; 13 bytes a reaction."""


@dataclass
class _Columns:
    """Every reaction of a conversation up to one, in the order of arrival."""

    upto: int = 0
    who: "list[NDArray[np.int64]]" = field(default_factory=list)
    what: "list[NDArray[np.int64]]" = field(default_factory=list)
    how: "list[NDArray[np.int64]]" = field(default_factory=list)


_kept: dict[UUID, _Columns] = {}
_lock = threading.Lock()


def newest(conversation: Conversation) -> int:
    """The number of the last reaction, 0 before the first."""
    last = Reaction.objects.filter(conversation=conversation).order_by("-number").values_list("number", flat=True)
    return last.first() or 0


def votes_of(conversation: Conversation) -> "tuple[Votes, int]":
    """All votes as a frozen table, and the number of the last reaction in it; reads only what is new since then."""
    # Numbers are only needed where somebody looks at a map: a site starts without them.
    import numpy as np

    from bandeng.core.opinion import gather

    with _lock:
        columns = _kept.pop(conversation.pk, None) or _Columns()
        _read_on(columns, conversation)
        _kept[conversation.pk] = columns
        while len(_kept) > KEPT:
            del _kept[next(iter(_kept))]
        parts = [np.concatenate(each) if each else np.zeros(0, np.int64) for each in _parts(columns)]
        columns.who, columns.what, columns.how = ([part] for part in parts)
        return gather(*parts), columns.upto


def _parts(columns: _Columns) -> "tuple[list[NDArray[np.int64]], ...]":
    return columns.who, columns.what, columns.how


def _read_on(columns: _Columns, conversation: Conversation) -> None:
    new = Reaction.objects.filter(conversation=conversation, number__gt=columns.upto).order_by("number")
    rows = list(new.values_list("voice__number", "statement__number", "value", "number"))
    if rows:
        import numpy as np

        told = np.array(rows, np.int64)
        for part, column in zip(_parts(columns), told.T, strict=False):
            part.append(np.ascontiguousarray(column))
        columns.upto = rows[-1][3]


def forget() -> None:
    """Let go of everything kept; for tests, whose reactions go away with their transaction."""
    with _lock:
        _kept.clear()


def last_of(conversation: Conversation, voice: Voice | None = None) -> dict[tuple[int, int], int]:
    """The reactions that count, of one voice or of all, by (voice, statement), as numbers."""
    rows = Reaction.objects.filter(conversation=conversation).order_by("number")
    rows = rows.filter(voice=voice) if voice else rows
    return {(who, what): how for who, what, how in rows.values_list("voice__number", "statement__number", "value")}


def lines_since(conversation: Conversation, after: int, upto: int) -> Iterator[bytes]:
    """Each reaction after one and up to another as a line of the root: number,voice,statement,value,at."""
    rows = Reaction.objects.filter(conversation=conversation, number__gt=after, number__lte=upto).order_by("number")
    for number, who, what, how, at in rows.values_list(
        "number", "voice__number", "statement__number", "value", "at"
    ).iterator():
        yield f"{number},{who},{what},{how},{at.isoformat()}\n".encode()


def counts_of(conversation: Conversation) -> dict[int, tuple[int, int]]:
    """Statement number to how many agree and how many disagree, as each voice said last."""
    counts: dict[int, list[int]] = {}
    for (_, what), how in last_of(conversation).items():
        some = counts.setdefault(what, [0, 0])
        if how:
            some[0 if how > 0 else 1] += 1
    return {what: (agree, against) for what, (agree, against) in counts.items()}
