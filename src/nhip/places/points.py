"""Points on the earth and on a map: distance, and a drawing without borders (ruling 27: points, nothing invented)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

RADIUS = 6371.0088
"""Mean radius of the earth in kilometres (IUGG)."""
NORTH, EAST = (8.0, 23.5), (102.0, 118.0)
"""Between which degrees a point of this country lies, islands included; a typing slip falls outside."""
APART = 40.0
"""Units of the drawing between two numbers: the larger ring of a phone's drawing and a gap."""
EDGE = 20.0
"""Units that a moved number keeps from the border."""
ROUNDS, TURN = 200, 2.399963
"""How often numbers give way to each other; the golden angle, by which no two of them take the same way."""
_NUMBER = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east (WGS 84)."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.5f}, {self.longitude:.5f}"


def read(text: str) -> Point | None:
    """ "21.8500, 106.7600"; None for anything else and for a point outside the country."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    point = Point(float(found[1]), float(found[2]))
    inside = NORTH[0] <= point.latitude <= NORTH[1] and EAST[0] <= point.longitude <= EAST[1]
    return point if inside else None


def kilometres(one: Point, other: Point) -> float:
    """As the crow flies (haversine)."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    high, wide = south - north, math.radians(other.longitude - one.longitude)
    a = math.sin(high / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(wide / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(1.0, a)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid: where it runs on the drawing and the degree it stands for."""

    at: float
    degree: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map of points: its size, where each point lies on it, the grid, and how long ten kilometres are.

    `numbers`: where the number of each point stands, moved from its place when another lies too close.
    """

    width: int
    height: int
    places: tuple[tuple[float, float], ...]
    numbers: tuple[tuple[float, float], ...]
    background: tuple[tuple[float, float], ...]
    across: tuple[Line, ...]
    down: tuple[Line, ...]
    ten_kilometres: float


def drawing(points: Sequence[Point], background: Sequence[Point] = (), width: int = 520, pad: int = 40) -> Drawing:
    """Points laid on a flat drawing: degrees east shrink with the cosine of the middle, north is up. Raises ValueError
    without a point. `background`: points that only help to find one's way (seats of communes)."""
    if not points:
        raise ValueError("a map of nothing")
    every = [*points, *background]
    south, north = min(one.latitude for one in every), max(one.latitude for one in every)
    west, east = min(one.longitude for one in every), max(one.longitude for one in every)
    middle_north, middle_east = (south + north) / 2, (west + east) / 2
    shrink = math.cos(math.radians(middle_north))
    # a single point still gets a map of some kilometres around it
    high, wide = max(north - south, 0.12), max((east - west) * shrink, 0.18)
    if high > wide:  # never higher than wide: the page scrolls already
        wide = high
    scale = (width - 2 * pad) / wide
    height = round(high * scale + 2 * pad)

    def laid(one: Point) -> tuple[float, float]:
        x = width / 2 + (one.longitude - middle_east) * shrink * scale
        y = height / 2 - (one.latitude - middle_north) * scale
        return round(x, 1), round(y, 1)

    step = next((one for one in (0.05, 0.1, 0.2, 0.5, 1.0, 2.0) if wide / shrink / one <= 4), 5.0)
    lines = [Line(laid(Point(degree, middle_east))[1], degree) for degree in _steps(middle_north, step)]
    columns = [Line(laid(Point(middle_north, degree))[0], degree) for degree in _steps(middle_east, step)]
    places = tuple(laid(one) for one in points)
    return Drawing(
        width, height, places, apart(places, width, height), tuple(laid(one) for one in background),
        tuple(one for one in lines if 40 <= one.at <= height - 44),
        tuple(one for one in columns if 40 <= one.at <= width - 50),
        round(10 / (RADIUS * math.pi / 180) * scale, 1),
    )  # fmt: skip


def apart(
    places: Sequence[tuple[float, float]], width: int, height: int, least: float = APART, edge: float = EDGE
) -> tuple[tuple[float, float], ...]:
    """Where numbers stand so that each can be read and pressed: those that lie closer than `least` give way to each
    other by the same measure, again and again; none comes closer to the border than `edge`. The same places give the
    same answer. Where more stand than the drawing has room for they stay as far apart as they came."""
    held = [list(one) for one in places]
    for _round in range(ROUNDS):
        moved = False
        for second in range(1, len(held)):
            for first in range(second):
                one, other = held[first], held[second]
                right, down = other[0] - one[0], other[1] - one[1]
                distance = math.hypot(right, down)
                if distance >= least - 0.1:
                    continue
                if distance < 0.1:  # at one place: each number goes its own way
                    right, down, distance = math.cos(second * TURN), math.sin(second * TURN), 1.0
                    share = least / 2
                else:
                    share = (least - distance) / 2
                for spot, way in ((one, -1), (other, 1)):
                    spot[0] = min(max(spot[0] + way * share * right / distance, edge), width - edge)
                    spot[1] = min(max(spot[1] + way * share * down / distance, edge), height - edge)
                moved = True
        if not moved:
            break
    return tuple((round(x, 1), round(y, 1)) for x, y in held)


def _steps(middle: float, step: float) -> list[float]:
    """Round degrees around the middle, more than any drawing shows."""
    first = math.floor(middle / step) - 20
    return [round((first + number) * step, 2) for number in range(41)]
