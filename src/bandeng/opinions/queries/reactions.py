"""Reactions as the mathematics reads them, kept per process between two looks, and as lines for the ledger's root."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from bandeng.opinions.models import Conversation, Reaction, Voice

if TYPE_CHECKING:
    from bandeng.core.opinion import Votes

KEPT = 16
"""So many conversations are kept in memory; 4 bytes a reaction."""

_AT_A_TIME = 200_000


@dataclass
class _Kept:
    """The votes of a conversation up to a reaction. Each has a lock of its own: none waits for another."""

    upto: int = 0
    votes: "Votes | None" = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_kept: OrderedDict[UUID, _Kept] = OrderedDict()
_lock = threading.Lock()


def newest(conversation: Conversation) -> int:
    """The number of the last reaction, 0 before the first."""
    last = Reaction.objects.filter(conversation=conversation).order_by("-number").values_list("number", flat=True)
    return last.first() or 0


def votes_of(conversation: Conversation) -> "tuple[Votes, int]":
    """All votes as a frozen table, and the number of the last reaction in it; reads only what is new since then."""
    kept = _of(conversation.pk)
    with kept.lock:
        _read_on(kept, conversation)
        if kept.votes is None:
            from bandeng.core.opinion import gather

            kept.votes = gather([], [], [])
        return kept.votes, kept.upto


def _of(pk: UUID) -> _Kept:
    with _lock:
        kept = _kept.setdefault(pk, _Kept())
        _kept.move_to_end(pk)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return kept


def _read_on(kept: _Kept, conversation: Conversation) -> None:
    new = Reaction.objects.filter(conversation=conversation, number__gt=kept.upto).order_by("number")
    rows = new.values_list("voice__number", "statement__number", "value", "number").iterator(chunk_size=10_000)
    while some := list(islice(rows, _AT_A_TIME)):
        # Numbers are only needed where somebody looks at a map: a site starts without them.
        import numpy as np

        from bandeng.core.opinion import gather, merged

        newer = gather(*np.array(some, np.int64).T[:3])
        kept.votes, kept.upto = merged(kept.votes, newer) if kept.votes is not None else newer, some[-1][3]


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
