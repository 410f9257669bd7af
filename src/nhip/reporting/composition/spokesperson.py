"""The yearly spokesperson report as a document: six measures, then difficulties and proposals."""

from __future__ import annotations

from collections.abc import Sequence

from nhip.documents.composing.draft import Block, Cell, Day, Draft, Paragraph, Part, Table
from nhip.measurement.periods import Period
from nhip.reporting.composition.head import Issuer, printed, printed_above, signature_of, symbol_of
from nhip.reporting.composition.report import lines
from nhip.reporting.spokesperson import Measure, form
from nhip.reporting.wording import bare, span_of


def spokesperson_draft(
    issuer: Issuer,
    period: Period,
    measures: Sequence[Measure],
    *,
    addressees: Sequence[str],
    difficulties: str = "",
    proposals: str = "",
    sample: bool = False,
) -> Draft:
    """The draft; what nobody wrote is said as not written."""
    title = f"{form()['title']} năm {period.end.year}"
    return Draft(
        type_code="BC",
        issuing_body=printed(issuer),
        parent_body=printed_above(issuer),
        body_in_text=issuer.name,
        symbol=symbol_of(issuer),
        place=bare(issuer.place),
        date=Day(year=period.end.year),
        title=f"{title} (Dữ liệu mẫu)" if sample else title,
        addressees=tuple(addressees),
        body=(
            Paragraph(
                text=f"Thực hiện {form()['source']}, {issuer.name} báo cáo tình hình thực hiện "
                f"(số liệu {span_of(period.start, period.end)}):"
            ),
            Part(number="I", title="KẾT QUẢ THỰC HIỆN", blocks=(_table(measures),)),
            Part(number="II", title="KHÓ KHĂN, KIẾN NGHỊ", blocks=tuple(_asked(difficulties, proposals))),
        ),
        closing=f"Trên đây là báo cáo của {issuer.name}./.",
        recipients=("Như trên;", "Lưu: VT."),
        signature=signature_of(issuer),
    )


def _table(measures: Sequence[Measure]) -> Table:
    header = tuple(Cell(text=word, bold=True) for word in ("TT", "Nội dung", "Đơn vị tính", "Kết quả"))
    rows = tuple(
        (
            Cell(text=str(one.number)),
            Cell(text=one.name, align="left"),
            Cell(text=one.unit, align="center"),
            Cell(text=one.shown, align="center"),
        )
        for one in measures
    )
    return Table(header=(header,), rows=rows, widths=(10, 106, 24, 24))


def _asked(difficulties: str, proposals: str) -> list[Block]:
    return [
        Part(number="1", title="Khó khăn", level=2, blocks=tuple(lines(difficulties)) or _none()),
        Part(number="2", title="Kiến nghị", level=2, blocks=tuple(lines(proposals)) or _none()),
    ]


def _none() -> tuple[Paragraph, ...]:
    return (Paragraph(text="Không có."),)
