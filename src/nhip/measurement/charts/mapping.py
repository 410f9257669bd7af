"""A map of points: each unit where it lies, the deeper the more. North is up; no border is drawn.

Longitudes are drawn narrower by the cosine of the middle latitude, so that distances look alike in both directions.
Points that would hide each other are moved apart as little as needed; a name stands only where there is room for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians

from nhip.measurement.charts.drawing import Bar, bare_name, ranks, said
from nhip.measurement.charts.scene import Box, Scene, Shape, Words

WIDTH, LEAST, MOST = 680.0, 300.0, 760.0
_EDGE, _SIZE, _GAP = 44.0, 30.0, 2.0
_LETTER, _LINE = 6.9, 15.0
"""Room that a letter and a line take at 13 px."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A unit on the map: degrees north and east, and its value."""

    latitude: float
    longitude: float
    bar: Bar


def points(title: str, unit: str, pins: Sequence[Pin], width: float = WIDTH) -> Scene:
    """The map. Raises ValueError without a point."""
    if not pins:
        raise ValueError("a map needs points")
    places, height = _laid(tuple((pin.latitude, pin.longitude) for pin in pins), width)
    shapes: list[Shape] = []
    taken = [(x - _SIZE / 2, y - _SIZE / 2, x + _SIZE / 2, y + _SIZE / 2) for x, y in places]
    for (x, y), pin, tone in zip(places, pins, ranks([pin.bar for pin in pins]), strict=True):
        told = said(pin.bar.value, "%" * (unit == "%"))
        name = f"{pin.bar.label}: {said(pin.bar.value, unit)}"
        shapes.append(Box(x - _SIZE / 2, y - _SIZE / 2, _SIZE, _SIZE, f"step{tone}", _SIZE / 2, name))
        if len(told) <= 4:
            shapes.append(Words(x, y + 4.5, told, "on" if tone >= 3 else "words", "middle", bold=True))
    for (x, y), pin in zip(places, pins, strict=True):
        if found := _room(bare_name(pin.bar.label), x, y, width, height, taken):
            box, words = found
            taken.append(box)
            shapes.append(words)
    foot = f"Mỗi điểm là một đơn vị, đặt tại vị trí của đơn vị; không vẽ địa giới. Màu càng đậm, số càng lớn ({unit})."
    shapes.append(Words(4, height + 18, foot, "muted"))
    told = "; ".join(f"{pin.bar.label}: {said(pin.bar.value, unit)}" for pin in pins)
    return Scene(width, height + 28, tuple(shapes), title, told)


@lru_cache(maxsize=64)
def _laid(pins: tuple[tuple[float, float], ...], width: float) -> tuple[tuple[tuple[float, float], ...], float]:
    """Where the points (degrees north, east) stand on the sheet, and how high it is. The same units are drawn again
    and again: pushing them apart is done once."""
    south, north = min(north for north, _ in pins), max(north for north, _ in pins)
    west, east = min(east for _, east in pins), max(east for _, east in pins)
    narrow = cos(radians((south + north) / 2))
    wide, high = max((east - west) * narrow, 0.01), max(north - south, 0.01)
    height = min(max((width - 2 * _EDGE) * high / wide + 2 * _EDGE, LEAST), MOST)
    scale = min((width - 2 * _EDGE) / wide, (height - 2 * _EDGE) / high)
    left, top = (width - wide * scale) / 2, (height - high * scale) / 2
    places = [
        [left + (lies - west) * narrow * scale, top + (north - stands) * scale] for stands, lies in pins
    ]  # fmt: skip
    _apart(places, width, height)
    return tuple((x, y) for x, y in places), height


def _apart(places: list[list[float]], width: float, height: float) -> None:
    """Push points apart until none hides another, in the same way every time."""
    wanted = _SIZE + _GAP
    for _ in range(60):
        moved = False
        for place, one in enumerate(places):
            for later, other in enumerate(places[place + 1 :], place + 1):
                across, down = other[0] - one[0], other[1] - one[1]
                far = hypot(across, down)
                if far >= wanted:
                    continue
                moved = True
                if far < 0.01:
                    across, down, far = 1.0, (later % 3 - 1) * 0.5, hypot(1.0, (later % 3 - 1) * 0.5)
                push = (wanted - min(far, wanted)) / 2 / far
                one[0], one[1] = one[0] - across * push, one[1] - down * push
                other[0], other[1] = other[0] + across * push, other[1] + down * push
        for one in places:
            one[0] = min(max(one[0], _SIZE / 2 + 2), width - _SIZE / 2 - 2)
            one[1] = min(max(one[1], _SIZE / 2 + 2), height - _SIZE / 2 - 2)
        if not moved:
            return


_Area = tuple[float, float, float, float]


def _room(name: str, x: float, y: float, width: float, height: float, taken: list[_Area]) -> tuple[_Area, Words] | None:
    """Right, left, below or above the point, where the name hides nothing; None where it cannot stand."""
    long, half = len(name) * _LETTER, _SIZE / 2
    for left, base, anchor, at in (
        (x + half + 3, y + 4.5, "start", x + half + 3), (x - half - 3 - long, y + 4.5, "end", x - half - 3),
        (x - long / 2, y + half + 13, "middle", x), (x - long / 2, y - half - 4, "middle", x),
    ):  # fmt: skip
        area = (left, base - _LINE + 3, left + long, base + 3)
        inside = area[0] >= 2 and area[2] <= width - 2 and area[1] >= 2 and area[3] <= height
        if inside and not any(_meet(area, other) for other in taken):
            return area, Words(at, base, name, "muted", anchor)
    return None


def _meet(one: _Area, other: _Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
