"""The door: every file that comes in, in the browser or on the command line, comes in here.

`open_file` takes one document, `open_parcel` a file that may be a .zip, `open_path` a file or folder on disk. What
comes out is
text or a refusal, for every file exactly one; the caller keeps the original bytes, except where `Opening.data` is None.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from nhip.documents.intake import kinds
from nhip.documents.intake.archive import clean_name, members
from nhip.documents.intake.guard import Guard
from nhip.documents.intake.limits import STANDARD, Limits
from nhip.documents.intake.opening import Progress, nothing, open_here
from nhip.documents.intake.outcome import Opening, Outcome, Refusal, Refused
from nhip.text.issues import Issue

_here = threading.local()


def open_file(name: str, data: bytes, limits: Limits = STANDARD, progress: Progress = nothing) -> Outcome:
    """The text of one document, or the reason why not. Never raises for what a file holds.

    Plain text is decoded here; everything with a format of its own is opened in a guarded process. A .zip is refused:
    its members are documents of their own (`open_parcel`).
    """
    if len(data) <= limits.file_bytes and kinds.actual(data) not in ("txt", "empty"):
        return _guard(limits).open(name, data, progress)
    return open_here(name, data, limits)


def open_parcel(name: str, data: bytes, limits: Limits = STANDARD, progress: Progress = nothing) -> Iterator[Opening]:
    """The documents of a file: the file itself, or each member of a .zip. Names of members are "archive.zip/member".

    A member under a secrecy mark comes without name and bytes; then the archive itself must not be kept either.
    """
    if len(data) > limits.file_bytes or kinds.actual(data) != "zip":
        yield _opening(name, data, open_file(name, data, limits, progress))
        return
    try:
        for member, content in members(data, limits):
            inner = f"{name}/{member}"
            if isinstance(content, Refused):
                yield Opening(name=inner, data=b"", outcome=Refusal(name=inner, issue=content.issue))
            else:
                yield _opening(inner, content, open_file(inner, content, limits, progress))
    except Refused as refusal:
        yield Opening(name=name, data=data, outcome=Refusal(name=name, issue=refusal.issue))


def page_picture(data: bytes, number: int, dpi: int = 100, limits: Limits = STANDARD) -> bytes | None:
    """Page `number` (from 1) of a PDF or picture file as PNG, drawn in the guarded process; None where there is
    none."""
    return _guard(limits).picture(data, number, dpi)


def open_path(path: Path, limits: Limits = STANDARD, progress: Progress = nothing) -> Iterator[Opening]:
    """The documents of a file or of a folder with all below it, in order of their names; links are not followed."""
    if not path.is_dir():
        yield from _open_on_disk(path, path.name, limits, progress)
        return
    inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    for one in inside[: limits.members]:
        label = one.relative_to(path).as_posix()
        if one.is_symlink():
            yield Opening(
                name=label, data=b"", outcome=Refusal(name=label, issue=Issue("file", "documents.member_link", {}))
            )
        else:
            yield from _open_on_disk(one, label, limits, progress)
    if len(inside) > limits.members:
        issue = Issue("file", "documents.archive_too_many", {"count": len(inside), "limit": limits.members})
        yield Opening(name=path.name, data=b"", outcome=Refusal(name=path.name, issue=issue))


def _open_on_disk(path: Path, label: str, limits: Limits, progress: Progress) -> Iterator[Opening]:
    label = clean_name(label)
    try:
        if not path.is_file():
            raise FileNotFoundError
        size = path.stat().st_size
        if size > limits.file_bytes:
            facts = {"megabytes": size // 1_048_576, "limit": limits.file_bytes // 1_048_576}
            yield Opening(
                name=label,
                data=b"",
                outcome=Refusal(name=label, issue=Issue("file", "documents.file_too_large", facts)),
            )
            return
        data = path.read_bytes()
    except FileNotFoundError:
        yield Opening(
            name=label, data=b"", outcome=Refusal(name=label, issue=Issue("file", "documents.file_not_found", {}))
        )
        return
    except OSError:
        yield Opening(
            name=label, data=b"", outcome=Refusal(name=label, issue=Issue("file", "documents.file_unreadable", {}))
        )
        return
    yield from open_parcel(label, data, limits, progress)


def _opening(name: str, data: bytes, outcome: Outcome) -> Opening:
    if isinstance(outcome, Refusal) and not outcome.keep:
        return Opening(name=None, data=None, outcome=outcome)
    return Opening(name=name, data=data, outcome=outcome)


def _guard(limits: Limits) -> Guard:
    """The guard of this thread; a new one when the limits changed."""
    guard: Guard | None = getattr(_here, "guard", None)
    if guard is None or guard.limits != limits:
        if guard is not None:
            guard.close()
        guard = _here.guard = Guard(limits)
    return guard
