"""The room of notices."""

from django.apps import AppConfig


class Notices(AppConfig):
    """Each change is told once to each person it concerns."""

    name = "bandeng.notices"
