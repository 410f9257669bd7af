"""Found words marked in a text, and the lines of it that show them. Marks and letters stay as they were written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from html import escape
from itertools import islice

from nhip.assistant.searching.words import HAN, WORD, forms, is_han, words_in
from nhip.text.normalise import fold, nfc

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
    if not wanted or all(word.isascii() for phrase in wanted for word in phrase):
        return list(_plain_spans(composed, begins))
    held = list(_words(composed))
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


def _plain_spans(composed: str, begins: dict[str, list[Phrase]]) -> Iterator[tuple[int, int, Phrase]]:
    """The same without walking through every word: a text of law is long, and each result is looked through."""
    if not begins:
        return
    longest = max(len(phrase) for phrases in begins.values() for phrase in phrases)
    for hit in _any_of(frozenset(begins)).finditer(composed):
        ahead = list(islice(WORD.finditer(composed, hit.start()), longest))
        folded = tuple(forms(run[0])[1] for run in ahead)
        for phrase in begins.get(folded[0], ()):
            if folded[: len(phrase)] == phrase:
                yield hit.start(), ahead[len(phrase) - 1].end(), phrase
                break


@lru_cache(maxsize=256)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Whole words as anybody may have written them: in any case, with any marks."""
    letter = rf"[^\W_{HAN}]"
    spelled = "|".join("".join(_spellings().get(sign, re.escape(sign)) for sign in word) for word in sorted(words))
    return re.compile(f"(?<!{letter})(?:{spelled})(?!{letter})")


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """For each letter without marks the class of all that fold into it."""
    found: dict[str, str] = {}
    for sign in map(chr, range(0x30, 0x2000)):
        bare = fold(sign) if sign.isalnum() and nfc(sign) == sign else ""
        if len(bare) == 1 and bare.isascii():
            found[bare] = found.get(bare, "") + sign
    return {bare: f"[{signs}]" for bare, signs in found.items()}


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
