"""What people enter about an event, held against the dictionary before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from nhip.measurement.dictionary import Entity
from nhip.measurement.rows import Value, typed
from nhip.text.issues import Issue

LONGEST = 300
_WHOLE = ("legal_summary",)
"""Entities that hold whole numbers only: totals reported by a body, nothing that could point to a person."""


def entered(entity: Entity, fields: Mapping[str, object]) -> tuple[dict[str, Value], list[Issue]]:
    """The fields as the dictionary types them, and what is wrong with them."""
    found: list[Issue] = []
    kept: dict[str, Value] = {}
    for name, value in fields.items():
        if name not in entity.fields:
            found.append(Issue(name, "measurement.event_unknown_field", {"field": name, "entity": entity.name}))
            continue
        try:
            kept |= typed({name: value}, {name: entity.fields[name]})
        except (ValueError, ArithmeticError):
            found.append(Issue(name, "measurement.event_wrong_value", {"field": name, "value": str(value)[:60]}))
    for name, held in kept.items():
        found += _held(entity, name, held)
    return kept, found


def _held(entity: Entity, name: str, value: Value) -> list[Issue]:
    if isinstance(value, Decimal) and (value < 0 and entity.kind != "series" and name != "value"):
        return [Issue(name, "measurement.event_negative", {"field": name, "value": str(value)})]
    if isinstance(value, Decimal) and entity.code in _WHOLE and value != value.to_integral_value():
        return [Issue(name, "measurement.event_not_whole", {"field": name, "value": str(value)})]
    if isinstance(value, str) and len(value) > LONGEST:
        return [Issue(name, "measurement.event_too_long", {"field": name, "longest": LONGEST})]
    return []


def moment_of(entity: Entity, fields: Mapping[str, Value]) -> date | None:
    """The moment that says in which period the event counts; None for a stock or where it is missing."""
    at = fields.get(entity.period) if entity.period else None
    return at if isinstance(at, date) else None
