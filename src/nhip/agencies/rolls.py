"""The rolls of agencies: units, versions, ties and events, with their indexes. Names are indexed in `names.py`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nhip.agencies.dates import earliest, latest
from nhip.agencies.patterns import Custom, Pattern, Rule, body_versions
from nhip.agencies.units import Alias, Disagreement, Event, Tie, Version


@dataclass(frozen=True)
class Rolls:
    """Units, versions, ties and events; bodies that exist by national rule are made when asked for."""

    versions: tuple[Version, ...]
    ties: tuple[Tie, ...]
    events: tuple[Event, ...]
    aliases: tuple[Alias, ...]
    disagreements: tuple[Disagreement, ...]
    custom: Custom

    # -- indexes, made on first use ------------------------------------------------------------------------------

    @cached_property
    def _versions(self) -> dict[str, tuple[Version, ...]]:
        found: dict[str, list[Version]] = defaultdict(list)
        for version in self.versions:
            found[version.unit].append(version)
        return {unit: tuple(sorted(rows, key=_start)) for unit, rows in found.items()}

    @cached_property
    def _ties(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.unit].append(tie)
        return found

    @cached_property
    def ties_below(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.above].append(tie)
        return found

    @cached_property
    def out_of(self) -> dict[str, list[Event]]:
        """Recorded events by the unit that something went out of."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for old in dict.fromkeys(link.old for link in event.links):
                found[old].append(event)
        return found

    @cached_property
    def into(self) -> dict[str, list[Event]]:
        """Recorded events by the unit that something went into."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for new in dict.fromkeys(link.new for link in event.links):
                if new is not None:
                    found[new].append(event)
        return found

    @cached_property
    def _patterns(self) -> dict[tuple[str, str], Pattern]:
        return {(pattern.level, pattern.code): pattern for pattern in self.custom.patterns}

    @cached_property
    def rules_from(self) -> dict[tuple[str, str], list[Rule]]:
        """Rules of succession by (level, code) of the old body."""
        found: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for rule in self.custom.rules:
            found[rule.level, rule.old].append(rule)
        return found

    @cached_property
    def _codes(self) -> dict[str, list[Version]]:
        found: dict[str, list[Version]] = defaultdict(list)
        for version in self.versions:
            if version.code:
                found[version.code].append(version)
        return found

    # -- units ---------------------------------------------------------------------------------------------------

    def knows(self, unit: str) -> bool:
        return bool(self.versions_of(unit))

    def versions_of(self, unit: str) -> tuple[Version, ...]:
        """All versions of a unit, oldest first; empty when there is no such unit."""
        recorded = self._versions.get(unit)
        if recorded is not None:
            return recorded
        territory, slash, code = unit.partition("/")
        home = self._versions.get(territory)
        if not slash or home is None:
            return ()
        pattern = self._patterns.get((home[0].level, code))
        return () if pattern is None else body_versions(pattern, home, self.custom.naming)

    def unit_as_of(self, unit: str, on: date) -> Version | None:
        """The version that stood on a day; None when the unit did not exist then."""
        standing = [version for version in self.versions_of(unit) if version.stands(on)]
        return standing[-1] if standing else None

    def pattern(self, level: str, code: str) -> Pattern | None:
        return self._patterns.get((level, code))

    def with_code(self, code: str, on: date, level: str = "commune") -> tuple[Version, ...]:
        """The units whose code it was on that day. Codes were handed on: without a day a code says nothing."""
        return tuple(row for row in self._codes.get(code, []) if row.level == level and row.stands(on))

    # -- hierarchies ---------------------------------------------------------------------------------------------

    def ties_of(self, unit: str) -> tuple[Tie, ...]:
        """Every hierarchy a unit stands in: recorded ties, and for a body the ties of its pattern and its territory."""
        found = list(self._ties.get(unit, ()))
        territory, slash, code = unit.partition("/")
        if not slash:
            return tuple(found)
        rows = self.versions_of(unit)
        if not rows:
            return ()
        first, last = rows[0].valid_from, rows[-1].valid_to
        found.append(Tie(unit, territory, "territory", first, last))
        pattern = self._patterns.get((rows[0].level, code))
        if pattern is not None:
            lines = {tie.line for tie in found}
            for aboves, line in ((pattern.above, pattern.line), (pattern.sector, "sector")):
                if line not in lines:
                    found += [tie for above in aboves for tie in self._pattern_ties(unit, above, line, first, last)]
        return tuple(found)

    def _pattern_ties(self, unit: str, above: str, line: str, first: date | None, last: date | None) -> list[Tie]:
        """The ties of a body by rule to one body above, for as long as both stood."""
        territory = unit.partition("/")[0]
        if above.startswith("^"):
            homes = [tie for tie in self._ties.get(territory, ()) if tie.line == "territory"]
            ties = [Tie(unit, f"{home.above}/{above[1:]}", line, home.valid_from, home.valid_to) for home in homes]
        elif self.knows(f"vn/{above}") and not self.knows(f"{territory}/{above}"):
            ties = [Tie(unit, f"vn/{above}", line, first, last)]
        else:
            ties = [Tie(unit, f"{territory}/{above}", line, first, last)]
        made = []
        for tie in ties:
            rows = self.versions_of(tie.above)
            if not rows or tie.above == unit:
                continue
            start = latest(tie.valid_from, rows[0].valid_from)
            end = earliest(tie.valid_to, rows[-1].valid_to)
            if start is None or end is None or start <= end:
                made.append(tie._replace(valid_from=start, valid_to=end))
        return made

    def above(self, unit: str, on: date, line: str = "territory") -> str | None:
        """The unit directly above in one hierarchy on a day."""
        standing = [tie.above for tie in self.ties_of(unit) if tie.line == line and tie.stands(on)]
        return standing[-1] if standing else None

    def below(self, unit: str, on: date, line: str = "territory") -> tuple[str, ...]:
        """The units directly below on a day in one hierarchy (of a territory: its districts or communes)."""
        recorded = [tie.unit for tie in self.ties_below.get(unit, ()) if tie.line == line and tie.stands(on)]
        by_rule = [
            body
            for body in self._bodies_below(unit, on, line)
            if self.unit_as_of(body, on) is not None and self.above(body, on, line) == unit
        ]
        return tuple(dict.fromkeys([*recorded, *by_rule]))

    def _bodies_below(self, unit: str, on: date, line: str) -> list[str]:
        """The bodies by rule that may stand under a body: of its territory, of those below, of all for the centre."""
        territory, slash, code = unit.partition("/")
        if not slash or line == "territory":
            return []
        level = self.level_of(territory)
        found: list[str] = []
        for pattern in self.custom.patterns:
            aboves = pattern.sector if line == "sector" else pattern.above if line == pattern.line else ()
            if f"^{code}" in aboves:
                homes = [home for home in self.below(territory, on) if self.level_of(home) == pattern.level]
            elif code in aboves and (territory == "vn" or pattern.level == level):
                homes = list(self.below("vn", on)) if territory == "vn" else [territory]
            else:
                continue
            found += [f"{home}/{pattern.code}" for home in homes]
        return found

    def chain(self, territory: str, on: date | None = None) -> tuple[str, ...]:
        """The territory and everything above it; without a day, as it last stood."""
        found = [territory]
        while True:
            ties = [t for t in self._ties.get(found[-1], ()) if t.line == "territory"]
            standing = [t for t in ties if on is not None and t.stands(on)] or ties
            if not standing or standing[-1].above in found:
                return tuple(found)
            found.append(standing[-1].above)

    def level_of(self, unit: str) -> str:
        rows = self.versions_of(unit)
        return rows[-1].level if rows else ""


def _start(version: Version) -> date:
    return version.valid_from or date.min
