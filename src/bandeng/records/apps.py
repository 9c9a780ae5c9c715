"""The room of the ledger."""

from django.apps import AppConfig


class Records(AppConfig):
    """Chains of acts, private parts, evidence files, receipts."""

    name = "bandeng.records"

    def ready(self) -> None:
        """Load every room's acts, applies and reactions, and the checks."""
        from django.utils.module_loading import autodiscover_modules

        from bandeng.records import checks

        checks.register_all()
        autodiscover_modules("acts", "applies", "reactions")
