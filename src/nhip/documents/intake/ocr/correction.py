"""Marks that OCR lost or mixed up, put right by what the neighbouring words make likely. Letters and offsets stay.

`nhip.text.repair.correct` changes a word only on strong evidence and only its marks; what the engine saw is kept in
`Word.raw`, so that the picture and both readings can be shown side by side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from nhip.documents.intake.outcome import Page, Word
from nhip.text.repair import correct

_SURE = 0.985  # words the engine read this surely are left alone


def corrected(text: str, pages: Sequence[Page]) -> tuple[str, tuple[Page, ...], int]:
    """The text with corrected words, pages whose words remember what was seen, and how many words changed."""
    words = [word for page in pages for word in page.words]
    starts = [word.start for word in words]
    letters = list(text)
    changed: dict[int, str] = {}
    for found in correct(text).words:
        if found.raw == found.text or len(found.raw) != len(found.text) or text[found.start : found.end] != found.raw:
            continue
        at = bisect_right(starts, found.start) - 1
        if at < 0 or found.end > words[at].end or words[at].confidence > _SURE:
            continue
        changed.setdefault(at, text[words[at].start : words[at].end])
        letters[found.start : found.end] = found.text
    kept = iter(replace(word, raw=changed[at]) if at in changed else word for at, word in enumerate(words))
    return "".join(letters), tuple(_with_words(page, [next(kept) for _ in page.words]) for page in pages), len(changed)


def _with_words(page: Page, words: Sequence[Word]) -> Page:
    return replace(page, words=tuple(words))
