"""An item that the reader missed, made from the words of the text that state it.

Nothing is added that the text does not say: the words must stand in it, and where they stand is kept with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from nhip.documents.reading.sheet import Sheet
from nhip.documents.review import adding_figures

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

ADDABLE = (*_TEMPLATES, *(f"figures.{kind}" for kind in adding_figures.KINDS))
"""What a person may add: a list of the record, for figures with the kind of figure."""


def list_of(kind: str) -> str:
    """The list that an addable kind goes into."""
    return kind.partition(".")[0]


def located(sheet: Sheet, words: str) -> tuple[int, int] | None:
    """Where the words stand first in the text as read, however the lines are broken; None when they do not."""
    found = _in_view(sheet, words)
    return None if found is None else sheet.raw_span(*found)


def _in_view(sheet: Sheet, words: str) -> tuple[int, int] | None:
    parts = [re.escape(part) for part in unicodedata.normalize("NFC", words).split()]
    found = re.search(r"\s+".join(parts), sheet.view) if parts else None
    return None if found is None else found.span()


def item_of(kind: str, sheet: Sheet, words: str, number: int) -> dict[str, Any] | None:
    """The new item in the shape of its list; None when the words do not stand in the text, or name no one figure.

    Raises KeyError for a list that cannot be added to.
    """
    if kind not in ADDABLE:
        raise KeyError(kind)
    found = _in_view(sheet, words)
    if found is None:
        return None
    name, _, variety = kind.partition(".")
    template = adding_figures.figure_of(sheet, *found, variety) if name == "figures" else _TEMPLATES[name]
    if template is None:
        return None
    start, end = sheet.raw_span(*found)
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
