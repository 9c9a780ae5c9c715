"""The room of research."""

from django.apps import AppConfig


class Research(AppConfig):
    """Trips, findings, suggestions, and what they were turned into."""

    name = "bandeng.research"
