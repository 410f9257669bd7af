"""Files that arrive in pieces over a weak line: each piece says where it begins, nothing is written twice.

The phone chooses a key for what it sends and asks how much is here; after a broken line it goes on from there.
"""

from __future__ import annotations

import re
from pathlib import Path

_KEY = re.compile(r"[0-9a-f-]{8,40}")
DAYS = 7
"""How long a file that never became whole is kept."""


def place(folder: Path, account: int, key: str) -> Path:
    """Where the pieces of a person's file gather. Raises ValueError for a key that is none."""
    if not _KEY.fullmatch(key):
        raise ValueError("not a key")
    return folder / "incoming" / f"{account}-{key}"


def held(path: Path) -> int:
    """Bytes that are here."""
    return path.stat().st_size if path.is_file() else 0


def add(path: Path, begin: int, piece: bytes, most: int) -> int:
    """Write a piece that begins where the file ends; bytes that are here afterwards.

    A piece from elsewhere changes nothing: the phone sees how much is here and sends that one. Raises ValueError when
    the file grows past its bound.
    """
    size = held(path)
    if begin != size:
        return size
    if size + len(piece) > most:
        raise ValueError("too much")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(piece)
    return size + len(piece)


def sweep(folder: Path, now: float) -> int:
    """Remove what never became whole. `now`: seconds since 1970. How many files went."""
    old = [path for path in (folder / "incoming").glob("*") if path.stat().st_mtime < now - DAYS * 86_400]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
