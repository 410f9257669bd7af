from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "nhip.portal"
    label = "portal"
    verbose_name = "Cổng thông tin"
