"""Bytes to text, in this very process. Called inside the guarded worker; the door decides who calls it.

Every way in ends in `_finished`, so every text passes the same last checks, the secrecy mark first of all.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from nhip.documents.intake import kinds, secrecy
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Outcome, Page, Read, Refusal, Refused, refused, warning
from nhip.text.issues import Issue

Progress = Callable[[int, int], None]

_MARKS_IN_A_ROW = 32  # combining marks on one letter; Vietnamese needs two
_LONGEST_LINE = 200_000
_FEW_WORDS = 20  # a Word document with fewer is looked at for pasted pages
_FLOOD = re.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{" + str(_MARKS_IN_A_ROW + 1) + "}"
)
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONG_LINE = re.compile(r"[^\n\r]{" + str(_LONGEST_LINE) + "}")


def nothing(done: int, of: int) -> None:
    """Progress that nobody watches."""


def open_here(
    name: str, data: bytes, limits: Limits, scratch: Path | None = None, progress: Progress = nothing
) -> Outcome:
    """The text of one file or the reason why not. `scratch` is a private folder for programs that need files."""
    try:
        return _read(name, data, limits, scratch, progress)
    except Refused as refusal:
        return Refusal(name=name if refusal.keep else None, issue=refusal.issue, keep=refusal.keep)
    except (MemoryError, RecursionError):
        return Refusal(name=name, issue=Issue("file", "documents.file_too_heavy", {}))


def secret() -> Refused:
    """The refusal that names nothing and keeps nothing."""
    return Refused(Issue("file", "documents.secrecy_mark", {}), keep=False)


def _read(name: str, data: bytes, limits: Limits, scratch: Path | None, progress: Progress) -> Read:
    if len(data) > limits.file_bytes:
        raise refused("file_too_large", megabytes=len(data) // 1_048_576, limit=limits.file_bytes // 1_048_576)
    kind = kinds.actual(data)
    _readable(kind, name)
    notes = _mislabelled(name, kind)
    text, pages, how, from_scan, more = _way_in(kind)(data, limits, scratch, progress)
    if kind == "html" and kinds.promised(name) == "txt":  # a text kept with its tags: places are those of the file
        if secrecy.bears_mark(text):
            raise secret()
        text, pages, how, from_scan, more = _plain(data, limits, scratch, progress)
    return _finished(name, data, kind, how, text, pages, from_scan, [*notes, *more], limits)


def _readable(kind: str, name: str) -> None:
    if kind == "empty":
        raise refused("file_empty")
    if kind == "docx-encrypted":
        raise refused("file_encrypted")
    if kind == "zip":
        raise refused("archive_nested")
    if kind not in kinds.READABLE:
        raise refused("kind_unreadable", kind=kinds.CALLED.get(kind, kinds.CALLED["binary"]))


def _mislabelled(name: str, kind: str) -> list[Issue]:
    promised = kinds.promised(name)
    if (
        promised is None
        or promised == kind
        or {promised, kind} <= {"docx", "docm"}
        or ({promised, kind} <= {"txt", "html"} and promised == "html")
    ):
        return []
    return [warning("file_mislabelled", promised=kinds.CALLED[promised], actual=kinds.CALLED[kind])]


_Way = tuple[str, Sequence[Page], str, bool, list[Issue]]


def _way_in(kind: str) -> Callable[[bytes, Limits, Path | None, Progress], _Way]:
    return {
        "txt": _plain,
        "html": _html,
        "docx": _docx,
        "docm": _docx,
        "doc": _legacy,
        "rtf": _legacy,
        "odt": _legacy,
        "pdf": _pdf,
        "png": _picture,
        "jpg": _picture,
        "tif": _picture,
    }[kind]


def _plain(data: bytes, limits: Limits, scratch: Path | None, progress: Progress) -> _Way:
    from nhip.documents.intake.plain import decode

    text, notes = decode(data, limits)
    return text, (), "text", False, notes


def _html(data: bytes, limits: Limits, scratch: Path | None, progress: Progress) -> _Way:
    from nhip.documents.intake.hypertext import read_html

    text, notes = read_html(data, limits)
    return _clean(text), (), "html", False, notes


def _docx(data: bytes, limits: Limits, scratch: Path | None, progress: Progress) -> _Way:
    from nhip.documents.intake.word.text import read_docx

    text, notes, margins = read_docx(data, limits)
    if secrecy.top_bears_mark(margins.splitlines()):
        raise secret()
    if len(text.split()) < _FEW_WORDS:
        scanned = _pasted_pages(data, limits, progress)
        if scanned is not None:
            body, pages, more = scanned
            if secrecy.bears_mark(text):
                raise secret()
            return _clean(body), pages, "ocr", True, [*notes, warning("word_of_pictures"), *more]
    notes.extend(_judged_pictures(data, limits))
    return _clean(text), (), "docx", False, notes


def _pasted_pages(data: bytes, limits: Limits, progress: Progress) -> tuple[str, Sequence[Page], list[Issue]] | None:
    """The words of the pictures in a Word document that has hardly any of its own; None where there are no pictures."""
    from nhip.documents.intake.scans import read_pictures
    from nhip.documents.intake.word.pictures import pictures_of

    pictures = pictures_of(data, limits)
    try:
        return read_pictures(pictures, limits, progress) if pictures else None
    except Refused as refusal:
        if not refusal.keep:
            raise
        return None


def _judged_pictures(data: bytes, limits: Limits) -> list[Issue]:
    """Raises the refusal when a picture in a typed document bears a stamp; else what to know about those unseen."""
    from nhip.documents.intake.ocr.tesseract import Tesseract
    from nhip.documents.intake.pasted import any_bears_mark, opened_pictures
    from nhip.documents.intake.word.pictures import set_in

    files = list(set_in(data))
    if not files:
        return []
    engine = Tesseract(seconds=limits.seconds_per_picture)
    marked, notes = any_bears_mark(opened_pictures(files, limits), limits, engine)
    if marked:
        raise secret()
    return notes


def _legacy(data: bytes, limits: Limits, scratch: Path | None, progress: Progress) -> _Way:
    from nhip.documents.intake.legacy import to_docx

    text, pages, how, scan, notes = _docx(to_docx(data, limits, scratch), limits, scratch, progress)
    return text, pages, how, scan, [*notes, warning("converted_by_libreoffice")]


def _pdf(data: bytes, limits: Limits, scratch: Path | None, progress: Progress) -> _Way:
    from nhip.documents.intake.scans import read_pdf

    text, pages, scanned, notes = read_pdf(data, limits, progress)
    return _clean(text), pages, "ocr" if scanned else "pdf", scanned, notes


def _picture(data: bytes, limits: Limits, scratch: Path | None, progress: Progress) -> _Way:
    from nhip.documents.intake.scans import read_pictures

    text, pages, notes = read_pictures([data], limits, progress)
    return _clean(text), pages, "ocr", True, notes


def _clean(text: str) -> str:
    """Control signs and no-break spaces to blanks, one for one, so that offsets of words hold."""
    return _CONTROL.sub(" ", text).replace("\u00a0", " ")


def _finished(
    name: str,
    data: bytes,
    kind: str,
    how: str,
    text: str,
    pages: Sequence[Page],
    from_scan: bool,
    notes: list[Issue],
    limits: Limits,
) -> Read:
    if secrecy.bears_mark(text, from_scan=from_scan):
        raise secret()
    if not text.strip() or not any(c.isalnum() for c in text):
        raise refused("no_words")
    if len(text) > limits.characters:
        raise refused("text_too_long", characters=len(text), limit=limits.characters)
    if _FLOOD.search(text):
        raise refused("text_mark_flood", limit=_MARKS_IN_A_ROW)
    if (line := _LONG_LINE.search(text)) is not None:
        raise refused("text_line_too_long", line=text.count("\n", 0, line.start()) + 1, limit=_LONGEST_LINE)
    if _OVERRIDES.search(text):
        notes.append(warning("direction_marks"))
    if how != "text" and not from_scan and not pages:
        text, old = _modern(text)
        if old is not None:
            if secrecy.bears_mark(text):
                raise secret()
            notes.append(warning("old_font", encoding=old))
    if how != "text":
        text = text if pages else unicodedata.normalize("NFC", text)
    return Read(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        kind=kind,
        how=how,
        text=text,
        from_scan=from_scan,
        pages=tuple(pages),
        warnings=tuple(notes),
    )


def _modern(text: str) -> tuple[str, str | None]:
    from nhip.documents.intake.old_letters import modern

    return modern(text)
