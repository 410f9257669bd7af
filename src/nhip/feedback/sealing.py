"""What only the one who answers may see, and marks that say nothing without a key of the key folder."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from nhip.journal.keys import made_once

KEY = "feedback_key"
CODE_KEY = "feedback_code_key"
SIGNS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
"""Letters of base32 as Crockford writes them: no I, L, O, U to mistake."""


def seal(folder: Path, told: Mapping[str, str]) -> str:
    """The values as text that says nothing without the key of the folder."""
    return _key(folder).encrypt(json.dumps(dict(told)).encode("utf-8")).decode("ascii")


def unseal(folder: Path, sealed: str) -> dict[str, str]:
    """What was sealed. Raises ValueError where this folder's key did not seal it."""
    try:
        held = json.loads(_key(folder).decrypt(sealed.encode("ascii")))
    except InvalidToken as error:
        raise ValueError("sealed by another key") from error
    return {str(name): str(value) for name, value in held.items()}


def code_of(folder: Path, ticket: str) -> str:
    """The secret code (50 bits) that goes with a form's ticket: the same ticket gives the same code."""
    made = base64.b32encode(_marked(folder, f"code:{ticket}")).decode("ascii").translate(SIGNS)[:10]
    return f"{made[:5]}-{made[5:]}"


def mark_of(folder: Path, told: str) -> str:
    """What is kept of a code or a ticket: nobody finds it again from this without the key."""
    return _marked(folder, f"mark:{told}").hex()


def same_code(folder: Path, mark: str, typed: str) -> bool:
    """Whether a typed code is the one kept. Small letters, blanks, dashes and look-alike signs do not matter."""
    bare = typed.upper().replace(" ", "").replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    return bool(mark) and hmac.compare_digest(mark, mark_of(folder, f"{bare[:5]}-{bare[5:]}"))


def _marked(folder: Path, told: str) -> bytes:
    key = made_once(folder / CODE_KEY, lambda: secrets.token_bytes(32))
    return hmac.new(key, told.encode("utf-8"), hashlib.sha256).digest()


def _key(folder: Path) -> Fernet:
    return Fernet(made_once(folder / KEY, Fernet.generate_key))
