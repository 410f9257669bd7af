"""What each role may do: one table, asked in one place.

`data/permits.csv` has a row for each verb and a column for each role; a cell says how far: empty (no), `own` (at
the unit where the role is held) or `all` (at every unit). `data/roles.csv` names the roles and says which need a
second factor because they see personal data (Decree 356/2025: access to personal data needs more than one factor).

The author never approves: no role may approve what the same person wrote. The table cannot see who wrote what, so an
action that approves asks `is_own_work` as well.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Role:
    """A role of `data/roles.csv`."""

    code: str
    name: str
    second_factor: bool
    duty: str


@dataclass(frozen=True, slots=True)
class Held:
    """A role held at a unit; `unit_id` None means that the post stands at no unit in particular (the system's own)."""

    role: str
    unit_id: int | None


class Holder(Protocol):
    """Whoever holds roles: an account."""

    def held(self) -> Sequence[Held]:
        """The roles held today."""


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("nhip.agencies").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def roles() -> tuple[Role, ...]:
    """Every role, in the order of the file."""
    return tuple(
        Role(row["role"], row["name"], row["second_factor"] == "yes", row["duty"]) for row in _rows("roles.csv")
    )


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """verb -> role -> reach ("", "own" or "all"). Raises ValueError when the file does not fit the roles."""
    names = [role.code for role in roles()]
    read: dict[str, dict[str, str]] = {}
    for row in _rows("permits.csv"):
        verb = row.pop("verb")
        row.pop("meaning")
        if verb in read:
            raise ValueError(f"permits.csv: {verb} stands twice")
        if list(row) != names:
            raise ValueError(f"permits.csv: the columns must be the roles of roles.csv, not {list(row)}")
        if wrong := {role: reach for role, reach in row.items() if reach not in ("", "own", "all")}:
            raise ValueError(f"permits.csv: {verb}: {wrong}")
        read[verb] = row
    return read


def may(account: Holder | None, verb: str, unit: object = None) -> bool:
    """Whether the account may do the verb at the unit (its id, or anything with a `pk`).

    Without a unit: whether it may do it anywhere, which decides menus and pages, never a deed at some unit.
    Raises KeyError for a verb that the table does not know: a misspelt verb must not pass for a refusal.
    """
    reach_of = table()[verb]
    if account is None:
        return False
    unit_id = getattr(unit, "pk", unit)
    for held in account.held():
        reach = reach_of.get(held.role, "")
        if reach == "all" or (reach == "own" and (unit_id is None or held.unit_id == unit_id)):
            return True
    return False


def reach_of(account: Holder | None, verb: str) -> frozenset[int] | None:
    """The ids of the units at which the account may do the verb; None for every unit. For lists; `may` is for deeds.

    Raises KeyError for a verb that the table does not know.
    """
    reach = table()[verb]
    held = account.held() if account is not None else ()
    if any(reach.get(one.role) == "all" for one in held):
        return None
    return frozenset(one.unit_id for one in held if reach.get(one.role) == "own" and one.unit_id is not None)


def is_own_work(account: object, authors: Sequence[object]) -> bool:
    """Whether the account wrote any part of it: then it never approves. Compared by key, unsaved by identity."""
    key = getattr(account, "pk", None)
    return any(one is account or (key is not None and getattr(one, "pk", None) == key) for one in authors)


def needs_second_factor(account: Holder) -> bool:
    """Whether any role held asks for a second factor."""
    asking = {role.code for role in roles() if role.second_factor}
    return any(held.role in asking for held in account.held())
