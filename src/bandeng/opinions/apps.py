"""The room of opinions."""

from django.apps import AppConfig


class Opinions(AppConfig):
    """Statements, reactions, the map."""

    name = "bandeng.opinions"

    def ready(self) -> None:
        """Tell the shell what its open pages show."""
        from bandeng.opinions import screens

        screens.offer()
