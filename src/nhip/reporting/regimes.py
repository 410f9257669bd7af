"""Regimes and outlines of reports as dated values, and the last days a regime sets for a period.

Packaged in `data/regimes.toml` and `data/outlines.toml`; a province changes its own copies in the tables. What no
source confirms stays marked: `confidence` T text read, S secondary, U not confirmed, D our own proposal.
Decree 09/2019/NĐ-CP: a regime names its content, who reports, to whom, how often, data window, last day and outline.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from nhip.law.holidays import Calendar
from nhip.measurement.periods import KINDS, DueRule, Slot, due_on, windows
from nhip.text.issues import Issue

CONFIDENCES = ("T", "S", "U", "D")
PART_KINDS = ("narrative", "figures", "mixed", "evaluation", "directions", "proposals")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an outline. `figures`: codes of the indicators shown in it."""

    key: str
    number: str
    title: str
    kind: str = "narrative"
    required: bool = False
    figures: tuple[str, ...] = ()
    help: str = ""

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"figures": list(self.figures)}


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a report. `official`: whether a rule prescribes it."""

    code: str
    name: str
    parts: tuple[Part, ...]
    source: str
    official: bool

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"parts": [part.as_json() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom a report goes, on which line (state | party | front). Two receivers get one report, not two."""

    line: str
    name: str


@dataclass(frozen=True, slots=True)
class Due:
    """A rule for the last day, and how sure it is."""

    rule: DueRule
    confidence: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A duty to report."""

    code: str
    name: str
    content: str
    field: str
    reporters: tuple[str, ...]
    receivers: tuple[Receiver, ...]
    kinds: tuple[str, ...]
    window: str
    substitution: bool
    outline: str
    form: str
    source: str
    confidence: str
    valid_from: date
    valid_to: date | None
    due: tuple[Due, ...]
    subject: str = ""
    """What the document is about, as it stands under "BÁO CÁO"."""
    cites: str = ""
    """The text that the document says it carries out; nothing for a regime that is only proposed."""

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def due_for(self, level: str, slot: Slot, calendar: Calendar) -> date | None:
        """The last day of a level for a period; None where the regime sets none."""
        for one in self.due:
            if (one.rule.level, one.rule.kind) == (level, slot.kind):
                return due_on(one.rule, slot, self.window, calendar)
        return None


def part_from(row: Mapping[str, Any]) -> Part:
    return Part(
        row["key"], row["number"], row["title"], row.get("kind", "narrative"), bool(row.get("required")),
        tuple(row.get("figures", ())), row.get("help", ""),
    )  # fmt: skip


def outline_from(row: Mapping[str, Any]) -> Outline:
    parts = tuple(part_from(part) for part in row["parts"])
    return Outline(row["code"], row["name"], parts, row["source"], bool(row.get("official")))


def regime_from(row: Mapping[str, Any]) -> Regime:
    """A regime from its row of data. Raises KeyError for what a regime must say and does not."""
    due = tuple(
        Due(DueRule(**{key: value for key, value in one.items() if key != "confidence"}), one["confidence"])
        for one in row["due"]
    )
    receivers = tuple(Receiver(one["line"], one["name"]) for one in row["receivers"])
    return Regime(
        row["code"], row["name"], row["content"], row["field"], tuple(row["reporters"]), receivers,
        tuple(row["kinds"]), row["window"], bool(row["substitution"]), row["outline"], row["form"], row["source"],
        row["confidence"], _day(row["valid_from"]), _day(row["valid_to"]) if row.get("valid_to") else None, due,
        row.get("subject", ""), row.get("cites", ""),
    )  # fmt: skip


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


@cache
def packaged() -> tuple[Regime, ...]:
    """Every packaged regime."""
    return tuple(regime_from(row) for row in rows("regimes", "regime"))


@cache
def packaged_outlines() -> Mapping[str, Outline]:
    """Every packaged outline by code."""
    return {row["code"]: outline_from(row) for row in rows("outlines", "outline")}


def rows(name: str, key: str) -> list[dict[str, Any]]:
    """The rows of a packaged file as read."""
    text = resources.files("nhip.reporting").joinpath("data", f"{name}.toml").read_text("utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)[key]
    return found


def check(regimes: Iterable[Regime], outlines: Mapping[str, Outline], indicators: Iterable[str]) -> list[Issue]:
    """What is wrong with regimes and outlines as data: unknown words, parts twice, indicators nobody knows."""
    known, issues = set(indicators), []
    for regime in regimes:
        for wrong in (
            [f"kinds {kind}" for kind in regime.kinds if kind not in KINDS]
            + [f"window {regime.window}"] * (regime.window not in windows())
            + [f"outline {regime.outline}"] * (regime.outline not in outlines)
            + [f"confidence {regime.confidence}"] * (regime.confidence not in CONFIDENCES)
            + ["receivers"] * (not regime.receivers)
            + [f"due {one.rule.kind}" for one in regime.due if one.rule.kind not in regime.kinds]
        ):
            issues.append(Issue(regime.code, "reporting.regime_wrong", {"regime": regime.code, "what": wrong}))
    for outline in outlines.values():
        keys = [part.key for part in outline.parts]
        doubled = {key for key in keys if keys.count(key) > 1}
        strange = [code for part in outline.parts for code in part.figures if code not in known]
        strange += [part.kind for part in outline.parts if part.kind not in PART_KINDS]
        issues += [
            Issue(outline.code, "reporting.outline_wrong", {"outline": outline.name, "what": what})
            for what in [*sorted(doubled), *strange]
        ]
    return issues


def doubts(regime: Regime, slot: Slot, calendar: Calendar) -> list[Issue]:
    """Last days that do not leave one working day after the window closes (Decree 09/2019/NĐ-CP), kept as written."""
    close = slot.period(regime.window).end
    return [
        Issue("due", "reporting.due_before_close", {"level": one.rule.level, "due": due, "close": close})
        for one in regime.due
        if one.rule.kind == slot.kind
        and (due := due_on(one.rule, slot, regime.window, calendar)) < calendar.add(close, 1)
    ]
