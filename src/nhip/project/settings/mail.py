"""Mail out: written to the log unless `NHIP_SMTP_HOST` names a server."""

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
