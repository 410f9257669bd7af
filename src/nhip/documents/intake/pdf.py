"""A PDF, page by page: text where there is text, OCR where there is only a picture.

A page is a scan when pictures cover more than 60 % of it and it holds fewer than 50 words: boxes of digital
signatures put
words on scanned pages. Nothing in the file is run: no scripts, no actions, no attachments.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfiumError

from nhip.documents.intake.flow import Line, Seen, Sheet, columns_parted
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Box, refused
from nhip.documents.intake.ruled import grids_of, rules_of, with_rows

SCAN_COVER = 0.60
SCAN_WORDS = 50
OCR_DPI = 300
LEAST_DPI, MOST_DPI = 180, 400
_OBJECTS = 20_000  # page objects looked at for pictures
_CHARACTERS = 200_000  # of one page
_FIELDS = frozenset({pdfium_c.FPDF_ANNOT_WIDGET})
_NOTES = frozenset({pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_FREETEXT})


@dataclass(frozen=True, slots=True)
class PageLook:
    """What one page is made of."""

    number: int
    width: float
    height: float
    cover: float
    lines: list[Line]
    signatures: tuple[Box, ...]
    pictures: tuple[Box, ...]
    dpi: float = 0.0  # of the largest picture, 0 where there is none
    notes: tuple[Box, ...] = ()  # what was put on the page afterwards: stamps and typed notes of a PDF program

    @property
    def words(self) -> int:
        return sum(len(line.words) for line in self.lines)

    @property
    def is_scan(self) -> bool:
        return self.cover > SCAN_COVER and self.words < SCAN_WORDS

    @property
    def is_overlaid(self) -> bool:
        """A picture of a page with somebody else's OCR under it."""
        return self.cover > SCAN_COVER and self.words >= SCAN_WORDS

    @property
    def scan_dpi(self) -> int:
        """Dots per inch to draw a scan at: its own where that is enough, because drawing anew blurs and breaks dots."""
        return round(self.dpi) if LEAST_DPI <= self.dpi <= MOST_DPI else OCR_DPI

    def sheet(self) -> Sheet:
        lines = columns_parted(self.lines, self.width)
        return Sheet(self.number, self.width, self.height, "text", lines, self.signatures)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document, closed in the end. Raises Refused for encrypted and broken files."""
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        raise refused("file_encrypted" if "password" in str(error).lower() else "pdf_broken") from error
    try:
        yield document
    finally:
        document.close()


def look(document: Any, index: int) -> PageLook:
    """One page (index from 0). Raises Refused when it cannot be loaded."""
    try:
        page = document[index]
    except PdfiumError as error:
        raise refused("pdf_page_broken", page=index + 1) from error
    try:
        width, height = page.get_size()
        sized = list(_pictures(page, width, height))
        pictures = tuple(box for box, _ in sized)
        dpi = (
            max(sized, key=lambda entry: (entry[0].right - entry[0].left) * (entry[0].bottom - entry[0].top))[1]
            if sized
            else 0.0
        )
        area = max(width * height, 1.0)
        cover = min(1.0, sum((b.right - b.left) * (b.bottom - b.top) for b in pictures) / area)
        lines = with_rows(_lines(page, height), grids_of(rules_of(_drawn(page, height))))
        signatures = tuple(_boxed(page, height, _FIELDS))
        notes = tuple(_boxed(page, height, _NOTES))
        return PageLook(index + 1, width, height, cover, lines, signatures, pictures, dpi, notes)
    except PdfiumError as error:
        raise refused("pdf_page_broken", page=index + 1) from error
    finally:
        page.close()


def picture(
    document: Any, index: int, limits: Limits, dpi: int = OCR_DPI, *, grey: bool = True, crop: Box | None = None
) -> tuple[Any, float]:
    """The page drawn as a Pillow picture, and the dots per inch used: fewer than asked where the page is huge."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = dpi / 72
        while width * height * scale * scale > limits.picture_pixels and scale > 0.2:
            scale /= 1.5
        cut = (0.0, 0.0, 0.0, 0.0)
        if crop is not None:
            cut = (
                max(0.0, crop.left),
                max(0.0, height - crop.bottom),
                max(0.0, width - crop.right),
                max(0.0, crop.top),
            )
        bitmap = page.render(scale=scale, grayscale=grey, crop=cut, may_draw_forms=False)
        return bitmap.to_pil(), scale * 72
    except (PdfiumError, ValueError, MemoryError) as error:
        raise refused("pdf_page_broken", page=index + 1) from error
    finally:
        page.close()


def _pictures(page: Any, width: float, height: float) -> Iterator[tuple[Box, float]]:
    """Boxes of the pictures on a page, cut to the page, with their dots per inch."""
    for at, thing in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if at > _OBJECTS:
            return
        try:
            left, bottom, right, top = thing.get_bounds()
            across = thing.get_px_size()[0]
        except PdfiumError:
            continue
        dpi = across * 72 / (right - left) if right > left else 0.0
        left, right = max(0.0, left), min(width, right)
        bottom, top = max(0.0, bottom), min(height, top)
        if right > left and top > bottom:
            yield Box(left=left, top=height - top, right=right, bottom=height - bottom), dpi


def _drawn(page: Any, height: float) -> Iterator[Box]:
    """Boxes of what is drawn on the page with lines: the rules of tables among it."""
    for at, thing in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if at > _OBJECTS:
            return
        try:
            left, bottom, right, top = thing.get_bounds()
        except PdfiumError:
            continue
        yield Box(left=left, top=height - top, right=right, bottom=height - bottom)


def _boxed(page: Any, height: float, kinds: frozenset[int]) -> Iterator[Box]:
    """Boxes of what lies over the page, of some kinds: digital signatures show in form fields."""
    for at in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), 200)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        rect = pdfium_c.FS_RECTF()
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) in kinds and pdfium_c.FPDFAnnot_GetRect(annotation, rect):
            if rect.right > rect.left:
                yield Box(left=rect.left, top=height - rect.top, right=rect.right, bottom=height - rect.bottom)
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def _lines(page: Any, height: float) -> list[Line]:
    """Lines of words in the file's own order, which runs column by column in heads."""
    text = page.get_textpage()
    try:
        count = min(text.count_chars(), _CHARACTERS)
        letters = _letters(text, count)
        lines: list[Line] = []
        start = 0
        for at in range(count + 1):
            if at == count or letters[at] in "\r\n":
                words = _words(text, letters, start, at, height)
                if words and lines and _same_row(lines[-1], words):
                    lines[-1].words.extend(words)
                elif words:
                    lines.append(Line(words, len(lines)))
                start = at + 1
        return lines
    finally:
        text.close()


def _words(text: Any, letters: str, first: int, end: int, height: float) -> list[Seen]:
    """Words of one line as the file orders them, or by place where letters of a second font were set apart."""
    words: list[Seen] = []
    start: int | None = None
    torn = False
    last = first
    for at in range(first, end + 1):
        if at == end or letters[at].isspace() or letters[at] in "\x00\ufffe\uffff":
            if start is not None:
                words.append(Seen(letters[start:at].replace("\x02", "-"), _box(text, start, at - 1, height)))
                torn = torn or (len(words) > 1 and _touch(text, words[-2], words[-1], last, start, height))
                last = at - 1
                start = None
        elif start is None:
            start = at
    return _by_place(text, letters, first, end, height) if torn else words


def _touch(text: Any, before: Seen, after: Seen, last: int, first: int, height: float) -> bool:
    """Two words of the file that stand too close to be two: letters of a second font, set apart or out of order."""
    gap, size = after.box.left - before.box.right, before.box.bottom - before.box.top
    if gap < -2:
        return True
    if gap > size * 0.3:
        return False
    left = _box(text, last, last, height, loose=True)
    right = _box(text, first, first, height, loose=True)
    return right.left - left.right < (left.bottom - left.top) * 0.1


def _same_row(line: Line, words: list[Seen]) -> bool:
    """A raised figure, or what follows one, belongs to the line it stands on."""
    top, bottom = min(word.box.top for word in words), max(word.box.bottom for word in words)
    shared = min(bottom, line.bottom) - max(top, line.top)
    gap = words[0].box.left - line.right
    return shared > 0.5 * min(bottom - top, line.bottom - line.top) and -3 <= gap < line.bottom - line.top


def _by_place(text: Any, letters: str, first: int, end: int, height: float) -> list[Seen]:
    """The line's letters sorted from left to right; a gap of a fifth of the letter height parts words."""
    placed = sorted(
        (
            (_box(text, at, at, height, loose=True), letters[at])
            for at in range(first, end)
            if not letters[at].isspace() and letters[at] not in "\x00\ufffe\uffff"
        ),
        key=lambda entry: entry[0].left,
    )
    words: list[Seen] = []
    for box, letter in placed:
        last = words[-1] if words else None
        if last is not None and box.left - last.box.right < (box.bottom - box.top) * 0.1:
            joined = Box(
                left=last.box.left,
                top=min(last.box.top, box.top),
                right=max(last.box.right, box.right),
                bottom=max(last.box.bottom, box.bottom),
            )
            words[-1] = Seen(last.text + letter, joined)
        else:
            words.append(Seen(letter, box))
    return words


def _letters(text: Any, count: int) -> str:
    """One letter for each index of the page, so that indices of letters and boxes agree."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(text, 0, count, buffer)
    whole = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace") if written == count + 1 else ""
    if len(whole) == count:  # one letter for each index: none was left out, none is a pair
        return whole
    get = pdfium_c.FPDFText_GetUnicode
    letters = []
    for at in range(count):
        code = get(text, at)
        letters.append(
            chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffe" if code == 0 else "\ufffd"
        )
    return "".join(letters)


def _box(text: Any, first: int, last: int, height: float, *, loose: bool = False) -> Box:
    """The box from one letter to another; `loose` takes the room the font gives a letter, not its ink."""
    if loose:
        room = pdfium_c.FS_RECTF()
        pdfium_c.FPDFText_GetLooseCharBox(text, first, room)
        return Box(left=room.left, top=height - room.top, right=room.right, bottom=height - room.bottom)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(text, first, left, right, bottom, top)
    x, low, high = left.value, bottom.value, top.value
    if last != first:
        pdfium_c.FPDFText_GetCharBox(text, last, left, right, bottom, top)
        low, high = min(low, bottom.value), max(high, top.value)
    return Box(left=x, top=height - high, right=right.value, bottom=height - low)
