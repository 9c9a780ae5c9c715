"""The room of papers."""

from django.apps import AppConfig


class Documents(AppConfig):
    """One record, every paper."""

    name = "bandeng.documents"
