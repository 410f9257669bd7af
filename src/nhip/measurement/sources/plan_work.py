"""Reads entities from what plans keep: tasks, receipts of a plan, campaigns, money, topics. Each from frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from nhip.measurement.rows import PROVEN, Row, Value


@dataclass(frozen=True, slots=True)
class Duty:
    """A task with a time limit, at the body that leads it. `done_at` is when its hand-in was accepted."""

    key: str
    unit: str
    due_on: date
    done_at: datetime | None
    campaign: str = ""


def task(duty: Duty) -> Row:
    """A task is done only when its hand-in was accepted; handed back counts as not done."""
    fields: dict[str, Value] = {
        "org": duty.unit, "campaign": duty.campaign or None, "due_at": duty.due_on, "done_at": duty.done_at,
        "status": "done" if duty.done_at else "open",
    }  # fmt: skip
    return Row(duty.key, duty.unit, fields, PROVEN)


def plan_ack(key: str, unit: str, plan: str, disseminated_on: date) -> Row:
    """A plan counts as received where it was also passed on to the agency's own people."""
    return Row(key, unit, {"org": unit, "plan": plan, "at": disseminated_on}, PROVEN)


@dataclass(frozen=True, slots=True)
class Effort:
    """A campaign."""

    key: str
    unit: str
    smart_ok: bool
    start: date | None
    end: date | None
    baseline_at: date | None
    evaluated_at: datetime | None


def campaign(effort: Effort) -> Row:
    fields: dict[str, Value] = {
        "id": effort.key, "org": effort.unit, "smart_ok": effort.smart_ok, "baseline_at": effort.baseline_at,
        "start_at": effort.start, "end_at": effort.end, "evaluated_at": effort.evaluated_at,
    }  # fmt: skip
    return Row(effort.key, effort.unit, fields, PROVEN)


def budget_line(key: str, unit: str, on: date, state: str, amount: Decimal, source: str, campaign: str) -> Row:
    """A line of money by how far it has come: allotted money was given, spent money was given and spent."""
    fields: dict[str, Value] = {
        "org": unit,
        "booked_at": on,
        "source": source or "budget",
        "campaign": campaign or None,
    }
    if state in ("allotted", "spent"):
        fields["allocated"] = amount
    if state == "spent":
        fields["spent"] = amount
    return Row(key, unit, fields, PROVEN)


def plan_topic(key: str, unit: str, name: str, since: date | None) -> Row:
    """A topic of an adopted plan, valid from its adoption on."""
    return Row(key, unit, {"id": name, "org": unit, "topic": name, "valid_from": since}, PROVEN)
