"""The room of liaison."""

from django.apps import AppConfig


class Liaison(AppConfig):
    """Liaison rooms, areas, the county's view, and entering later."""

    name = "bandeng.liaison"
