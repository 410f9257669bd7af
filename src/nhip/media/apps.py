from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "nhip.media"
    label = "media"
    verbose_name = "Tệp gốc, ảnh, bản lưu"
    default_auto_field = "django.db.models.BigAutoField"
