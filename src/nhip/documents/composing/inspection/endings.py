"""Recipients, signer and appendices (Mục II, khoản 7, 9; Mục III, khoản 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhip.documents.composing.inspection.components import APPENDIX, DASH, REFERENCE, Found
from nhip.documents.composing.inspection.findings import finding
from nhip.documents.composing.inspection.sheets import Line, Printed
from nhip.documents.composing.rules import Layout
from nhip.text.issues import Issue
from nhip.text.normalise import fold

REACH = 8  # lines below "Phụ lục" in which its title and reference stand
# a right to sign as it must not be written: T/M, TM without its dot, K/T.
_WRONG_RIGHT = re.compile(
    r"^(?:T\s?/\s?M|K\s?/\s?T|T\s?/\s?L|T\s?/?\s?UQ|TM|KT|TL|TUQ|Q)(?P<dot>\.?)(?P<gap>\s?)(?=\S)"
)
_RIGHT = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\.\s")
_WORD = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/UQ|TUQ)\b", re.IGNORECASE)


def check_endings(sheet: Printed, found: Found, layout: Layout) -> Iterator[Issue]:
    yield from _recipients(found, layout)
    yield from _signer(found, layout)
    yield from _appendices(sheet, found, layout)


def _recipients(found: Found, layout: Layout) -> Iterator[Issue]:
    rule, word = layout["recipients"], layout["recipients_word"]
    if found.recipients_word is None:
        if not found.attached:
            yield finding("recipients", "recipients_missing", word.point)
        return
    if not re.match(r"^Nơi nhận\s?:", found.recipients_word.words):
        yield finding("recipients_word", "recipients_word", word.point, found.recipients_word, needed=word.text)
    items = [line for line in found.recipients if any(letter.isalpha() for letter in line.words)]
    undashed = next((line for line in items if not DASH.match(line.words) and _begins(line)), None)
    if undashed is not None:
        yield finding("recipients", "recipients_dash", rule.point, undashed)
    if not items:
        return
    archive = next((line for line in items if re.match(r"^[-–—]?\s*Lưu\b", line.words)), None)
    if archive is None:
        yield finding("recipients", "archive_missing", rule.point, items[-1])
    elif not re.match(r"^[-–—]?\s*Lưu\s?:", archive.words):
        yield finding("recipients", "archive_colon", rule.point, archive)
    for place, line in enumerate(items):
        if place == len(items) - 1:
            if not re.search(r"[.)…]$", line.words):
                yield finding("recipients", "recipients_end", rule.point, line, needed=rule.more["last_ends"])
        elif DASH.match(items[place + 1].words) and not line.words.endswith((";", ":")):
            yield finding("recipients", "recipients_end", rule.point, line, needed=rule.more["ends"])
            return


def _begins(line: Line) -> bool:
    """A line of its own, not the second half of a broken one."""
    return line.words[:1].isupper()


def _signer(found: Found, layout: Layout) -> Iterator[Issue]:
    rule, name = layout["authority"], layout["signer_name"]
    if found.recipients_word is not None and not found.authority:
        yield finding("authority", "authority_missing", rule.point)
        return
    for line in found.authority:
        words = line.words.replace("\n", " ")
        if _WORD.match(words) and _WRONG_RIGHT.match(words) and not _RIGHT.match(words):
            yield finding("authority", "authority_form", rule.more["form_point"], line)
    if found.signer is not None:
        words = found.signer.words.casefold()
        title = next((one for one in name.more["titles"] if words.startswith(one.casefold())), None)
        if title is not None:
            yield finding("signer_name", "signer_title", name.more["title_point"], found.signer, found=title)


def _appendices(sheet: Printed, found: Found, layout: Layout) -> Iterator[Issue]:
    numbers = [m["number"] for line in found.appendices if (m := APPENDIX.match(line.words))]
    rule = layout["appendix_number"]
    if len(numbers) > 1:
        for line, number in zip(found.appendices, numbers, strict=True):
            if number is None or not set(number) <= set("IVXLC…."):
                yield finding("appendix", "appendix_numeral", rule.more["reference_point"], line)
                break
    if not found.appendices:
        return
    if not any("phu luc" in fold(line.words) or "kem theo" in fold(line.words) for line in (*found.text, *found.bases)):
        yield finding("appendix", "appendix_unmentioned", rule.more["reference_point"], found.appendices[0])
    reference = layout["appendix_reference"]
    starts = [line.place for line in found.appendices]
    for line in found.appendices:
        until = min([line.place + REACH, *(place for place in starts if place > line.place)])
        below = [one for one in sheet.lines if line.place < one.place < until and one.words]
        told = next((one for one in below if REFERENCE.match(one.words)), None)
        if told is None:
            yield finding("appendix", "appendix_reference", reference.point, line)
            return
        if told.italic is False:
            yield finding("appendix", "not_italic", reference.point, told, element="appendix_reference")
            return
