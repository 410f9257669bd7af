"""What adopting a record would do, worked out before anybody adopts: every duty, every body, every open question.

The page shows it and the action carries out exactly the same. Prose: docs/rules/tasks.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nhip.agencies.directory import Directory
from nhip.plans.adoption import Duty, day, duties
from nhip.plans.expansion import Expansion, expand
from nhip.plans.landing import Landing, land, must_be_decided

_UNORDERED = frozenset({"party", "front"})
"""Lines of bodies that a state body cannot order: it asks them ("đề nghị")."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide: `name` as written, `was` the body meant, `of` the classes it belongs to.

    `tasks` are the keys of the duties that wait for the answer.
    """

    name: str
    was: str | None
    why: str
    choices: tuple[str, ...]
    acts: tuple[str, ...]
    of: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Laying:
    """The duties of a plan with where each name lands. `unit`: the issuer as it stands on the day of adoption."""

    duties: tuple[Duty, ...]
    landings: Mapping[str, Landing]
    expansions: Mapping[str, Expansion]
    issued: date | None
    adopted: date
    issuer: Landing | None
    asked: frozenset[str]

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every body of today that gets a part, the issuer included."""
        found = [landing.now for landing in self.landings.values()]
        found += [body for expansion in self.expansions.values() for body in expansion.bodies]
        found += [self.issuer.now] if self.issuer else []
        return tuple(dict.fromkeys(unit for unit in found if unit))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question that must be decided, each body once, in the order of the text."""
        found: dict[str, Question] = {}
        for asked in self._asked_of():
            key = asked.was or asked.name
            held = found.get(key)
            found[key] = asked if held is None else _joined(held, asked)
        return tuple(found.values())

    def _asked_of(self) -> Iterator[Question]:
        for name, landing in self.landings.items():
            expansion = self.expansions.get(name)
            tasks = tuple(duty.key for duty in self.duties if self._waits(duty, name))
            if not tasks:
                continue
            if expansion is not None:
                for one in expansion.open:
                    yield Question(one.name, one.was, one.question or "", one.choices, one.acts, (name,), tasks)
            elif landing.question:
                yield Question(name, landing.was, landing.question, landing.choices, landing.acts, (), tasks)

    def _waits(self, duty: Duty, name: str) -> bool:
        question = self.landings[name].question
        return any(
            part.name == name and (name in self.expansions or must_be_decided(question, part.role))
            for part in duty.parts
        )


def _joined(held: Question, more: Question) -> Question:
    """The same body asked about twice: by its own name and in classes."""
    first = held if not held.of else more
    return replace(
        first,
        of=tuple(dict.fromkeys((*held.of, *more.of))),
        choices=tuple(dict.fromkeys((*held.choices, *more.choices))),
        tasks=tuple(dict.fromkeys((*held.tasks, *more.tasks))),
    )


def lay_out(directory: Directory, record: Mapping[str, Any], on: date) -> Laying:
    """Read each name of the record once, as of the plan's day, in the light of who issued it and what it is about.

    A plan whose day is blank is read as of the beginning of its period, or the day of adoption.
    """
    header = record.get("header") or {}
    stated = day((header.get("date") or {}).get("value"))
    issued = stated or _month((header.get("date") or {}).get("value")) or _begin(header, on) or on
    heads = [(header.get(key) or {}).get("name") for key in ("issuing_body", "parent_body", "place")]
    context = directory.context_of(issued, *heads)
    about = header.get("field")
    laid = duties(record)
    names = dict.fromkeys(part.name for duty in laid for part in duty.parts)
    expansions: dict[str, Expansion] = {}
    landings: dict[str, Landing] = {}
    for name in names:
        landings[name] = land(directory, name, issued=issued, adopted=on, context=context, function=about)
        if landings[name].question == "class":
            found = expand(directory, name, issued=issued, adopted=on, context=context, function=about)
            if found is not None:
                expansions[name] = found
    issuer = land(directory, heads[0], issued=issued, adopted=on, context=context) if heads[0] else None
    return Laying(
        laid, landings, expansions, stated, on, issuer, _asked(directory, landings.values(), expansions, issuer, on)
    )


def _asked(
    directory: Directory, landings: Any, expansions: Mapping[str, Expansion], issuer: Landing | None, on: date
) -> frozenset[str]:
    """The bodies that the issuer cannot order: those of the party and of the mass organisations, for a state body."""
    own = directory.unit_as_of(issuer.now, on) if issuer and issuer.now else None
    if own is not None and own.line in _UNORDERED:
        return frozenset()
    units = [landing.now for landing in landings]
    units += [body for expansion in expansions.values() for body in expansion.bodies]
    standing = ((unit, directory.unit_as_of(unit, on)) for unit in units if unit)
    return frozenset(unit for unit, version in standing if version is not None and version.line in _UNORDERED)


def _month(value: str | None) -> date | None:
    return day(f"{value}-01") if value and len(value) == 7 else None


def _begin(header: Mapping[str, Any], on: date) -> date | None:
    begins = day((header.get("period") or {}).get("from"))
    return min(begins, on) if begins else None
