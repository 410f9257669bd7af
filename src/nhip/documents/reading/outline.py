"""The blocks of a sheet with the section each stands in: what every reader of contents walks over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.documents.reading.record import Section
from nhip.documents.reading.sheet import Block, Sheet

_NUMBER = re.compile(
    r"(?:(?:Điều|Phần|Mục|Chương|Khoản)\s+(?:\d+|[IVXLC]+)\s*[.:]\s*|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)]\s*|\d{1,2}\s*[-–]\s+(?=\D)|"
    r"\d{1,2}(?:\.\d{1,2}){1,3}\s+|[IVX]{1,5}\s*[.)-]\s*"
    r"|[a-zđ]\d?\s*[.)]\s+|\(\d{1,2}\)\s*|\([a-zđ]\)\s*)"
)
_FOOT = re.compile(r"(?:Nơi nhận|NƠI NHẬN)\s*:?")

_ATTACHED = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|DANH MỤC|"
    r"BẢNG PHÂN CÔNG|BIỂU)(?:\s+[\dIVX]+\b)?"
    r"(?=\s|[:.(]|$)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A block in its place. `path`: the sections it stands in, outermost first. `body`: where its own words begin in
    the view, after a run-in heading or a number; equal to `end` for a heading with nothing after it."""

    block: Block
    path: tuple[Section, ...]
    heads: Section | None  # the section whose heading this block is (or opens with)
    body: int

    @property
    def start(self) -> int:
        return self.block.start

    @property
    def end(self) -> int:
        return self.block.end

    @property
    def section(self) -> Section | None:
        return self.path[-1] if self.path else None


def attachment_at(sheet: Sheet) -> int | None:
    """Index of the block that heads what is attached behind the foot ("KẾ HOẠCH", "PHỤ LỤC I"); None for none."""
    foot = next((i for i, block in enumerate(sheet.blocks) if _FOOT.match(block.text)), None)
    if foot is None:
        return None
    return next((i for i in range(foot + 1, len(sheet.blocks)) if _ATTACHED.match(sheet.blocks[i].text)), None)


def items_of(sheet: Sheet, sections: Sequence[Section], *, attached: bool = False) -> tuple[Item, ...]:
    """Every block up to "Nơi nhận", in order, with its sections; with `attached`, what is attached behind the
    foot too."""
    out: list[Item] = []
    again = attachment_at(sheet) if attached else None
    foot = False
    for i, block in enumerate(sheet.blocks):
        foot = (foot or bool(_FOOT.match(block.text))) and i != again
        if foot and again is None:
            break
        if foot:
            continue
        begin = sheet.lo[block.start]
        path = tuple(
            sorted(
                (s for s in sections if s.start <= begin < s.end or s.heading.start <= begin < s.heading.end),
                key=lambda s: s.level,
            )
        )
        heads = next((s for s in path if s.heading.start - 4 <= begin < s.heading.end), None)
        body = view_at(sheet, heads.heading.end, block) if heads else block.start
        if heads:
            spaces = re.compile(r"[\s:.]*").match(sheet.view, body, block.end)
            body = spaces.end() if spaces else body
        else:
            number = _NUMBER.match(block.text)
            body = block.start + (number.end() if number else 0)
        out.append(Item(block, path, heads, min(body, block.end)))
    return tuple(out)


def view_at(sheet: Sheet, raw: int, block: Block) -> int:
    """The position of the view, inside `block`, that shows the raw position (or its end when it lies behind)."""
    return max(block.start, min(block.end, bisect_right(sheet.lo, raw - 1, block.start, block.end)))


_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZĐÀ-Ỹ“\"(])|(?<=;)\s+")


def sentences(text: str, *, semicolons: bool = False) -> tuple[tuple[int, int], ...]:
    """The sentences of a paragraph as (start, end); with `semicolons`, clauses as well."""
    out: list[tuple[int, int]] = []
    start = 0
    for found in _SENTENCE.finditer(text):
        if text[found.start() - 1] == ";" and not semicolons:
            continue
        if re.search(r"(?:TP|Tp|TS|ThS|PGS|GS|Số|số|tr|đ/c)\.$", text[start : found.start()]):
            continue
        out.append((start, found.start()))
        start = found.end()
    if start < len(text):
        out.append((start, len(text)))
    return tuple(out)
