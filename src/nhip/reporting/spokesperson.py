"""The six measures of the yearly spokesperson report (Decree 244/2026/NĐ-CP), counted from recorded events.

Events come from the dictionary (briefing, enquiry, incident, correction), entered or imported until the press room
keeps them. A measure without any event is "không phát sinh" only where somebody can say so; here it is counted as told
and its rows are named. Prose: docs/rules/spokesperson.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from nhip.measurement.rows import Row
from nhip.text.issues import Issue
from nhip.text.numbers import write_number

ENTITIES = ("briefing", "enquiry", "incident", "correction")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: `part` of `whole`, `whole` None for a plain count. `rows` are the keys behind `part` and `whole`."""

    number: int
    code: str
    name: str
    unit: str
    part: int
    whole: int | None
    rows: tuple[str, ...]

    @property
    def shown(self) -> str:
        part = write_number(self.part, width=2)
        return part if self.whole is None else f"{part}/{write_number(self.whole, width=2)}"


@cache
def form() -> Mapping[str, Any]:
    text = resources.files("nhip.reporting").joinpath("data", "spokesperson.toml").read_text("utf-8")
    return tomllib.loads(text)


def holds(end: date) -> bool:
    """Whether the decree was in force when the window closed."""
    since: date = form()["since"]
    return since <= end


def measures(rows: Mapping[str, Sequence[Row]]) -> tuple[Measure, ...]:
    """The six measures over the rows of one window."""
    told = form()
    briefings = [row for row in rows.get("briefing", ()) if row.fields.get("held_at")]
    unexpected = [row for row in rows.get("incident", ()) if row.fields.get("unexpected") is True]
    timed = [row for row in unexpected if _begun(row) is not None]
    asked = list(rows.get("enquiry", ()))
    wrong = [row for row in rows.get("correction", ()) if row.fields.get("own_error") is not True]
    limit = timedelta(hours=told["hours"])
    found: dict[str, tuple[list[Row], list[Row] | None]] = {
        "conferences": ([row for row in briefings if row.fields.get("kind") in told["conferences"]], None),
        "exchanges": ([row for row in briefings if row.fields.get("kind") in told["exchanges"]], None),
        "enquiries": ([row for row in asked if answered(row)], asked),
        "incidents": ([row for row in unexpected if row.fields.get("first_info_at")], unexpected),
        "on_time": ([row for row in timed if _in_time(row, limit)], timed),
        "corrections": ([row for row in wrong if row.fields.get("published_at")], wrong),
    }
    return tuple(_measure(one, *found[one["code"]]) for one in told["measure"])


def answered(row: Row) -> bool:
    """An enquiry that got an answer; a refusal, even one with its ground, is none."""
    return bool(row.fields.get("answered_at")) and row.fields.get("outcome") != "refused"


def doubts(found: Sequence[Measure]) -> list[Issue]:
    """What a careful clerk asks before sending: measures without any event."""
    return [Issue(one.code, "reporting.measure_without_events", {"name": one.name}) for one in found if not one.rows]


def _measure(one: Mapping[str, Any], part: list[Row], whole: list[Row] | None) -> Measure:
    behind = tuple(dict.fromkeys(row.key for row in (whole if whole is not None else part)))
    count = None if whole is None else _sum(whole)
    return Measure(one["number"], one["code"], one["name"], one["unit"], _sum(part), count, behind)


def _sum(rows: Sequence[Row]) -> int:
    return int(sum(row.count for row in rows))


def _begun(row: Row) -> datetime | None:
    """From when the clock runs: the impact was determined, else the matter was taken up."""
    for name in ("determined_at", "opened_at"):
        value = row.fields.get(name)
        if isinstance(value, datetime):
            return value
    return None


def _in_time(row: Row, limit: timedelta) -> bool:
    begun, said = _begun(row), row.fields.get("first_info_at")
    return begun is not None and isinstance(said, datetime) and said - begun <= limit
