"""Puts what was found in order. The same sum on either database, from what stands in the entry itself.

Title before lead before text; rare words before common ones; as typed before without marks; words in a row before
words apart; new before old where the kind grows old; a kind that was asked for before the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nhip.assistant.searching.asking import Group, Question
from nhip.assistant.searching.kinds import kinds

IN_TITLE, IN_LEAD, IN_TEXT = 5.0, 2.0, 2.0
ROW_IN_TITLE, ROW = 1.5, 1.0
AS_TYPED = 2.0
WITHOUT_MARKS = 0.45
"""What a word counts that was typed with marks and stands there with other ones."""
WHOLE_TITLE = 1.2
KIND_ASKED = 1.0
THE_PLACE = 2.0
"""For the page of a place that was named, or of the one that its ground belongs to now."""
NAME = 1.5
"""What a recognised name or short form weighs beside loose words."""
LOOSE = 0.6
"""What the words of a wording count that do not stand in a row."""
NEW = 0.6
FREE = 0.25
"""What a word counts that is not required."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry as the index keeps it: words apart by one space."""

    pk: int
    kind: str
    number: str
    on: date | None
    title_exact: str
    title_folded: str
    lead_folded: str


@dataclass(frozen=True, slots=True)
class Signs:
    """How the database found it: `share` of the question (0 to 1) in the whole entry, all of it with its marks, all of
    it in a row; `fit` from 0 to 1 by the database's own order where it was asked."""

    share: float
    as_typed: bool
    in_a_row: bool


def score(question: Question, one: Candidate, signs: Signs, weights: Mapping[Group, float], on: date) -> float:
    """How well an entry answers a question; larger is better."""
    whole = sum(weights.values()) or 1.0
    title, exact, lead = f" {one.title_folded} ", f" {one.title_exact} ", f" {one.lead_folded} "
    in_title = in_lead = covered = 0.0
    for group, weight in weights.items():
        held = _held(group, title)
        if held:
            if group.marked and held == 1.0 and f" {' '.join(group.exact)} " not in exact:
                held = WITHOUT_MARKS
            in_title += weight * held
            covered += len(group.words)
        else:
            in_lead += weight * _held(group, lead)
    size = max(1, one.title_folded.count(" ") + 1)
    total = IN_TITLE * in_title / whole + IN_LEAD * in_lead / whole + IN_TEXT * signs.share
    total += WHOLE_TITLE * min(1.0, covered / size) * (in_title / whole)
    if len(question.folded) > 1 and f" {' '.join(question.folded)} " in title:
        total += ROW_IN_TITLE
    total += ROW * signs.in_a_row + AS_TYPED * (signs.as_typed and question.marked)
    total += THE_PLACE * (one.kind == "agency" and one.number in question.units)
    kind = kinds().get(one.kind)
    if kind is not None:
        total += kind.weight + KIND_ASKED * (one.kind in question.kinds)
        if kind.fades and one.on is not None:
            total += NEW * 0.5 ** (max(0, (on - one.on).days) / kind.fades)
    return total


def _held(group: Group, line: str) -> float:
    """1 where the line holds the group's own words, its worth for another wording, 0 for none."""
    if f" {' '.join(group.words)}{'' if group.open_ended else ' '}" in line:
        return 1.0
    if any(f" {' '.join(other)} " in line for other in group.others):
        return group.worth
    return LOOSE if any(all(f" {word} " in line for word in other) for other in group.loose) else 0.0
