"""Two people write one paragraph: what both did is kept, word by word, or the clash is shown. Nothing is dropped.

Three-way merge over words: `base` is what the writer saw, `mine` what they typed, `theirs` what stands now. Changes in
different places are joined. Changes in the same place are a clash: what stands, stands, and the writer's text is held
beside it for a person to settle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Merged:
    """`text` None: a clash, nothing was joined. `clashes`: pairs of (theirs, mine) for the places that both changed."""

    text: str | None
    clashes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Words `start` to `end` of the base became `words`."""

    start: int
    end: int
    words: tuple[str, ...]


def words(text: str) -> list[str]:
    """Words and the blanks between them: joined, they are the text again."""
    return _WORDS.findall(text)


def changes(base: Sequence[str], text: Sequence[str]) -> list[Change]:
    """What was done to the base, from left to right."""
    matcher = SequenceMatcher(None, base, text, autojunk=False)
    return [Change(a, b, tuple(text[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Join two texts that grew from one."""
    if mine in (theirs, base):
        return Merged(theirs)
    if theirs == base:
        return Merged(mine)
    old = words(base)
    ours, others = changes(old, words(mine)), changes(old, words(theirs))
    clashes = [(left, right) for left in others for right in ours if _touch(left, right) and left != right]
    if clashes:
        return Merged(None, tuple(("".join(left.words), "".join(right.words)) for left, right in clashes))
    joined = sorted({*ours, *others}, key=lambda change: (change.start, change.end))
    return Merged(_applied(old, joined))


def _touch(one: Change, other: Change) -> bool:
    """Whether two changes meet: in the same words, or put something in at the same place."""
    return one.start <= other.end and other.start <= one.end


def _applied(base: Sequence[str], done: Sequence[Change]) -> str:
    pieces: list[str] = []
    at = 0
    for change in done:
        pieces += [*base[at : change.start], *change.words]
        at = change.end
    return "".join([*pieces, *base[at:]])
