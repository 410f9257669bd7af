"""Seals: the end of the chain, signed each day and kept outside the database.

One JSON line a seal in `seals.jsonl`. Each line names the signature before it, so that a line taken out in the middle
shows as well. A copy of the file kept elsewhere proves the journal even against whoever holds this whole machine.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from nhip.journal.chains import Head, canonical
from nhip.text.issues import Issue

FILE = "seals.jsonl"


@dataclass(frozen=True, slots=True)
class Seal:
    """A signed head. `at` is an instant in UTC; `previous` the signature of the seal before it ("" for the first)."""

    chain: str
    number: int
    hash: str
    at: str
    previous: str
    signature: str

    @property
    def head(self) -> Head:
        return Head(self.chain, self.number, self.hash)

    def content(self) -> bytes:
        """What is signed."""
        return canonical([self.chain, self.number, self.hash, self.at, self.previous]).encode("utf-8")


def sign(key: Ed25519PrivateKey, head: Head, at: datetime, previous: str) -> Seal:
    """Seal a head as of an instant (with its time zone)."""
    instant = at.astimezone(UTC).isoformat(timespec="seconds")
    blank = Seal(head.chain, head.number, head.hash, instant, previous, "")
    return Seal(head.chain, head.number, head.hash, instant, previous, key.sign(blank.content()).hex())


def append(folder: Path, seal: Seal) -> None:
    """Write the seal as the last line; on the disk before this returns."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = canonical({name: getattr(seal, name) for name in Seal.__dataclass_fields__}) + "\n"
    with os.fdopen(
        os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def lines(folder: Path) -> list[str]:
    """The seal lines, oldest first; none where nothing was sealed yet."""
    path = folder / FILE
    return path.read_text("utf-8").splitlines() if path.exists() else []


def read(written: Iterable[str], key: Ed25519PublicKey | None) -> tuple[list[Seal], list[Issue]]:
    """The good seals, and an issue for each line that is broken, not signed by the key, or out of order."""
    good: list[Seal] = []
    issues: list[Issue] = []
    previous = ""
    for number, line in enumerate(written, 1):
        place = {"line": number}
        try:
            seal = Seal(**json.loads(line))
            if key is None:
                raise ValueError("no key")
            key.verify(bytes.fromhex(seal.signature), seal.content())
        except (ValueError, TypeError, InvalidSignature):
            issues.append(Issue(f"seal/{number}", "journal.seal_broken", place))
            continue
        if seal.previous != previous:
            issues.append(Issue(f"seal/{number}", "journal.seal_gap", place))
        previous = seal.signature
        good.append(seal)
    return good, issues
