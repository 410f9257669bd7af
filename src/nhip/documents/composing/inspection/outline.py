"""Numbers of parts, the closing mark and the order of components (Mục II, khoản 6; Mục IV; Phụ lục III, Mục II)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from nhip.documents.composing.inspection.components import Found, kind_of
from nhip.documents.composing.inspection.findings import finding
from nhip.documents.composing.inspection.sheets import Line
from nhip.documents.composing.rules import Layout
from nhip.text.issues import Issue

_ROMAN = re.compile(r"^(?:X{0,3})(?:IX|IV|V?I{0,3})$")
END = "./."
END_POINT = "Phụ lục III, Mục II"


def check_outline(found: Found, layout: Layout) -> Iterator[Issue]:
    seen: set[str] = set()
    for line in found.text:
        for issue in _numbered(line, layout):
            if issue.code not in seen:
                seen.add(issue.code)
                yield issue
    yield from _end(found)
    yield from _order(found, layout)


def _numbered(line: Line, layout: Layout) -> Iterator[Issue]:
    named = kind_of(line)
    if named is None:
        return
    kind, found = named
    number = found["number"]
    point = layout["part"].point
    if kind == "part" and number.isdigit():
        yield finding("part", "part_numeral", point, line, word=found["word"])
    elif kind == "subpart" and _ROMAN.match(number) and not number.isdigit():
        yield finding("part", "subpart_numeral", point, line, word=found["word"])
    elif kind == "article" and found["mark"] != "." and line.bold is not False:
        yield finding("article", "article_mark", layout["article"].point, line)
    elif kind == "section":
        if found["mark"] != ".":
            yield finding("section", "section_mark", layout["section"].point, line)
        elif line.bold and not line.shown.isupper():
            yield finding("section", "section_capitals", layout["section"].point, line)
    elif kind == "clause" and found["mark"] != "." and found["title"][:1].isupper():
        yield finding("clause", "clause_mark", layout["clause"].point, line)
    elif kind == "point":
        if number.islower() and found["mark"] != ")" and found["title"][:1].isupper():
            yield finding("point", "point_mark", layout["point"].point, line)
        elif found["mark"] == ")" and number.islower() and number not in layout["point"].more["letters"]:
            yield finding("point", "point_letter", layout["point"].point, line, found=number)


def _end(found: Found) -> Iterator[Issue]:
    """The last words of the text end with "./."."""
    said = [line for line in found.text if any(letter.isalpha() for letter in line.words)]
    if said and found.recipients_word is not None:
        last = found.text[-1]
        if not re.search(r"\.\s?/\s?\.\s*$", last.words) and not any(
            re.search(r"\./\.\s*$", line.words) for line in found.text[-3:]
        ):
            yield finding("body", "end_mark", END_POINT, last, needed=END)


def _order(found: Found, layout: Layout) -> Iterator[Issue]:
    """Components from the top of the page to its end."""
    first = {
        "issuing_body": found.bodies[0] if found.bodies else None,
        "number": found.number,
        "doc_type": found.doc_type,
        "title": found.title[0] if found.title else None,
        "basis": found.bases[0] if found.bases else None,
        "body": next((line for line in found.text if line not in found.bases), None),
        "recipients_word": found.recipients_word,
    }
    placed = [(name, first[name]) for name in layout.raw["order"]["components"]]
    kept = [(name, line) for name, line in placed if line is not None]
    for (before, one), (after, other) in itertools.pairwise(kept):
        if one.place > other.place:
            yield finding(after, "order", layout.raw["order"]["point"], other, before=before, element=after)
            return
