"""The room of matters."""

from django.apps import AppConfig


class Matters(AppConfig):
    """One matter, from the first word to the rated reply."""

    name = "bandeng.matters"
