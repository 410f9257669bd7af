"""Official names and words that must not stand in a publication, in every language, as dated data with their source."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from nhip.text.normalise import nfc


@dataclass(frozen=True, slots=True)
class Term:
    """A wording that is not official. `official` is what to write; `unless` are words around it that make it right."""

    language: str
    wording: str
    official: str
    since: date
    source: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A term where it stands: code points of the text."""

    term: Term
    found: str
    start: int
    end: int


@cache
def packaged() -> tuple[Term, ...]:
    """The terms of `data/terms.toml`."""
    text = resources.files("nhip.law").joinpath("data/terms.toml").read_text("utf-8")
    return tuple(
        Term(row["language"], nfc(row["wording"]), nfc(row["official"]), row["since"], row["source"],
             tuple(row.get("unless", ())))
        for row in tomllib.loads(text)["term"]
    )  # fmt: skip


def found_in(text: str, language: str, terms: Sequence[Term], on: date) -> list[Hit]:
    """Where a text in a language uses a wording that is not official on a day, in the order of the text."""
    text = nfc(text)
    hits = []
    for term in terms:
        if term.language != language or on < term.since:
            continue
        for match in _pattern(term.wording, language).finditer(text):
            around = text[max(0, match.start() - 40) : match.end() + 40].lower()
            if not any(nfc(one).lower() in around for one in term.unless):
                hits.append(Hit(term, match[0], match.start(), match.end()))
    return sorted(hits, key=lambda hit: hit.start)


@cache
def _pattern(wording: str, language: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, wording.split()))
    # Chinese has no spaces between words
    return re.compile(spaced if language.startswith("zh") else rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
