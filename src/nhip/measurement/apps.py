from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "nhip.measurement"
    label = "measurement"
    default_auto_field = "django.db.models.BigAutoField"
