"""A plan written here as a document: the parts a plan has by Decree 30/2020, from what was written and nothing else.

What the clerk and the document system give (number, day, signature) stays blank.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

from nhip.documents.composing.draft import Block, Bullet, Cell, Draft, Paragraph, Part, Signature, Table

_ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as the document says it: what, who in which role, by when."""

    text: str
    lead: tuple[str, ...]
    implementing: tuple[str, ...]
    coordinating: tuple[str, ...]
    guiding: tuple[str, ...]
    requested: tuple[str, ...]
    due: date | None


@dataclass(frozen=True, slots=True)
class Money:
    """A line of the budget (đồng)."""

    what: str
    quantity: Decimal
    measure: str
    norm: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything a plan's document says."""

    title: str
    body: str
    above: str | None
    place: str | None
    symbol: str
    basis: str | None
    objectives: Sequence[str]
    audiences: Sequence[str]
    contents: Sequence[str]
    duties: Sequence[Duty]
    money: Sequence[Money]
    sample: bool = False


def draft_of(paper: Paper) -> Draft:
    """The draft of a plan's document; parts that hold nothing are left out and the rest numbered on."""
    parts = [
        ("MỤC ĐÍCH, YÊU CẦU", _bullets(paper.objectives)),
        ("ĐỐI TƯỢNG", _bullets(paper.audiences)),
        ("NỘI DUNG", _bullets(paper.contents)),
        ("NHIỆM VỤ VÀ PHÂN CÔNG", _duties(paper.duties)),
        ("KINH PHÍ THỰC HIỆN", _money(paper.money)),
        ("TỔ CHỨC THỰC HIỆN", _organising(paper.duties)),
    ]
    kept = [(title, blocks) for title, blocks in parts if blocks]
    body: list[Block] = [
        Part(number=number, title=title, level=1, blocks=blocks)
        for number, (title, blocks) in zip(_ROMAN, kept, strict=False)
    ]
    if paper.sample:
        body.insert(0, Paragraph(text="Dữ liệu mẫu", italic=True, align="center"))
    if paper.basis:
        body.insert(0, Paragraph(text=paper.basis))
    return Draft(
        type_code="KH",
        issuing_body=_head(paper),
        body_in_text=paper.body,
        parent_body=_above(paper),
        symbol=paper.symbol,
        place=paper.place,
        title=subject(paper.title),
        body=tuple(body),
        recipients=(*_recipients(paper), "Lưu: VT"),
        signature=signature_of(paper.body),
    )


def subject(title: str) -> str:
    """What stands under "KẾ HOẠCH": the type is not said twice ("Kế hoạch truyền thông A" -> "Truyền thông A")."""
    found = re.match(r"kế hoạch\s+(?!và\b)(?P<rest>\S.*)", title, re.IGNORECASE)
    return found["rest"][:1].upper() + found["rest"][1:] if found else title


@cache
def _signers() -> tuple[dict[str, str], ...]:
    text = resources.files("nhip.plans").joinpath("data", "signers.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["body"])


def signature_of(body: str) -> Signature:
    """Who signs for a body, as far as its name tells; the name and the right to sign stay blank."""
    rule = next((row for row in _signers() if body.startswith(row["words"])), {"position": "THỦ TRƯỞNG CƠ QUAN"})
    return Signature(on_behalf=rule.get("on_behalf"), position=rule["position"])


def _committee(paper: Paper) -> bool:
    return paper.body.startswith("Ủy ban nhân dân")


def _head(paper: Paper) -> str:
    """A committee breaks before its place; another body leaves out the place that the line above says already."""
    if _committee(paper):
        return paper.body.replace("Ủy ban nhân dân ", "Ủy ban nhân dân\n", 1).upper()
    place = paper.above.removeprefix("Ủy ban nhân dân ") if paper.above else ""
    return paper.body.removesuffix(f" {place}").upper() if place else paper.body.upper()


def _above(paper: Paper) -> str | None:
    if _committee(paper) or not paper.above:
        return None
    return paper.above.replace("Ủy ban nhân dân ", "Ủy ban nhân dân\n", 1).upper()


def _bullets(texts: Sequence[str]) -> tuple[Block, ...]:
    return tuple(Bullet(text=_ended(text)) for text in texts)


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", ";", ":", "…")) else f"{text.rstrip()}."


def _duties(duties: Sequence[Duty]) -> tuple[Block, ...]:
    if not duties:
        return ()
    header = ("TT", "Nhiệm vụ", "Chủ trì, thực hiện", "Phối hợp", "Thời hạn")
    rows = tuple(
        (
            Cell(text=str(place), align="center"),
            Cell(text=duty.text),
            Cell(text="; ".join((*duty.lead, *duty.implementing, *(f"{name} (đề nghị)" for name in duty.requested)))),
            Cell(text="; ".join((*duty.coordinating, *(f"{name} (hướng dẫn)" for name in duty.guiding)))),
            Cell(text=_day(duty.due), align="center"),
        )
        for place, duty in enumerate(duties, 1)
    )
    return (Table(header=(tuple(Cell(text=word) for word in header),), rows=rows, widths=(7, 38, 21, 18, 16)),)


def _money(lines: Sequence[Money]) -> tuple[Block, ...]:
    if not lines:
        return ()
    header = ("TT", "Nội dung chi", "Số lượng", "Đơn vị", "Định mức", "Thành tiền")
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(text=str(place), align="center"), Cell(text=line.what), Cell(text=_number(line.quantity)),
            Cell(text=line.measure), Cell(text=_number(line.norm)), Cell(text=_number(line.amount)),
        )
        for place, line in enumerate(lines, 1)
    ]  # fmt: skip
    total = sum((line.amount for line in lines), Decimal(0))
    rows.append((Cell(text="Tổng cộng", across=5, bold=True), Cell(text=_number(total), bold=True)))
    table = Table(
        header=(tuple(Cell(text=word) for word in header),), rows=tuple(rows), unit="Đơn vị tính: đồng",
        widths=(6, 40, 12, 12, 15, 15),
    )  # fmt: skip
    return (table,)


def _organising(duties: Sequence[Duty]) -> tuple[Block, ...]:
    """Each body with its duties, in the order in which the plan first names it."""
    bodies: dict[str, list[str]] = {}
    for place, duty in enumerate(duties, 1):
        for name in (*duty.lead, *duty.implementing):
            bodies.setdefault(name, []).append(str(place))
    asked: dict[str, list[str]] = {}
    for place, duty in enumerate(duties, 1):
        for name in duty.requested:
            asked.setdefault(name, []).append(str(place))
    said = "thực hiện nhiệm vụ số"
    return (
        *(Bullet(text=f"{name}: {said} {', '.join(numbers)}.") for name, numbers in bodies.items()),
        *(Bullet(text=f"Đề nghị {name}: {said} {', '.join(numbers)}.") for name, numbers in asked.items()),
    )


def _recipients(paper: Paper) -> tuple[str, ...]:
    names = dict.fromkeys(
        name
        for duty in paper.duties
        for name in (*duty.lead, *duty.implementing, *duty.coordinating, *duty.guiding, *duty.requested)
    )
    above = [paper.above] if paper.above else []
    said = (name[:1].upper() + name[1:] for name in (*above, *names) if name != paper.body)
    return tuple(dict.fromkeys(said))


def _day(due: date | None) -> str:
    """Days below 10 and the months 1 and 2 with a zero (Decree 30/2020, appendix I part II.4)."""
    if due is None:
        return ""
    month = f"{due.month:02d}" if due.month < 3 else str(due.month)
    return f"{due.day:02d}/{month}/{due.year}"


def _number(value: Decimal) -> str:
    if value == value.to_integral_value():
        return f"{int(value):,}".replace(",", ".")
    return f"{value.normalize():f}".replace(".", ",")
