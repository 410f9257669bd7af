from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "nhip.channels"
    label = "channels"
    verbose_name = "Kênh phát hành"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Load every file of `models/`, whose `__init__` is empty as everywhere in the house."""
        super().import_models()
        for file in iter_modules(self.models_module.__path__):
            import_module(f"{self.name}.models.{file.name}")

    def ready(self) -> None:
        """A carrier's receipt proves the activity that went out by it."""
        from django.db.models import OuterRef

        from nhip.channels.models.receipts import Receipt
        from nhip.plans.queries.proofs import also_proves

        also_proves("channels.receipt", Receipt.objects.filter(activity=OuterRef("pk")))
