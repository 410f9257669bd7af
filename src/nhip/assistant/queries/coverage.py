"""Whether an official page answers a wording: one of the first results says all its words in its title or lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nhip.assistant.models.coverage import Coverage
from nhip.assistant.models.entries import Entry
from nhip.assistant.queries.searching import search
from nhip.newsroom.queries.keywords import standing_keywords

LOOKED_AT = 5
"""Results among which the page must stand: further down nobody looks."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Covering:
    """The page that answers, and at which place among the results."""

    kind: str
    number: str
    title: str
    place: int


def covering(words: str, language: str, on: date) -> Covering | None:
    """The page that answers a wording, or None."""
    found = search(words, language, on)
    asked = [[f" {' '.join(one)} " for one in group.phrases] for group in found.question.required]
    for place, one in enumerate(found.results[:LOOKED_AT], 1):
        row = Entry.objects.filter(kind=one.kind, number=one.number, language=one.language).first()
        if row is None:
            continue
        line = f" {row.title_folded}  {row.lead_folded} "
        if all(any(phrase in line for phrase in phrases) for phrases in asked):
            return Covering(row.kind, row.number, row.title, place)
    return None


def first_of(day: date) -> date:
    """The month a day lies in."""
    return day.replace(day=1)


def coverage_of(keywords: Iterable[int]) -> dict[int, list[Coverage]]:
    """What was found of keywords in the last months, the latest first."""
    found: dict[int, list[Coverage]] = {}
    for row in Coverage.objects.filter(keyword__in=list(keywords)).order_by("keyword", "-month"):
        held = found.setdefault(row.keyword_id, [])
        if len(held) < MONTHS:
            held.append(row)
    return found


def unasked(month: date) -> list[int]:
    """Keywords that stand and were not asked for in a month."""
    asked = Coverage.objects.filter(month=month).values("keyword")
    return list(standing_keywords().exclude(pk__in=asked).order_by("pk").values_list("pk", flat=True))
