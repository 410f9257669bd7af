"""What a paragraph or a run inherits from its style: heading level, list, hidden, raised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(r"^(?:heading|tiêu đề|đầu đề)\s*([1-9])$", re.IGNORECASE)
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by id, with the id of the default paragraph style."""

    by_id: Mapping[str, Any]
    default: str | None

    def heading_of(self, paragraph: Any) -> int:
        """1 to 6 for a heading, 0 for running text."""
        own = _find(paragraph, "w:pPr/w:outlineLvl")
        if own is not None:
            return _level(own.get(qn("w:val")))
        for style in self._chain(paragraph):
            name = _find(style, "w:name")
            found = _HEADING.match(name.get(qn("w:val"), "")) if name is not None else None
            if found:
                return min(int(found[1]), 6)
            outline = _find(style, "w:pPr/w:outlineLvl")
            if outline is not None:
                return _level(outline.get(qn("w:val")))
        return 0

    def list_of(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the depth in it; (None, 0) outside a list. A list id of 0 takes a paragraph out of its style's
        list."""
        list_id, depth = _numbering(_find(paragraph, "w:pPr/w:numPr"))
        if list_id is None:
            for style in self._chain(paragraph):
                list_id, inherited = _numbering(_find(style, "w:pPr/w:numPr"))
                if list_id is not None:
                    depth = depth if depth is not None else inherited
                    break
        return (None, 0) if list_id in (None, "0") else (list_id, depth or 0)

    def is_hidden(self, run: Any) -> bool:
        return self._switched_on(run, "w:vanish")

    def is_raised(self, run: Any) -> bool:
        align = _find(run, "w:rPr/w:vertAlign")
        return align is not None and align.get(qn("w:val")) == "superscript"

    def _switched_on(self, run: Any, tag: str) -> bool:
        switch = _find(run, f"w:rPr/{tag}")
        return switch is not None and switch.get(qn("w:val"), "true") not in ("0", "false", "off")

    def _chain(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's style, the one it is based on, and so on; a circle ends after twenty."""
        named = _find(paragraph, "w:pPr/w:pStyle")
        key = named.get(qn("w:val")) if named is not None else self.default
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(key) if key else None
            if style is None:
                return
            yield style
            based = _find(style, "w:basedOn")
            key = based.get(qn("w:val")) if based is not None else None


def styles_of(document: Any) -> Styles:
    """The styles of a python-docx document; none when the part is missing."""
    try:
        root = document.part._styles_part.element
    except (KeyError, AttributeError):
        return Styles({}, None)
    by_id, default = {}, None
    for style in root.findall(qn("w:style")):
        key = style.get(qn("w:styleId"))
        if key:
            by_id[key] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on"):
                default = key
    return Styles(by_id, default)


def _find(element: Any, path: str) -> Any:
    for tag in path.split("/"):
        element = element.find(qn(tag))
        if element is None:
            return None
    return element


def _numbering(element: Any) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    list_id, depth = element.find(qn("w:numId")), element.find(qn("w:ilvl"))
    return (
        None if list_id is None else list_id.get(qn("w:val")),
        None if depth is None else _small(depth.get(qn("w:val"))),
    )


def _level(value: str | None) -> int:
    number = _small(value)
    return min(number + 1, 6) if number is not None and number < 9 else 0


def _small(value: str | None) -> int | None:
    return int(value) if value and value.isdigit() and len(value) < 4 else None
