"""Logs to standard error, one line each, without secrets: no bodies, no headers, no query strings, no SQL values."""

import os

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"no_secrets": {"()": "nhip.project.logs.NoSecrets"}},
    "handlers": {
        "standard_error": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_secrets"]},
    },
    "root": {"handlers": ["standard_error"], "level": os.environ.get("NHIP_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": ["standard_error"], "level": "WARNING", "propagate": False},
        "django.db.backends": {"level": "WARNING"},
        "axes": {"level": "ERROR"},  # the journal keeps lock-outs; its log would keep what strangers typed as a name
        "nhip": {"level": os.environ.get("NHIP_LOG_LEVEL", "INFO")},
    },
}
