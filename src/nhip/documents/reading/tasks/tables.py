"""Duties in a table: one row a duty, the columns told by their headings.

A heading row may be repeated on the next page; a row whose number and duty are blank continues the row above it;
a row that fills only one cell is the title of a group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhip.documents.reading.agencies_named.lists import read_field
from nhip.documents.reading.agencies_named.openings import starts_name
from nhip.documents.reading.outline import Item
from nhip.documents.reading.record import Agency
from nhip.documents.reading.tags import DITTO
from nhip.documents.reading.tasks.build import Draft, Setting, agencies
from nhip.documents.reading.tasks.deadlines import when_in
from nhip.documents.reading.tasks.labelled import role_of

_UNIT = re.compile(r"(?:đơn vị tính|đvt\.?)", re.IGNORECASE)
_TIMELY = re.compile(
    r"(?:trước|sau|từ|đến|trong|hết|quý|tháng|năm|hằng|hàng|thường xuyên|cả năm|định kỳ|ngày|giai đoạn|khi|theo|\d)",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s*\|\s*")
_COLUMNS = (
    ("lead", re.compile(r"chủ trì|đầu mối|thực hiện chính", re.IGNORECASE)),
    ("coordinating", re.compile(r"phối hợp|tham gia", re.IGNORECASE)),
    ("when", re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|thời điểm", re.IGNORECASE)),
    ("product", re.compile(r"sản phẩm|kết quả|đầu ra|ghi chú|kinh phí|nguồn|căn cứ|tài liệu|hình thức", re.IGNORECASE)),
    ("duty", re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|tên|chỉ tiêu|hạng mục|giải pháp", re.IGNORECASE)),
    ("number", re.compile(r"^(?:stt|tt|số tt|số thứ tự)$", re.IGNORECASE)),
    (
        "implementing",
        re.compile(
            r"đơn vị(?! tính)|cơ quan|phân công|^người|bộ phận|trách nhiệm|lãnh đạo|^thực hiện$|đầu mối", re.IGNORECASE
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a stretch of the view."""

    start: int
    stop: int
    text: str


def cells_of(item: Item) -> tuple[Cell, ...]:
    """The cells of a table row."""
    text = item.block.text
    out: list[Cell] = []
    at = 0
    for bar in [*_BAR.finditer(text), None]:
        stop = bar.start() if bar else len(text)
        out.append(Cell(item.start + at, item.start + stop, text[at:stop].strip()))
        at = bar.end() if bar else stop
    return tuple(out)


def columns_of(row: Sequence[Cell]) -> dict[int, str] | None:
    """What each column holds, when the row is a heading of a table of duties; else None."""
    if any(_UNIT.fullmatch(cell.text) for cell in row):
        return None  # a table of figures
    kinds: dict[int, str] = {}
    for i, cell in enumerate(row):
        if len(cell.text) > 60 or not cell.text:
            continue
        for kind, pattern in _COLUMNS:
            if pattern.search(cell.text):
                kinds[i] = kind
                break
    roles = set(kinds.values()) & {"lead", "coordinating", "implementing"}
    return kinds if roles and "duty" in kinds.values() else None


def tabled(setting: Setting, items: Sequence[Item], taken: set[int]) -> list[Draft]:
    """Every row of every table of duties; the items of such tables are added to `taken`."""
    drafts: list[Draft] = []
    columns: dict[int, str] | None = None
    width = 0
    previous: Draft | None = None
    for i, item in enumerate(items):
        if not item.block.table:
            if item.heads is not None:
                columns, previous = None, None
            continue
        row = cells_of(item)
        heading = columns_of(row)
        if heading:
            columns, width = heading, len(row)
            taken.add(i)
            continue
        if columns is None:
            continue
        taken.add(i)
        if all(re.fullmatch(r"\(?[\dA-Z]?\)?", cell.text) for cell in row):
            continue  # the row of column numbers under the heading
        previous = _row(setting, item, row, columns, width, drafts, previous)
    return drafts


def _row(
    setting: Setting,
    item: Item,
    row: Sequence[Cell],
    columns: dict[int, str],
    width: int,
    drafts: list[Draft],
    previous: Draft | None,
) -> Draft | None:
    last = previous
    spanned = _spanned(row, columns, width) if previous is not None else None
    above = previous if spanned is not None else None
    shared = columns[spanned] if spanned is not None else ""
    if spanned is not None:
        columns = {i - (i > spanned): kind for i, kind in columns.items() if i != spanned}
    cells = {
        kind: [cell for i, cell in enumerate(row) if columns.get(i) == kind and cell.text]
        for kind in set(columns.values())
    }
    duty = [cell for cell in cells.get("duty", []) if cell.text != DITTO]
    bodies = [*cells.get("lead", []), *cells.get("implementing", []), *cells.get("coordinating", [])]
    if abs(len(row) - width) > 1 or not bodies:
        if duty and previous and not cells.get("number") and duty[0].text[:1].islower():
            previous.end = item.end
        return previous
    if not duty:
        if previous is None:
            return None
        draft = previous
        draft.end = item.end
    elif previous and not cells.get("number") and "number" in columns.values() and duty[0].text[:1].islower():
        draft = previous  # the row goes on after a page break
        draft.end = item.end
        draft.summary = f"{draft.summary} {duty[0].text}"
    else:
        draft = Draft(item.start, item.end, item.section, summary=duty[0].text, confidence=0.9)
        drafts.append(draft)
    for cell in cells.get("when", []):
        said = last.deadline if cell.text == DITTO and last is not None else when_in(cell.text, setting.year)
        draft.deadline = draft.deadline or said
    for kind, target in (
        ("lead", draft.lead),
        ("implementing", draft.implementing),
        ("coordinating", draft.coordinating),
    ):
        for cell in cells.get(kind, []):
            if cell.text == DITTO:
                target.extend(_role(last, kind) if last is not None and last is not draft else ())
                continue
            target.extend(_bodies(setting, cell, kind, draft))
        if above is not None and shared == kind and draft is not above:
            target.extend(_role(above, kind))
    return draft


def _role(draft: Draft, kind: str) -> list[Agency]:
    return {"lead": draft.lead, "coordinating": draft.coordinating}.get(kind, draft.implementing)


def _spanned(row: Sequence[Cell], columns: dict[int, str], width: int) -> int | None:
    """The column that a cell of the row above spans, where the row has one cell too few: the one without which the
    times stand under the times and the bodies under the bodies."""
    if len(row) != width - 1:
        return None

    def fits(without: int | None) -> int:
        kinds = [(i - (without is not None and i > without), kind) for i, kind in columns.items() if i != without]
        placed = [(row[i].text, kind) for i, kind in kinds if i < len(row) and row[i].text]
        return sum(
            1 if (kind == "when") == bool(_TIMELY.match(text)) else -1
            for text, kind in placed
            if kind in {"when", "lead", "implementing", "coordinating"}
        ) + sum(starts_name(text, 0) for text, kind in placed if kind in {"lead", "implementing", "coordinating"})

    spans = [i for i, kind in columns.items() if kind in {"lead", "implementing", "coordinating"}]
    best = max(reversed(spans), key=fits, default=None)
    return best if best is not None and fits(best) > fits(None) else None


def _bodies(setting: Setting, cell: Cell, kind: str, draft: Draft) -> list[Agency]:
    """The bodies of a cell; a cell that names roles itself ("Chủ trì: A; phối hợp: B") gives each its own."""
    view = setting.sheet.view
    inner = list(
        re.finditer(
            r"(?:^|[;.,]\s*|-\s*)(?P<role>(?:[Đđ]ơn vị\s+|[Cc]ơ quan\s+)?(?:[Cc]hủ trì|[Pp]hối hợp|"
            r"[Tt]hực hiện))\s*:\s*",
            cell.text,
        )
    )
    if not inner:
        marker = {"lead": "chủ trì", "coordinating": "phối hợp", "implementing": "thực hiện"}[kind]
        return agencies(setting, read_field(view, cell.start, cell.stop), 0, marker)
    shift = cell.start + (len(view[cell.start : cell.stop]) - len(view[cell.start : cell.stop].lstrip()))
    for n, found in enumerate(inner):
        stop = inner[n + 1].start() if n + 1 < len(inner) else len(cell.text)
        mentions = read_field(view, shift + found.end(), shift + stop)
        role = role_of(found["role"])
        {"lead": draft.lead, "coordinating": draft.coordinating, "implementing": draft.implementing}[role].extend(
            agencies(setting, mentions, 0, found["role"].lower())
        )
    return []
