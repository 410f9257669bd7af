"""What cannot be, and what looks odd, in the figures and parts of a report before it is sent.

An *error* stops the sending: a negative count, half a leaflet, 130 %, a part greater than its whole, a changed figure
without a word why. A *warning* asks and never stops: five times last period, nothing after much, a year below its half.
The relations between figures are data: `data/relations.toml`. Prose: docs/rules/reports.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from nhip.text.issues import Issue
from nhip.text.numbers import write_number

JUMP = Decimal(5)
"""A value this many times the one of the period before, or the other way round, is asked about."""

SMALL = Decimal(10)
"""Below this, jumps are ordinary and nobody is asked."""

_SHARES = frozenset({"%"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as the agency says it. `value` None and `nil` False: not reported."""

    code: str
    name: str
    unit: str
    value: Decimal | None
    nil: bool = False
    counted: Decimal | None = None
    previous: Decimal | None = None
    explained: bool = False
    within: Decimal | None = None
    """What the same agency said for a shorter period inside this one, where the figure adds up over time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An issue and whether it stops the sending."""

    issue: Issue
    stops: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """`parts` together (or each alone, with `each`) never exceed `whole`."""

    whole: str
    parts: tuple[str, ...]
    each: bool
    why: str


@cache
def relations() -> tuple[Relation, ...]:
    """The packaged relations."""
    text = resources.files("nhip.reporting").joinpath("data", "relations.toml").read_text("utf-8")
    return tuple(
        Relation(row["whole"], tuple(row["parts"]), bool(row.get("each")), row["why"])
        for row in tomllib.loads(text)["relation"]
    )


@cache
def whole_units() -> frozenset[str]:
    """Units of things that are counted one by one: half of one is a slip of the pen."""
    text = resources.files("nhip.reporting").joinpath("data", "relations.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["whole_units"])


def findings(
    stated: Sequence[Stated], empty_parts: Iterable[str] = (), known: Sequence[Relation] | None = None
) -> list[Finding]:
    """Everything to say before sending, errors first. `empty_parts`: titles of required parts left empty."""
    by_code = {one.code: one for one in stated}
    found = [finding for one in stated for finding in _alone(one)]
    found = _together(found)
    found += [finding for relation in known or relations() for finding in _related(relation, by_code)]
    found += [Finding(Issue("part", "reporting.part_empty", {"part": title}), True) for title in empty_parts]
    return sorted(found, key=lambda finding: not finding.stops)


def _together(found: list[Finding]) -> list[Finding]:
    """Figures that were not reported are said in one line, not in twenty."""
    missing = [one for one in found if one.issue.code == "reporting.figure_missing"]
    if len(missing) < 3:
        return found
    names = ", ".join(f"“{one.issue.facts['name']}”" for one in missing)
    facts = {"count": f"{len(missing):02d}", "names": names}
    said = Finding(Issue("figures", "reporting.figures_missing", facts), False)
    return [one for one in found if one not in missing] + [said]


def _alone(one: Stated) -> list[Finding]:
    if one.value is None:
        missing = [] if one.nil else [Finding(_issue(one, "figure_missing"), False)]
        if one.nil and one.counted:
            facts = {"counted": write_number(one.counted)}
            rule = "nil_explained" if one.explained else "nil_against_records"
            missing.append(Finding(_issue(one, rule, **facts), not one.explained))
        return missing
    found = []
    if one.value < 0:
        found.append(Finding(_issue(one, "figure_negative"), True))
    if one.unit in _SHARES and one.value > 100:
        found.append(Finding(_issue(one, "share_over_hundred", value=write_number(one.value)), True))
    if one.unit in whole_units() and one.value != one.value.to_integral_value():
        found.append(Finding(_issue(one, "figure_not_whole", value=write_number(one.value)), True))
    if one.counted is not None and one.value != one.counted:
        facts = {"value": write_number(one.value), "counted": write_number(one.counted)}
        rule = "figure_explained" if one.explained else "figure_not_as_counted"
        found.append(Finding(_issue(one, rule, **facts), not one.explained))
    if one.within is not None and one.value < one.within:
        facts = {"value": write_number(one.value), "within": write_number(one.within)}
        found.append(Finding(_issue(one, "figure_below_inner", **facts), False))
    return found + ([] if one.explained else _jumps(one, one.value))


def _jumps(one: Stated, value: Decimal) -> list[Finding]:
    if one.previous is None or max(value, one.previous) < SMALL or one.unit in _SHARES:
        return []
    facts = {"value": write_number(value), "previous": write_number(one.previous)}
    if value == 0:
        return [Finding(_issue(one, "figure_fell_to_nothing", **facts), False)]
    if one.previous and (value >= JUMP * one.previous or one.previous >= JUMP * value):
        return [Finding(_issue(one, "figure_jumped", **facts), False)]
    return []


def _related(relation: Relation, by_code: Mapping[str, Stated]) -> list[Finding]:
    whole = by_code.get(relation.whole)
    parts = [one for code in relation.parts if (one := by_code.get(code)) is not None and one.value is not None]
    if whole is None or whole.value is None or not parts:
        return []
    groups = [[one] for one in parts] if relation.each else [parts]
    found = []
    for group in groups:
        total = sum((one.value or Decimal(0) for one in group), Decimal(0))
        if total > whole.value:
            facts = {
                "parts": ", ".join(f"“{one.name}”" for one in group),
                "total": write_number(total),
                "whole": write_number(whole.value),
            }
            found.append(Finding(_issue(whole, "parts_over_whole", **facts), True))
    return found


def _issue(one: Stated, rule: str, **facts: object) -> Issue:
    code = f"reporting.{rule}"
    return Issue(one.code, code, {"name": one.name, "unit": one.unit, **facts})
