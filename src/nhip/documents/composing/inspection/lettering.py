"""Font, size, weight and slant of every component (Phụ lục I, Phần I, Mục I, khoản 4; Mục II; Mục V)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nhip.documents.composing.inspection.components import CAPTION, Found, kind_of
from nhip.documents.composing.inspection.findings import finding, shown, span
from nhip.documents.composing.inspection.sheets import Line, Printed
from nhip.documents.composing.rules import Element, Layout
from nhip.text.issues import Issue

_KIND_ELEMENT = {"part": "part", "subpart": "part", "article": "article", "section": "section", "point": "point"}


def check_lettering(sheet: Printed, found: Found, layout: Layout) -> Iterator[Issue]:
    yield from _fonts(sheet, layout)
    yield from _colours(sheet, found, layout)
    for element, lines in _elements(found):
        yield from _once(_look(line, layout[element]) for line in lines)


def _elements(found: Found) -> Iterator[tuple[str, Sequence[Line]]]:
    def one(line: Line | None) -> list[Line]:
        return [line] if line is not None else []

    yield "motto_country", one(found.country)
    yield "motto", one(found.motto)
    yield "parent_body", found.parents
    yield "issuing_body", found.bodies
    yield "number", one(found.number)
    yield "date", one(found.date)
    yield "doc_type", one(found.doc_type)
    yield "title", found.title
    yield "letter_subject", one(found.subject)
    yield "addressee", found.addressee
    yield "basis", found.bases
    yield "recipients_word", one(found.recipients_word)
    yield "recipients", found.recipients
    yield "authority", found.authority
    yield "signer_name", one(found.signer)
    for kind in ("part", "article", "section"):
        named = [line for line in found.text if (k := kind_of(line)) and _KIND_ELEMENT.get(k[0]) == kind]
        yield kind, named
    yield "body", [line for line in found.text if kind_of(line) is None and not CAPTION.match(line.words)]
    yield "appendix_number", found.appendices


def _once(groups: Iterator[Iterator[Issue]]) -> Iterator[Issue]:
    """The first finding of each rule in a component; how many more there are is not said again and again."""
    seen: set[str] = set()
    for group in groups:
        for issue in group:
            if issue.code not in seen:
                seen.add(issue.code)
                yield issue


def _look(line: Line, rule: Element) -> Iterator[Issue]:
    runs = [run for run in line.spoken() if len(run.text.strip()) > 1]
    if not runs:
        return
    wrong = next((run for run in runs if not rule.size.holds(run.size)), None)
    if wrong is not None:
        needed = span(rule.size.least, rule.size.most)
        yield finding(rule.name, "size", rule.point, line, found=shown(wrong.size), needed=needed, element=rule.name)
    if rule.name in ("article", "section", "part"):
        # the number opens the line and must be bold; what follows may be running text
        if rule.bold and not runs[0].bold:
            yield finding(rule.name, "not_bold", rule.point, line, element=rule.name)
        return
    if rule.name == "body":
        return
    yield from _weight(line, rule)
    if rule.capitals and not line.shown.isupper() and rule.name != "issuing_body":
        yield finding(rule.name, "not_capitals", rule.point, line, element=rule.name)
    if rule.align == "center" and line.align not in ("center", None):
        yield finding(rule.name, "not_centred", rule.point, line, element=rule.name)


def _weight(line: Line, rule: Element) -> Iterator[Issue]:
    for name, needed, value in (("bold", rule.bold, line.bold), ("italic", rule.italic, line.italic)):
        if needed is True and value is not True:
            yield finding(rule.name, f"not_{name}", rule.point, line, element=rule.name)
        elif needed is False and value is True:
            yield finding(rule.name, f"is_{name}", rule.point, line, element=rule.name)


def _fonts(sheet: Printed, layout: Layout) -> Iterator[Issue]:
    """Every font but Times New Roman and its twins, once each, with the first words set in it."""
    allowed = {layout.font, *layout.twins}
    seen: set[str] = set()
    for line in sheet.lines:
        for run in line.spoken():
            if run.font is not None and run.font not in allowed and run.font not in seen:
                seen.add(run.font)
                yield finding("font", "font", layout.raw["font"]["point"], line, found=run.font, needed=layout.font)


def _colours(sheet: Printed, found: Found, layout: Layout) -> Iterator[Issue]:
    """Black letters; stamps of urgency are red by law."""
    stamps = {words.casefold() for words in layout["urgency"].more["widths"]} | {"hoả tốc"}
    for line in sheet.lines:
        if line.words.casefold() in stamps:
            continue
        for run in line.spoken():
            if run.colour not in (None, "auto", "000000") and not _dark(run.colour):
                yield finding("font", "colour", layout.raw["font"]["point"], line, found=f"#{run.colour}")
                return


def _dark(colour: str) -> bool:
    """Almost black, as themes and converters write it."""
    try:
        return all(int(colour[i : i + 2], 16) <= 0x30 for i in (0, 2, 4))
    except ValueError:
        return True
