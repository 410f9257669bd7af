"""What exactly is approved: the text of a story as plain data, and its digest.

Ids that Wagtail gives to blocks and anything that changes without the reader seeing it stay out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FIELDS = (
    "title", "kind", "unit", "task", "lead", "body", "picture", "byline", "sources", "contact", "machine_help", "topic",
    "place", "locale", "search_description",
)  # fmt: skip
"""The fields of a story that belong to what is approved."""


def content_of(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The approved part of a stored revision (Wagtail's JSON of a page)."""
    held = {name: stored.get(name) for name in FIELDS}
    if stored.get("number"):  # only press releases have one; what was approved before them keeps its digest
        held["number"] = stored["number"]
    body = held["body"]
    held["body"] = _without_ids(json.loads(body) if isinstance(body, str) and body else body or [])
    return held


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content, the same for the same text."""
    packed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()


def _without_ids(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_ids(one) for key, one in value.items() if key != "id"}
    if isinstance(value, list):
        return [_without_ids(one) for one in value]
    return value
