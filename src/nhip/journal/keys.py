"""The machine's own keys for the journal: one for the mark on each row, one to sign the daily seal.

They lie in the key folder, readable by the owner only, and never in the database: whoever writes to the database alone
can forge neither. The public half of the signing key lies beside it, for whoever checks the seals elsewhere.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MARK = "journal_mark_key"
SIGNING = "journal_signing_key.pem"
PUBLIC = "journal_public_key.pem"


def made_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file's bytes; made first where there is none. Two processes starting at once end with one key."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()


def mark_key(folder: Path) -> bytes:
    """32 bytes: the key of the mark on each row."""
    return made_once(folder / MARK, lambda: secrets.token_bytes(32))


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs seals; its public half is written beside it."""

    def make() -> bytes:
        return Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    key = serialization.load_pem_private_key(made_once(folder / SIGNING, make), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{folder / SIGNING} is not an Ed25519 key")
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    made_once(folder / PUBLIC, lambda: public)
    return key


def public_key(folder: Path) -> Ed25519PublicKey | None:
    """The key that checks seals; None where no seal was ever made."""
    path = folder / PUBLIC
    if not path.exists():
        return None
    key = serialization.load_pem_public_key(path.read_bytes())
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError(f"{path} is not an Ed25519 key")
    return key
