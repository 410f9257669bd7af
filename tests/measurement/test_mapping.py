"""The map of points: north up, nothing hidden, names only where there is room, the same picture every time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import hypot

import pytest

from nhip.agencies.packaged import directory
from nhip.agencies.places import place_of
from nhip.measurement.charts import png, svg
from nhip.measurement.charts.drawing import Bar
from nhip.measurement.charts.mapping import Pin, points
from nhip.measurement.charts.scene import Box, Words


def pin(north: float, east: float, name: str, value: int | None) -> Pin:
    return Pin(
        north, east, Bar(name, None if value is None else Decimal(value), state="missing" if value is None else "")
    )


PINS = [pin(22.0, 106.0, "Xã Bắc", 5), pin(21.0, 106.0, "Xã Nam", 1), pin(21.5, 107.0, "Xã Đông", None)]


ON = date(2026, 6, 30)


def boxes(pins: list[Pin]) -> list[Box]:
    return [shape for shape in points("Số tin", "tin", pins).shapes if isinstance(shape, Box)]


def test_north_is_up_east_is_right_and_the_greater_is_the_deeper() -> None:
    north, south, east = boxes(PINS)
    assert north.y < east.y < south.y
    assert east.x > north.x
    assert (north.tone, south.tone, east.tone) == ("step3", "step1", "step0")
    assert [shape.text for shape in points("", "tin", PINS).shapes if isinstance(shape, Words)][:3] == ["5", "1", "–"]


def test_points_at_one_place_do_not_hide_each_other() -> None:
    held = boxes([pin(21.0, 106.0, f"Xã {n}", n) for n in range(9)] + [pin(23.0, 107.0, "Xã xa", 1)])
    assert all(hypot(a.x - b.x, a.y - b.y) > 29 for a in held for b in held if a is not b)


def test_names_never_lie_over_points_or_names() -> None:
    scene = points("", "tin", [pin(21 + n % 5 / 40, 106 + n / 60, f"Xã Tên Dài {n}", n) for n in range(30)])
    names = [shape for shape in scene.shapes if isinstance(shape, Words) and shape.text.startswith("Tên")]
    assert 0 < len(names) < 30, "some find no room and are told by hovering and in the table"
    assert "Xã Tên Dài 29: 29 tin" in scene.told


def test_the_same_map_comes_as_svg_and_png() -> None:
    scene = points("Số tin", "tin", PINS)
    assert svg.write(scene) == svg.write(points("Số tin", "tin", PINS))
    assert png.write(scene).startswith(b"\x89PNG")
    with pytest.raises(ValueError, match="needs points"):
        points("", "", [])


def test_every_commune_that_stands_has_its_point_inside_the_country() -> None:
    held = directory()
    communes = [*held.below("lang-son", ON), *held.below("cao-bang", ON)]
    assert len(communes) == 65 + 56
    for unit in communes:
        found = place_of(unit)
        assert found is not None, unit
        assert 21.2 < found.latitude < 23.2, unit
        assert 105.2 < found.longitude < 107.5, unit
    assert place_of("lang-son/so-noi-vu") is None
