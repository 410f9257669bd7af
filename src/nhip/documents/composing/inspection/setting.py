"""How the running text is set: justified, first line in, spaces (Phụ lục I, Phần I, Mục II, khoản 6, điểm e)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from nhip.documents.composing.inspection.components import Found, kind_of
from nhip.documents.composing.inspection.findings import finding, shown
from nhip.documents.composing.inspection.sheets import Line
from nhip.documents.composing.rules import Layout
from nhip.text.issues import Issue

LONG = 80  # letters: shorter paragraphs have one line, which no setting shows
SLACK = 0.6  # mm


def check_setting(found: Found, layout: Layout) -> Iterator[Issue]:
    rule = layout["body"]
    running = [line for line in found.text if line.length >= LONG and line.table is None and not line.split]
    text = [line for line in running if kind_of(line) is None or kind_of(line)[0] not in ("part", "subpart")]  # type: ignore[index]
    yield from _first([line for line in text if line.align != "both"], "not_justified", rule.point)
    lawful = rule.more["first_line"]
    wrong = [line for line in text if not any(abs(line.first + max(line.left, 0) - one) <= SLACK for one in lawful)]
    for line in wrong[:1]:
        needed = " hoặc ".join(shown(one / 10) for one in lawful)
        found_at = shown((line.first + line.left) / 10)
        yield finding("body", "first_line", rule.point, line, found=found_at, needed=needed, count=len(wrong))
    spacing = rule.more["line_spacing"]
    uneven = [
        line
        for line in text
        if line.spacing is not None and not spacing["from"] - 0.01 <= line.spacing <= spacing["to"] + 0.01
    ]
    for line in uneven[:1]:
        needed = f"{shown(spacing['from'])} - {shown(spacing['to'])}"
        yield finding(
            "body", "line_spacing", rule.point, line, found=shown(line.spacing or 0), needed=needed, count=len(uneven)
        )
    yield from _gaps(text, layout)


def _first(lines: Sequence[Line], rule: str, point: str) -> Iterator[Issue]:
    for line in lines[:1]:
        yield finding("body", rule, point, line, count=len(lines))


def _gaps(text: Sequence[Line], layout: Layout) -> Iterator[Issue]:
    """Space after one paragraph and before the next, counted together (a reader of the rule may not do less)."""
    rule = layout["body"]
    least = rule.more["space_between"]["from"]
    close = [
        below
        for above, below in itertools.pairwise(text)
        if below.place == above.place + 1 and above.after + below.before < least - 0.01
    ]
    for line in close[:1]:
        above = next(one for one in text if one.place == line.place - 1)
        yield finding(
            "body", "paragraph_gap", rule.point, line,
            found=shown(above.after + line.before), needed=shown(least), count=len(close),
        )  # fmt: skip
