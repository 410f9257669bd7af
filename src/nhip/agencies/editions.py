"""What the package says, fact by fact, so that a later release can tell which facts are still as it left them.

A fact is what a person changes as one: a unit with all its versions, ties and names; an event with its links; a doubt
between sources. Each is kept as a sum, for comparing is all that is asked of it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import NamedTuple

from nhip.agencies.directory import Directory
from nhip.agencies.rosters import bodies_of
from nhip.agencies.units import Alias, Disagreement, Event, Tie, Version


class UnitFacts(NamedTuple):
    """All that rows say of one unit, each kind in the order of the package."""

    versions: list[Version]
    ties: list[Tie]
    aliases: list[Alias]


def units_of(held: Directory) -> dict[str, UnitFacts]:
    """What is recorded of each unit; a body that merely exists by rule is not here."""
    found: dict[str, UnitFacts] = defaultdict(lambda: UnitFacts([], [], []))
    for version in held.versions:
        found[version.unit].versions.append(version)
    for tie in held.ties:
        found[tie.unit].ties.append(tie)
    for alias in held.aliases:
        found[alias.unit].aliases.append(alias)
    return dict(found)


def facts(held: Directory) -> dict[str, str]:
    """Fact -> its sum. Facts are named "unit <key>", "event <key>", "doubt <province>|<code>|<about>"."""
    found = {f"unit {unit}": _sum([sorted(map(repr, kind)) for kind in rows]) for unit, rows in units_of(held).items()}
    found |= {f"event {event.key}": _event_sum(event) for event in held.events}
    return found | {doubt_key(row): _sum(row) for row in held.disagreements}


def doubt_key(row: Disagreement) -> str:
    return f"doubt {row.province}|{row.code}|{row.about}"


def named(held: Directory) -> list[str]:
    """Every unit that needs a row, in a steady order: those that a row names, and all bodies of complete provinces."""
    found = [row.unit for row in held.versions]
    found += [unit for tie in held.ties for unit in (tie.unit, tie.above)]
    found += [u for event in held.events for link in event.links for u in (link.old, link.new) if u is not None]
    complete = sorted({row.territory for row in held.versions if row.level == "province" and "/" in row.unit})
    found += [unit for home in complete for unit in bodies_of(held, home)]
    return list(dict.fromkeys(found))


def _event_sum(event: Event) -> str:
    return _sum([event.key, event.kind, event.on, event.exact, event.act, event.url, event.confidence, event.note,
                 sorted(map(repr, event.links))])  # fmt: skip


def _sum(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
