"""The secret keys: made at the first run, kept in the data folder, never in the repository."""

import os
import secrets

from nhip.journal.keys import made_once
from nhip.project.settings.folders import KEYS

SECRET_KEY = os.environ.get("NHIP_SECRET_KEY") or made_once(
    KEYS / "secret_key", lambda: secrets.token_urlsafe(64).encode("ascii")
).decode("ascii")
