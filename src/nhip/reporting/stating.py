"""A regime as somebody states it on a form, made a row of data; and what is missing or cannot be.

Decree 09/2019/NĐ-CP lists what a regime must say: name, content, who reports, to whom, how often, data window,
last day, outline and form. A last day is either a day of a month or a number of working days after the window closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nhip.text.issues import Issue
from nhip.text.normalise import fold

Said = Mapping[str, Sequence[str]]
"""What a form sends: each field's values in order."""

SHIFTS = ("previous", "next", "none")
LATEST_MONTH, MOST_WORKDAYS = 12, 60


@dataclass(frozen=True, slots=True)
class Stated:
    """`since` and `data` may be used when there are no issues."""

    data: Mapping[str, Any]
    since: date | None
    ground: str
    issues: tuple[Issue, ...]


def stated(said: Said) -> Stated:
    """The row that the form states."""
    due, issues = _due(said)
    receivers = [
        {"line": line, "name": " ".join(name.split())}
        for line, name in zip(said.get("receiver_line", ()), said.get("receiver", ()), strict=False)
        if name.strip()
    ]
    data: dict[str, Any] = {
        name: _one(said, name)
        for name in ("name", "subject", "cites", "content", "field", "window", "outline", "form", "source")
    }
    data |= {
        "reporters": list(said.get("reporters", ())), "receivers": receivers, "kinds": list(said.get("kinds", ())),
        "substitution": _one(said, "substitution") == "1", "confidence": _one(said, "confidence"), "due": due,
    }  # fmt: skip
    since, ground = _day(_one(said, "since")), _one(said, "ground")
    data["source"] = data["source"] or ground
    wanted = (
        ("name", data["name"], "reporting.regime_needs_name"),
        ("content", data["content"], "reporting.regime_needs_content"),
        ("reporters", data["reporters"], "reporting.regime_needs_reporters"),
        ("receiver", receivers, "reporting.regime_needs_receivers"),
        ("kinds", data["kinds"], "reporting.regime_needs_kinds"),
        ("since", since, "reporting.regime_needs_since"),
        ("ground", ground, "reporting.regime_needs_ground"),
    )
    issues = [Issue(field, code, {}) for field, given, code in wanted if not given] + issues
    issues += [
        Issue("due", "reporting.regime_due_kind", {"number": at})
        for at, one in enumerate(due, 1)
        if one["kind"] not in data["kinds"]
    ]
    return Stated(data, since, ground, tuple(issues))


def code_for(name: str, taken: Iterable[str]) -> str:
    """The name that a new regime goes by in addresses and data: its words without marks, and a number where taken."""
    held = set(taken)
    bare = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:50].strip("_") or "regime"
    found, number = bare, 2
    while found in held:
        found, number = f"{bare}_{number}", number + 1
    return found


def _due(said: Said) -> tuple[list[dict[str, Any]], list[Issue]]:
    names = ("due_level", "due_kind", "due_day", "due_months", "due_before", "due_workdays", "due_shift")
    columns = [said.get(name, ()) for name in names]
    rows, issues, seen = [], [], set()
    for at, (level, kind, day, months, before, workdays, shift) in enumerate(zip(*columns, strict=False), 1):
        if not day.strip() and not workdays.strip():
            continue
        row: dict[str, Any] = {"level": level, "kind": kind, "confidence": _one(said, "confidence")}
        if day.strip() and not workdays.strip() and _within(day, 1, 31) and _within(months or "0", 0, LATEST_MONTH):
            row |= {"day": int(day), "months_after": int(months or "0"), "before": before == "1"}
            row["shift"] = shift if shift in SHIFTS else "previous"
        elif workdays.strip() and not day.strip() and _within(workdays, 0, MOST_WORKDAYS):
            row["workdays_after_close"] = int(workdays)
        else:
            issues.append(Issue("due", "reporting.regime_due_number", {"number": at}))
            continue
        if (level, kind) in seen:
            issues.append(Issue("due", "reporting.regime_due_twice", {"number": at}))
        seen.add((level, kind))
        rows.append(row)
    return rows, issues


def _within(text: str, low: int, high: int) -> bool:
    return text.strip().isdecimal() and low <= int(text) <= high


def _one(said: Said, name: str) -> str:
    return " ".join(next(iter(said.get(name, ())), "").split())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
