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
THE_PLACE, ONLY_THE_PLACE = 2.0, 8.0
"""For the page of a place that was named, or of the one that its ground belongs to now; more where nothing else was."""
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
    it in a row."""

    share: float
    as_typed: bool
    in_a_row: bool


@dataclass(frozen=True, slots=True)
class _Sought:
    """A group as it is looked for in a line of words apart by one space."""

    weight: float
    size: int
    own: str
    exact: str
    others: tuple[str, ...]
    loose: tuple[tuple[str, ...], ...]
    worth: float
    marked: bool

    def held(self, line: str) -> float:
        """1 where the line holds the group's own words, its worth for another wording, 0 for none."""
        if self.own in line:
            return 1.0
        for other in self.others:
            if other in line:
                return self.worth
        return LOOSE if any(all(word in line for word in words) for words in self.loose) else 0.0


class Scale:
    """Weighs entries against one question; larger is better."""

    def __init__(self, question: Question, weights: Mapping[Group, float], on: date) -> None:
        self.whole = sum(weights.values()) or 1.0
        self.row = f" {' '.join(question.folded)} " if len(question.folded) > 1 else ""
        alone = len(question.required) == 1 and bool(question.places)
        self.for_place = ONLY_THE_PLACE if alone else THE_PLACE
        self.marked, self.units, self.kinds, self.on = question.marked, question.units, question.kinds, on
        self.sought = [
            _Sought(
                weight, len(group.words), f" {' '.join(group.words)}{'' if group.open_ended else ' '}",
                f" {' '.join(group.exact)} ", tuple(f" {' '.join(other)} " for other in group.others),
                tuple(tuple(f" {word} " for word in one) for one in group.loose), group.worth, group.marked,
            )
            for group, weight in weights.items()
        ]  # fmt: skip

    def points(self, one: Candidate, signs: Signs) -> float:
        """How well an entry answers the question."""
        title, exact, lead = f" {one.title_folded} ", f" {one.title_exact} ", f" {one.lead_folded} "
        in_title = in_lead = covered = 0.0
        for sought in self.sought:
            held = sought.held(title)
            if held:
                if sought.marked and held == 1.0 and sought.exact not in exact:
                    held = WITHOUT_MARKS
                in_title += sought.weight * held
                covered += sought.size
            else:
                in_lead += sought.weight * sought.held(lead)
        share = in_title / self.whole
        total = IN_TITLE * share + IN_LEAD * in_lead / self.whole + IN_TEXT * signs.share
        total += WHOLE_TITLE * min(1.0, covered / (one.title_folded.count(" ") + 1)) * share
        if self.row and self.row in title:
            total += ROW_IN_TITLE
        total += ROW * signs.in_a_row + AS_TYPED * (signs.as_typed and self.marked)
        total += self.for_place * (one.kind == "agency" and one.number in self.units)
        kind = kinds().get(one.kind)
        if kind is not None:
            total += kind.weight + KIND_ASKED * (one.kind in self.kinds)
            if kind.fades and one.on is not None:
                total += NEW * 0.5 ** (max(0, (self.on - one.on).days) / kind.fades)
        return total
