"""A .zip of documents: its members one by one, none of them trusted.

Nothing is ever unpacked to disk, so a path in a member's name cannot escape; it is cleaned only to be shown.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Refused, refused

_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def members(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes | Refused]]:
    """Every file of the archive: its cleaned name and its bytes, or why it was not unpacked.

    Raises Refused when the archive as a whole cannot be opened.
    """
    archive = _opened(data)
    entries = [e for e in archive.infolist() if not _folder(e) and not any(n in e.filename for n in _NOISE)]
    if not entries:
        raise refused("archive_empty")
    if len(entries) > limits.members:
        raise refused("archive_too_many", count=len(entries), limit=limits.members)
    declared = sum(e.file_size for e in entries)
    if declared > limits.unpacked_bytes or declared > max(len(data), 4096) * limits.unpack_ratio:
        raise refused("archive_bomb", megabytes=declared // 1_048_576)
    _no_overlap(entries)
    total = 0
    seen: dict[str, int] = {}
    for entry in entries:
        name = _distinct(clean_name(entry.filename), seen)
        try:
            content = _content(archive, entry, limits, limits.unpacked_bytes - total)
        except Refused as refusal:
            yield name, refusal
            continue
        total += len(content)
        yield name, content


def _folder(entry: zipfile.ZipInfo) -> bool:
    """As the library says, but a member may also have no name at all (found by fuzzing)."""
    return entry.filename.endswith("/")


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError, OverflowError) as error:
        raise refused("archive_broken") from error


def _no_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """A flat bomb lets many members share the same packed bytes: members must lie one after another."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            raise refused("archive_bomb", megabytes=sum(e.file_size for e in entries) // 1_048_576)
        end = entry.header_offset + 30 + entry.compress_size


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, left: int) -> bytes:
    if entry.flag_bits & 0x1:
        raise refused("file_encrypted")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise refused("member_link")
    allowed = min(limits.file_bytes, left)
    if entry.file_size > allowed:
        raise refused("file_too_large", megabytes=entry.file_size // 1_048_576, limit=limits.file_bytes // 1_048_576)
    if entry.file_size > max(entry.compress_size, 512) * limits.unpack_ratio:
        raise refused("member_bomb")
    try:
        with archive.open(entry) as stream:
            content = stream.read(allowed + 1)  # what the header declares may be a lie
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise refused("member_broken") from error
    if len(content) > allowed:
        raise refused("member_bomb")
    return content


def clean_name(name: str) -> str:
    """The name without drive, root, `..` and control characters: something to show, never a path to write to."""
    parts = [
        p for p in PurePosixPath(name.replace("\\", "/")).parts if p not in ("/", "..", ".") and not p.endswith(":")
    ]
    shown = "/".join("".join(c for c in part if c.isprintable()) for part in parts)
    return shown[-240:] or "khong-ten"


def _distinct(name: str, seen: dict[str, int]) -> str:
    """Two members of one name are both kept: the second is shown with a number."""
    seen[name] = seen.get(name, 0) + 1
    if seen[name] == 1:
        return name
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem} ({seen[name]}){path.suffix}"))
