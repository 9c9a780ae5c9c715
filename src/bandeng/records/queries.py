"""Reading the ledger: an entry's act, the story of a subject, heads."""

from collections.abc import Iterable

from django.db.models import Count, Max, QuerySet, Sum

from bandeng.records.acts import ERASED, VERBS, Act, private_names, read
from bandeng.records.models import Chain, Entry, PrivatePart
from bandeng.records.sealing import unseal_json


def secrets_of(entry: Entry) -> dict[str, str]:
    """The private values of an entry; an erased one stands as the mark ERASED."""
    kept = {
        part.field: str(unseal_json(bytes(part.sealed))["value"])
        for part in PrivatePart.objects.filter(chain=entry.chain, n=entry.n)
    }
    return {field: kept.get(field, ERASED) for field in entry.private}


def act_of(entry: Entry) -> Act:
    """The act of an entry with its private values; for applies and the people who may see them."""
    return read(entry.verb, entry.v, entry.detail, secrets_of(entry))


def open_act_of(entry: Entry) -> Act:
    """The act of an entry without any private value: what may be shown and needs no further query."""
    return read(
        entry.verb, entry.v, entry.detail, dict.fromkeys(private_names(VERBS[entry.verb]) & set(entry.private), ERASED)
    )


def story_of(subject: str, *, verbs: Iterable[str] = ()) -> QuerySet[Entry]:
    """The entries about a subject, newest first; one query."""
    entries = Entry.objects.filter(subject=subject).order_by("-arrival")
    return entries.filter(verb__in=list(verbs)) if verbs else entries


def last_entry(chain: str) -> Entry | None:
    """The newest entry of a chain, None while it is empty."""
    return Entry.objects.filter(chain=chain).order_by("-n").first()


def head_of(chain: str) -> str:
    """The chain's head as a receipt prints it: "CHAIN:N:HASH" with twelve characters of the hash; "" while empty."""
    head = Chain.objects.filter(key=chain).first()
    return f"{head.key}:{head.n}:{head.head[:12]}" if head and head.n else ""


def ledger_mark() -> str:
    """A word that changes with every entry recorded anywhere; while it stands, no ledgered row has changed. One query.

    Made of the chains' heads, whose numbers are handed out in the order of commits: a later entry that is seen before
    an earlier one of another chain still changes it twice.
    """
    heads = Chain.objects.aggregate(chains=Count("pk"), entries=Sum("n"), last=Max("head"))
    return f"{heads['chains']}.{heads['entries'] or 0}.{(heads['last'] or '')[:16]}"
