"""From a confirmed record to the duties a plan lays on bodies: which tasks, for whom, in which role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROLES: Mapping[str, str] = {
    "lead_agencies": "lead",
    "implementing_agencies": "implementing",
    "coordinating_agencies": "coordinating",
    "guiding_agencies": "guiding",
}
"""Keys of a record's task and the role each gives: chủ trì, thực hiện, phối hợp, hướng dẫn."""


@dataclass(frozen=True, slots=True)
class Part:
    """A body's part in a duty, as the plan names it. `generic` marks a class of bodies, expanded only at adoption."""

    name: str
    role: str
    generic: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a plan with its place in the plan's text (code points)."""

    key: str
    text: str
    start: int
    end: int
    section: str | None
    request: bool
    deadline: str | None
    parts: tuple[Part, ...]


def duties(record: Mapping[str, Any]) -> tuple[Duty, ...]:
    """The assignments of a record, in the order of the text; activities without a body stay with the plan's content."""
    return tuple(
        Duty(
            key=task["id"],
            text=task["text"],
            start=task["start"],
            end=task["end"],
            section=task.get("section"),
            request=bool(task.get("request")),
            deadline=task.get("deadline"),
            parts=tuple(_parts(task)),
        )
        for task in _assignments(record.get("tasks") or ())
    )


def _assignments(tasks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return (task for task in tasks if task.get("kind") == "assignment")


def _parts(task: Mapping[str, Any]) -> Iterator[Part]:
    for key, role in ROLES.items():
        for agency in task.get(key) or ():
            yield Part(agency["name"], role, bool(agency.get("generic")))
