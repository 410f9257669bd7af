"""From a confirmed record to what a plan lays on bodies: which duties, for whom, in which role, by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhip.plans.recurring import suggested_rule
from nhip.text.dates import read_date

ROLES: Mapping[str, str] = {
    "lead_agencies": "lead",
    "implementing_agencies": "implementing",
    "coordinating_agencies": "coordinating",
    "guiding_agencies": "guiding",
}
"""Keys of a record's task and the role each gives: chủ trì, thực hiện, phối hợp, hướng dẫn."""

REQUESTED = "requested"
"""The role of a body that would lead or carry out, where the plan asks instead of orders ("Đề nghị ...")."""


@dataclass(frozen=True, slots=True)
class Part:
    """A body's part in a duty, as the plan names it. `generic` marks a class of bodies, expanded only at adoption."""

    name: str
    role: str
    generic: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a duty that the plan lists under it, with its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a plan with its place in the plan's text (code points).

    `begins`, `ends`: the duty's own period, else the plan's. `due`: the last day to finish. `recurs`: the rule that the
    duty's own words state; a suggestion, a person switches it on.
    """

    key: str
    text: str
    summary: str
    start: int
    end: int
    section: str | None
    request: bool
    deadline: str | None
    begins: date | None
    ends: date | None
    due: date | None
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    recurs: str | None


def duties(record: Mapping[str, Any]) -> tuple[Duty, ...]:
    """The assignments of a record, in the order of the text; activities without a body stay with the plan's content."""
    begins, ends = period_of((record.get("header") or {}).get("period"))
    return tuple(_duty(task, begins, ends) for task in _assignments(record.get("tasks") or ()))


def contents(record: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """What the plan wants done or said without making anybody responsible, in the order of the text."""
    return tuple(task for task in record.get("tasks") or () if task.get("kind") != "assignment")


def headings(record: Mapping[str, Any]) -> Mapping[str, str]:
    """Section id -> its number and title, as the plan prints them."""
    return {row["id"]: f"{row['number']}. {row['title']}" for row in record.get("sections") or ()}


def period_of(period: Mapping[str, Any] | None) -> tuple[date | None, date | None]:
    """Both ends of a record's period, as days; None for an end it does not state."""
    return day((period or {}).get("from")), day((period or {}).get("to"))


def day(value: str | None) -> date | None:
    """An ISO day; None for a month, a year or nothing."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def due_day(deadline: str | None, ends: date | None) -> date | None:
    """The last day of a time limit in any words ("quý III năm 2026", ISO day); the end of the period without one.

    A limit that no day can be read from ("sau khi có hướng dẫn") gives the end of the period as well; its words stand
    beside it.
    """
    if not deadline:
        return ends
    if (stated := day(deadline)) is not None:
        return stated
    span = read_date(deadline)
    return span.last if span is not None and span.last is not None else ends


def _duty(task: Mapping[str, Any], begins: date | None, ends: date | None) -> Duty:
    own_begins, own_ends = period_of(task.get("period"))
    own_begins, own_ends = own_begins or begins, own_ends or ends
    if own_begins and own_ends and own_begins > own_ends:
        own_begins = None
    return Duty(
        key=task["id"],
        text=task["text"],
        summary=task.get("summary") or task["text"],
        start=task["start"],
        end=task["end"],
        section=task.get("section"),
        request=bool(task.get("request")),
        deadline=task.get("deadline"),
        begins=own_begins,
        ends=own_ends,
        due=due_day(task.get("deadline"), own_ends),
        parts=tuple(_parts(task)),
        steps=tuple(Step(one["text"], one["start"], one["end"]) for one in task.get("subtasks") or ()),
        recurs=suggested_rule(task["text"]),
    )


def _assignments(tasks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return (task for task in tasks if task.get("kind") == "assignment")


def _parts(task: Mapping[str, Any]) -> Iterator[Part]:
    asked = bool(task.get("request"))
    for key, role in ROLES.items():
        for agency in task.get(key) or ():
            said = REQUESTED if asked and role in ("lead", "implementing") else role
            yield Part(agency["name"], said, bool(agency.get("generic")))
