"""What changed between two versions of a report: words of each paragraph, figures one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from nhip.reporting.merging import words


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: `kept`, `added` or `gone`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph that is not the same in both."""

    key: str
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is not the same in both; None: it was not there, or had no value."""

    code: str
    name: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed."""

    paragraphs: tuple[ParagraphChange, ...]
    figures: tuple[FigureChange, ...]

    @property
    def empty(self) -> bool:
        return not self.paragraphs and not self.figures


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """Between two contents of `versions.content`, the older first."""
    before = {row["key"]: row for row in old.get("paragraphs", ())}
    paragraphs = []
    for row in new.get("paragraphs", ()):
        was = before.pop(row["key"], {"text": ""})
        if was["text"] != row["text"]:
            paragraphs.append(ParagraphChange(row["key"], row.get("title", ""), pieces(was["text"], row["text"])))
    paragraphs += [
        ParagraphChange(key, row.get("title", ""), pieces(row["text"], ""))
        for key, row in before.items()
        if row["text"]
    ]
    return Difference(tuple(paragraphs), tuple(_figures(old, new)))


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The text with what went and what came, from left to right."""
    before, after = words(old), words(new)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("kept", "".join(before[a:b])))
            continue
        if a < b:
            found.append(Piece("gone", "".join(before[a:b])))
        if c < d:
            found.append(Piece("added", "".join(after[c:d])))
    return tuple(found)


def _figures(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FigureChange]:
    before = {row["code"]: row for row in old.get("figures", ())}
    after = {row["code"]: row for row in new.get("figures", ())}
    found = []
    for code in [*after, *(code for code in before if code not in after)]:
        was, now = _said(before.get(code)), _said(after.get(code))
        if was != now:
            name = (after.get(code) or before[code])["name"]
            found.append(FigureChange(code, name, was, now))
    return found


def _said(row: Mapping[str, Any] | None) -> str | None:
    """A figure as it is compared: its value with its qualifier, "nil" where the agency says that nothing happened."""
    if row is None:
        return None
    if row.get("nil"):
        return "nil"
    value = row.get("value")
    return None if value is None else f"{row.get('qualifier', '')} {value}".strip()
