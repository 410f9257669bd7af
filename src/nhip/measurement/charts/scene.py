"""A chart before it is drawn: boxes, lines and words on a sheet measured in pixels. SVG and PNG are made from the same.

What a shape means (`tone`) is said here; which colour that is, the drawer decides: a page by its tokens, so that dark
mode and another province's colours reach the charts, a file by fixed colours.
"""

from __future__ import annotations

from dataclasses import dataclass

TONES = ("value", "soft", "grid", "axis", "words", "muted", "target", "break", "ok", "wait", "late", "empty", "page")


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    tone: str
    round: float = 3
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    tone: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """`anchor`: start, middle or end. `size` in pixels, never below 13."""

    x: float
    y: float
    text: str
    tone: str = "words"
    anchor: str = "start"
    size: float = 13
    bold: bool = False


Shape = Box | Line | Words


@dataclass(frozen=True, slots=True)
class Scene:
    """A chart. `title` and `told` are its name and what it says, for those who do not see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    told: str
