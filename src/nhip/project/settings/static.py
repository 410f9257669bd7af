"""Styles, scripts, icons and fonts: served by whitenoise from this machine, never from a network of others."""

import os

from nhip.project.settings.folders import ORIGINALS, PICTURES, RENDITIONS, STATIC, WEB

STATIC_URL = "/static/"
STATIC_ROOT = STATIC
STATIC.mkdir(exist_ok=True)
STATICFILES_DIRS = [WEB] if WEB.is_dir() else []
_collected = (STATIC / "staticfiles.json").is_file() or os.environ.get("NHIP_STATIC") == "collect"
WHITENOISE_USE_FINDERS = not _collected
WHITENOISE_MANIFEST_STRICT = False
MEDIA_ROOT = ORIGINALS
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "pictures": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": PICTURES}},
    "renditions": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": RENDITIONS, "base_url": "/anh/"},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _collected
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
