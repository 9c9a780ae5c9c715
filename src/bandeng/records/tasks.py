"""Jobs. One job per entry somebody reacts to, enqueued in the entry's own transaction (ledger.md, "Reacting")."""

from django.db import transaction
from django_tasks import task

from bandeng.records.models import Entry


@task()
def react(chain: str, n: int) -> int:
    """Run every reaction to entry (chain, n), each in a transaction of its own; returns how many ran."""
    from bandeng.records.queries import act_of
    from bandeng.records.registry import reactions_of

    entry = Entry.objects.get(chain=chain, n=n)
    done = act_of(entry)
    reactions = reactions_of(entry.verb)
    for reaction in reactions:
        with transaction.atomic():
            reaction(done, entry)
    return len(reactions)
