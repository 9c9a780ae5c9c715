"""The room of exchange."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """Cases: drafted from a solved matter, approved by another, shared, used elsewhere."""

    name = "bandeng.exchange"
