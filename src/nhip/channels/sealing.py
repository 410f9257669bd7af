"""Secrets of joined channels: kept in the database only sealed, by a key that lies in the key folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from nhip.journal.keys import made_once

KEY = "channels_key"


def seal(folder: Path, secrets: Mapping[str, str]) -> str:
    """The secrets as text that says nothing without the key of the folder."""
    return _key(folder).encrypt(json.dumps(dict(secrets)).encode("utf-8")).decode("ascii")


def unseal(folder: Path, sealed: str) -> dict[str, str]:
    """What was sealed. Raises ValueError where this folder's key did not seal it."""
    try:
        held = json.loads(_key(folder).decrypt(sealed.encode("ascii")))
    except InvalidToken as error:
        raise ValueError("sealed by another key") from error
    return {str(name): str(value) for name, value in held.items()}


def _key(folder: Path) -> Fernet:
    return Fernet(made_once(folder / KEY, Fernet.generate_key))
