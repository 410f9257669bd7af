"""The words a story is found by: once with their marks, once without, as the legal library does it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nhip.text.normalise import fold, tone_key


@dataclass(frozen=True, slots=True)
class Words:
    """The two columns of the index, words apart by one space."""

    exact: str
    folded: str


def terms(words: str) -> list[str]:
    """The words as the index keeps them: letters and digits, small. Chinese is kept sign by sign: it has no spaces."""
    apart = re.sub(r"([\u3400-\u9fff])", r" \1 ", words.casefold())
    return re.findall(r"\w+", apart)


def words_of(text: str) -> Words:
    """Both columns of a text."""
    return Words(" ".join(terms(tone_key(text.casefold()))), " ".join(terms(fold(text))))


def desk_key(*texts: str) -> str:
    """What a desk finds a draft by: its words without marks, then with them, on two lines."""
    joined = " ".join(texts)
    words = words_of(joined)
    return f"{words.folded}\n{words.exact}"


def desk_words(asked: str) -> list[str]:
    """The words to look for in a `desk_key`. A word typed with marks stands only where the marks stand."""
    return terms(tone_key(asked.casefold()))
