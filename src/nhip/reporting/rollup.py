"""Figures of many agencies put together by each indicator's own rule, whatever the order of putting together.

`sum`: flows add up. `ratio`: a share is put together from its parts below, never from percentages; without the parts it
stays a list. `separate`: stocks, followers, distinct counts and medians stand side by side and never add up.
A value nobody reported is never zero: it is named. Prose: docs/rules/reports.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

RULES = ("sum", "ratio", "separate")

_CALLS = re.compile(r"\b(count|sum|avg|median|distinct|last|delta|months)\s*\(")
_STOCKS = re.compile(r"\bcount\(\s*(?:org|staff_post|channel|spokesperson|plan_topic)\b")


def rule_of(formula: str) -> str:
    """How figures of an indicator are put together over agencies, told from its formula."""
    called = set(_CALLS.findall(formula))
    if not called or called & {"avg", "median", "distinct", "last", "delta", "months"}:
        return "ratio" if "/" in formula and not called & {"avg", "median", "last", "delta", "months"} else "separate"
    if "/" in formula and not re.search(r"/\s*\d+(?:\.\d+)?\s*$", formula):
        return "ratio"
    return "separate" if _STOCKS.search(formula) else "sum"


@dataclass(frozen=True, slots=True)
class Row:
    """What one agency says of one figure. `top` and `bottom`: the parts of a share, where they are known."""

    unit: str
    value: Decimal | None
    nil: bool = False
    top: Decimal | None = None
    bottom: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rolled:
    """Figures put together. `said` units gave a value, `nil` say that nothing happened, `missing` said nothing."""

    rule: str
    said: frozenset[str] = frozenset()
    nil: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    total: Decimal = Decimal(0)
    top: Decimal = Decimal(0)
    bottom: Decimal = Decimal(0)
    whole_parts: bool = True

    @property
    def value(self) -> Decimal | None:
        """The figure, None where nobody gave one or where it must not be put together."""
        if self.rule == "separate" or not self.said:
            return None
        if self.rule == "sum":
            return self.total
        if not self.whole_parts or not self.bottom:
            return None
        return 100 * self.top / self.bottom

    @property
    def all_nil(self) -> bool:
        """Everybody answered, and nothing happened anywhere."""
        return bool(self.nil) and not self.said and not self.missing


def of_one(rule: str, row: Row) -> Rolled:
    """One agency alone."""
    who = frozenset({row.unit})
    if row.nil:
        return Rolled(rule, nil=who)
    if row.value is None:
        return Rolled(rule, missing=who)
    parts = row.top is not None and row.bottom is not None
    return Rolled(
        rule, said=who, total=row.value, top=row.top or Decimal(0), bottom=row.bottom or Decimal(0),
        whole_parts=parts or rule != "ratio",
    )  # fmt: skip


def join(one: Rolled, other: Rolled) -> Rolled:
    """Two groups of agencies as one. Order and grouping make no difference; no agency may stand in both.

    Raises ValueError when rules differ or an agency stands in both: it would count twice.
    """
    if one.rule != other.rule:
        raise ValueError(f"{one.rule} with {other.rule}")
    if twice := (one.said | one.nil | one.missing) & (other.said | other.nil | other.missing):
        raise ValueError(f"counted twice: {sorted(twice)}")
    return Rolled(
        one.rule, one.said | other.said, one.nil | other.nil, one.missing | other.missing, one.total + other.total,
        one.top + other.top, one.bottom + other.bottom, one.whole_parts and other.whole_parts,
    )  # fmt: skip


def rolled(rule: str, rows: Iterable[Row]) -> Rolled:
    """All agencies together."""
    return reduce(join, (of_one(rule, row) for row in rows), Rolled(rule))
