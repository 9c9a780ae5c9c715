"""The room of people."""

from django.apps import AppConfig


class People(AppConfig):
    """Who may do what, and where."""

    name = "bandeng.people"
