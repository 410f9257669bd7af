"""Reads what people asked and when it was answered, from frozen values. The clock's own moments, so always proven."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nhip.measurement.rows import PROVEN, Row, Value


@dataclass(frozen=True, slots=True)
class Asked:
    """A matter: the office that answers, how it came, what it is about, its clock."""

    key: str
    unit: str
    channel: str
    topic: str
    received_at: datetime
    due_at: datetime
    replied_at: datetime | None


def feedback(one: Asked) -> Row:
    """One row for each matter; what was set aside stays unanswered, what was sent on is answered on that day."""
    fields: dict[str, Value] = {
        "org": one.unit, "channel": one.channel, "topic": one.topic, "received_at": one.received_at,
        "due_at": one.due_at, "replied_at": one.replied_at,
    }  # fmt: skip
    return Row(one.key, one.unit, fields, PROVEN)
