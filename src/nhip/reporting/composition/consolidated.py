"""The consolidated report as a document: parallel columns, words gathered with their unit, every figure's sentence.

A figure bears a mark "[12]"; the appendix gives the sentence of each mark, its file and its place. Number and day stay
blank for the clerk, the signer for the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.documents.composing.draft import (
    Appendix,
    Block,
    Bullet,
    Cell,
    Day,
    Draft,
    Paragraph,
    Part,
    Signature,
    Table,
)
from nhip.reporting.consolidation import Consolidated, Group, Report, Said, Silent, Told
from nhip.reporting.wording import bare, counted, days, with_unit

WIDE = 4
"""Columns that still fit beside each other on an upright page; more are written one under another."""

LEVELS = {"district": "cấp huyện", "commune": "cấp xã", "province": "cấp tỉnh", "central": "trung ương"}

WORD_TITLES = {
    "strength": "Ưu điểm, kết quả nổi bật",
    "limitation": "Tồn tại, hạn chế",
    "cause": "Nguyên nhân",
    "proposal": "Đề xuất, kiến nghị",
    "reward": "Đề nghị khen thưởng",
}


def draft_of(found: Consolidated, *, addressees: Sequence[str] = (), sample: bool = False) -> Draft:
    """The draft of the report. `sample` marks a document of the sample province ("Dữ liệu mẫu")."""
    place = bare(found.place)
    title = f"Tổng hợp kết quả công tác {_about(found)} của các cơ quan, địa phương trên địa bàn {found.place}"
    return Draft(
        type_code="BC",
        issuing_body=f"ỦY BAN NHÂN DÂN\n{found.place.upper()}",
        body_in_text=f"Ủy ban nhân dân {found.place}",
        symbol="BC-UBND",
        place=place,
        date=Day(year=found.as_of.year),
        title=f"{title} (Dữ liệu mẫu)" if sample else title,
        addressees=tuple(addressees),
        body=tuple(_parts(found)),
        closing=f"Trên đây là báo cáo tổng hợp của Ủy ban nhân dân {found.place}./.",
        recipients=("Như trên;", "Lưu: VT.") if addressees else ("Các cơ quan, đơn vị báo cáo;", "Lưu: VT."),
        signature=Signature(on_behalf="ỦY BAN NHÂN DÂN", position="CHỦ TỊCH"),
        appendices=(Appendix(title="Nguồn của từng số liệu", blocks=tuple(_sources(found)), landscape=True),),
    )


def _about(found: Consolidated) -> str:
    fields = list(found.about) or ["thông tin, truyền thông"]
    return fields[0] if len(fields) == 1 else f"{', '.join(fields[:-1])} và {fields[-1]}"


def _parts(found: Consolidated) -> Iterator[Part]:
    yield Part(number="I", title="PHẠM VI TỔNG HỢP", blocks=tuple(_scope(found)))
    yield Part(number="II", title="KẾT QUẢ", blocks=tuple(_results(found)))
    judged = [(kind, found.words.get(kind, ())) for kind in ("strength", "limitation", "cause")]
    yield Part(number="III", title="ĐÁNH GIÁ", blocks=tuple(_worded(judged)))
    yield Part(number="IV", title="PHƯƠNG HƯỚNG, NHIỆM VỤ", blocks=_by_agency(found.words.get("direction", ())))
    asked = [(kind, found.words.get(kind, ())) for kind in ("proposal", "reward")]
    yield Part(number="V", title="ĐỀ XUẤT, KIẾN NGHỊ", blocks=tuple(_worded(asked)))


def _scope(found: Consolidated) -> Iterator[Block]:
    yield Paragraph(
        text=f"Báo cáo tổng hợp {counted(len(found.columns))} báo cáo đã được xác nhận. Mỗi cơ quan, mỗi kỳ số liệu "
        "đứng thành một cột; số liệu của các kỳ khác nhau không cộng với nhau. Mỗi số liệu có ký hiệu nguồn trong "
        "ngoặc vuông, tra tại Phụ lục."
    )
    header = tuple(
        Cell(text=word, bold=True)
        for word in ("TT", "Cơ quan báo cáo", "Kỳ số liệu", "Văn bản nguồn", "Cơ quan hiện nay")
    )
    rows = tuple(
        (
            Cell(text=str(place)),
            Cell(text=column.agency, align="left"),
            Cell(text=days(column.window), align="left"),
            Cell(text=_named(column), align="left"),
            Cell(text=_now(column), align="left"),
        )
        for place, column in enumerate(found.columns, start=1)
    )
    yield Table(header=(header,), rows=rows, widths=(10, 32, 28, 42, 50))
    yield Part(number="1", title="Cơ quan chưa có báo cáo", level=2, blocks=tuple(_missing(found.silent)))


def _missing(silent: Sequence[Silent]) -> Iterator[Block]:
    if not silent:
        yield Paragraph(text="Không xác định được cơ quan nào khác phải báo cáo trong các kỳ nêu trên.")
    for one in silent:
        names = ", ".join(one.names)
        level = LEVELS.get(one.level, "")
        yield Bullet(
            text=f"Kỳ {days(one.window)}: {counted(len(one.names))} cơ quan {level} chưa có báo cáo, gồm {names}."
        )


def _named(column: Report) -> str:
    said = f"Báo cáo số {column.number}" if column.number else "Báo cáo (chưa có số)"
    return (
        f"{said}: {column.title} (tệp {column.source_file})" if column.title else f"{said} (tệp {column.source_file})"
    )


def _now(column: Report) -> str:
    if column.question:
        return "Chưa xác định được cơ quan"
    if not column.now:
        return "Chưa rõ cơ quan kế tục"
    if len(column.now) == 1 and not column.now[0].acts:
        return "Không thay đổi"
    names = "; ".join(one.name for one in column.now)
    acts = "; ".join(dict.fromkeys(act for one in column.now for act in one.acts))
    doubt = "" if all(one.sure for one in column.now) else " Số liệu cũ không chia cho các cơ quan mới."
    return f"{names} (theo {acts}).{doubt}" if acts else f"{names}.{doubt}"


def _results(found: Consolidated) -> Iterator[Block]:
    if not found.groups:
        yield Paragraph(text="Các báo cáo không nêu số liệu.")
    for place, group in enumerate(found.groups, start=1):
        table = _wide(found, group) if len(found.columns) <= WIDE else _long(found, group)
        yield Part(number=str(place), title=group.title, level=2, blocks=(table,))


def _wide(found: Consolidated, group: Group) -> Table:
    """A column for each report: the reader sees bodies and windows beside each other."""
    heads = [f"{column.agency}, {days(column.window)}" for column in found.columns]
    header = tuple(Cell(text=word, bold=True) for word in ("Nội dung", "Đơn vị tính", *heads))
    rows = tuple(
        (
            Cell(text=row.indicator, align="left"),
            Cell(text=row.unit or "–", align="center"),
            *(
                Cell(text=_cell(cell, column), align="center")
                for cell, column in zip(row.cells, found.columns, strict=True)
            ),
        )
        for row in group.rows
    )
    named, unit = {1: (84, 22), 2: (66, 20), 3: (52, 18)}.get(len(heads), (42, 16))
    return Table(header=(header,), rows=rows, widths=(named, unit, *((160 - named - unit) / len(heads) for _ in heads)))


def _long(found: Consolidated, group: Group) -> Table:
    """A line for each figure: for more bodies and windows than a page has room for."""
    header = tuple(Cell(text=word, bold=True) for word in ("Nội dung", "Cơ quan báo cáo", "Kỳ số liệu", "Số liệu"))
    rows = tuple(
        (
            Cell(text=row.indicator, align="left"),
            Cell(text=column.agency, align="left"),
            Cell(text=days(told.window), align="left"),
            Cell(
                text=f"{with_unit(told.value, told.qualifier, told.unit, estimate=told.estimate)} [{told.number}]",
                align="center",
            ),
        )
        for row in group.rows
        for cell, column in zip(row.cells, found.columns, strict=True)
        for told in cell
    )
    return Table(header=(header,), rows=rows, widths=(55, 42, 38, 25))


def _cell(cell: Sequence[Told], column: Report) -> str:
    return "; ".join(_shown(told, column) for told in cell) if cell else "–"


def _shown(told: Told, column: Report) -> str:
    same = told.window == column.window or told.window.label in ("", column.window.label)
    own = "" if same else f", {days(told.window)}"
    per = f" mỗi {told.per}" if told.per and "/" not in told.unit else ""
    total = " (lũy kế)" if told.cumulative else ""
    unit = "%" if told.unit == "%" else ""
    value = with_unit(told.value, told.qualifier, unit, estimate=told.estimate)
    return f"{value}{per}{total}{own} [{told.number}]"


def _worded(lists: Sequence[tuple[str, Sequence[Said]]]) -> Iterator[Block]:
    held = [(kind, words) for kind, words in lists if words]
    if not held:
        yield Paragraph(text="Các báo cáo không nêu.")
    for place, (kind, words) in enumerate(held, start=1):
        yield Part(number=str(place), title=WORD_TITLES[kind], level=2, blocks=_by_agency(words))


def _by_agency(words: Sequence[Said]) -> tuple[Block, ...]:
    if not words:
        return (Paragraph(text="Các báo cáo không nêu."),)
    return tuple(Bullet(text=_words_of(said)) for said in words)


def _words_of(said: Said) -> str:
    title = f"{said.title}: " if said.title and said.title not in said.text else ""
    to = f" (gửi {said.addressee})" if said.addressee and said.addressee not in said.text else ""
    return f"{said.agency}: {title}{said.text.rstrip(' .;')}{to}."


def _sources(found: Consolidated) -> Iterator[Block]:
    header = tuple(
        Cell(text=word, bold=True) for word in ("Ký hiệu", "Số liệu", "Câu trong văn bản nguồn", "Tệp, vị trí (ký tự)")
    )
    rows = tuple(
        (
            Cell(text=f"[{told.number}]", align="center"),
            Cell(text=with_unit(told.value, told.qualifier, told.unit, estimate=told.estimate), align="left"),
            Cell(text=" ".join(told.source.text.split()), align="left"),
            Cell(text=f"{told.source.source_file}: {told.source.start}–{told.source.end}", align="left"),
        )
        for told in found.figures
    )
    if rows:
        yield Table(header=(header,), rows=rows, widths=(16, 40, 140, 50))
    else:
        yield Paragraph(text="Không có số liệu.")
