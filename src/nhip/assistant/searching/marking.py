"""Found words marked in a text, and the lines of it that show them. Marks and letters stay as they were written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape

from nhip.assistant.searching.words import WORD, forms, is_han, words_in
from nhip.text.normalise import nfc

SHOWN = 230
"""Characters of a text that a result shows."""


Phrase = tuple[str, ...]


def marked(text: str, wanted: Collection[Phrase]) -> str:
    """The text as HTML, each wanted phrase (of folded words) inside `<mark>`; neighbours share one."""
    composed = nfc(text)
    return _drawn(composed, _spans(composed, wanted), 0, len(composed))


def snippet(text: str, wanted: Collection[Phrase], length: int = SHOWN) -> str:
    """The part of a text that holds most of the wanted phrases, as HTML, cut between words. Empty for an empty text."""
    composed = nfc(text)
    spans = _spans(composed, wanted)
    if not composed.strip():
        return ""
    start = _best(spans, length)
    end = min(len(composed), start + length)
    if start:
        start = composed.find(" ", start) + 1 or start
    if end < len(composed):
        end = max(composed.rfind(" ", start, end), start + length // 2)
    return ("… " if start else "") + _drawn(composed, spans, start, end) + (" …" if end < len(composed) else "")


def _spans(composed: str, wanted: Collection[Phrase]) -> list[tuple[int, int, Phrase]]:
    """Where the phrases stand, the longest at each place."""
    begins: dict[str, list[Phrase]] = {}
    for phrase in sorted(wanted, key=len, reverse=True):
        begins.setdefault(phrase[0], []).append(phrase)
    held = list(_words(composed)) if wanted else []
    found = []
    for at, (start, _, folded) in enumerate(held):
        for phrase in begins.get(folded, ()):
            size = len(phrase)
            if size == 1 or tuple(word for _, _, word in held[at : at + size]) == phrase:
                found.append((start, held[at + size - 1][1], phrase))
                break
        else:
            if is_han(folded) and folded[0] in begins:
                found.append((start, start + 1, (folded[0],)))
    return [(start, max(start, end), phrase) for start, end, phrase in found]


def _words(composed: str) -> Iterator[tuple[int, int, str]]:
    for run in WORD.finditer(composed):
        if is_han(run[0]):
            yield from ((one.start, one.end, one.folded) for one in words_in(run[0], run.start()))
        else:
            yield run.start(), run.end(), forms(run[0])[1]


def _best(spans: list[tuple[int, int, Phrase]], length: int) -> int:
    """Where the window begins that holds the most different wanted phrases; the first of equals."""
    best, most = 0, 0
    for index, (start, _, _) in enumerate(spans):
        held = {word for at, end, word in spans[index : index + 60] if end <= start + length}
        if len(held) > most:
            best, most = start, len(held)
    before = max(0, best - 40)
    return 0 if best <= 60 else before


def _drawn(composed: str, spans: list[tuple[int, int, Phrase]], start: int, end: int) -> str:
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
