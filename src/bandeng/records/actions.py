"""`record`: the one door. An act becomes an entry of its chain and, in the same transaction, rows.

    @action
    def raise_matter(*, place, words, actor, at, once=None): ...

An action decides (load, lock, ask the core), then records. `@action` makes it one transaction, lets a repeat with the
same `once` return the first result, and takes the chain's lock first, so that what it decides on cannot move.
"""

import functools
import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from bandeng.core import ledger
from bandeng.core.refusal import Refusal
from bandeng.records import tasks
from bandeng.records.acts import Act, parts
from bandeng.records.models import Chain, Entry, PrivatePart
from bandeng.records.queries import act_of
from bandeng.records.registry import apply_of, reactions_of, result_of
from bandeng.records.sealing import seal_json

P = ParamSpec("P")
R = TypeVar("R")

SITE = "site"
LONGEST_KEY = 80


def action(decide: Callable[P, R]) -> Callable[P, R]:
    """Make a keyword-only function one act: one transaction; a Refusal leaves nothing written."""

    @functools.wraps(decide)
    def decided(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            chain, once = _chain_of(kwargs), _key(kwargs.get("once"))
            if "once" in kwargs:
                kwargs["once"] = once
            lock(chain)
            if once and (first := Entry.objects.filter(chain=chain, once=once).first()):
                found: R = result_of(act_of(first))
                return found
            return decide(*args, **kwargs)

    return decided


def _key(once: object) -> str | None:
    """A form's key as a column holds it, whatever a stranger wrote into the hidden field."""
    text = str(once or "").replace("\x00", "")
    return (text if len(text) <= LONGEST_KEY else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()) or None


def _chain_of(kwargs: dict[str, Any]) -> str:
    """The chain of the first argument that stands in one: a place, a matter or what belongs to one; else the site's."""
    for value in kwargs.values():
        for held in (value, getattr(value, "matter", None), getattr(value, "item", None)):
            if isinstance(chain := getattr(held, "chain", None), str):
                return chain
    return SITE


def lock(*keys: str) -> dict[str, Chain]:
    """Take the locks of these chains, in key order, until the transaction ends; the heads, by key.

    On SQLite the transaction itself is the lock: it is IMMEDIATE.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a chain is locked inside a transaction")
    return {key: _locked(key) for key in sorted(set(keys))}


def _locked(key: str) -> Chain:
    heads = Chain.objects.select_for_update()
    if head := heads.filter(key=key).first():
        return head
    Chain.objects.get_or_create(key=key)
    return heads.get(key=key)


def record(done: Act, *, chain: str, subject: str, actor: str, at: datetime, once: str | None = None) -> Any:
    """Append an act to its chain, apply it, and enqueue who must react; returns what the apply returns.

    chain     a community's code, a higher place's code, or "site"
    subject   "matter:...", "person:...", "place:..."
    actor     "person:...", "receipt:..." (somebody holding a receipt), "public", or "system:..."
    at        an aware moment, when it was decided
    Raises    Refusal "chain_closed" when the community was merged into another
    """
    head = lock(chain)[chain]
    if head.successor:
        raise Refusal("chain_closed", chain=chain, successor=head.successor)
    entry = _append(done, head=head, subject=subject, actor=actor, at=at.astimezone(UTC), once=once)
    result = apply_of(done.verb)(done, entry)
    if reactions_of(done.verb):
        tasks.react.enqueue(chain=chain, n=entry.n)
    return result


def _append(done: Act, *, head: Chain, subject: str, actor: str, at: datetime, once: str | None) -> Entry:
    detail, hidden = parts(done)
    salts = {field: ledger.new_salt() for field in hidden}
    entry = Entry(
        chain=head.key, n=head.n + 1, at=at, actor=actor, verb=done.verb, v=done.v, subject=subject, detail=detail,
        private={field: ledger.digest_private(salts[field], value) for field, value in hidden.items()},
        once=once, prev=head.head,
    )  # fmt: skip
    entry.hash = ledger.entry_hash(as_line(entry))
    entry.save(force_insert=True)
    PrivatePart.objects.bulk_create(
        PrivatePart(
            chain=entry.chain, n=entry.n, field=field, subject=subject,
            sealed=seal_json({"salt": salts[field].hex(), "value": value}),
        )
        for field, value in hidden.items()
    )  # fmt: skip
    head.n, head.head = entry.n, entry.hash
    head.save(update_fields=["n", "head"])
    return entry


def as_line(entry: Entry) -> ledger.Line:
    """The entry as the pure value whose bytes are hashed and exported."""
    return ledger.Line(
        actor=entry.actor, at=entry.at, chain=entry.chain, detail=entry.detail, n=entry.n,
        once=entry.once, prev=entry.prev, private=entry.private, subject=entry.subject, v=entry.v, verb=entry.verb,
    )  # fmt: skip


def erase(subject: str, *, fields: tuple[str, ...] = ()) -> int:
    """Destroy the private parts (value and salt together) of all entries about a subject; returns how many.

    The act that decides on the erasure is recorded by the room; entries keep their digests, which now prove nothing.
    fields   only these fields, all when empty
    """
    kept = PrivatePart.objects.filter(subject=subject)
    if fields:
        kept = kept.filter(field__in=fields)
    count, _ = kept.delete()
    return count


def erase_parts(entries: Iterable[Entry], *, fields: tuple[str, ...]) -> int:
    """Destroy these private parts of just these entries; where one subject's entries belong to several people.

    Returns how many.
    """
    return sum(
        PrivatePart.objects.filter(chain=entry.chain, n=entry.n, field__in=fields).delete()[0] for entry in entries
    )


def close_chain(key: str, *, successor: str) -> str:
    """Close the chain of a merged community; returns its head, which the successor's next entry names."""
    head = lock(key, successor)[key]
    head.successor = successor
    head.save(update_fields=["successor"])
    return head.head
