"""Published questions with their answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from nhip.agencies.queries.units import directory
from nhip.assistant.items import Item
from nhip.assistant.queries import homes
from nhip.assistant.queries.naming import around
from nhip.feedback.queries.public import published
from nhip.text.languages import of_path

KIND = "answer"
"""Languages of matters whose locale is called otherwise."""


def stamp(on: date) -> str:
    """Never the same: only keys and moments are looked through."""
    return ""


def versions(on: date) -> Iterator[tuple[tuple[str, str], str]]:
    rows = published().order_by("published_at", "pk").values_list("matter__number", "matter__language", "published_at")
    for number, language, at in rows:
        yield (number, of_path(language)), f"{at.timestamp():.6f} {homes.stamp()[:8]}"


def items(keys: Collection[tuple[str, str]], on: date) -> Iterable[Item]:
    held, asked = directory(None), set(keys)
    for row in published().filter(matter__number__in=[number for number, _ in keys]).order_by("published_at", "pk"):
        matter = row.matter
        language = of_path(matter.language)
        if (matter.number, language) not in asked:
            continue
        place, unit = (getattr(one, "key", "") for one in (matter.place, matter.unit))
        yield Item(
            KIND, matter.number, language, matter.number, row.title or row.question[:200], row.question, row.text,
            around(held, (place, unit), on), "", place, unit, row.published_at.date(),
        )  # fmt: skip


def still_public(numbers: Collection[str], on: date) -> set[str]:
    return set(published().filter(matter__number__in=numbers).values_list("matter__number", flat=True))
