"""The room every page shares."""

from django.apps import AppConfig


class Shell(AppConfig):
    """Layouts, components, sentences for refusals, the registries of the desk and of a step's tools."""

    name = "bandeng.shell"

    def ready(self) -> None:
        """Each room may keep a file `sentences.py` with its refusals in words, and `offers.py` with what it offers."""
        from django.utils.module_loading import autodiscover_modules

        autodiscover_modules("sentences", "offers")
