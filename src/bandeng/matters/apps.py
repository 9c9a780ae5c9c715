"""The room of matters."""

from django.apps import AppConfig


class Matters(AppConfig):
    """One matter, from the first word to the rated reply."""

    name = "bandeng.matters"

    def ready(self) -> None:
        """Tell the rooms below what open work is here, which deadlines a calendar moves, what is held of a person."""
        from bandeng.matters import actions, queries
        from bandeng.people import erasure, handover
        from bandeng.places import closing, recompute

        handover.offer("matter", open_for=queries.held_by, hand=actions.hand_over_work)
        closing.offer(queries.open_below)
        recompute.offer(queries.would_move, moved=queries.moved)
        erasure.offer(
            "raisings", subjects=queries.subjects_of, export=queries.raisings_data, erase=actions.erase_raisings_of
        )
