"""Writes a scene as SVG: for a page, coloured by its style sheet; for a file, with colours of its own."""

from __future__ import annotations

from html import escape

from nhip.measurement.charts.scene import Box, Line, Scene, Shape, Words

COLOURS = {
    "value": "#3443a0", "soft": "#a9b3ea", "grid": "#eae7df", "axis": "#8c8677", "words": "#23211c", "muted": "#5f594e",
    "target": "#b9480f", "break": "#8c8677", "ok": "#1f6b45", "wait": "#7a4f00", "late": "#a8231b", "empty": "#eae7df",
    "page": "#ffffff", "step0": "#f5f3ee", "step1": "#e6e9f7", "step2": "#a9b3ea", "step3": "#3443a0",
    "step4": "#141c46", "on": "#ffffff",
}  # fmt: skip


def write(scene: Scene, *, for_page: bool = False) -> str:
    """The picture with its title and what it tells. On a page each shape has a class `c-…` and no colour."""
    size = f'viewBox="0 0 {_n(scene.width)} {_n(scene.height)}"'
    if not for_page:
        size += f' width="{_n(scene.width)}" height="{_n(scene.height)}" font-family="Be Vietnam Pro, sans-serif"'
    inside = "".join(_shape(shape, for_page) for shape in scene.shapes)
    paper = "" if for_page else f'<rect width="100%" height="100%" fill="{COLOURS["page"]}"/>'
    told = f"<title>{escape(scene.title)}</title><desc>{escape(scene.told)}</desc>"
    name = f'role="img" aria-label="{escape(scene.title)}"'
    kind = 'class="chart" ' if for_page else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {kind}{size} {name}>{told}{paper}{inside}</svg>'


def _shape(shape: Shape, for_page: bool) -> str:
    if isinstance(shape, Box):
        title = f"<title>{escape(shape.title)}</title>" if shape.title else ""
        at = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
        return f'<rect {at} rx="{_n(shape.round)}" {_paint(shape.tone, "fill", for_page)}>{title}</rect>'
    if isinstance(shape, Line):
        dashed = ' stroke-dasharray="4 4"' if shape.dashed else ""
        at = f'x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}"'
        return f"<line {at} {_paint(shape.tone, 'stroke', for_page)}{dashed}/>"
    return _words(shape, for_page)


def _words(shape: Words, for_page: bool) -> str:
    weight = ' font-weight="600"' if shape.bold else ""
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    at = f'x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}"'
    return f"<text {at}{anchor}{weight} {_paint(shape.tone, 'fill', for_page)}>{escape(shape.text)}</text>"


def _paint(tone: str, how: str, for_page: bool) -> str:
    if for_page:
        return f'class="c-{tone}{"-line" if how == "stroke" else ""}"'
    return f'{how}="{COLOURS[tone]}"'


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
