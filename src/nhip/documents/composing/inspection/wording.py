"""What the fixed components say: motto, number and symbol, day, bases, addressees (Mục II, khoản 1, 3, 4, 6, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhip.documents.composing.inspection.components import Found
from nhip.documents.composing.inspection.findings import finding
from nhip.documents.composing.inspection.sheets import Line, Printed
from nhip.documents.composing.rules import Layout, document_types
from nhip.text.issues import Issue
from nhip.text.normalise import fold, nfc, tone_key

_FORM = re.compile(r"^Số: ?(?P<number>[\d….\s_]*)/(?P<symbol>[^\s].*)?$")
_GROUPS = re.compile(r"^[\wĐđ&.…]+(?:-[\wĐđ&.…]+)*$")
_DAY = re.compile(r"ngày\s*(?P<day>[\d….\s_]*?)\s*tháng\s*(?P<month>[\d….\s_]*?)\s*năm\s*(?P<year>[\d….\s_]*)$")


def check_wording(sheet: Printed, found: Found, layout: Layout) -> Iterator[Issue]:
    yield from _motto(found, layout)
    yield from _strokes(sheet, found, layout)
    yield from _number(found, layout)
    yield from _date(found, layout)
    yield from _type(found, layout)
    yield from _bases(found, layout)
    yield from _addressees(found, layout)


def _motto(found: Found, layout: Layout) -> Iterator[Issue]:
    for name, line, rule in (
        ("motto_country", found.country, layout["motto_country"]),
        ("motto", found.motto, layout["motto"]),
    ):
        if line is None:
            if not found.attached:
                yield finding(name, "motto_missing", rule.point, None, needed=rule.text)
        elif rule.text and _plain(line.shown) != _plain(rule.text):
            yield finding(name, "motto_text", rule.point, line, needed=rule.text)


def _plain(text: str) -> str:
    """HÒA and HOÀ are one word; spaces of a printed line count once."""
    return tone_key(" ".join(nfc(text).split()))


def _strokes(sheet: Printed, found: Found, layout: Layout) -> Iterator[Issue]:
    """The line under motto, issuing body and title: letters, a border, a drawing or an underline."""
    if found.motto is not None and not _has_stroke(sheet, found.motto):
        yield finding("motto", "line_missing", layout["motto"].point, found.motto, element="motto")
    if found.bodies and not _has_stroke(sheet, found.bodies[-1]):
        yield finding(
            "issuing_body", "line_missing", layout["issuing_body"].point, found.bodies[-1], element="issuing_body"
        )
    # a paper issued with another one has the line below the reference that follows its title
    if found.title and not found.attached and not _has_stroke(sheet, found.title[-1]):
        yield finding("title", "line_missing", layout["title"].point, found.title[-1], element="title")


def _has_stroke(sheet: Printed, line: Line) -> bool:
    """On the line itself, or before the next words of its cell (or of the page, outside tables)."""
    if line.stroke is not None or line.drawn or any(run.underlined for run in line.spoken()):
        return True
    near = [
        one
        for one in sheet.lines
        if one.place != line.place and one.table == line.table and one.section == line.section
    ]
    if line.table is not None:
        near = [one for one in near if one.column == line.column or one.drawn]
        if any(one.drawn for one in near):
            return True  # drawings float: where they land is not told by where they are anchored
    if line.split:  # a head typed with tabs: both halves of the line below stand in one paragraph
        return any(one.ruled for one in near if line.place < one.place <= line.place + 3)
    for one in (one for one in near if one.place > line.place):
        if one.ruled or one.stroke is not None or one.drawn:
            return True
        if one.words and not (line.split and one.split):
            break
    return any(one.drawn for one in sheet.lines if abs(one.place - line.place) <= 3)


def _number(found: Found, layout: Layout) -> Iterator[Issue]:
    rule = layout["number"]
    if found.number is None:
        if not found.attached:
            yield finding("number", "number_missing", rule.point)
        return
    words = found.number.words
    form = _FORM.match(words)
    symbol = (form["symbol"] or "").strip() if form else ""
    if form is None or (symbol and not _GROUPS.match(symbol) and "…" not in symbol and ".." not in symbol):
        yield finding("number", "number_form", rule.point, found.number)
        return
    digits = form["number"].strip()
    if digits.isdigit() and len(digits) < 2 and int(digits) < rule.more["zero_below"]:
        yield finding("number", "number_zero", rule.point, found.number, needed=digits.zfill(2))
    yield from _symbol(found, symbol, layout)


def _symbol(found: Found, symbol: str, layout: Layout) -> Iterator[Issue]:
    """The letters of the type open the symbol of a named document; a letter has none."""
    head = symbol.split("-")[0]
    if not symbol or not head.isalpha():
        return
    point = "Phụ lục III, Mục I"
    if found.doc_type is not None:
        name = fold(re.sub(r"[\d.:]+$", "", found.doc_type.shown)).strip()
        codes = [code for code, kind in document_types().items() if kind.letters and fold(kind.name) == name]
        if codes and head not in codes and head.upper() not in {code.upper() for code in codes}:
            yield finding("number", "symbol_type", point, found.number, needed=codes[0], found=head)
        elif codes and head not in codes:
            yield finding("number", "symbol_letters", point, found.number, needed=codes[0], found=head)
    elif found.subject is not None and head in (*document_types(),):
        yield finding("number", "symbol_letter", point, found.number, found=head)


def _date(found: Found, layout: Layout) -> Iterator[Issue]:
    rule = layout["date"]
    if found.date is None:
        name = fold(found.doc_type.words) if found.doc_type is not None else ""
        if not found.attached and not any(name.startswith(fold(one)) for one in rule.more["in_text"]):
            yield finding("date", "date_missing", rule.point)
        return
    words = found.date.words
    form = _DAY.search(words)
    if form is None:
        return
    place = words[: form.start()].strip()
    if place and not place.endswith(","):
        yield finding("date", "date_comma", rule.point, found.date)
    day, month = form["day"].strip(), form["month"].strip()
    point = rule.more["day_point"]
    if day.isdigit() and len(day) == 1:
        yield finding("date", "day_zero", point, found.date, needed=day.zfill(2))
    if month.isdigit() and len(month) == 1 and int(month) in rule.more["zero_months"]:
        yield finding("date", "month_zero", point, found.date, needed=month.zfill(2))
    if month.isdigit() and len(month) == 2 and month[0] == "0" and int(month) not in rule.more["zero_months"]:
        yield finding("date", "month_needless_zero", point, found.date, needed=month.lstrip("0"))


def _type(found: Found, layout: Layout) -> Iterator[Issue]:
    rule = layout["doc_type"]
    if found.doc_type is None and found.subject is None:
        if found.attached:
            return
        yield finding("doc_type", "type_missing", rule.point)
    elif found.doc_type is not None and not found.attached and not found.title and _needs_title(found.doc_type):
        yield finding("title", "title_missing", rule.point, found.doc_type)


def _needs_title(line: Line) -> bool:
    """Papers that carry their matter in the text (introductions, leave) have no title of their own."""
    return not fold(line.words).startswith("giay ")


def _bases(found: Found, layout: Layout) -> Iterator[Issue]:
    rule = layout["basis"]
    for place, line in enumerate(found.bases):
        last = place == len(found.bases) - 1
        wanted = rule.more["last_ends" if last else "ends"]
        # a single ground before running text may go on into it with a comma
        if len(found.bases) == 1 and line.words.endswith(","):
            continue
        if not line.words.rstrip().endswith(wanted):
            yield finding("basis", "basis_end", rule.point, line, needed=wanted)
            return


def _addressees(found: Found, layout: Layout) -> Iterator[Issue]:
    rule = layout["addressee"]
    if not found.addressee:
        name = fold(found.doc_type.words) if found.doc_type is not None else ""
        named = {fold(document_types()[code].name) for code in rule.more["types"] if code != "CV"}
        if found.subject is not None or name in named:
            yield finding("addressee", "addressee_missing", rule.point)
        return
    first, rest = found.addressee[0], found.addressee[1:]
    if not re.match(r"^Kính gửi\s?:", first.words):
        yield finding("addressee", "addressee_colon", rule.point, first)
    items = [line for line in rest if line.words.startswith(("-", "–"))]
    for place, line in enumerate(items):
        wanted = "." if place == len(items) - 1 else ";"
        if not line.words.endswith(wanted) and any(letter.isalpha() for letter in line.words):
            yield finding("addressee", "addressee_end", rule.point, line, needed=wanted)
            return
