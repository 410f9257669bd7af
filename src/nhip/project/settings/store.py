"""The database: SQLite in the data folder, or PostgreSQL by `NHIP_DATABASE_URL`.

SQLite writes take the lock when the transaction begins: Django's deferred default loses concurrent writes (the
transaction that read first cannot be promoted). Readers are not held up in WAL mode.
"""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from nhip.project.settings.folders import DATA

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "nhip.sqlite3",
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": ("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"),
    },
}


def _postgresql(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?sslmode=require`; everything after `?` goes to libpq as it stands."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("NHIP_DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


_url = os.environ.get("NHIP_DATABASE_URL")
CACHES = {
    # counts of wrong codes must hold across processes and need no server of their own
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "cache"}
}
DATABASES = {"default": _postgresql(_url) if _url else SQLITE}
