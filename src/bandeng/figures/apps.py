"""The room of figures."""

from django.apps import AppConfig


class Figures(AppConfig):
    """Always n of N, each a click away from the records it counts."""

    name = "bandeng.figures"
