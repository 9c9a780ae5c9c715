"""The room of meetings."""

from django.apps import AppConfig


class Meetings(AppConfig):
    """From the pool of matters to outcomes, claims and promises, and the minutes that say so."""

    name = "bandeng.meetings"

    def ready(self) -> None:
        """Tell the room of people what is held of somebody here, and the shell what its screens show."""
        from bandeng.meetings import actions, queries, screens
        from bandeng.people import erasure
        from bandeng.research import agendas

        erasure.offer(
            "meetings", subjects=queries.subjects_of, export=queries.own_data, erase=actions.erase_attendances_of
        )
        agendas.offer(standing=queries.standing, may_call=queries.may_call)
        screens.offer()
