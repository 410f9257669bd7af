"""An item that the reader missed, made from the words of the text that state it.

Nothing is added that the text does not say: the words must stand in it, and where they stand is kept with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from nhip.documents.reading.sheet import Sheet

_STATEMENT: Mapping[str, Any] = {
    "section": None,
    "kind": None,
    "number": None,
    "title": None,
    "addressee": None,
    "more": [],
}
_TEMPLATES: Mapping[str, Mapping[str, Any]] = {
    "citations": {
        "type": "", "type_code": None, "number": None, "issuer": None, "issuer_stated": False, "date": None,
        "subject": None, "role": "mention", "section": None, "same_as": None,
    },
    "tasks": {
        "kind": "activity", "summary": "", "section": None, "lead_agencies": [], "implementing_agencies": [],
        "coordinating_agencies": [], "guiding_agencies": [], "assignee_role": None, "request": False, "deadline": None,
        "period": None, "subtasks": [], "condition": None, "report_channel": None,
    },
    "recipients": {"bodies": [], "note": None},
    **dict.fromkeys(("strengths", "limitations", "directions", "proposals", "objectives", "audiences"), _STATEMENT),
}  # fmt: skip

ADDABLE = tuple(_TEMPLATES)
"""The lists of a record that a person may add to."""


def located(sheet: Sheet, words: str) -> tuple[int, int] | None:
    """Where the words stand first in the text as read, however the lines are broken; None when they do not."""
    parts = [re.escape(part) for part in unicodedata.normalize("NFC", words).split()]
    found = re.search(r"\s+".join(parts), sheet.view) if parts else None
    return None if found is None else sheet.raw_span(found.start(), found.end())


def item_of(kind: str, sheet: Sheet, words: str, number: int) -> dict[str, Any] | None:
    """The new item in the shape of its list; None when the words do not stand in the text.

    Raises KeyError for a list that cannot be added to.
    """
    template, place = _TEMPLATES[kind], located(sheet, words)
    if place is None:
        return None
    start, end = place
    text = " ".join(words.split())
    item = {
        **template,
        "id": f"N{number:02d}",
        "raw": sheet.raw[start:end],
        "start": start,
        "end": end,
        "text": text,
        "confidence": 1.0,
    }
    return item | {"summary": text} if kind == "tasks" else item
