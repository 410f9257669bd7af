"""The indicators: `data/indicators.csv`, each with its formula, version, validity and owner."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from nhip.measurement.dictionary import Dictionary
from nhip.measurement.formulas import tree
from nhip.measurement.formulas.checking import check
from nhip.measurement.formulas.reading import parse
from nhip.text.issues import Issue

LEVELS = ("input", "activity", "output", "out_take", "outcome", "impact")
TARGETS = ("floor", "ceiling", "coverage", "plan", "trend", "monitor")
DIRECTIONS = ("up", "down", "neutral")
PERIODS = ("month", "quarter", "halfyear", "year")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator in one version. `id` is its number in the set (A01), `code` its name in English."""

    id: str
    code: str
    name: str
    group: str
    level: str
    unit: str
    formula: str
    version: int
    valid_from: date
    valid_to: date | None
    owner: str
    """The kind of body that answers for the formula, as the rolls of agencies name it."""
    source: str
    period: str
    direction: str
    target_type: str
    target_default: Decimal | None
    target_basis: str
    breakdown: tuple[str, ...]
    seed_ref: str
    anchor: str
    note: str

    @property
    def tree(self) -> tree.Formula:
        """The formula as read. Raises ValueError for a formula that cannot be read; the packaged ones can."""
        return _read(self.formula)

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def _read(text: str) -> tree.Formula:
    found = parse(text)
    if isinstance(found, Issue):
        raise ValueError(found)
    return found


@cache
def packaged() -> tuple[Indicator, ...]:
    """Every indicator of the file, in its order."""
    text = resources.files("nhip.measurement").joinpath("data", "indicators.csv").read_text("utf-8")
    return tuple(indicator_from(row) for row in csv.DictReader(text.splitlines()))


def indicator_from(row: Mapping[str, str]) -> Indicator:
    """An indicator from its row of text."""
    return Indicator(
        id=row["id"], code=row["code"], name=row["name"], group=row["group"], level=row["level"], unit=row["unit"],
        formula=row["formula"], version=int(row["version"]), valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, owner=row["owner"],
        source=row["source"], period=row["period"], direction=row["direction"], target_type=row["target_type"],
        target_default=Decimal(row["target_default"]) if row["target_default"] else None,
        target_basis=row["target_basis"], breakdown=tuple(filter(None, row["breakdown"].split(";"))),
        seed_ref=row["seed_ref"], anchor=row["anchor"], note=row["note"],
    )  # fmt: skip


@cache
def _known() -> Mapping[str, Indicator]:
    return {name: one for one in packaged() for name in (one.id, one.code)}


def indicator(name: str) -> Indicator:
    """The packaged indicator by its number or code. Raises KeyError for a name that no indicator has."""
    return _known()[name]


def lint(indicators: Iterable[Indicator], dictionary: Dictionary) -> list[Issue]:
    """What is wrong with a set: unusable formulas, names given twice, targets and breakdowns that may not be."""
    found: list[Issue] = []
    seen: set[str] = set()
    for one in indicators:
        for name in (one.id, one.code):
            if name in seen:
                found.append(Issue(one.id, "measurement.indicator_twice", {"name": name}))
            seen.add(name)
        read = parse(one.formula)
        if isinstance(read, Issue):
            found.append(read)
            continue
        found += check(read, dictionary) or [*_rules(one), *_breakdowns(one, read, dictionary), *_followers(one, read)]
    return found


def _rules(one: Indicator) -> list[Issue]:
    found = []
    words = (
        ("level", one.level, LEVELS),
        ("target_type", one.target_type, TARGETS),
        ("direction", one.direction, DIRECTIONS),
        ("period", one.period, PERIODS),
    )
    for field, word, known in words:
        if word not in known:
            found.append(Issue(one.id, "measurement.indicator_word", {"id": one.id, "field": field, "word": word}))
    if one.target_type == "monitor" and (one.target_default is not None or one.direction != "neutral"):
        found.append(Issue(one.id, "measurement.monitor_has_target", {"id": one.id}))
    if one.target_type in ("floor", "ceiling", "coverage") and one.target_default is None:
        found.append(Issue(one.id, "measurement.target_missing", {"id": one.id}))
    if "legal_summary" in read_entities(one) and one.target_type != "monitor":
        found.append(Issue(one.id, "measurement.enforcement_has_target", {"id": one.id}))
    return found


def read_entities(one: Indicator) -> tuple[str, ...]:
    return one.tree.entities


def _breakdowns(one: Indicator, read: tree.Formula, dictionary: Dictionary) -> list[Issue]:
    """A breakdown is a field of an entity that the formula reads; `org.level` goes through the reporting agency."""
    known = {"org", "org.level"} | {name for entity in read.entities for name in dictionary[entity].fields}
    wrong = [name for name in one.breakdown if name not in known]
    return [Issue(one.id, "measurement.breakdown_unknown", {"id": one.id, "field": name}) for name in wrong]


def _followers(one: Indicator, read: tree.Formula) -> list[Issue]:
    """A page that agencies share has its followers once: the key of a series of channels is the channel."""
    wrong = [one for one in read.aggregates if one.entity == "metric" and one.key != "channel"]
    return [Issue(one.id, "measurement.followers_by_channel", {"id": one.id}) for _ in wrong]
