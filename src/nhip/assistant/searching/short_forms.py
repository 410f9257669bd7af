"""Short forms and what they stand for (`data/short_forms.csv`): either is found by the other."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from nhip.assistant.searching.words import folded_words

Phrase = tuple[str, ...]


@cache
def short_forms() -> dict[Phrase, tuple[Phrase, ...]]:
    """Folded words -> other wordings of the same thing, both ways."""
    text = resources.files("nhip.assistant").joinpath("data/short_forms.csv").read_text("utf-8")
    found: dict[Phrase, list[Phrase]] = {}
    for row in csv.DictReader(text.splitlines()):
        short, full = tuple(folded_words(row["short"])), tuple(folded_words(row["full"]))
        for one, other in ((short, full), (full, short)):
            if other not in found.setdefault(one, []):
                found[one].append(other)
    return {one: tuple(others) for one, others in found.items()}
