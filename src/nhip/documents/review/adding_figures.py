"""A figure that the reader missed, made from words of the text that hold exactly one number."""

from __future__ import annotations

from typing import Any

from nhip.documents.reading.figures.candidates import Count, counts_in
from nhip.documents.reading.figures.indicator import indicator_of
from nhip.documents.reading.sheet import Sheet
from nhip.text.dates import find_dates
from nhip.text.numbers import Number, find_numbers

KINDS = ("result", "target", "profile")
"""What a person may say that the figure is; the words alone do not tell a plan's target from a result."""


def figure_of(sheet: Sheet, start: int, end: int, kind: str) -> dict[str, Any] | None:
    """The parts of a figure besides its words: number, unit, what it counts. None unless there is exactly one number.

    `start` and `end` are positions of the view. What the words do not name stays empty for a person to complete.
    """
    text = sheet.view[start:end]
    dates = [(one.start, one.end) for one in find_dates(text)]
    numbers = [one for one in find_numbers(text) if not any(a < one.end and one.start < b for a, b in dates)]
    counts = counts_in(text)
    if len(numbers) != 1 or len(counts) > 1:
        return None
    number: Number | Count = counts[0] if counts else numbers[0]
    place = sheet.place(start + number.start, start + number.end)
    name = indicator_of(text, counts, 0)[0] if counts else " ".join((text[: number.start] + text[number.end :]).split())
    return {
        "indicator": name, "value": float(number.value), "unit": (counts[0].unit or None) if counts else None,
        "qualifier": counts[0].qualifier if counts else None, "kind": kind, "section": None,
        "number_raw": place.raw, "number_start": place.start, "number_end": place.end, "period": None,
        "unit_of_government": None, "per": counts[0].per if counts else None, "aggregate": None, "estimate": False,
        "cumulative": False, "by": None, "in_footnote": False,
    }  # fmt: skip
