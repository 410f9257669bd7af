"""How letters and paragraphs look in the end: document defaults, then styles from the root up, then direct formatting.

ECMA-376 part 1, 17.7.2: bold and italic are switches, so a paragraph style and a letter style that both switch them on
switch them off again. Sizes in points, lengths in mm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4
_DEEPEST = 20


def value(element: Any, tag: str, attribute: str = "val") -> str | None:
    """`w:val` of a child, None without it."""
    found = element.find(W + tag) if element is not None else None
    return None if found is None else found.get(W + attribute)


def switch(element: Any, tag: str) -> bool | None:
    """A switch such as w:b: on, off, or not said."""
    found = element.find(W + tag) if element is not None else None
    if found is None:
        return None
    return (found.get(W + "val") or "true").lower() not in ("0", "false", "off", "none")


def number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Letters:
    """The look of one run of letters."""

    text: str
    font: str | None
    size: float
    bold: bool
    italic: bool
    capitals: bool  # w:caps: shown as capitals though typed small
    underlined: bool
    raised: bool
    colour: str | None
    hidden: bool


class Looks:
    """The styles of one document. An object because every run asks the same tables."""

    def __init__(self, styles: Any, theme: Any) -> None:
        self._styles = {s.get(W + "styleId"): s for s in styles.iter(W + "style")} if styles is not None else {}
        self._default = next(
            (
                k
                for k, s in self._styles.items()
                if s.get(W + "type") == "paragraph" and s.get(W + "default") in ("1", "true")
            ),
            None,
        )
        defaults = styles.find(W + "docDefaults") if styles is not None else None
        self._run_default = defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None
        self._paragraph_default = defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None
        self._theme = _theme_fonts(theme)

    def style_of(self, paragraph: Any) -> str | None:
        return value(paragraph.find(W + "pPr"), "pStyle") or self._default

    def chain(self, style: str | None) -> Iterator[Any]:
        """A style and what it is based on, nearest first."""
        seen = 0
        while style in self._styles and seen < _DEEPEST:
            yield self._styles[style]
            style, seen = value(self._styles[style], "basedOn"), seen + 1

    def paragraph_levels(self, paragraph: Any) -> Iterator[Any]:
        """`w:pPr` elements that speak about a paragraph, strongest first."""
        own = paragraph.find(W + "pPr")
        if own is not None:
            yield own
        for style in self.chain(self.style_of(paragraph)):
            found = style.find(W + "pPr")
            if found is not None:
                yield found
        if self._paragraph_default is not None:
            yield self._paragraph_default

    def paragraph_value(self, paragraph: Any, tag: str, attribute: str = "val") -> str | None:
        for level in self.paragraph_levels(paragraph):
            found = value(level, tag, attribute)
            if found is not None:
                return found
        return None

    def paragraph_switch(self, paragraph: Any, tag: str) -> bool:
        return next((on for level in self.paragraph_levels(paragraph) if (on := switch(level, tag)) is not None), False)

    def letters(self, run: Any, text: str, paragraph: Any) -> Letters:
        own = run.find(W + "rPr")
        character = [s.find(W + "rPr") for s in self.chain(value(own, "rStyle"))]
        style = [s.find(W + "rPr") for s in self.chain(self.style_of(paragraph))]
        levels = [level for level in (own, *character, *style, self._run_default) if level is not None]

        def first(tag: str, attribute: str = "val") -> str | None:
            return next((v for level in levels if (v := value(level, tag, attribute)) is not None), None)

        def toggled(tag: str) -> bool:
            direct = switch(own, tag)
            if direct is not None:
                return direct
            one = next((v for level in character if level is not None and (v := switch(level, tag)) is not None), False)
            two = next((v for level in style if level is not None and (v := switch(level, tag)) is not None), False)
            return (one != two) or bool(switch(self._run_default, tag))

        size = number(first("sz"))
        return Letters(
            text=text,
            font=self._font(levels),
            size=size / 2 if size else 10.0,
            bold=toggled("b"),
            italic=toggled("i"),
            capitals=toggled("caps"),
            underlined=first("u") not in (None, "none"),
            raised=first("vertAlign") == "superscript" or (number(first("position")) or 0) > 2,
            colour=first("color"),
            hidden=toggled("vanish"),
        )

    def _font(self, levels: list[Any]) -> str | None:
        for level in levels:
            fonts = level.find(W + "rFonts")
            if fonts is None:
                continue
            named = fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
            theme = fonts.get(W + "asciiTheme") or fonts.get(W + "hAnsiTheme")
            if theme:
                return self._theme.get("major" if theme.startswith("major") else "minor")
            if named:
                return str(named)
        return None


def _theme_fonts(theme: Any) -> dict[str, str]:
    """Latin faces of the theme: headings (major) and text (minor)."""
    out: dict[str, str] = {}
    if theme is None:
        return out
    for kind in ("major", "minor"):
        found = theme.find(f".//{A}{kind}Font/{A}latin")
        if found is not None and found.get("typeface"):
            out[kind] = found.get("typeface")
    return out
