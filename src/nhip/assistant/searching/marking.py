"""Found words marked in a text, and the lines of it that show them. Marks and letters stay as they were written."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from nhip.assistant.searching.words import WORD, forms, is_han, words_in
from nhip.text.normalise import nfc

SHOWN = 230
"""Characters of a text that a result shows."""


def marked(text: str, wanted: Collection[str]) -> str:
    """The text as HTML, each wanted word (folded) inside `<mark>`; neighbours share one."""
    composed = nfc(text)
    return _drawn(composed, _spans(composed, wanted), 0, len(composed))


def snippet(text: str, wanted: Collection[str], length: int = SHOWN) -> str:
    """The part of a text that holds most of the wanted words, as HTML, cut between words. Empty for an empty text."""
    composed = nfc(text)
    spans = _spans(composed, wanted)
    if not composed.strip():
        return ""
    start = _best(composed, spans, length)
    end = min(len(composed), start + length)
    if start:
        start = composed.find(" ", start) + 1 or start
    if end < len(composed):
        end = max(composed.rfind(" ", start, end), start + length // 2)
    return ("… " if start else "") + _drawn(composed, spans, start, end) + (" …" if end < len(composed) else "")


def _spans(composed: str, wanted: Collection[str]) -> list[tuple[int, int, str]]:
    if not wanted:
        return []
    signs = frozenset(one for one in wanted if is_han(one))
    found = []
    for run in WORD.finditer(composed):
        text = run[0]
        if signs and is_han(text):
            found += [
                (one.start, one.end, one.folded) for one in words_in(text, run.start()) if _fits(one.folded, signs)
            ]
        elif (folded := forms(text)[1]) in wanted:
            found.append((run.start(), run.end(), folded))
    return found


def _fits(pair: str, wanted: Collection[str]) -> bool:
    return pair in wanted or pair[0] in wanted


def _best(composed: str, spans: list[tuple[int, int, str]], length: int) -> int:
    """Where the window begins that holds the most different wanted words; the first of equals."""
    best, most = 0, 0
    for index, (start, _, _) in enumerate(spans):
        held = {word for at, end, word in spans[index : index + 60] if end <= start + length}
        if len(held) > most:
            best, most = start, len(held)
    before = max(0, best - 40)
    return 0 if best <= 60 else before


def _drawn(composed: str, spans: list[tuple[int, int, str]], start: int, end: int) -> str:
    out, at = [], start
    joined: list[list[int]] = []
    for first, last, _ in spans:
        if first < start or last > end:
            continue
        if joined and (first <= joined[-1][1] or composed[joined[-1][1] : first].isspace()):
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    for first, last in joined:
        out += [escape(composed[at:first]), "<mark>", escape(composed[first:last]), "</mark>"]
        at = last
    return "".join([*out, escape(composed[at:end])])
