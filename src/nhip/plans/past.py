"""An old report taken in as the past: which figures it declares, for which unit and which days.

A figure of an old report is a declared value: somebody said it, nothing here proves it. Its evidence is the sentence
it stands in, by code points of the text as read. Prose: docs/rules/past.md.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nhip.plans.standing import stands

REPORT_TYPES = ("BC",)
"""Types of document that tell results (Decree 30/2020, appendix III): only these speak of the past."""

POINT_KINDS = ("profile",)
"""Kinds of figure that say how things stand on a day, not what was done during days."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days a figure speaks of, both included; None where no text says. `label` is the document's own words.

    `basis`: stated | implied | document | assumed as the reader saw it; filled: one end was taken from the document;
    capped: the text names a period that was not over when the report was written; standing: what it counts stands on
    a day (`standing.py`).
    """

    label: str
    begin: date | None
    end: date | None
    basis: str

    def as_json(self) -> dict[str, str | None]:
        return {"label": self.label, "from": _iso(self.begin), "to": _iso(self.end), "basis": self.basis}


@dataclass(frozen=True, slots=True)
class PastFigure:
    """One declared value with its sentence: `raw` is `text[start:end]`, `number_raw` the number in it."""

    key: str
    indicator: str
    value: Decimal
    unit: str
    qualifier: str
    kind: str
    window: Window
    section: str
    text: str
    raw: str
    start: int
    end: int
    number_raw: str
    number_start: int
    number_end: int
    per: str = ""
    by: str = ""
    estimate: bool = False
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class PastWord:
    """A strength, limitation, cause, direction, proposal or reward proposal of an old report, with its place."""

    key: str
    kind: str
    title: str
    addressee: str
    text: str
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Past:
    """Everything an old report says of its unit and period."""

    body: str
    title: str
    number: str
    about: str
    told_on: date | None
    window: Window
    figures: tuple[PastFigure, ...]
    words: tuple[PastWord, ...]


def tells_the_past(record: Mapping[str, Any]) -> bool:
    """Whether the document is a report by a named body: nothing else declares results."""
    header = record.get("header") or {}
    code = (header.get("doc_type") or {}).get("code")
    return code in REPORT_TYPES and bool((header.get("issuing_body") or {}).get("name"))


def past_of(record: Mapping[str, Any]) -> Past:
    """The past as the record of a report tells it. Raises ValueError for a document that is no report of a body."""
    if not tells_the_past(record):
        raise ValueError("not a report of a named body")
    header = record["header"]
    told = last_day((header.get("date") or {}).get("value"))
    figures = record.get("figures") or ()
    known = told or _last_told(figures)
    window = window_of(header.get("period"), told, known, None, kind="result", cumulative=False)
    return Past(
        body=header["issuing_body"]["name"],
        title=(header.get("title") or {}).get("value") or "",
        number=(header.get("number") or {}).get("full") or "",
        about=header.get("field") or "",
        told_on=told,
        window=window,
        figures=tuple(_figure(one, told, known, window) for one in figures),
        words=tuple(_words(record)),
    )


def window_of(
    period: Mapping[str, Any] | None,
    told: date | None,
    known: date | None,
    whole: Window | None,
    *,
    kind: str,
    cumulative: bool,
) -> Window:
    """The days a figure speaks of, by the five rules of docs/rules/past.md.

    `told` is the last day of the document's date, `known` the last day it can know of (`told`, or the latest end
    that any of its figures states), `whole` the document's own window (None when that itself is asked for).
    """
    said = period or {}
    label, basis = said.get("label") or (whole.label if whole else ""), said.get("basis") or "assumed"
    begin, end = _day(said.get("from")), _day(said.get("to"))
    if kind in POINT_KINDS:
        return Window(label, begin, end or known, basis if end else "filled")
    if not period and whole is not None:
        return Window(label, whole.begin, whole.end, "document")
    if begin is None and end is not None and not cumulative and whole is not None and _holds(whole, end):
        begin, basis = whole.begin, "filled"
    if end is None and (begin is not None or cumulative):
        end, basis = known or (whole.end if whole else None), "filled"
    if end is None and begin is None and whole is not None and not cumulative:
        return Window(label, None, known or whole.end, "filled")
    if told is not None and end is not None and end > told and (begin is None or begin <= told):
        if kind == "result":
            return Window(label, begin, told, "capped")
    return Window(label, begin, end, basis)


def last_day(value: str | None) -> date | None:
    """The day of an ISO day; the last day of an ISO month."""
    if not value:
        return None
    if len(value) == 10:
        return _day(value)
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit() and 1 <= int(value[5:]) <= 12:
        year, month = int(value[:4]), int(value[5:])
        return date(year, month, calendar.monthrange(year, month)[1])
    return None


def _holds(whole: Window, day: date) -> bool:
    return whole.begin is not None and whole.begin <= day and (whole.end is None or day <= whole.end)


def _last_told(figures: Sequence[Mapping[str, Any]]) -> date | None:
    """The latest end stated of a result: a report without its date was written after it."""
    ends = [
        day
        for one in figures
        if one.get("kind") == "result" and (one.get("period") or {}).get("basis") == "stated"
        if (day := _day((one.get("period") or {}).get("to"))) is not None and not _whole_year(one["period"])
    ]
    return max(ends, default=None)


def _whole_year(period: Mapping[str, Any]) -> bool:
    """A bare year is a label, not a day on which somebody looked."""
    return str(period.get("from") or "").endswith("-01-01") and str(period.get("to") or "").endswith("-12-31")


def _figure(one: Mapping[str, Any], told: date | None, known: date | None, whole: Window) -> PastFigure:
    kind, cumulative = one.get("kind") or "result", bool(one.get("cumulative"))
    window = window_of(one.get("period"), told, known, whole, kind=kind, cumulative=cumulative)
    if window.basis in ("document", "capped") and kind == "result" and stands(one["indicator"], one.get("unit") or ""):
        window = Window("thời điểm báo cáo", None, known or whole.end, "standing")
    return PastFigure(
        key=one["id"],
        indicator=one["indicator"],
        value=Decimal(str(one["value"])),
        unit=one.get("unit") or "",
        qualifier=one.get("qualifier") or "",
        kind=kind,
        window=window,
        section=one.get("section") or "",
        text=one["text"],
        raw=one["raw"],
        start=one["start"],
        end=one["end"],
        number_raw=one["number_raw"],
        number_start=one["number_start"],
        number_end=one["number_end"],
        per=one.get("per") or "",
        by=one.get("by") or "",
        estimate=bool(one.get("estimate")),
        cumulative=cumulative,
    )


WORDS: Mapping[str, str] = {
    "strengths": "strength",
    "limitations": "limitation",
    "directions": "direction",
    "proposals": "proposal",
}
"""Lists of a record and the kind of word each holds."""


def _words(record: Mapping[str, Any]) -> Iterator[PastWord]:
    titles = {one["id"]: one.get("title") or "" for one in record.get("sections") or ()}
    for name, kind in WORDS.items():
        for one in record.get(name) or ():
            about = titles.get(one.get("section") or "", "")
            yield PastWord(
                key=one["id"],
                kind=_kind(kind, one["text"], about),
                title=one.get("title") or "",
                addressee=one.get("addressee") or "",
                text=one["text"],
                raw=one["raw"],
                start=one["start"],
                end=one["end"],
            )


def _kind(kind: str, text: str, heading: str) -> str:
    """Causes stand among the limits, rewards among the proposals; the words of the text or its heading tell them."""
    words = f"{heading} {text[:60]}".casefold()
    if kind == "limitation" and "nguyên nhân" in words:
        return "cause"
    if kind == "proposal" and any(word in words for word in ("khen thưởng", "biểu dương", "tặng bằng khen")):
        return "reward"
    return kind


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and len(value) == 10 else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
