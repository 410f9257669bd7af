"""A figure: a value with what it is worth, where it comes from, what it is compared with. Judged here, from rows alone.

Four answers are kept apart: a value, zero that was counted, “không phát sinh” that somebody declared, and nothing
reported. A fifth says that rows are there and still nothing can be said (a zero denominator).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nhip.agencies.series import Break
from nhip.measurement.catalogue import Indicator
from nhip.measurement.formulas.evaluating import Setting, evaluate
from nhip.measurement.rows import DECLARED, ESTIMATED, PROVEN, Row
from nhip.plans.qualifiers import ESTIMATING

VALUE, ZERO, NIL, MISSING, UNDEFINED = "value", "zero", "nil", "missing", "undefined"
STATES = (VALUE, ZERO, NIL, MISSING, UNDEFINED)

AGENCY = "unit:"
"""Rows that are agencies themselves, counted to divide by: they prove nothing."""

_ABOVE = frozenset({"trên", "hơn", "ít nhất"})
_ABOUT = "khoảng"


@dataclass(frozen=True, slots=True)
class Compared:
    """The same figure of another period. `begin` and `end` are its days, both included; `breaks` are the changes of the
    unit since it began, by which the two cannot be held together without a mark."""

    begin: date
    end: date
    value: Decimal | None
    state: str
    qualifier: str = ""
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one unit in one period.

    `proven`, `declared` and `estimated` are the parts of the value where it adds up (a count, a sum), otherwise None;
    `shares` are the shares of the rows behind it, from 0 to 1. `mark`, as it is: "summed" (whole predecessors put
    together) or "split" (something was divided, so nothing is said). `signed`: this is the number that was signed.
    """

    id: str
    code: str
    name: str
    unit_of_measure: str
    unit: str
    begin: date
    end: date
    view: str
    value: Decimal | None
    state: str
    proven: Decimal | None
    declared: Decimal | None
    estimated: Decimal | None
    shares: Mapping[str, Decimal] = field(hash=False)
    qualifier: str
    rows: tuple[str, ...]
    formula: str
    version: int
    hash: str
    previous: Compared | None = None
    same_last_year: Compared | None = None
    breaks: tuple[Break, ...] = ()
    target: Decimal | None = None
    target_type: str = ""
    mark: str = ""
    signed: bool = False
    restated: Compared | None = None

    @property
    def is_reported(self) -> bool:
        return self.state not in (MISSING, UNDEFINED)

    @property
    def crossed(self) -> tuple[Break, ...]:
        """Every change that stands between this value and one that it is shown beside."""
        shown = [
            one.breaks for one in (self.previous, self.same_last_year) if one is not None and one.value is not None
        ]
        return tuple(dict.fromkeys([*self.breaks, *(found for breaks in shown for found in breaks)]))

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where there is none to reach or nothing to hold against it."""
        return reached(self.target_type, self.value, self.target, self.previous.value if self.previous else None)


def reached(kind: str, value: Decimal | None, target: Decimal | None, before: Decimal | None) -> bool | None:
    """A floor, coverage or plan is reached from the target up, a ceiling up to it, a trend above the period before."""
    if value is None or kind == "monitor":
        return None
    if kind == "trend" and target is None:
        return None if before is None else value > before
    if target is None:
        return None
    return value <= target if kind == "ceiling" else value >= target


def judge(indicator: Indicator, rows: Mapping[str, Iterable[Row]], setting: Setting, *, unit: str, view: str) -> Figure:
    """The figure that the rows give, without its comparisons."""
    formula = indicator.tree
    held = {entity: tuple(rows.get(entity, ())) for entity in formula.entities}
    result = evaluate(formula, held, setting, indicator.version)
    behind = {row.key: row for found in held.values() for row in found}
    used = [behind[key] for key in result.rows]
    parts: dict[str, Decimal | None] = dict.fromkeys((PROVEN, DECLARED, ESTIMATED))
    if result.value is not None and formula.adds_up:
        for standing in parts:
            of = {entity: [row for row in found if row.standing == standing] for entity, found in held.items()}
            found = evaluate(formula, of, setting, indicator.version)
            parts[standing] = found.value or Decimal(0)
    return Figure(
        id=indicator.id, code=indicator.code, name=indicator.name, unit_of_measure=indicator.unit, unit=unit,
        begin=setting.span.start, end=setting.span.end, view=view, value=result.value,
        state=_state(result.value, used),
        proven=parts[PROVEN], declared=parts[DECLARED], estimated=parts[ESTIMATED], shares=_shares(used),
        qualifier=together(row.qualifier for row in used), rows=result.rows, formula=result.formula,
        version=result.version, hash=result.hash, target_type=indicator.target_type,
    )  # fmt: skip


def _state(value: Decimal | None, used: list[Row]) -> str:
    """Only rows of “không phát sinh” behind it: nil. No value though rows are there: undefined."""
    said = [row for row in used if row.count]
    if not said and used:
        return NIL
    if value is None:
        return UNDEFINED if used else MISSING
    return VALUE if value else ZERO


def _shares(rows: list[Row]) -> Mapping[str, Decimal]:
    rows = [row for row in rows if row.count and not row.key.startswith(AGENCY)]
    if not rows:
        return {}
    return {
        standing: Decimal(sum(row.standing == standing for row in rows)) / len(rows)
        for standing in (PROVEN, DECLARED, ESTIMATED)
    }


def together(qualifiers: Iterable[str]) -> str:
    """The word before a number made of several: exact ones add none, "trên" stays "trên", what is mixed is "khoảng"."""
    words = {word for word in qualifiers if word}
    if not words:
        return ""
    if len(words) == 1:
        return next(iter(words))
    if words <= _ABOVE:
        return "trên"
    return _ABOUT if words & ESTIMATING or "dưới" in words else "trên"
