"""Checking the chains where they stand: hashes worked out again, one entry after another."""

from dataclasses import dataclass

from bandeng.core import ledger
from bandeng.records.actions import as_line
from bandeng.records.models import Chain, Entry


@dataclass(frozen=True)
class Checked:
    """One chain: how many entries were read, and where the first wrong one stands (0: none is)."""

    chain: str
    entries: int
    wrong: int
    head: str

    @property
    def whole(self) -> bool:
        """Whether nothing was edited, dropped, inserted or cut off."""
        return self.wrong == 0


def check_chain(key: str) -> Checked:
    """Read a chain from its first entry and compare every hash; one query, constant memory."""
    head = Chain.objects.filter(key=key).first()
    prev, n = ledger.GENESIS, 0
    for entry in Entry.objects.filter(chain=key).order_by("n").iterator(chunk_size=2000):
        n += 1
        if entry.n != n or entry.prev != prev or entry.hash != ledger.entry_hash(as_line(entry)):
            return Checked(key, n, n, ledger.short_head(prev))
        prev = entry.hash
    stands = head is None or (head.n == n and head.head == prev)
    return Checked(key, n, 0 if stands else n + 1, ledger.short_head(prev))


def find_receipt(text: str) -> Entry | None:
    """The entry a printed receipt "CHAIN:N:HASH" names, when it stands there with that hash; None when it does not."""
    chain, _, rest = text.strip().partition(":")
    n, _, start = rest.partition(":")
    if not n.isascii() or not n.isdigit() or len(n) > 18 or len(start) < 12:
        return None
    entry = Entry.objects.filter(chain=chain, n=int(n)).first()
    return entry if entry and entry.hash.startswith(start.lower()) else None
