"""A plan's tasks as data for other systems: each agency as written, as it is now, and the decision that moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SCHEMA = "nhip-tasks/1"


@dataclass(frozen=True, slots=True)
class Body:
    """A body of today and what moved the duty to it: acts of reorganisation, or a person's decision."""

    name: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An agency of a task as the plan writes it. `bodies` is empty where a question is open: `question` says which."""

    as_written: str
    role: str
    bodies: tuple[Body, ...]
    generic: bool = False
    asked: bool = False
    question: str = ""
    raw: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One task: `raw` is `text[start:end]` of the plan as read, code points."""

    key: str
    summary: str
    text: str
    named: tuple[Named, ...]
    raw: str
    start: int | None
    end: int | None
    request: bool = False
    deadline: str = ""
    due: date | None = None
    steps: tuple[str, ...] = ()

    @property
    def landed(self) -> bool:
        """Whether at least one body that does the work, or failing that any body, has it on its desk."""
        return any(one.bodies for one in self.named)


@dataclass(frozen=True, slots=True)
class TaskList:
    title: str
    number: str
    issuer: str
    issued: date | None
    adopted: date | None
    source_file: str
    tasks: tuple[Listed, ...]
    figures: Sequence[dict[str, Any]] = field(default_factory=tuple)


ROLES = {"lead": ("lead",), "implementing": ("implementing", "requested"), "coordinating": ("coordinating",),
         "guiding": ("guiding",)}  # fmt: skip
"""Key of the file and the roles that stand under it; a request to a body that cannot be ordered is marked on it."""


def as_json(found: TaskList) -> dict[str, Any]:
    """The list as plain JSON values."""
    return {
        "schema": SCHEMA,
        "plan": {
            "title": found.title,
            "number": found.number or None,
            "issuer": found.issuer,
            "issued_on": found.issued.isoformat() if found.issued else None,
            "adopted_on": found.adopted.isoformat() if found.adopted else None,
            "source_file": found.source_file,
        },
        "tasks": [_task(one, found.source_file) for one in found.tasks],
        "figures": list(found.figures),
    }


def _task(one: Listed, file: str) -> dict[str, Any]:
    return {
        "id": one.key,
        "summary": one.summary,
        "text": one.text,
        **{key: [_named(held, file) for held in one.named if held.role in roles] for key, roles in ROLES.items()},
        "request": one.request,
        "deadline": one.deadline or None,
        "due": one.due.isoformat() if one.due else None,
        "steps": list(one.steps),
        "source": {"source_file": file, "start": one.start, "end": one.end, "raw": one.raw},
    }


def _named(one: Named, file: str) -> dict[str, Any]:
    decisions = dict.fromkeys(body.decision for body in one.bodies if body.decision)
    return {
        "as_written": one.as_written,
        "now": "; ".join(dict.fromkeys(body.name for body in one.bodies)) or None,
        "decision": "; ".join(decisions) or None,
        "bodies": [{"name": body.name, "decision": body.decision or None} for body in one.bodies],
        "generic": one.generic,
        "requested": one.asked,
        "question": one.question or None,
        "source": {"source_file": file, "start": one.start, "end": one.end, "raw": one.raw},
    }
