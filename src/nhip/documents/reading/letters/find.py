"""A request letter (công văn đề nghị báo cáo): what it asks, for which period, by when, sent where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nhip.documents.reading.letters.asking import addressed, find_ask
from nhip.documents.reading.letters.contents import outline_of
from nhip.documents.reading.letters.due import cut_off_in, deadlines_in, period_in
from nhip.documents.reading.outline import items_of
from nhip.documents.reading.record import Request, Section
from nhip.documents.reading.sheet import Sheet
from nhip.text.issues import Issue

_LETTERS = frozenset({"CV", "CĐ", None})
_SUBJECT = re.compile(r"(?:V/v|Về việc)\s*:?\s*", re.IGNORECASE)


def find_request(
    sheet: Sheet,
    sections: Sequence[Section],
    *,
    doc_type: str | None = None,
    issued: date | None = None,
    prefix: str = "",
) -> Request | None:
    """The request of a letter, or None for a document that asks for no report.

    `issued` is the date of the letter (its year completes days without a year).
    """
    if doc_type not in _LETTERS:
        return None
    items = items_of(sheet, sections)
    ask = find_ask(sheet, items)
    if ask is None:
        return None
    points, status, source = outline_of(sheet, items, ask, prefix)
    to = addressed(items) or 0
    heads = [item.block.text for item in items[: to + 1] if _SUBJECT.search(item.block.text)]
    asked = sheet.view[ask.start : ask.end]
    rest = [item.block.text for item in items[to + 1 :]]
    return Request(
        asked=sheet.place(ask.start, ask.end),
        outline=points,
        outline_status=status,
        outline_source=source,
        period=period_in([*heads, asked, *rest], issued),
        cut_off=cut_off_in(sheet, items),
        deadlines=deadlines_in(sheet, items, to + 1, issued),
    )


def doubts(request: Request, issued: date | None) -> tuple[Issue, ...]:
    """What a careful clerk would ask back: a deadline before the letter's own date, an outline that is not at hand."""
    out: list[Issue] = []
    for deadline in request.deadlines:
        if deadline.due and issued and deadline.due[:10] < issued.isoformat():
            out.append(
                Issue(
                    "request.deadlines",
                    "documents.deadline_before_letter",
                    {"due": deadline.due[:10], "issued": issued.isoformat()},
                )
            )
    if request.outline_status in {"attached", "elsewhere"}:
        words = request.outline_source.text if request.outline_source else ""
        out.append(Issue("request.outline", "documents.outline_not_here", {"words": words}))
    return tuple(out)
