"""Reactions of a file become reactions here, in the order in which they were said.

A large file arrives piece by piece, so that nobody who says something meanwhile waits for it. A piece is whole or not
there: who dies in the middle goes on after it.
"""

import hashlib
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bandeng.opinions import queries
from bandeng.opinions.actions.conversations import tick
from bandeng.opinions.models import Arrival, Conversation, Reaction, Voice, Way
from bandeng.opinions.queries import live
from bandeng.records.sealing import blind

if TYPE_CHECKING:
    from bandeng.core.opinion.tables import History

AT_ONCE = 20_000
"""A file of so many reactions arrives in the request that brings it."""

PIECE, BREATH = 2_000, 0.02
"""So many reactions in one transaction; seconds between two, for those who wait to write."""

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
Row = tuple[int, int, int, datetime]


def moment(told: int | None, now: datetime) -> datetime:
    """When a reaction was said: by seconds or milliseconds since 1970, as files write them; `now` where that is odd."""
    seconds = None if told is None else told / 1000 if abs(told) > 10**11 else float(told)
    if seconds is None or not EARLIEST.timestamp() <= seconds <= now.timestamp():
        return now
    return datetime.fromtimestamp(seconds, UTC)


def rows_of(history: "History", now: datetime, start: int = 0, stop: int | None = None) -> Iterator[Row]:
    """Voice number, statement number, value and moment of some of them."""
    part = slice(start, stop)
    columns = [column[part].tolist() for column in (history.participants, history.statements, history.values)]
    times = [None] * len(columns[0]) if history.times is None else history.times[part].tolist()
    for who, what, how, told in zip(*columns, times, strict=True):
        yield who, what, how, moment(told, now)


def digest_of(history: "History", now: datetime) -> str:
    """SHA-256 of their lines, as `queries.lines_since` will say them."""
    told = hashlib.sha256()
    for number, (who, what, how, at) in enumerate(rows_of(history, now.astimezone(UTC)), 1):
        told.update(f"{number},{who},{what},{how},{at.isoformat()}\n".encode())
    return told.hexdigest()


def send(conversation: Conversation, history: "History") -> None:
    """Put them on their way; who calls lays them (`lay_all`) here and now or by a job."""
    import numpy as np

    times = history.times if history.times is not None else np.full(len(history), -1, np.int64)
    columns = (history.participants, history.statements, history.values, times)
    packed = zlib.compress(b"".join(column.astype("<i8").tobytes() for column in columns), 1)
    Arrival.objects.create(conversation=conversation, rows=packed, total=len(history))


def lay_all(pk: UUID) -> None:
    """Lay what is on its way, from where somebody may have left it, and write down in the ledger that it came."""
    arrival = Arrival.objects.filter(conversation=pk).first()
    if arrival is None:
        return
    history = _unpacked(arrival)
    while lay_piece(pk, history):
        live.want(pk)
        time.sleep(BREATH)
    tick(conversation=Conversation.objects.get(pk=pk), at=timezone.now())
    live.want(pk)


def _unpacked(arrival: Arrival) -> "History":
    import numpy as np

    from bandeng.core.opinion.tables import History

    columns = np.frombuffer(zlib.decompress(arrival.rows), "<i8").reshape(4, -1)
    return History(*columns)


def lay_piece(pk: UUID, history: "History") -> bool:
    """Lay the next ones in one transaction; whether there are more."""
    with transaction.atomic():
        conversation = queries.locked(pk)
        arrival = Arrival.objects.filter(conversation=conversation).defer("rows").first()
        if arrival is None:
            return False
        stop = min(arrival.total, arrival.laid + PIECE)
        _lay(conversation, list(rows_of(history, conversation.opened_at, arrival.laid, stop)), arrival.laid + 1)
        if stop == arrival.total:
            arrival.delete()
            return False
        Arrival.objects.filter(pk=arrival.pk).update(laid=stop)
        return True


def _lay(conversation: Conversation, rows: list[Row], first: int) -> None:
    """Voices under marks that nobody's browser has, and their reactions in the order of the file."""
    of = dict(conversation.statements.values_list("number", "pk"))
    voices = _voices(conversation, rows)
    Reaction.objects.bulk_create(
        (
            Reaction(
                conversation=conversation, number=number, voice_id=voices[who], statement_id=of[what], value=how, at=at,
                key=f"file:{number}",
            )
            for number, (who, what, how, at) in enumerate(rows, first)
        ),
        batch_size=2000,
    )  # fmt: skip


def _voices(conversation: Conversation, rows: list[Row]) -> dict[int, int]:
    """Number to key of everybody who speaks in these rows."""
    there = Voice.objects.filter(conversation=conversation)
    first = {who: at for who, _, _, at in reversed(rows)}
    found = dict(there.filter(number__in=first).values_list("number", "pk"))
    made = Voice.objects.bulk_create(
        Voice(
            conversation=conversation, number=pid, mark=blind(f"{conversation.pk}:file:{pid}", "voice"), way=Way.IMPORT,
            at=at,
        )
        for pid, at in sorted(first.items())
        if pid not in found
    )  # fmt: skip
    return found | {voice.number: voice.pk for voice in made}
