from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "nhip.assistant"
    label = "assistant"
    verbose_name = "Tìm kiếm"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Load every file of `models/`, whose `__init__` is empty as everywhere in the house."""
        super().import_models()
        for file in iter_modules(self.models_module.__path__):
            import_module(f"{self.name}.models.{file.name}")
