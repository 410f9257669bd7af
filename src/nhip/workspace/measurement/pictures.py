"""Charts of the pages and of the files: the same scenes, from figures."""

from __future__ import annotations

from collections.abc import Sequence

from nhip.agencies.places import place_of
from nhip.measurement import boards
from nhip.measurement.charts import drawing, mapping
from nhip.measurement.charts.scene import Scene
from nhip.measurement.figures import Figure
from nhip.measurement.periods import Slot

BREAKS = {"merge": "sáp nhập", "split": "chia tách", "rename": "đổi tên", "create": "thành lập", "abolish": "kết thúc"}


def trend(figures: Sequence[Figure], slots: Sequence[Slot], title: str) -> Scene:
    last = figures[-1]
    bars = [_bar(one, boards.brief(slot), broken=True) for one, slot in zip(figures, slots, strict=True)]
    target = last.target if last.target_type in ("floor", "ceiling", "coverage", "plan") else None
    return drawing.trend(title, last.unit_of_measure, bars, target)


def compared(figures: Sequence[Figure], names: Sequence[str], title: str) -> Scene:
    """The greatest first, then those without a value."""
    pairs = sorted(zip(figures, names, strict=True), key=lambda pair: (pair[0].value is None, -(pair[0].value or 0)))
    target = figures[0].target if figures and figures[0].target_type in ("floor", "ceiling", "coverage") else None
    unit = figures[0].unit_of_measure if figures else ""
    return drawing.compared(title, unit, [_bar(one, name) for one, name in pairs], target)


def tiles(figures: Sequence[Figure], names: Sequence[str], title: str) -> Scene:
    unit = figures[0].unit_of_measure if figures else ""
    return drawing.tiles(title, unit, [_bar(one, name) for one, name in zip(figures, names, strict=True)])


def places(figures: Sequence[Figure], agencies: Sequence[tuple[str, str]], title: str) -> Scene | None:
    """A map of the agencies that are units of territory; None where fewer than two have a place on the ground."""
    pins = [
        mapping.Pin(place.latitude, place.longitude, _bar(one, name))
        for one, (key, name) in zip(figures, agencies, strict=True)
        if (place := place_of(key)) is not None
    ]
    return mapping.points(title, figures[0].unit_of_measure, pins) if len(pins) > 1 else None


def steps(figures: Sequence[Figure]) -> list[int]:
    """How deep each agency's tile is."""
    return drawing.ranks([_bar(one, "") for one in figures])


def _bar(figure: Figure, label: str, *, broken: bool = False) -> drawing.Bar:
    told = ""
    if broken and figure.breaks:
        first = figure.breaks[0]
        told = f"{BREAKS.get(first.kind, 'thay đổi')} {first.on.month}/{first.on.year}"
    return drawing.Bar(label, figure.value, figure.proven, figure.state, told)
