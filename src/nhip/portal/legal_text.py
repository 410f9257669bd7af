"""The text of an act as a page draws it: chapters, articles with an address of their own, paragraphs, tables.

The library keeps acts as plain text, a line for each paragraph, a row of a table between bars ("| a | b |", lines of a
cell parted by " / "). Nothing is added or left out but rules made of underscores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RULE = re.compile(r"[_\-–—.…\s]*")
_ARTICLE = re.compile(r"Điều (\d+[a-zđ]?)[.:]\s")
_CHAPTER = re.compile(r"(Phần|Chương|Mục|Tiểu mục|Phụ lục) (thứ \w+|[IVXLC]+|\d+|[A-Z])\b(?! lục)", re.IGNORECASE)
_FEWEST = 4
"""Articles from which a list of contents helps."""


@dataclass(frozen=True, slots=True)
class Part:
    """`kind`: chapter, article, line or table. `anchor`: its place in the page, for chapters and articles."""

    kind: str
    text: str = ""
    anchor: str = ""
    rows: Sequence[Sequence[Sequence[str]]] = ()


def parts(text: str) -> list[Part]:
    """The parts of a text in its order. Rows of a table: cells, each with its lines."""
    found: list[Part] = []
    rows: list[list[list[str]]] = []
    seen: set[str] = set()
    for line in (each.strip() for each in text.splitlines()):
        if line.startswith("|") and line.endswith("|") and len(line) > 1:
            rows.append([_lines(cell) for cell in line[1:-1].split("|")])
            continue
        if rows:
            found.append(Part("table", rows=tuple(rows)))
            rows = []
        if not line or _RULE.fullmatch(line):
            continue
        found.append(_part(line, found, seen))
    if rows:
        found.append(Part("table", rows=tuple(rows)))
    return found


def contents(found: Sequence[Part]) -> list[Part]:
    """Chapters and articles, where there are enough of them to look for one."""
    heads = [one for one in found if one.anchor]
    return heads if sum(one.kind == "article" for one in heads) >= _FEWEST else []


def _part(line: str, found: list[Part], seen: set[str]) -> Part:
    if (article := _ARTICLE.match(line)) and len(line) < 250:
        return Part("article", line, _anchor(f"dieu-{article[1].replace('đ', 'd')}", seen))
    if _CHAPTER.match(line) and len(line) < 120 and not line.endswith((";", ",")):
        return Part("chapter", line, _anchor(f"phan-{len(found)}", seen))
    if found and found[-1].kind == "chapter" and line.isupper() and "\n" not in found[-1].text:
        before = found.pop()
        return Part("chapter", f"{before.text}\n{line}", before.anchor)
    return Part("line", line)


def _anchor(wanted: str, seen: set[str]) -> str:
    """A name that stands once on the page: articles quoted in an annex come with the same numbers again."""
    name, count = wanted, 2
    while name in seen:
        name, count = f"{wanted}-{count}", count + 1
    seen.add(name)
    return name


def _lines(cell: str) -> list[str]:
    return [one for part in cell.split(" / ") if (one := part.strip()) and not _RULE.fullmatch(one)]
