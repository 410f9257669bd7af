"""What comes of opening a file: its text, or the reason why not. Exactly one of the two, for every file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nhip.text.issues import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page in points (1/72 inch) from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word read by OCR: `text[start:end]` of the whole text, its place on the page, how sure the engine was (0 to 1).

    `raw` is what the engine saw where the word was corrected afterwards, else None.
    """

    start: int
    end: int
    box: Box
    confidence: float
    raw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: `text[start:end]` is its text; `how` is text | ocr | blank. Width and height in points."""

    number: int
    start: int
    end: int
    how: str
    width: float = 0.0
    height: float = 0.0
    confidence: float | None = None
    words: Sequence[Word] = ()
    signatures: Sequence[Box] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file that was read. `kind` is what the bytes are, `how` the way the text came out: text | docx | pdf | html |
    ocr."""

    name: str
    sha256: str
    kind: str
    how: str
    text: str
    from_scan: bool = False
    pages: Sequence[Page] = ()
    warnings: Sequence[Issue] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that was not read, and why. `name` is None when even the name must not be kept.

    `keep` tells the caller whether the original may be stored: always, except under a secrecy mark.
    """

    name: str | None
    issue: Issue
    keep: bool = True


Outcome = Read | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One document out of a parcel (a file, or a member of a .zip). `data` is None where nothing may be kept."""

    name: str | None
    data: bytes | None
    outcome: Outcome


class Refused(Exception):
    """Raised inside intake where a file cannot be read further; carries the issue, never leaves intake."""

    def __init__(self, issue: Issue, *, keep: bool = True) -> None:
        super().__init__(issue.code)
        self.issue, self.keep = issue, keep


def refused(rule: str, **facts: object) -> Refused:
    """A refusal by rule name; facts must be words or numbers that a sentence can show."""
    return Refused(Issue("file", f"documents.{rule}", facts))


def warning(rule: str, **facts: object) -> Issue:
    """Something the reader of the text should know, though the file was read."""
    return Issue("file", f"documents.{rule}", facts)
