"""The room of home pages."""

from django.apps import AppConfig


class Desk(AppConfig):
    """What waits for me, and what everybody may see."""

    name = "bandeng.desk"
