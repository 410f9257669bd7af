"""Footnotes: where each is called and what it says."""

from __future__ import annotations

import re

from nhip.documents.reading.record import Footnote, Place
from nhip.documents.reading.sheet import Sheet

_MARK = re.compile(r"\s*(?:\[{1,2}(?P<bracket>\d{1,2})\]{1,2}|\(?(?P<plain>\d{1,2})\)?|(?P<high>[¹²³⁴⁵⁶⁷⁸⁹]))\s*")
_HIGH = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


def read_footnotes(sheet: Sheet) -> tuple[Footnote, ...]:
    """Every footnote with its marker, its call in the text where one is found, and its whole body."""
    out: list[Footnote] = []
    blocks = sheet.blocks
    i = 0
    while i < len(blocks):
        if not blocks[i].footnote:
            i += 1
            continue
        found = _MARK.match(blocks[i].text)
        end = i + 1
        while (
            end < len(blocks)
            and blocks[end].footnote
            and not (not blocks[end].bullet and _MARK.match(blocks[end].text) and _next(found, blocks[end].text))
        ):
            end += 1
        marker = _marker(found)
        if marker:
            place = sheet.place(blocks[i].start, blocks[end - 1].end)
            out.append(
                Footnote(
                    raw=place.raw, start=place.start, end=place.end, text=place.text, marker=marker,
                    anchor=_anchor(sheet, marker, blocks[i].start),
                )
            )  # fmt: skip
        i = end
    return tuple(out)


def _marker(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    return str(found.group("bracket") or found.group("plain") or found.group("high")).translate(_HIGH)


def _next(before: re.Match[str] | None, text: str) -> bool:
    """The next number in the row opens the next footnote."""
    now = _marker(_MARK.match(text))
    then = _marker(before)
    return bool(now and then and now.isdigit() and then.isdigit() and int(now) == int(then) + 1)


def _anchor(sheet: Sheet, marker: str, before: int) -> Place | None:
    for a, b in sheet.anchors:
        if (
            sheet.view[a:b].strip("[]() ") == marker
            and a != before
            and (block := sheet.block_at(a))
            and not block.footnote
        ):
            lo, hi = sheet.raw_span(a, b)
            opened = re.search(r"<sup[^<>]*>\s*$", sheet.raw[max(0, lo - 40) : lo])
            closed = re.match(r"\s*</sup>", sheet.raw[hi : hi + 12])
            if opened and closed:
                lo, hi = lo - len(opened.group()), hi + closed.end()
            return Place(text=marker, raw=sheet.raw[lo:hi], start=lo, end=hi)
    called = re.compile(
        rf"\[{{1,2}}{marker}\]{{1,2}}|(?<=[\w.,;:”\")]){marker.translate(str.maketrans('123456789', '¹²³⁴⁵⁶⁷⁸⁹'))}"
    )
    for block in sheet.blocks:
        if block.footnote or (block.start >= before and before):
            continue
        found = called.search(block.text)
        if found:
            return sheet.place(block.start + found.start(), block.start + found.end())
    return None
