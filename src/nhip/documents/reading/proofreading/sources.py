"""Citations that cannot be right: symbol against body, and acts not in force on the day of the document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from nhip.documents.reading import issuers
from nhip.documents.reading.proofreading.finding import Finding
from nhip.documents.reading.record import Citation
from nhip.documents.reading.sheet import Sheet


class Standing(Protocol):
    """How an act stands on a day (`nhip.law.book.Standing`)."""

    @property
    def kind(self) -> str: ...


class Laws(Protocol):
    """What the reader asks of a law book (`nhip.law.book.LawBook`)."""

    def status(self, symbol: str, on: date) -> Standing: ...


_SAME = {
    "Chính phủ": ("chính phủ",),
    "Thủ tướng Chính phủ": ("thủ tướng", "ttg", "phó thủ tướng"),
    "Quốc hội": ("quốc hội",),
    "Ủy ban Thường vụ Quốc hội": ("thường vụ quốc hội", "ubtvqh"),
    "Chủ tịch nước": ("chủ tịch nước",),
}


def find_sources(
    sheet: Sheet, citations: tuple[Citation, ...], on: date | None, laws: Laws | None
) -> Iterator[Finding]:
    """Findings about citations; `on` is the day of the document, `laws` tells what stood that day."""
    where = _View(sheet)
    for citation in citations:
        if citation.number is None:
            continue
        told = issuers.by_symbol(citation.number)
        if told and citation.issuer_stated and citation.issuer and _disagree(told.issuer, citation.issuer):
            at = where.find(citation, citation.issuer)
            if at:
                yield Finding(at[0], at[1], "factual_issuer", told.issuer)
        if (
            laws is not None
            and on is not None
            and citation.number_start is not None
            and citation.role in ("basis", "implement")
        ):
            standing = laws.status(citation.number, on)
            if standing.kind in ("ended", "not_yet"):
                at = where.find(citation, citation.number_raw or citation.number)
                if at:
                    yield Finding(
                        at[0],
                        at[1],
                        "dead_law" if standing.kind == "ended" else "law_not_yet",
                        _heir(laws, citation.number, on),
                        0.9,
                    )


def _disagree(told: str, stated: str) -> bool:
    """Certain only between the highest bodies, whose symbols nobody else may use."""
    names = _SAME.get(told)
    if names is None:
        return False
    low = stated.casefold()
    if told == "Chính phủ" and ("thủ tướng" in low or "văn phòng" in low):
        return True
    if told == "Quốc hội" and "thường vụ" in low:
        return True
    return not any(name in low for name in names)


def _heir(laws: Laws, number: str, on: date) -> str | None:
    """The one act that stands in the place of a dead one that day, where the book tells exactly one."""
    ask = getattr(laws, "replaced_by", None)
    acts = list(ask(number, on)) if ask is not None else []
    return str(acts[0].symbol) if len(acts) == 1 else None


class _View:
    """Raw positions back to positions of the view."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def find(self, citation: Citation, words: str) -> tuple[int, int] | None:
        """Where `words` stand in the citation's own block of the view."""
        for block in self.sheet.blocks:
            if self.sheet.lo[block.start] <= citation.start < self.sheet.hi[block.end - 1]:
                at = block.text.find(words, max(0, block.text.find(citation.text[:20])))
                if at < 0:
                    at = block.text.find(citation.text[:20])
                    return (block.start + at, block.start + at + 20) if at >= 0 else None
                return block.start + at, block.start + at + len(words)
        return None
