"""The room of home pages."""

from django.apps import AppConfig
from django.http import HttpRequest


class Desk(AppConfig):
    """What waits for me, and what everybody may see."""

    name = "bandeng.desk"

    def ready(self) -> None:
        """Every public page carries the head of its community's chain (ledger.md, "Verify")."""
        from bandeng.shell.context import ledger_head_from

        ledger_head_from(head_for)


def head_for(request: HttpRequest) -> str:
    """The head of the chain of the place a page speaks for; one query."""
    from bandeng.records.queries import head_of

    place = getattr(request, "place", None)
    return head_of(place.chain) if place is not None else ""
