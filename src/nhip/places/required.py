"""What a state portal has to publish of each agency, from `data/required.toml`, and how it stands. Plain."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from nhip.places.catalogue import chosen, kinds

ABOUT = "about"
COMMITTEE = "uy-ban-nhan-dan"
"""The end of the key of a people's committee; of it more is asked than of other agencies."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to publish. `sort`: of the kind "about"; `kind`: any entry of that kind in the territory answers it.

    `certainty`: T the text was read, U a default of ours.
    """

    of: str
    since: date
    source: str
    certainty: str
    sort: str = ""
    kind: str = ABOUT

    @property
    def name(self) -> str:
        """As an official calls it."""
        return chosen(kinds()[ABOUT].choices, self.sort, "vi") if self.sort else kinds()[self.kind].name


@cache
def packaged() -> tuple[Item, ...]:
    """Every item of the file, in its order."""
    text = resources.files("nhip.places").joinpath("data", "required.toml").read_text("utf-8")
    return tuple(Item(**row) for row in tomllib.loads(text)["item"])


def items(on: date, unit: str) -> tuple[Item, ...]:
    """What an agency (its key) has to publish on a day."""
    committee = unit.rpartition("/")[2] == COMMITTEE
    return tuple(one for one in packaged() if one.since <= on and (one.of == "all" or committee))


@dataclass(frozen=True, slots=True)
class Published:
    """An entry as the report on completeness sees it. `lag`: days from the change to its publication, where known."""

    number: int
    public: bool
    late: bool
    languages: tuple[str, ...] = ()
    lag: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """How one item stands: public, late (its check no longer counts), written (not public yet) or missing."""

    item: Item
    state: str
    entry: Published | None = None


def cell(item: Item, entries: Iterable[Published]) -> Cell:
    """The best of the entries that answer an item; the newest where several are alike."""
    held = sorted(entries, key=lambda one: (one.public, not one.late, one.number))
    if not held:
        return Cell(item, "missing")
    best = held[-1]
    state = "written" if not best.public else "late" if best.late else "public"
    return Cell(item, state, best)


def share(cells: Iterable[Cell]) -> tuple[int, int]:
    """How many items are public and checked, and how many there are."""
    states = [one.state for one in cells]
    return states.count("public"), len(states)


def worst_lag(cells: Iterable[Cell]) -> int | None:
    """The longest that a change waited for its publication, in days; None where no change was dated."""
    return max((one.entry.lag for one in cells if one.entry and one.entry.lag is not None), default=None)
