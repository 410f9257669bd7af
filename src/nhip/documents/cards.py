"""What a list shows of a document, and the words it is found by: taken from its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from nhip.text.normalise import fold, tone_key


class Shown(Protocol):
    """A row with the columns of a card."""

    kind: str
    symbol: str
    title: str
    issuer: str
    issued_on: str
    words_exact: str
    words_folded: str


@dataclass(frozen=True, slots=True)
class Card:
    kind: str
    symbol: str
    title: str
    issuer: str
    issued_on: str
    words: str

    def write_on(self, row: Shown) -> None:
        row.kind, row.symbol, row.title = self.kind[:10], self.symbol[:80], self.title
        row.issuer, row.issued_on = self.issuer[:300], self.issued_on[:10]
        row.words_exact, row.words_folded = tone_key(self.words).casefold(), fold(self.words)


def _under(header: Mapping[str, Any], part: str, name: str) -> str:
    value = (header.get(part) or {}).get(name)
    return "" if value is None else str(value)


def card_of(record: Mapping[str, Any], text: str) -> Card:
    """The card of a record; what the document does not state stays empty."""
    header = record.get("header") or {}
    symbol = _under(header, "number", "full")
    if not symbol:
        value, rest = _under(header, "number", "value"), _under(header, "number", "symbol")
        symbol = "/".join(part for part in (value, rest) if part)
    title = _under(header, "title", "value")
    issuer = _under(header, "issuing_body", "name")
    return Card(
        kind=_under(header, "doc_type", "code"),
        symbol=symbol,
        title=title,
        issuer=issuer,
        issued_on=_under(header, "date", "value"),
        words=" ".join((symbol, title, issuer, text)),
    )


def terms(words: str) -> tuple[str, ...]:
    """The words of a search, apart."""
    return tuple(words.split())
