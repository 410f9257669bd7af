"""What the sample province's agencies do in a year, as values: the same days, numbers and titles on every machine.

`deeds.toml` says who does what and how often; chance, seeded by unit, month and kind, does the rest. About one commune
in nine forgets a month now and then: a sample without gaps would not show how gaps are shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

FORGETS = 0.03
"""The share of months that a commune leaves empty."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done: `entry` is the same at every building, so that building twice adds nothing."""

    entry: UUID
    unit: str
    kind: str
    title: str
    on: date
    quantity: int
    values: Mapping[str, int] = field(default_factory=dict)
    language: str = ""
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Nil:
    """A unit that says it had nothing of a kind in a month."""

    unit: str
    kind: str
    begin: date
    end: date


def named_groups() -> dict[str, tuple[str, ...]]:
    """Keys of units by the name of their group; communes are not named, they are those of the day."""
    return {name: tuple(units) for name, units in _file()["groups"].items()}


def deeds(groups: Mapping[str, Sequence[str]], begin: date, end: date) -> Iterator[Deed]:
    """Every deed from `begin` to `end`, both days included. `groups`: keys of units by the name of their group."""
    for line in _lines():
        units = groups.get(line["who"], (line["who"],))
        for month, first, last in months(begin, end):
            if month.month in line.get("months", range(1, 13)):
                for unit in units:
                    yield from _of_unit(line, unit, month, first, last)


def nils(groups: Mapping[str, Sequence[str]], begin: date, end: date) -> Iterator[Nil]:
    """Now and then a commune says "không phát sinh" for a kind that it did not have in a whole month."""
    done = {(deed.unit, deed.kind, deed.on.year, deed.on.month) for deed in deeds(groups, begin, end)}
    kinds = [line["kind"] for line in _lines() if line["who"] == "communes" and line["often"] < 1]
    for month, first, last in months(begin, end):
        for unit in groups.get("communes", ()):
            for kind in kinds:
                chance = _chance(unit, month, f"nil {kind}")
                if (unit, kind, month.year, month.month) not in done and chance.random() < 0.25:
                    yield Nil(unit, kind, first, last)


def months(begin: date, end: date) -> Iterator[tuple[date, date, date]]:
    """The first of each month, with the first and last day of it that the year holds."""
    month = begin.replace(day=1)
    while month <= end:
        following = (month + timedelta(days=32)).replace(day=1)
        yield month, max(month, begin), min(following - timedelta(days=1), end)
        month = following


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.files("nhip.project.sample").joinpath("deeds.toml").read_text("utf-8"))


def _lines() -> list[dict[str, Any]]:
    return _file()["deed"]


def _chance(unit: str, month: date, about: str) -> Random:
    return Random(f"{unit} {month:%Y-%m} {about}")  # noqa: S311 - invented figures, no secret


def _of_unit(line: Mapping[str, Any], unit: str, month: date, first: date, last: date) -> Iterator[Deed]:
    if line["who"] == "communes" and _chance(unit, month, "forgets").random() < FORGETS:
        return
    chance = _chance(unit, month, line["kind"] + line["titles"][0])
    whole, part = divmod(line["often"], 1)
    for number in range(int(whole) + (chance.random() < part)):
        on = first + timedelta(days=chance.randrange((last - first).days + 1))
        low, high = line["some"]
        yield Deed(
            entry=uuid5(NAMESPACE_URL, f"nhip:mau:{unit}:{line['kind']}:{line['titles'][0]}:{month:%Y-%m}:{number}"),
            unit=unit,
            kind=line["kind"],
            title=chance.choice(line["titles"]),
            on=on,
            quantity=chance.randint(low, high),
            values={key: chance.randint(*bounds) for key, bounds in line.get("values", {}).items()},
            language=chance.choice(line["languages"]) if "languages" in line else "",
            proven=chance.random() < line["proven"],
        )
