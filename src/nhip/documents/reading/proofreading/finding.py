"""One place where a careful clerk would put a mark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`view[start:end]` is wrong in the way of `kind`; `correct` is the remedy where one is certain.

    Kinds: numbering, duplicate_word, missing_word, diacritic, spelling, punctuation, place_name, factual_issuer,
    dead_law, law_not_yet.
    """

    start: int
    end: int
    kind: str
    correct: str | None = None
    confidence: float = 1.0
