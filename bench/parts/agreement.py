"""How far two records of one document agree, field by field: values compared as sets, places left out.

F1 of a field = 2 x common / (items here + items there), items compared after NFC, case folding and white space.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from nhip.documents.reading.record import Record


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).casefold().split()).strip(" .,;:")
    if isinstance(value, (list, tuple)):
        return tuple(_plain(one) for one in value)
    return value


def _header(record: Record) -> Iterable[Any]:
    head = record.header
    if head.issuing_body:
        yield "body", head.issuing_body.name
    if head.number:
        yield "number", head.number.value, head.number.symbol
    if head.place:
        yield "place", head.place.name
    if head.date:
        yield "date", head.date.value
    if head.doc_type:
        yield "type", head.doc_type.code
    if head.title:
        yield "title", head.title.value


def _agencies(task: Any) -> Any:
    roles = (task.lead_agencies, task.implementing_agencies, task.coordinating_agencies, task.guiding_agencies)
    return tuple(tuple(sorted(agency.name for agency in role)) for role in roles)


FIELDS: dict[str, Callable[[Record], Iterable[Any]]] = {
    "header": _header,
    "sections": lambda r: [(s.number, s.title, s.level) for s in r.sections],
    "citations": lambda r: [(c.type_code, c.number, c.date) for c in r.citations],
    "tasks": lambda r: [(t.kind, t.text, _agencies(t)) for t in r.tasks],
    "figures": lambda r: [(f.value, f.unit, f.qualifier) for f in r.figures],
    "indicators": lambda r: [(f.indicator, f.value) for f in r.figures],
    "strengths": lambda r: [s.text for s in r.strengths],
    "limitations": lambda r: [s.text for s in r.limitations],
    "directions": lambda r: [s.text for s in r.directions],
    "proposals": lambda r: [s.text for s in r.proposals],
    "recipients": lambda r: [x.text for x in r.recipients],
    "signer": lambda r: (
        [(r.signer.on_behalf, r.signer.authority_form, r.signer.position, r.signer.name)] if r.signer else []
    ),
}


def agreement(one: Record, other: Record) -> dict[str, float | None]:
    """F1 of each field and of all items together (`all`); None for a field that both leave empty."""
    found: dict[str, float | None] = {}
    common = total = 0
    for name, items in FIELDS.items():
        here, there = (Counter(_plain(tuple(x) if isinstance(x, tuple) else x) for x in items(r)) for r in (one, other))
        both, count = sum((here & there).values()), sum(here.values()) + sum(there.values())
        found[name] = round(2 * both / count, 4) if count else None
        common, total = common + both, total + count
    found["all"] = round(2 * common / total, 4) if total else None
    return found
