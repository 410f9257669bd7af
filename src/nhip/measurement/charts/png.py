"""Draws a scene as a PNG with the interface's own letters, so that the same picture comes out on every machine.

The fonts are cut in two files, one for Latin and one for Vietnamese letters; each letter is taken from the file that
has it. Twice the size in pixels, for paper and for sharp screens.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from nhip.measurement.charts.scene import Box, Line, Scene, Words
from nhip.measurement.charts.svg import COLOURS

SCALE = 2
_VIETNAMESE = frozenset("ĂăĐđĨĩŨũƠơƯư₫") | frozenset(map(chr, range(0x1EA0, 0x1EFA)))


def write(scene: Scene) -> bytes:
    """The picture as PNG."""
    size = (round(scene.width * SCALE), round(scene.height * SCALE))
    image = Image.new("RGB", size, COLOURS["page"])
    draw = ImageDraw.Draw(image)
    for shape in scene.shapes:
        if isinstance(shape, Box):
            edges = (shape.x, shape.y, shape.x + max(shape.width, 1), shape.y + max(shape.height, 1))
            rounded = min(shape.round, shape.width / 2, shape.height / 2) * SCALE
            draw.rounded_rectangle([edge * SCALE for edge in edges], rounded, fill=COLOURS[shape.tone])
        elif isinstance(shape, Line):
            _line(draw, shape)
        else:
            _words(draw, shape)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _line(draw: ImageDraw.ImageDraw, line: Line) -> None:
    """Dashed lines here are upright or level only."""
    ends = [line.x1 * SCALE, line.y1 * SCALE, line.x2 * SCALE, line.y2 * SCALE]
    if not line.dashed:
        draw.line(ends, fill=COLOURS[line.tone], width=SCALE)
        return
    length = max(abs(ends[2] - ends[0]), abs(ends[3] - ends[1]))
    along = ((ends[2] - ends[0]) / length, (ends[3] - ends[1]) / length) if length else (0.0, 0.0)
    at = 0.0
    while at < length:
        stop = min(at + 4 * SCALE, length)
        piece = [ends[0] + along[0] * at, ends[1] + along[1] * at, ends[0] + along[0] * stop, ends[1] + along[1] * stop]
        draw.line(piece, fill=COLOURS[line.tone], width=SCALE)
        at += 8 * SCALE


def _words(draw: ImageDraw.ImageDraw, words: Words) -> None:
    size = round(words.size * SCALE)
    runs = list(_runs(words.text))
    widths = [_font(vietnamese, words.bold, size).getlength(run) for run, vietnamese in runs]
    x = words.x * SCALE - {"start": 0.0, "middle": sum(widths) / 2, "end": sum(widths)}[words.anchor]
    for (run, vietnamese), width in zip(runs, widths, strict=True):
        draw.text((x, words.y * SCALE), run, COLOURS[words.tone], _font(vietnamese, words.bold, size), anchor="ls")
        x += width


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    run, kind = "", False
    for letter in text:
        if run and (letter in _VIETNAMESE) is not kind:
            yield run, kind
            run = ""
        kind = letter in _VIETNAMESE
        run += letter
    if run:
        yield run, kind


@cache
def _font(vietnamese: bool, bold: bool, size: int) -> ImageFont.FreeTypeFont:
    name = f"be-vietnam-pro-{'vietnamese' if vietnamese else 'latin'}-{600 if bold else 400}-normal.woff2"
    data = resources.files("nhip").joinpath("web", "fonts", name).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)
