"""The room of work items."""

from django.apps import AppConfig


class Commitments(AppConfig):
    """Claimed with a date, done with evidence, checked by another."""

    name = "bandeng.commitments"
