"""The "I.", "1.", "a)" that Word shows but does not store in the text, worked out from numbering.xml.

python-docx does not read them. Rules of ECMA-376 part 1, 17.9: counters belong to the abstract list, so two lists of
one
abstract definition count on; a start override begins anew when its list is first used; a deeper level restarts when a
higher one has moved, unless lvlRestart says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_HOLE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST = 9  # levels in a Word list


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and how the label is written ("%1.%2")."""

    start: int = 1
    form: str = "decimal"
    label: str = "%1."
    restart: int | None = None
    legal: bool = False  # isLgl: all numbers of the label in Arabic


@dataclass(slots=True)
class Numbering:
    """All lists of one document with their running counters: ask `label` once for each paragraph, in order."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """What stands before the paragraph; empty where the list shows nothing. Moves the counter on."""
        known = self.lists.get(list_id)
        if known is None or not 0 <= depth < _MOST:
            return ""
        abstract_id, own_levels, overrides = known
        levels: Mapping[int, Level] = {**self.abstract.get(abstract_id, {}), **own_levels}
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._counters.setdefault(abstract_id, [None] * _MOST)
        first_use = (list_id, depth) not in self._begun
        self._begun.add((list_id, depth))
        if first_use and depth in overrides:
            counters[depth] = overrides[depth]
        else:
            current = counters[depth]
            counters[depth] = level.start if current is None else current + 1
        for above in range(depth):
            if counters[above] is None:
                counters[above] = levels[above].start if above in levels else 1
        for below in range(depth + 1, _MOST):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart != 0 and depth < restart):
                counters[below] = None
        return _written(level, levels, counters)


def _written(level: Level, levels: Mapping[int, Level], counters: list[int | None]) -> str:
    if level.form == "none":
        return _HOLE.sub("", level.label).strip()
    if level.form == "bullet":
        return bullet(level.label)

    def number(hole: re.Match[str]) -> str:
        at = int(hole[1]) - 1
        form = "decimal" if level.legal else levels[at].form if at in levels else "decimal"
        return figure(counters[at] or 0, form)

    return _HOLE.sub(number, level.label).strip()


def bullet(label: str) -> str:
    """A bullet as typed signs: letters of symbol fonts (private use area) become •, dashes and pluses stay."""
    sign = label.strip()[:1]
    if not sign:
        return ""
    return "•" if "\ue000" <= sign <= "\uf8ff" or sign in "·o§" else sign


def figure(value: int, form: str) -> str:
    """A counter in one of Word's number formats; formats that Vietnamese documents do not use come out in Arabic."""
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        text = ""
        rest = value
        for worth, sign in _ROMAN:
            while rest >= worth:
                text += sign
                rest -= worth
        return text.upper() if form == "upperRoman" else text
    if form in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 % 20 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02d}" if form == "decimalZero" else str(value)


def numbering_of(root: Any) -> Numbering:
    """The lists of a document from the root element of numbering.xml; an empty Numbering for None."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}  # the name of a list style to the abstract list that defines it
    borrowed: dict[str, str] = {}
    for element in root.findall(qn("w:abstractNum")):
        key = element.get(qn("w:abstractNumId"), "")
        numbering.abstract[key] = _levels(element)
        if (style := _value(element, "w:styleLink")) is not None:
            links[style] = key
        if (style := _value(element, "w:numStyleLink")) is not None:
            borrowed[key] = style
    for key, style in borrowed.items():
        if not numbering.abstract[key] and style in links:
            numbering.abstract[key] = numbering.abstract[links[style]]
    for element in root.findall(qn("w:num")):
        own: dict[int, Level] = {}
        overrides: dict[int, int] = {}
        for override in element.findall(qn("w:lvlOverride")):
            depth = _integer(override.get(qn("w:ilvl")), 0)
            if (start := _value(override, "w:startOverride")) is not None:
                overrides[depth] = _integer(start, 1)
            own |= _levels(override)
        numbering.lists[element.get(qn("w:numId"), "")] = (_value(element, "w:abstractNumId") or "", own, overrides)
    return numbering


def _levels(element: Any) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for level in element.findall(qn("w:lvl")):
        restart = _value(level, "w:lvlRestart")
        levels[_integer(level.get(qn("w:ilvl")), 0)] = Level(
            start=_integer(_value(level, "w:start"), 1),
            form=_value(level, "w:numFmt") or "decimal",
            label=_value(level, "w:lvlText") or "",
            restart=None if restart is None else _integer(restart, 0),
            legal=level.find(qn("w:isLgl")) is not None,
        )
    return levels


def _value(element: Any, tag: str) -> str | None:
    child = element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _integer(text: str | None, default: int) -> int:
    try:
        return max(-1, min(int(text or ""), 100_000))
    except ValueError:
        return default
