"""The room of places."""

from django.apps import AppConfig


class Places(AppConfig):
    """One tree; a grid is a named set of buildings."""

    name = "bandeng.places"
