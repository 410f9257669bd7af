"""The ways out as data, from `data/carriers.toml`: who posts, the vendor's limits and faults, how patiently to try."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Limit:
    """A vendor's limit. `certainty`: S published, K remembered, U unconfirmed."""

    most: int
    certainty: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A vendor's fault in our words. `again`: a later try may help; `unclear`: it may be out; `gone`: it is no more."""

    text: str = ""
    again: bool = False
    unclear: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One way out. `how`: portal (our own pages), machine (a carrier posts) or hand (a person posts).

    `keeps`: what it sent cannot be taken back. `follows`: goes with another way without being chosen.
    """

    code: str
    name: str
    how: str
    counts_as: str = ""
    base: str = ""
    renew: str = ""
    keeps: bool = False
    follows: str = ""
    limits: Mapping[str, Limit] = field(hash=False, default_factory=dict)
    faults: Mapping[int, Fault] = field(hash=False, default_factory=dict)

    def limit(self, name: str) -> int:
        """How much the way takes of something; 0 where no limit is known."""
        held = self.limits.get(name)
        return held.most if held is not None else 0

    def fault(self, code: object) -> Fault | None:
        return self.faults.get(code) if isinstance(code, int) else None

    def at(self, base: str, renew: str = "") -> Way:
        """The same way at another address: a local server in tests, a proxy in a closed network."""
        return replace(self, base=base, renew=renew or self.renew)


@dataclass(frozen=True, slots=True)
class Pace:
    """How patiently a machine tries. Seconds, except numbers of tries."""

    first_wait: int
    longest_wait: int
    most_tries: int
    lease: int
    faults_to_pause: int
    pause: int
    longest_pause: int

    def wait(self, tries: int) -> int:
        """Seconds before the next try after so many."""
        return int(min(self.first_wait * 2 ** max(tries - 1, 0), self.longest_wait))

    def paused(self, faults: int) -> int:
        """Seconds for which a carrier with so many faults in a row is left alone; 0 while it is not."""
        over = faults - self.faults_to_pause
        return 0 if over < 0 else int(min(self.pause * 2**over, self.longest_pause))


def _told() -> Mapping[str, list[dict[str, object]]]:
    return tomllib.loads(resources.files("nhip.channels").joinpath("data/carriers.toml").read_text("utf-8"))


@cache
def ways() -> Mapping[str, Way]:
    """Every way out by its code, in the order of the file."""
    return {str(row["code"]): _way(row) for row in _told()["carrier"]}


def _way(row: dict[str, object]) -> Way:
    limits, faults = row.pop("limits", {}), row.pop("faults", [])
    assert isinstance(limits, dict)
    assert isinstance(faults, list)
    read: dict[int, Fault] = {}
    for one in faults:
        codes = one.pop("codes")
        read |= {code: Fault(**one) for code in codes}
    made = {name: Limit(**one) for name, one in limits.items()}
    return Way(**row, limits=made, faults=read)  # type: ignore[arg-type]


@cache
def pace() -> Pace:
    """How patiently machines try."""
    held = _told()["pace"]
    assert isinstance(held, dict)
    return Pace(**held)
