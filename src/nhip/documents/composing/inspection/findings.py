"""Making a finding: which element, which rule, what was found, what the law wants, where the law says so."""

from __future__ import annotations

from nhip.documents.composing.inspection.sheets import Line
from nhip.text.issues import Issue

SHOWN = 60


def excerpt(line: Line | None) -> str:
    """The words the finding is about, short enough to show."""
    words = line.words if line is not None else ""
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + "…"


def finding(field: str, rule: str, point: str, line: Line | None = None, **facts: object) -> Issue:
    """An issue of the layout; `point` names the appendix point."""
    return Issue(field, f"documents.layout_{rule}", {"point": point, "words": excerpt(line), **facts})


def shown(value: float) -> str:
    """A measure in the Vietnamese way: 13, 13,5."""
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def span(least: float, most: float) -> str:
    return shown(least) if least == most else f"{shown(least)} - {shown(most)}"
