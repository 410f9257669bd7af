"""The sheet and its page numbers (Phụ lục I, Phần I, Mục I; Mục III, khoản 1, điểm đ)."""

from __future__ import annotations

from collections.abc import Iterator

from nhip.documents.composing.inspection.components import Found
from nhip.documents.composing.inspection.findings import finding, shown, span
from nhip.documents.composing.inspection.sheets import Page, Printed
from nhip.documents.composing.rules import Layout
from nhip.text.issues import Issue

_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
SLACK = 0.6  # mm: word processors round to inches and points


def check_paper(sheet: Printed, found: Found, layout: Layout) -> Iterator[Issue]:
    seen: set[tuple[str, str]] = set()
    for page in sheet.pages:
        for issue in (*_size(page, layout), *_margins(page, layout)):
            key = (issue.code, str(issue.facts.get("side", "")))
            if key not in seen:
                seen.add(key)
                yield issue
    if sheet.pages:
        yield from _numbers(sheet, layout)
        yield from _appendix_numbers(sheet, found, layout)


def _size(page: Page, layout: Layout) -> Iterator[Issue]:
    short, long = sorted((page.width, page.height))
    if abs(short - layout.width) > SLACK + 0.5 or abs(long - layout.height) > SLACK + 0.5:
        yield finding(
            "page", "page_size", layout.raw["page"]["size_point"],
            found=f"{shown(page.width)} x {shown(page.height)}",
            needed=f"{shown(layout.width)} x {shown(layout.height)}",
        )  # fmt: skip


def _margins(page: Page, layout: Layout) -> Iterator[Issue]:
    """A sheet lying on its side is not judged by the margins of the standing one."""
    if page.width > page.height:
        return
    for side, rule in layout.margins.items():
        value = page.margins[side]
        if not rule.holds(value, SLACK):
            yield finding(
                "page", "margin", layout.raw["page"]["margins_point"],
                side=_SIDES[side], found=shown(value), needed=span(rule.least, rule.most),
            )  # fmt: skip


def _numbers(sheet: Printed, layout: Layout) -> Iterator[Issue]:
    first = sheet.pages[0]
    point = layout.raw["page"]["number"]["point"]
    if not first.header_number and first.footer_number:
        yield finding("page_number", "page_number_place", point)
        story = first.footer
    elif not first.header_number:
        # how many pages there are cannot be known without setting them; a short text needs no number
        if sum(len(line.words) for line in sheet.lines) > 4_000:
            yield finding("page_number", "page_number_missing", point)
        return
    else:
        story = first.header
    if first.first_number:
        yield finding("page_number", "page_number_first", point)
    shown_lines = [line for line in story if line.letters]
    if any(
        line.align not in ("center", None) for line in shown_lines if line.words.strip().isdigit() or not line.words
    ):
        yield finding("page_number", "page_number_align", point)
    sizes = [run.size for line in shown_lines for run in line.letters if run.text.strip()]
    wrong = next((size for size in sizes if not layout.page_number.holds(size)), None)
    if wrong is not None:
        yield finding(
            "page_number", "page_number_size", point,
            found=shown(wrong), needed=span(layout.page_number.least, layout.page_number.most),
        )  # fmt: skip


def _appendix_numbers(sheet: Printed, found: Found, layout: Layout) -> Iterator[Issue]:
    for line in found.appendices:
        page = sheet.pages[min(line.section, len(sheet.pages) - 1)]
        if (page.header_number or page.footer_number) and page.starts_at != 1:
            yield finding("appendix", "appendix_pages", layout["appendix_reference"].more["numbering_point"], line)
            return
