"""The room of work items."""

from django.apps import AppConfig


class Commitments(AppConfig):
    """Claimed with a date, done with evidence, checked by another."""

    name = "bandeng.commitments"

    def ready(self) -> None:
        """Offer the tools of this room to the steps of a process."""
        from bandeng.commitments import panels

        panels.offer_all()
