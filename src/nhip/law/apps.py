from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "nhip.law"
    label = "law"
    verbose_name = "Thư viện pháp luật"
    default_auto_field = "django.db.models.BigAutoField"
