"""Text laid out as a row of places for the lattice: words, numbers, marks, starts of paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

ADDRESS = r"(?:https?://|www\.)[^\s<>\"”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net)\b"
TOKEN = re.compile(
    rf"(?P<whole><[^<>\n]{{1,40}}>|{ADDRESS})"
    r"|(?P<number>\d+(?:[.,/:]\d+)*)|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s]|_)"
)
_ENDS = ".;:!?/…"
_OPENS = re.compile(r"\s*(?:[-–+*•#|]|\d+[.)]|[IVXLl|1]{1,5}\.|[a-zđ]\))")


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: `kind` is word, number, mark or start (of a paragraph; empty). `inside`: a word stands before it."""

    start: int
    end: int
    kind: str
    inside: bool = False


def paragraph_starts(text: str, before: int, after: int) -> bool:
    """Whether the gap between two places parts paragraphs: a line end after a full stop or before a list mark."""
    gap = text[before:after]
    if "\n" not in gap or before == 0:
        return before == 0
    return text[before - 1] in _ENDS or _OPENS.match(text, after) is not None


def spots(text: str) -> list[Spot]:
    """The places of composed text in order. Layout tags such as <sup> and addresses are no places."""
    found: list[Spot] = []
    last = 0
    for token in TOKEN.finditer(text):
        if token["whole"]:
            continue
        if not found or paragraph_starts(text, last, token.start()):
            found.append(Spot(token.start(), token.start(), "start"))
        inside = found[-1].kind == "word"
        found.append(Spot(token.start(), token.end(), str(token.lastgroup), inside))
        last = token.end()
    return found
