"""A period's report composed from counted figures: every number with how much of it is proven, gaps said as gaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from nhip.documents.composing.draft import Block, Bullet, Cell, Day, Draft, Paragraph, Part, Signature, Table
from nhip.measurement.counting import Counted
from nhip.text.dates import write_date
from nhip.text.numbers import write_number


def compose_report(
    body: str, place: str, begin: date, end: date, counted: Sequence[Counted], addressees: Sequence[str] = ()
) -> Draft:
    """The draft of a result report. Number, day and signer stay blank: the office numbers, dates and signs it."""
    return Draft(
        type_code="BC",
        issuing_body=f"ỦY BAN NHÂN DÂN\n{body.upper()}",
        body_in_text=f"Ủy ban nhân dân {body}",
        symbol="BC-UBND",
        place=place,
        date=Day(year=end.year),
        title=f"Kết quả công tác truyền thông từ {write_date(begin)} đến {write_date(end)}",
        addressees=tuple(addressees),
        body=(
            Part(number="I", title="KẾT QUẢ THỰC HIỆN", blocks=_results(counted)),
            Part(number="II", title="SỐ LIỆU CÒN THIẾU", blocks=_gaps(counted)),
        ),
        closing=f"Trên đây là báo cáo của Ủy ban nhân dân {body}./.",
        recipients=("Như trên;", "Lưu: VT.") if addressees else ("Lưu: VT.",),
        signature=Signature(on_behalf="ỦY BAN NHÂN DÂN", position="CHỦ TỊCH"),
    )


def _results(counted: Sequence[Counted]) -> tuple[Block, ...]:
    found = [figure for figure in counted if figure.value is not None]
    if not found:
        return (Paragraph(text="Trong kỳ chưa ghi nhận hoạt động nào."),)
    header = tuple(Cell(text=word, bold=True) for word in ("Chỉ tiêu", "Đơn vị tính", "Kết quả", "Có minh chứng"))
    rows = tuple(
        (
            Cell(text=figure.indicator.name),
            Cell(text=figure.indicator.unit),
            Cell(text=_shown(figure.value or Decimal(0))),
            Cell(text=_shown(figure.proven)),
        )
        for figure in found
    )
    return (*(Bullet(text=_sentence(figure)) for figure in found), Table(header=(header,), rows=rows))


def _sentence(figure: Counted) -> str:
    unit = figure.indicator.unit
    proven = f", trong đó {_shown(figure.proven)} {unit} có minh chứng" if figure.declared else ""
    return f"{figure.indicator.name}: {_shown(figure.value or Decimal(0))} {unit}{proven}."


def _shown(value: Decimal) -> str:
    """Without the zeros that a column of the database adds after the comma."""
    whole = value.to_integral_value()
    return write_number(whole if value == whole else value.normalize())


def _gaps(counted: Sequence[Counted]) -> tuple[Block, ...]:
    missing = [figure.indicator.name for figure in counted if figure.value is None]
    if not missing:
        return (Paragraph(text="Không có."),)
    return tuple(Bullet(text=f"{name}: chưa có số liệu.") for name in missing)
