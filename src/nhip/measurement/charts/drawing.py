"""The three charts of an indicator: over periods, between agencies, and as a grid of tiles.

Nothing is drawn where nothing is known: a period without a report is a gap with a dash, never a bar of nought. Tiles
stand in the order of the alphabet and say so: no border or place of a commune is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhip.measurement.charts.scene import Box, Line, Scene, Shape, Words
from nhip.text.numbers import write_number

WIDTH = 680
_ROOM = 56
_TOP, _FOOT = 34, 46


@dataclass(frozen=True, slots=True)
class Bar:
    """One period or agency. `proven` is the proven part of the value; `broken` says what changed just before."""

    label: str
    value: Decimal | None
    proven: Decimal | None = None
    state: str = "value"
    broken: str = ""


def said(value: Decimal | None, unit: str = "") -> str:
    """A value as people read it, to one decimal; a dash where there is none."""
    if value is None:
        return "–"
    if value == value.to_integral_value():
        shown = write_number(value.to_integral_value())
    else:
        shown = write_number(round(value, 1 if abs(value) >= 1 else 2).normalize())
    return f"{shown}%" if unit == "%" else f"{shown} {unit}".strip()


def trend(title: str, unit: str, bars: Sequence[Bar], target: Decimal | None = None, width: float = WIDTH) -> Scene:
    """Values over periods: the proven part full, the rest soft; the target a dashed line, a break an upright one."""
    height, base = 240.0, 240.0 - _FOOT
    top = max(
        [bar.value for bar in bars if bar.value is not None] + ([target] if target is not None else []), default=None
    )
    step = (width - _ROOM - 12) / max(len(bars), 1)
    shapes: list[Shape] = [Line(_ROOM, base, width - 8, base, "axis")]
    scale = float(top) if top else 1.0
    marks = _marks(scale)
    scale = max(marks[-1], scale)
    for mark in marks:
        y = base - (base - _TOP) * mark / scale
        shapes += [
            Line(_ROOM, y, width - 8, y, "grid"),
            Words(_ROOM - 6, y + 4, said(Decimal(str(mark))), "muted", "end"),
        ]
    every = max(1, round(58 / step)) if step < 58 else 1
    for number, bar in enumerate(bars):
        x = _ROOM + 6 + number * step
        if bar.broken:
            shapes += [
                Line(x - 3, _TOP - 14, x - 3, base, "break", dashed=True),
                Words(x + 1, _TOP - 16, bar.broken, "muted"),
            ]
        shapes += _upright(x, step, bar, base, (base - _TOP) / scale, unit)
        if (len(bars) - 1 - number) % every == 0:
            shapes.append(Words(x + step / 2 - 3, base + 18, bar.label, "muted", "middle"))
    if target is not None:
        y = base - (base - _TOP) * float(target) / scale
        shapes += [Line(_ROOM, y, width - 8, y, "target", dashed=True),
                   Words(width - 8, y - 5, f"chỉ tiêu {said(target, unit)}", "target", "end")]  # fmt: skip
    shapes.append(
        Words(_ROOM, height - 6, f"Đơn vị: {unit}. Cột đậm: có minh chứng; cột nhạt: tự khai, ước tính.", "muted")
    )
    return Scene(width, height, tuple(shapes), title, _told(bars, unit))


def _upright(x: float, step: float, bar: Bar, base: float, scale: float, unit: str) -> list[Shape]:
    wide = max(step - 8, 4)
    if bar.value is None:
        return [Words(x + wide / 2, base - 6, "–", "muted", "middle")]
    whole, proven = float(bar.value) * scale, float(min(bar.proven or Decimal(0), bar.value)) * scale
    title = f"{bar.label}: {said(bar.value, unit)}"
    made: list[Shape] = [
        Box(x, base - whole, wide, max(whole, 1.5), "soft" if bar.proven is not None else "value", title=title)
    ]
    if proven > 0:
        made.append(Box(x, base - proven, wide, proven, "value", title=title))
    if step >= 44:
        made.append(Words(x + wide / 2, base - whole - 5, said(bar.value), "words", "middle", bold=True))
    return made


def compared(title: str, unit: str, bars: Sequence[Bar], target: Decimal | None = None, width: float = WIDTH) -> Scene:
    """Agencies beside each other, one a line, longest first as given; those that did not report say so."""
    row, left = 28.0, 230.0
    height = 20 + row * max(len(bars), 1) + 26
    top = max(
        [bar.value for bar in bars if bar.value is not None] + ([target] if target is not None else []), default=None
    )
    scale = (width - left - 96) / (float(top) if top else 1.0)
    shapes: list[Shape] = []
    for number, bar in enumerate(bars):
        y = 14 + number * row
        shapes.append(Words(left - 10, y + 15, _short(bar.label, 32), "words", "end"))
        if bar.value is None:
            nothing = (
                "không phát sinh"
                if bar.state == "nil"
                else "chưa báo cáo"
                if bar.state == "missing"
                else "chưa đủ số liệu"
            )
            shapes.append(Words(left, y + 15, nothing, "muted"))
            continue
        length = max(float(bar.value) * scale, 1.5)
        said_whole = f"{bar.label}: {said(bar.value, unit)}"
        shapes.append(
            Box(left, y + 2, length, row - 10, "soft" if bar.proven is not None else "value", title=said_whole)
        )
        if bar.proven:
            shapes.append(
                Box(left, y + 2, float(min(bar.proven, bar.value)) * scale, row - 10, "value", title=said_whole)
            )
        shapes.append(
            Words(left + length + 6, y + 15, said(bar.value, unit if unit == "%" else ""), "words", bold=True)
        )
    if target is not None:
        x = left + float(target) * scale
        shapes.append(Line(x, 6, x, height - 30, "target", dashed=True))
    shapes.append(
        Words(
            8, height - 8, f"Đơn vị: {unit}." + (f" Nét đứt: chỉ tiêu {said(target, unit)}." if target else ""), "muted"
        )
    )
    return Scene(width, height, tuple(shapes), title, _told(bars, unit))


def tiles(title: str, unit: str, bars: Sequence[Bar], width: float = WIDTH) -> Scene:
    """A tile an agency in the order given, the deeper the more; four steps by rank among those that reported."""
    across = max(int(width // 108), 1)
    wide, tall = width / across, 58.0
    down = -(-len(bars) // across)
    height = down * tall + 30
    shapes: list[Shape] = []
    for number, (bar, tone) in enumerate(zip(bars, ranks(bars), strict=True)):
        x, y = (number % across) * wide, (number // across) * tall
        shapes.append(
            Box(x + 2, y + 2, wide - 4, tall - 4, f"step{tone}", title=f"{bar.label}: {said(bar.value, unit)}")
        )
        inside = "on" if tone >= 3 else "words"
        shapes += [Words(x + 9, y + 22, _short(bare_name(bar.label), 13), inside),
                   Words(x + 9, y + 43, said(bar.value, "%" * (unit == "%")), inside, bold=True, size=15)]  # fmt: skip
    shapes.append(
        Words(4, height - 8, "Mỗi ô là một đơn vị, xếp theo bảng chữ cái, không theo vị trí địa lý.", "muted")
    )
    return Scene(width, height, tuple(shapes), title, _told(bars, unit))


def ranks(bars: Sequence[Bar]) -> list[int]:
    """0 where nothing is known, otherwise 1 to 4 by quarter among the values; equal values stand in one step."""
    known = sorted(bar.value for bar in bars if bar.value is not None)
    return [0 if bar.value is None else 1 + min(3, 4 * known.index(bar.value) // len(known)) for bar in bars]


def _marks(top: float) -> list[float]:
    """Two to four round numbers up to the top."""
    size = 10 ** (len(str(int(top))) - 1) if top >= 1 else 0.1
    step = next((size * part for part in (0.25, 0.5, 1, 2, 2.5, 5) if top / (size * part) <= 4), size * 5)
    count = int(top / step)
    return [step * n for n in range(1, max(count, 1) + 1)]


def _told(bars: Sequence[Bar], unit: str) -> str:
    return "; ".join(f"{bar.label}: {said(bar.value, unit)}" for bar in bars)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def bare_name(name: str) -> str:
    """A commune's own name, for the small space of a tile or of a map."""
    for kind in ("Ủy ban nhân dân ", "xã ", "phường ", "Xã ", "Phường ", "đặc khu ", "Đặc khu "):
        name = name.removeprefix(kind)
    return name
