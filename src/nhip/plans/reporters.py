"""Whose report it is: the body as it was, the province it belonged to, and who answers for both today.

Read from the record's header through the directory of agencies; a name that fits no body for sure stays a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhip.agencies.directory import Directory
from nhip.agencies.tenure import name_on, successors


@dataclass(frozen=True, slots=True)
class Heir:
    """A body that stands for another one today, and the acts that made it so. `sure` False: a person has to decide."""

    unit: str
    name: str
    acts: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Reporter:
    """`unit` and `territory` as of the report's days; `province` as it was, `home` the province that holds it today.

    `question`: "" | unknown | several_bodies; then `unit` is None and `choices` names what it may be.
    """

    body: str
    unit: str | None
    territory: str | None
    level: str
    province: str | None
    home: str | None
    heirs: tuple[Heir, ...] = ()
    question: str = ""
    choices: tuple[str, ...] = ()


def reporter_of(directory: Directory, record: Mapping[str, Any], then: date, today: date) -> Reporter:
    """Read the issuing body of a record as of the day `then` and follow it to `today`."""
    header = record.get("header") or {}
    names = [(header.get(key) or {}).get("name") for key in ("issuing_body", "parent_body", "place")]
    government = header.get("unit_of_government") or {}
    context = directory.context_of(then, names[0], *(government.get("province"), *names[1:]))
    body = names[0] or ""
    meant = directory.resolve(body, then, context)
    if meant.only is None:
        province = _province_named(directory, government.get("province") or "", then)
        choices = tuple(one.unit for one in meant.candidates)
        question = "several_bodies" if choices else "unknown"
        home = _home(directory, province, today)
        return Reporter(body, None, None, "", province, home, question=question, choices=choices)
    unit, territory = meant.only.unit, meant.only.version.territory
    chain = directory.chain(territory, then)
    province = next((one for one in chain if directory.level_of(one) == "province"), None)
    level = directory.level_of(territory)
    home = _home(directory, province, today)
    return Reporter(body, unit, territory, level, province, home, heirs_of(directory, unit, today))


def heirs_of(directory: Directory, unit: str, today: date) -> tuple[Heir, ...]:
    """Who stands for the unit today, itself included when it still stands."""
    return tuple(
        Heir(one.unit, name_on(directory, one.unit, today), one.acts, one.automatic)
        for one in successors(directory, unit, today)
        if one.unit is not None
    )


def peers_of(directory: Directory, reporter: Reporter, on: date) -> tuple[str, ...]:
    """The bodies of the same kind in the same province on a day: who else could have reported. Keys, itself included.

    A body of a district or commune is compared with the same body of its sisters; for a body of the province itself
    no list says who had to report, and the answer is empty.
    """
    if reporter.unit is None or reporter.territory is None or reporter.province is None:
        return ()
    if reporter.level not in ("district", "commune"):
        return ()
    _, slash, code = reporter.unit.partition("/")
    sisters = [one for one in _all_below(directory, reporter.province, on) if directory.level_of(one) == reporter.level]
    bodies = [f"{one}{slash}{code}" for one in sisters]
    return tuple(one for one in bodies if directory.unit_as_of(one, on) is not None)


def _all_below(directory: Directory, province: str, on: date) -> list[str]:
    found, line = [], list(directory.below(province, on))
    while line:
        found += line
        line = [lower for one in line for lower in directory.below(one, on)]
    return found


def _home(directory: Directory, province: str | None, today: date) -> str | None:
    """The one province that holds it today; the old one where it was split or nobody knows."""
    if province is None:
        return None
    found = [one.unit for one in successors(directory, province, today) if one.unit]
    return found[0] if len(found) == 1 else province


def _province_named(directory: Directory, name: str, on: date) -> str | None:
    context = directory.context_of(on, name) if name else None
    found = context.territory if context else None
    return found if found and directory.level_of(found) == "province" else None
