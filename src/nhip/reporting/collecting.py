"""Paragraphs of many agencies collected under one outline, each with its source, doubles marked and never dropped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from nhip.text.normalise import fold

ALIKE = 0.8
"""Two paragraphs that share this part of their word triples tell the same."""

NAMED = 4
"""So many agencies that told the same are named; of more, the first and how many others. The sources name them all."""

_BLANK = re.compile(r"\n\s*\n|\n(?=\s*[-+•])")


@dataclass(frozen=True, slots=True)
class Collected:
    """A paragraph of an agency. `same_as`: the number (from 0) of the earlier one that tells the same."""

    unit: str
    report: int
    paragraph: int
    part: str
    text: str
    same_as: int | None = None


def passages(text: str) -> list[str]:
    """A text of a part in its paragraphs and list items."""
    return [piece.strip() for piece in _BLANK.split(text) if piece.strip()]


def by_label(found: Sequence[Collected]) -> list[Collected]:
    """What agencies say of themselves in one order: strengths together, then limits, causes and what follows."""
    return sorted(found, key=lambda one: _place(one.text))


def _place(text: str) -> int:
    """Where a passage stands by the word that it opens with; 0 for one that opens with none. The longest decides."""
    opens = fold(text).lstrip("-+*• ")
    fits = [(len(word), at) for at, words in enumerate(_labels(), 1) for word in words if opens.startswith(word)]
    return max(fits, default=(0, 0))[1]


@cache
def _labels() -> tuple[tuple[str, ...], ...]:
    text = resources.files("nhip.reporting").joinpath("data", "evaluation.toml").read_text("utf-8")
    return tuple(tuple(row["words"]) for row in tomllib.loads(text)["label"])


def mark_doubles(found: Sequence[Collected]) -> list[Collected]:
    """The same paragraphs, in order, those that repeat an earlier one marked with its number."""
    seen: list[tuple[int, frozenset[str]]] = []
    marked = []
    for number, one in enumerate(found):
        mine = shingles(one.text)
        twin = next((at for at, theirs in seen if _alike(mine, theirs) >= ALIKE), None)
        if twin is None:
            seen.append((number, mine))
        marked.append(replace(one, same_as=twin))
    return marked


def joined_text(found: Sequence[Collected]) -> str:
    """One text of all: each passage once, with the agencies that wrote it."""
    lines = []
    for number, one in enumerate(found):
        if one.same_as is None:
            units = dict.fromkeys([one.unit, *(other.unit for other in found if other.same_as == number)])
            lines.append(f"- {_names(list(units))}: {one.text.lstrip('-+• ')}")
    return "\n".join(lines)


def _names(units: Sequence[str]) -> str:
    if len(units) <= NAMED:
        return ", ".join(units)
    return f"{len(units)} cơ quan, đơn vị ({units[0]} và {len(units) - 1} nơi khác)"


def shingles(text: str, size: int = 3) -> frozenset[str]:
    """Runs of three words without marks and case; a shorter text is one run."""
    row = re.findall(r"\w+", fold(text))
    if len(row) <= size:
        return frozenset({" ".join(row)})
    return frozenset(" ".join(row[at : at + size]) for at in range(len(row) - size + 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    return len(one & other) / len(one | other)
