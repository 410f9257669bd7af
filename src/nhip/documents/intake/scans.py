"""PDFs and pictures to sheets of lines: text pages as they are, pictures through OCR, the first page first of all.

The first page is judged for a secrecy mark before any other is opened, whatever becomes of the file later.
"""

from __future__ import annotations

import io
import warnings as python_warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

from nhip.documents.intake import pdf, secrecy
from nhip.documents.intake.flow import Line, Sheet, columns_parted, text_of
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.ocr.cleaning import cleaned
from nhip.documents.intake.ocr.correction import corrected
from nhip.documents.intake.ocr.engine import Engine
from nhip.documents.intake.ocr.ruling import read_with_tables
from nhip.documents.intake.ocr.stamps import grey_without_red, picture_bears_mark, red_ink_bears_mark
from nhip.documents.intake.ocr.strokes import with_counted_strokes
from nhip.documents.intake.ocr.tesseract import Tesseract
from nhip.documents.intake.outcome import Box, Page, Refused, refused, warning
from nhip.documents.intake.pasted import any_bears_mark
from nhip.text.issues import Issue

Progress = Callable[[int, int], None]
_AT_ONCE = 2  # pages in OCR side by side; tesseract itself runs on one thread
_POINTS = 72
_OVERLAID = 100  # pages with hidden text looked at for red ink, a tenth of a second each
_CUTTINGS = 20  # pictures drawn of one typed page
_CUTTING_DPI = 200
_LEAST_SIDE = 8.0  # points; a stamp is larger


def read_pdf(
    data: bytes, limits: Limits, progress: Progress, engine: Engine | None = None
) -> tuple[str, tuple[Page, ...], bool, list[Issue]]:
    """Text, pages, whether any page was a scan, warnings."""
    reader: Engine = engine or Tesseract(seconds=limits.seconds)
    notes: list[Issue] = []
    with pdf.opened(data) as document:
        count = len(document)
        if count == 0:
            raise refused("pdf_without_pages")
        first = _first_page(document, limits, reader)
        if count > limits.pages:
            raise refused("too_many_pages", pages=count, limit=limits.pages)
        looks = [pdf.look(document, 0), *(_look(document, at, notes) for at in range(1, count))]
        scanned = [look for look in looks if look is not None and _needs_ocr(look)]
        if len(scanned) > limits.scanned_pages:
            raise refused("too_many_scans", pages=len(scanned), limit=limits.scanned_pages)
        typed = [look for look in looks if look is not None and not _needs_ocr(look)]
        notes.extend(_judged_later(document, typed, limits, _hasty(reader, limits)))
        pictures = (
            (look, *pdf.picture(document, look.number - 1, limits, look.scan_dpi, grey=False))
            for look in scanned
            if look.number > 1 or first is None
        )
        done = {1: first} if first is not None else {}
        done |= _recognised(pictures, reader, progress, len(scanned))
        sheets = [done.get(look.number) or look.sheet() for look in looks if look is not None]
    for sheet in sheets[1:]:
        if secrecy.top_bears_mark([line.text for line in sheet.lines], from_scan=sheet.how == "ocr"):
            raise _secret()
    if any(look is not None and look.is_overlaid and not _needs_ocr(look) for look in looks):
        notes.append(warning("scan_with_text"))
    text, pages = text_of(sheets)
    from_scan = bool(scanned) or any(look is not None and look.is_overlaid for look in looks)
    if scanned:
        text, pages, more = _checked(text, pages)
        notes.extend(more)
    if not text.strip():
        raise refused("no_words")
    return text, pages, from_scan, notes


def _judged_later(document: Any, typed: Sequence[pdf.PageLook], limits: Limits, engine: Engine) -> list[Issue]:
    """Raises the refusal under a stamp set into typed pages, or in red ink on a page with hidden text."""
    if engine.missing() is None:
        for look in typed[:_OVERLAID]:
            if look.is_overlaid and look.number > 1:
                page, dpi = pdf.picture(document, look.number - 1, limits, _CUTTING_DPI, grey=False)
                if red_ink_bears_mark(page, dpi, engine):
                    raise _secret()
    plain = [look for look in typed if not look.is_overlaid]
    marked, unseen = any_bears_mark(_cuttings(document, plain, limits), limits, engine)
    if marked:
        raise _secret()
    return unseen


def _cuttings(document: Any, typed: Sequence[pdf.PageLook], limits: Limits) -> Iterator[Any]:
    """Every picture and every later note on typed pages, drawn as it shows: a stamp may stand anywhere on them."""
    for look in typed:
        boxes = [box for box in (*look.pictures, *look.notes) if _is_seen(box)]
        for box in boxes[:_CUTTINGS]:
            with suppress(Refused):
                yield pdf.picture(document, look.number - 1, limits, _CUTTING_DPI, grey=False, crop=box)[0]


def _is_seen(box: Box) -> bool:
    return box.right - box.left >= _LEAST_SIDE * 2 and box.bottom - box.top >= _LEAST_SIDE


def _hasty(engine: Engine, limits: Limits) -> Engine:
    """The engine with less patience where it is our own: many small pictures, and the text is there already."""
    return replace(engine, seconds=limits.seconds_per_picture) if isinstance(engine, Tesseract) else engine


def _secret() -> Refused:
    return Refused(Issue("file", "documents.secrecy_mark", {}), keep=False)


def _first_page(document: Any, limits: Limits, engine: Engine) -> Sheet | None:
    """Judges the first page; returns it when it had to go through OCR for that."""
    look = pdf.look(document, 0)
    if secrecy.bears_mark("\n".join(line.text for line in look.lines)):
        raise _secret()
    if not _needs_ocr(look):
        upper = [b for b in (*look.pictures, *look.notes) if b.top < look.height * 0.45]
        if upper and engine.missing() is None:  # a stamp may lie over typed text, or text under the picture of a page
            whole, dpi = pdf.picture(document, 0, limits, grey=False)
            if picture_bears_mark(whole, dpi, engine):
                raise _secret()
        return None
    picture, dpi = pdf.picture(document, 0, limits, look.scan_dpi, grey=False)
    return _judged(look.number, look.width, look.height, picture, dpi, engine, look.signatures)


def _judged(
    number: int, width: float, height: float, picture: Any, dpi: float, engine: Engine, signatures: Sequence[Box] = ()
) -> Sheet:
    """A first page through OCR, its words and its head looked at side by side. Raises the refusal under a mark."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        stamped = pool.submit(picture_bears_mark, picture, dpi, engine)
        sheet = _sheet(number, width, height, picture, dpi, engine, signatures)
        lines = "\n".join(line.text for line in sheet.lines)
        if secrecy.bears_mark(lines, from_scan=True) or stamped.result():
            raise _secret()
    return sheet


def _look(document: Any, at: int, notes: list[Issue]) -> pdf.PageLook | None:
    try:
        return pdf.look(document, at)
    except Refused:
        notes.append(warning("page_left_out", page=at + 1))
        return None


def _needs_ocr(look: pdf.PageLook) -> bool:
    """A scan, or a scan whose hidden text was read in the wrong language."""
    return look.is_scan or (look.is_overlaid and wrong_language(" ".join(line.text for line in look.lines)))


def wrong_language(text: str) -> bool:
    """True for Vietnamese print read without the Vietnamese data: hardly a word carries a valid mark.

    Of the words in clean Vietnamese documents about 85 % are valid syllables with marks; in a scan read as English
    under 5 %.
    """
    from nhip.text.syllables import is_syllable

    words = [word for word in text.lower().split() if word.isalpha()]
    marked = sum(1 for word in words if not word.isascii() and is_syllable(word))
    return len(words) >= 30 and marked < len(words) * 0.25


def _recognised(
    pictures: Iterator[tuple[pdf.PageLook, Any, float]], engine: Engine, progress: Progress, of: int
) -> dict[int, Sheet]:
    """Two pages at a time; pictures are drawn one by one because pdfium knows one thread only."""
    done: dict[int, Sheet] = {}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: list[Any] = []

        def take() -> None:
            sheet = waiting.pop(0).result()
            done[sheet.number] = sheet
            progress(len(done), of)

        progress(0, of)
        for look, drawn, dpi in pictures:
            picture = grey_without_red(drawn)
            waiting.append(
                pool.submit(_later, look.number, look.width, look.height, picture, dpi, engine, look.signatures)
            )
            if len(waiting) > _AT_ONCE:
                take()
        while waiting:
            take()
    return done


def _later(
    number: int, width: float, height: float, picture: Any, dpi: float, engine: Engine, signatures: Sequence[Box] = ()
) -> Sheet:
    """A page after the first through OCR. Raises the refusal under a red stamp wherever it stands."""
    if red_ink_bears_mark(picture, dpi, engine):
        raise _secret()
    return _sheet(number, width, height, picture, dpi, engine, signatures)


def _sheet(
    number: int, width: float, height: float, picture: Any, dpi: float, engine: Engine, signatures: Sequence[Box] = ()
) -> Sheet:
    upright, turned = cleaned(picture, dpi)
    seen, wiped = read_with_tables(upright, dpi, engine)
    lines: list[Line] = [with_counted_strokes(line, wiped, dpi) for line in seen if line.words]
    confidences = [word.confidence for line in lines for word in line.words]
    mean = sum(confidences) / len(confidences) if confidences else None
    return Sheet(
        number,
        width,
        height,
        "ocr",
        [line for line in columns_parted(lines, width) if _is_print(line)],
        signatures,
        mean,
        turned,
    )


def _is_print(line: Line) -> bool:
    """Specks, rules and strokes of a pen come out of the engine as lines of signs, or as a few words it hardly
    believes."""
    sure = sum(word.confidence for word in line.words) / len(line.words)
    return any(c.isalnum() for word in line.words for c in word.text) and (len(line.words) > 3 or sure >= 0.35)


def _checked(text: str, pages: Sequence[Page]) -> tuple[str, tuple[Page, ...], list[Issue]]:
    """The text of OCR with its marks put right, and what a person should know about it."""
    text, kept, changed = corrected(text, pages)
    notes = _about_ocr(kept)
    if changed:
        notes.append(warning("marks_corrected", words=changed))
    return text, kept, notes


def _about_ocr(pages: Sequence[Page]) -> list[Issue]:
    words = [word for page in pages for word in page.words]
    if not words:
        return []
    unsure = sum(1 for word in words if word.confidence < 0.6)
    return [
        warning("read_by_ocr", pages=sum(1 for page in pages if page.how == "ocr"), words=len(words), unsure=unsure)
    ]


def read_pictures(
    files: Sequence[bytes], limits: Limits, progress: Progress, engine: Engine | None = None
) -> tuple[str, tuple[Page, ...], list[Issue]]:
    """Picture files one after another, every page of a many-page TIFF included."""
    reader: Engine = engine or Tesseract(seconds=limits.seconds)
    sheets: list[Sheet] = []
    for at, data in enumerate(files):
        for of, picture, dpi in frames(data, limits):
            if len(sheets) >= limits.scanned_pages:
                raise refused("too_many_scans", pages=len(sheets) + 1, limit=limits.scanned_pages)
            progress(len(sheets), max(of, len(files) - at + len(sheets)))
            width, height = picture.width * _POINTS / dpi, picture.height * _POINTS / dpi
            page = _later if sheets else _judged
            sheet = page(len(sheets) + 1, width, height, picture, dpi, reader)
            if secrecy.top_bears_mark([line.text for line in sheet.lines], from_scan=True):
                raise _secret()
            sheets.append(sheet)
    text, pages = text_of(sheets)
    if not text.strip():
        raise refused("no_words")
    return _checked(text, pages)


def frames(data: bytes, limits: Limits) -> Iterator[tuple[int, Any, float]]:
    """How many frames there are, and each as picture with its dots per inch."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = limits.picture_pixels
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
                count = getattr(image, "n_frames", 1)
                if count > limits.scanned_pages:
                    raise refused("too_many_scans", pages=count, limit=limits.scanned_pages)
                for at in range(count):
                    image.seek(at)
                    if image.width * image.height > limits.picture_pixels:
                        raise refused("picture_too_large", width=image.width, height=image.height)
                    image.load()
                    frame = ImageOps.exif_transpose(image).convert("RGB")
                    yield count, *_scaled(frame, image.info.get("dpi"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refused("picture_too_large", width=0, height=0) from error
    except (
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        TypeError,
        KeyError,
        IndexError,
        OverflowError,
        ZeroDivisionError,
    ) as error:
        raise refused("picture_broken") from error


def _scaled(frame: Any, stated: Any) -> tuple[Any, float]:
    """The picture and its likely dots per inch: a page is taken to be A4 where the file states nothing sensible."""
    dpi = 0.0
    try:
        dpi = float(stated[0]) if stated else 0.0
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    if not 90 <= dpi <= 1200:
        dpi = max(90.0, min(max(frame.width, frame.height) / 11.69, 600.0))
    if dpi < 180 and frame.width * frame.height < 8_000_000:
        factor = 300 / dpi
        frame = frame.resize((max(1, round(frame.width * factor)), max(1, round(frame.height * factor))))
        dpi = 300.0
    return frame, dpi
