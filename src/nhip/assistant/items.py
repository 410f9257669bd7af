"""What a source tells of one public thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nhip.assistant.searching.words import both, folded_words, mark_of
from nhip.text.languages import codes

FORMAT = "5"
"""Grows when the same item would be indexed in other words than before: every entry is then written again."""
LANGUAGES = codes()
"""Readers for whom what stands `everywhere` is marked."""


@dataclass(frozen=True, slots=True)
class Item:
    """One public thing in one language. `aside`: words by which it is found and that are not shown: other names."""

    kind: str
    number: str
    language: str
    handle: str
    title: str
    lead: str = ""
    text: str = ""
    aside: str = ""
    topic: str = ""
    place: str = ""
    unit: str = ""
    on: date | None = None
    everywhere: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.number, self.language

    @property
    def marks(self) -> list[str]:
        """The words for filters."""
        languages = LANGUAGES if self.everywhere else (self.language,)
        marks = [mark_of("k", self.kind), *(mark_of("l", one) for one in languages)]
        marks += [mark_of(sign, value) for sign, value in (("t", self.topic), ("p", self.place)) if value]
        return marks + ([f"y{self.on.year}"] if self.on else [])

    def title_words(self) -> tuple[list[str], list[str]]:
        return both(self.title)

    def body_words(self) -> tuple[list[str], list[str]]:
        return both("\n".join((self.lead, self.text, self.aside)))

    def lead_words(self) -> list[str]:
        """What is looked at beside the title when results are put in order."""
        return folded_words(f"{self.lead}\n{self.aside}")
