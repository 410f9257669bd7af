"""A report as content that can be kept, hashed and compared. Plain: rows come in as values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any


def content(
    head: Mapping[str, str], paragraphs: Iterable[Mapping[str, Any]], figures: Iterable[Mapping[str, Any]],
    attachments: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    """The whole report. Numbers are written as text, so that none changes on its way through JSON."""
    return {
        "head": dict(head),
        "paragraphs": [dict(row) for row in paragraphs],
        "figures": [{key: _plain(value) for key, value in row.items()} for row in figures],
        "attachments": [dict(row) for row in attachments],
    }


def digest(held: Mapping[str, Any]) -> str:
    """SHA-256 of the content as canonical JSON."""
    text = json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if not isinstance(value, Decimal):
        return value
    whole = value.to_integral_value()
    return str(whole if value == whole else value.normalize())
