"""The repaired words of a stored reading, found again from its two texts.

Repair puts a word in the place of a word and leaves the spaces alone, so a line that still has as many words says which
became which. A line that has not is shown as it was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Mended:
    """`raw[start:end]` is now `text`."""

    start: int
    end: int
    text: str


def mended_words(raw: str, repaired: str) -> tuple[Mended, ...]:
    """Every word that differs. Empty when the two texts have not the same number of lines."""
    lines, new_lines = raw.splitlines(keepends=True), repaired.splitlines(keepends=True)
    if len(lines) != len(new_lines):
        return ()
    found: list[Mended] = []
    at = 0
    for line, new_line in zip(lines, new_lines, strict=True):
        old, new = list(_WORD.finditer(line)), _WORD.findall(new_line)
        if len(old) == len(new):
            pairs = zip(old, new, strict=True)
            found += [Mended(at + one.start(), at + one.end(), word) for one, word in pairs if one[0] != word]
        at += len(line)
    return tuple(found)
