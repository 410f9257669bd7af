"""Files kept in the data folder, each under its own hash, so that the same file is kept once.

A file is there whole or not at all: it is written beside its place, flushed to the disk, then renamed, and the folder
is flushed too. The row that names it is written only afterwards, so a row never points at nothing.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def place(folder: Path, sha256: str) -> Path:
    """Where the original with this hash stands. Raises ValueError for anything that is not a hash."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in hexadecimal")
    return folder / sha256[:2] / sha256[2:4] / sha256


def keep(folder: Path, data: bytes) -> str:
    """Store the bytes and return their hash; what is there already is left alone."""
    sha256 = digest(data)
    path = place(folder, sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{sha256}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    _flush_folder(path.parent)
    return sha256


def load(folder: Path, sha256: str) -> bytes:
    """The bytes, checked against their hash. Raises FileNotFoundError, or ValueError when they were changed."""
    data = place(folder, sha256).read_bytes()
    if digest(data) != sha256:
        raise ValueError(f"the original {sha256} was changed on the disk")
    return data


def erase(folder: Path, sha256: str) -> None:
    """Overwrite and remove: for a secrecy mark that was found only later. Nothing there is no error."""
    path = place(folder, sha256)
    if not path.exists():
        return
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(b"\0" * size)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
