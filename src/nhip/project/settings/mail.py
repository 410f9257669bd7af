"""Mail and short messages out: no mail unless `NHIP_SMTP_HOST` names a server, no message unless a carrier is named."""

import os

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("NHIP_SMTP_HOST")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("NHIP_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("NHIP_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("NHIP_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("NHIP_SMTP_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("NHIP_MAIL_FROM", "nhip@localhost")

_host = os.environ.get("NHIP_HOSTS", "").split(",")[0].strip()
NHIP_ADDRESS = os.environ.get("NHIP_ADDRESS") or (f"https://{_host}" if _host else "http://127.0.0.1:8000")
NHIP_CARRIERS = {"zalo": os.environ.get("NHIP_ZALO_CARRIER", ""), "sms": os.environ.get("NHIP_SMS_CARRIER", "")}
