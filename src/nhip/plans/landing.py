"""Where a duty lands: the body a plan named on its day, and the body that answers for it on the day of adoption.

A whole successor takes over by itself. A split, a transfer of function, a name of several bodies or of none is a
question for a person; it is never answered silently. Prose: docs/rules/tenure.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nhip.agencies.directory import Directory
from nhip.agencies.resolving import Context
from nhip.agencies.tenure import Succession, successors

OPEN_CIRCLES = frozenset({"open", "desk"})
"""Questions that nobody must answer for a helping part: the plan itself names no list ("các cơ quan liên quan")."""


@dataclass(frozen=True, slots=True)
class Landing:
    """`was` and `now` are keys of units; `acts` moved one to the other.

    `question` says why a person must decide: unknown | several_bodies | class (expanded at adoption) | open (a circle
    without a list) | desk (an inner desk of the issuer) | list (several names in one) | several | split | function |
    core | unconfirmed | undated. It is None exactly when `now` is sure. `choices` are the bodies to choose from.
    """

    name: str
    was: str | None
    now: str | None
    acts: tuple[str, ...] = ()
    question: str | None = None
    choices: tuple[str, ...] = ()


def land(
    directory: Directory, name: str, *, issued: date, adopted: date, context: Context, function: str | None = None
) -> Landing:
    """Read `name` as of the plan's day and follow its body to the day of adoption, for one function if given."""
    meant = directory.resolve(name, issued, context)
    if meant.kind in ("class", "open", "desk", "list"):
        return Landing(name, None, None, question=meant.kind)
    if not meant.candidates:
        return Landing(name, None, None, question="unknown")
    if meant.only is None:
        choices = tuple(candidate.unit for candidate in meant.candidates)
        return Landing(name, None, None, question="several_bodies", choices=choices)
    return follow(directory, name, meant.only.unit, adopted, function)


def follow(directory: Directory, name: str, was: str, adopted: date, function: str | None = None) -> Landing:
    """Follow a known body to the day of adoption. What function it has is only asked where the body was taken apart."""
    found = successors(directory, was, adopted, function)
    if len(found) == 1 and found[0].automatic:
        return Landing(name, was, found[0].unit, found[0].acts)
    every = (*found, *successors(directory, was, adopted)) if function else found
    return Landing(name, was, None, _acts(found), found[0].why if found else "unknown", _units(every))


def _acts(found: tuple[Succession, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(act for each in found for act in each.acts))


def _units(found: tuple[Succession, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.unit for each in found if each.unit))


def must_be_decided(question: str | None, role: str) -> bool:
    """Whether somebody has to answer: every question of a part that does the work; of the others, not open circles."""
    if not question:
        return False
    return question not in OPEN_CIRCLES or role in ("lead", "implementing", "requested")
