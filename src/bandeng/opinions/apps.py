"""The room of opinions."""

from django.apps import AppConfig


class Opinions(AppConfig):
    """Statements, reactions, the map."""

    name = "bandeng.opinions"
