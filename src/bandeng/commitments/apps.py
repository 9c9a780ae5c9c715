"""The room of work items."""

from django.apps import AppConfig


class Commitments(AppConfig):
    """Claimed with a date, done with evidence, checked by another."""

    name = "bandeng.commitments"

    def ready(self) -> None:
        """Tell the room of people what open work is here."""
        from bandeng.commitments import actions, queries
        from bandeng.commitments.queries import callbacks
        from bandeng.matters.queries.own import also_holds
        from bandeng.people import handover

        handover.offer("item", open_for=queries.held_by, hand=actions.hand_over_work)
        also_holds("callbacks", callbacks.raising_calls)
