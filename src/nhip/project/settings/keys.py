"""The secret key: made at the first run, kept in the data folder, never in the repository."""

import os
import secrets

from nhip.project.settings.folders import KEYS


def _secret_key() -> str:
    """Read the key, or make it. Two processes starting at once agree: the second finds the first one's file."""
    named = os.environ.get("NHIP_SECRET_KEY")
    if named:
        return named
    KEYS.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = KEYS / "secret_key"
    if not path.exists():
        fresh = KEYS / f".secret_key.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text("ascii").strip()


SECRET_KEY = _secret_key()
