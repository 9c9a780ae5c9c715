"""The room every page shares."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class Shell(AppConfig):
    """Layouts, components, sentences for refusals, the registries of the desk and of a step's tools."""

    name = "bandeng.shell"

    def ready(self) -> None:
        """Read each room's `sentences.py` (refusals in words) and `offers.py` (what it offers to desk and steps)."""
        from bandeng.shell import refusals, words

        for room in apps.get_app_configs():
            if not room.name.startswith("bandeng."):
                continue
            if find_spec(f"{room.name}.sentences"):
                told = import_module(f"{room.name}.sentences")
                refusals.sentences(getattr(told, "SENTENCES", {}), status=getattr(told, "STATUS", {}))
                words.words(getattr(told, "WORDS", {}))
            if find_spec(f"{room.name}.offers"):
                import_module(f"{room.name}.offers")
