"""The room of mediation."""

from django.apps import AppConfig


class Mediation(AppConfig):
    """Two sides, heard apart."""

    name = "bandeng.mediation"

    def ready(self) -> None:
        """Tell the rooms below what is held here of a person, and of a raising."""
        from bandeng.matters.queries.own import also_holds, also_private
        from bandeng.mediation import actions, queries
        from bandeng.people import erasure, handover

        handover.offer("mediation", open_for=queries.held_by, hand=actions.hand_over_work)
        also_holds("mediation", queries.raising_data)
        also_private(queries.raising_entries)
        erasure.offer("mediation", subjects=lambda _person: (), export=queries.sides_data, erase=actions.erase_sides_of)
