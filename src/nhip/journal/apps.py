from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "nhip.journal"
    label = "journal"
    verbose_name = "Nhật ký"
