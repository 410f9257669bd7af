"""A report in the outline of its regime, as a document: parts, tables with the two comparisons, charts, promises.

Composed from the *content* of a kept version, so that what was approved is what is printed. "Cùng kỳ" and "kỳ trước"
are two columns; where a series breaks (a merger) the older value bears a mark and the reason stands below. What was
not reported is said so and never becomes zero. Number, day and signer stay blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from nhip.documents.composing.draft import Block, Bullet, Cell, Day, Draft, Paragraph, Part, Picture, Table
from nhip.measurement.rows import Span
from nhip.reporting.composition.charts import Bars, bar_chart
from nhip.reporting.composition.head import Issuer, printed, printed_above, signature_of, symbol_of
from nhip.reporting.promises import Standing, told
from nhip.reporting.wording import counted, quantity, span_of

SERIES = ("Kỳ này", "Cùng kỳ năm trước", "Kỳ trước")
BREAK = "(*)"
MISSING, NIL = "chưa báo cáo", "không phát sinh"
SHOWN = 8
"""Agencies in a chart: more would not be read on a page."""
FEW = 2
"""Charts of a single figure in one part."""
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
GROUPED = "KẾT QUẢ THỰC HIỆN"
"""Title of the part that parts numbered "II.1", "II.2" stand under, where the outline names none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content: who issues, to whom, when, and what the outline calls its parts.

    `parts` are `regimes.Part` as JSON. `standing` are promises of earlier reports. `sample`: a document of the sample.
    """

    issuer: Issuer
    title: str
    year: int
    parts: Sequence[Mapping[str, Any]]
    addressees: Sequence[str] = ()
    bases: Sequence[str] = ()
    standing: Sequence[Standing] = field(default_factory=tuple)
    sample: bool = False
    charts: bool = True
    agencies: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Names of the agencies whose reports a rolled-up one was put together from."""


def draft_of(content: Mapping[str, Any], frame: Frame) -> Draft:
    """The draft of a report's content."""
    head = content["head"]
    named, period = subject(frame.title), _period(head)
    title = named if period.lower() in named.lower() else f"{named} {period}"
    recipients = ("Như trên;", "Lưu: VT.") if frame.addressees else ("Lưu: VT.",)
    return Draft(
        type_code="BC",
        issuing_body=printed(frame.issuer),
        parent_body=printed_above(frame.issuer),
        body_in_text=frame.issuer.name,
        symbol=symbol_of(frame.issuer),
        place=_bare(frame.issuer.place),
        date=Day(year=frame.year),
        title=f"{title} (Dữ liệu mẫu)" if frame.sample else title,
        addressees=tuple(frame.addressees),
        body=(*_opening(head, frame), *_parts(content, frame)),
        closing=f"Trên đây là báo cáo của {frame.issuer.name}./.",
        recipients=recipients,
        signature=signature_of(frame.issuer),
    )


def subject(title: str) -> str:
    """What stands under "BÁO CÁO": the type is not said twice ("Báo cáo công tác A" -> "Kết quả công tác A")."""
    found = re.match(r"Báo cáo\s+(?P<rest>(?P<word>công tác|kết quả|tình hình|sơ kết|tổng kết|về việc|về)\b.*)", title)
    if found is None:
        return title
    rest = found["rest"]
    if found["word"] == "công tác":
        return f"Kết quả {rest}"
    return rest[:1].upper() + rest[1:]


def _period(head: Mapping[str, Any]) -> str:
    label = str(head.get("period") or "")
    return label[:1].lower() + label[1:] if not label[:2].isupper() else label


def _bare(place: str) -> str:
    for kind in ("Tỉnh ", "tỉnh ", "Thành phố ", "thành phố ", "Xã ", "xã ", "Phường ", "phường "):
        if place.startswith(kind):
            return place[len(kind) :]
    return place


def _opening(head: Mapping[str, Any], frame: Frame) -> tuple[Block, ...]:
    begin, end = date.fromisoformat(head["start"]), date.fromisoformat(head["end"])
    basis = f"Thực hiện {'; '.join(frame.bases)}, " if frame.bases else ""
    who = frame.issuer.name if basis else frame.issuer.name[:1].upper() + frame.issuer.name[1:]
    return (Paragraph(text=f"{basis}{who} báo cáo kết quả như sau (số liệu {span_of(begin, end)}):"),)


def _parts(content: Mapping[str, Any], frame: Frame) -> Iterator[Part]:
    """The outline's parts in order; parts numbered "II.1" are gathered under their Roman number."""
    held: dict[str, list[Part]] = {}
    order: list[tuple[str, Mapping[str, Any] | None]] = []
    for part in frame.parts:
        above, dot, own = str(part["number"]).partition(".")
        if dot:
            if above not in held:
                order.append((above, None))
            inner = Part(number=own, title=part["title"], level=2, blocks=tuple(_blocks(part, content, frame)))
            held.setdefault(above, []).append(inner)
        else:
            order.append((above, part))
    for number, outer in order:
        if outer is None:
            yield Part(number=number, title=GROUPED, blocks=tuple(held[number]))
        else:
            blocks = (*_blocks(outer, content, frame), *held.get(number, ()))
            yield Part(number=number, title=str(outer["title"]).upper(), blocks=tuple(blocks))


def _blocks(part: Mapping[str, Any], content: Mapping[str, Any], frame: Frame) -> Iterator[Block]:
    figures = [one for one in content["figures"] if one["part"] == part["key"]]
    texts = [one["text"] for one in content["paragraphs"] if one["key"] == part["key"] and one["text"].strip()]
    for text in texts:
        yield from lines(text)
    if figures:
        yield _table(figures, content["head"])
        yield from _notes(figures)
        if frame.charts:
            span = _span(content["head"])
            yield from _charts([_drawable(one, span) for one in figures], frame.agencies)
    promised = tuple(_promises(str(part.get("kind")), frame.standing))
    yield from promised
    if not (texts or figures or promised):
        yield Paragraph(text="Trong kỳ không có nội dung báo cáo.")


def lines(text: str) -> Iterator[Block]:
    """Typed text as blocks: a line that opens with a dash is an item, every other line a paragraph."""
    for line in text.split("\n"):
        said = line.strip()
        if said[:1] in ("-", "–", "+", "•"):
            yield Bullet(text=said[1:].strip(), mark="+" if said[0] == "+" else "-")
        elif said:
            yield Paragraph(text=said)


def _table(figures: Sequence[Mapping[str, Any]], head: Mapping[str, Any]) -> Table:
    header = tuple(Cell(text=word, bold=True) for word in ("Chỉ tiêu", "Đơn vị tính", *SERIES))
    span = _span(head)
    rows = tuple(
        (
            Cell(text=one["name"], align="left"),
            Cell(text=one["unit_name"], align="center"),
            Cell(text=now_of(one), align="right"),
            Cell(text=_before(one, "last_year", span.year_before.start), align="right"),
            Cell(text=_before(one, "previous", span.before.start), align="right"),
        )
        for one in figures
    )
    return Table(header=(header,), rows=rows, widths=(58, 22, 30, 27, 27))


def now_of(one: Mapping[str, Any]) -> str:
    """This period's value: nothing happened, nobody reported, and zero are three different words."""
    if one["nil"]:
        return NIL
    if one["value"] is None:
        return MISSING
    return quantity(Decimal(one["value"]), one["qualifier"], estimate=bool(_number(one.get("estimated"))))


def _span(head: Mapping[str, Any]) -> Span:
    return Span(date.fromisoformat(head["start"]), date.fromisoformat(head["end"]))


def _before(one: Mapping[str, Any], key: str, begun: date) -> str:
    """A value of an earlier period that began on the day `begun`, marked where the series broke since."""
    if one[key] is None:
        return "–"
    return f"{quantity(Decimal(one[key]), '')}{f' {BREAK}' if _broken(one, begun) else ''}"


def _broken(one: Mapping[str, Any], begun: date) -> bool:
    """Whether the series broke after a day; a break that names no day stands for any."""
    days = [date(int(year), int(month), int(day)) for day, month, year in _DAY.findall(one["series_break"])]
    return bool(one["series_break"]) and (not days or any(begun < day for day in days))


def _drawable(one: Mapping[str, Any], span: Span) -> Mapping[str, Any]:
    """The figure as a chart may show it: values from before a break are left to the table."""
    begun = {"last_year": span.year_before.start, "previous": span.before.start}
    return {**one, **{key: None for key, day in begun.items() if _broken(one, day)}}


def _number(value: object) -> Decimal:
    return Decimal(str(value)) if value not in (None, "") else Decimal(0)


def _notes(figures: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    breaks = dict.fromkeys(one["series_break"] for one in figures if one["series_break"])
    if breaks:
        yield Paragraph(text=f"{BREAK} Không so sánh trực tiếp với kỳ này: {'; '.join(breaks)}.", italic=True)
    for one in figures:
        if one["explanation"].strip():
            yield Paragraph(text=f"{one['name']}: {one['explanation'].strip().rstrip('.')}.", italic=True)


def _charts(figures: Sequence[Mapping[str, Any]], agencies: Mapping[str, str]) -> Iterator[Block]:
    """Figures of one unit of measure beside each other; where a part has no two of one unit, the agencies of one, else
    single figures by period. Shares are left to the table."""
    by_unit: dict[str, list[Mapping[str, Any]]] = {}
    for one in figures:
        if one["rule"] == "sum" and one["value"] is not None:
            by_unit.setdefault(one["unit_name"], []).append(one)
    drawn = [_periods(unit, held) for unit, held in by_unit.items() if len(held) > 1]
    alone = [one for held in by_unit.values() for one in held]
    yield from drawn or list(_by_agency(alone, agencies)) or _compared(alone)


def _compared(figures: Sequence[Mapping[str, Any]]) -> Iterator[Picture]:
    """Single figures beside what they are compared with, the first few that have something to compare."""
    told = [one for one in figures if _number(one["last_year"]) or _number(one["previous"])]
    for one in told[:FEW]:
        yield _periods(one["unit_name"], [one])


def _periods(unit: str, held: Sequence[Mapping[str, Any]]) -> Picture:
    """This period and those it is compared with, a group of bars for each figure."""
    keys = [key for key in ("value", "last_year", "previous") if any(one[key] is not None for one in held)]
    names = [SERIES[("value", "last_year", "previous").index(key)] for key in keys]
    rows = [
        Bars(one["name"], tuple(Decimal(one[key]) if one[key] is not None else None for key in keys)) for one in held
    ]
    return Picture(
        data=bar_chart(names, rows, unit),
        description="; ".join(f"{one['name']}: {now_of(one)} {unit}" for one in held),
        caption=f"Biểu đồ: {', '.join(one['name'] for one in held[:3])}{'…' if len(held) > 3 else ''} ({unit})",
    )


def _by_agency(figures: Sequence[Mapping[str, Any]], agencies: Mapping[str, str]) -> Iterator[Picture]:
    """The agencies with the greatest values of the figure that most of them speak of; how many there are is said."""
    told = [(one, [part for part in one["sources"] if _number(part.get("value")) > 0]) for one in figures]
    one, parts = max(told, key=lambda pair: len(pair[1]), default=({}, []))
    if len(parts) < 2 or not all(str(part["unit"]) in agencies for part in parts):
        return
    first = sorted(parts, key=lambda part: (-_number(part["value"]), agencies[str(part["unit"])]))[:SHOWN]
    rows = [Bars(agencies[str(part["unit"])], (_number(part["value"]),)) for part in first]
    few = f", {counted(len(first))} cơ quan, đơn vị có số liệu cao nhất trong {counted(len(parts))}"
    yield Picture(
        data=bar_chart(SERIES[:1], rows, one["unit_name"]),
        description="; ".join(f"{row.name}: {quantity(row.values[0] or Decimal(0), '')}" for row in rows),
        caption=f"Biểu đồ: {one['name']}{few if len(parts) > len(first) else ' theo cơ quan, đơn vị'}",
    )


def _promises(kind: str, standing: Sequence[Standing]) -> Iterator[Block]:
    """How far earlier promises have come: directions among the directions, proposals among the proposals."""
    wanted = {"directions": ("direction",), "proposals": ("proposal", "reward")}.get(kind, ())
    held = [one for one in standing if one.kind in wanted]
    if not held:
        return
    opening = "Kết quả thực hiện nhiệm vụ đã nêu kỳ trước:" if kind == "directions" else "Kiến nghị đã gửi và trả lời:"
    yield Paragraph(text=opening, bold=True)
    for one in held:
        yield Bullet(text=told(one))
