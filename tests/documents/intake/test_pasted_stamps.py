"""A stamp set as a picture into a typed document, or low on a page, is seen; other pictures are not held up."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from builders import REPORT, docx, drawn, pdf_of, png, scan_pdf
from PIL import Image, ImageDraw, ImageFont

from nhip.documents.intake import pasted
from nhip.documents.intake.door import open_file
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Read, Refusal

TWO_LOOKS = 2  # of a small picture, at two heights
FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf"
LINES = [
    (f"{n}. Công tác thông tin cơ sở được các xã quan tâm thực hiện nghiêm túc.", 240, 160 + 70 * n, 38)
    for n in range(1, 14)
]


def stamp(words: str, colour: str = "#c8102e", *, clear: bool = False, height: int = 44) -> Any:
    font = ImageFont.truetype(FONT, height)
    size = (round(font.getlength(words)) + height, height * 2)
    picture = Image.new("RGBA", size, (255, 255, 255, 0 if clear else 255))
    draw = ImageDraw.Draw(picture)
    draw.text((height // 2, height // 3), words, fill=colour, font=font)
    draw.rectangle((3, 3, size[0] - 4, size[1] - 4), outline=colour, width=max(2, height // 10))
    return picture


def seal() -> Any:
    """A round seal with a name along its rim and a star, as on every signed page."""
    picture = Image.new("RGB", (420, 420), "white")
    draw = ImageDraw.Draw(picture)
    for edge in (4, 60):
        draw.ellipse((edge, edge, 416 - edge, 416 - edge), outline="#c8102e", width=7)
    draw.text((110, 190), "XÃ SUỐI MƠ", fill="#c8102e", font=ImageFont.truetype(FONT, 32))
    return picture


def photograph() -> Any:
    picture = Image.effect_noise((1600, 1200), 60).convert("L")
    return Image.merge("RGB", (picture.point(lambda v: v // 3), picture.point(lambda v: v // 2), picture))


def typed(*pictures: Any, in_header: bool = False) -> bytes:
    def fill(document: Any) -> None:
        for line in REPORT.splitlines():
            document.add_paragraph(line)
        for picture in pictures:
            home = document.sections[0].header.paragraphs[0] if in_header else document.add_paragraph()
            home.add_run().add_picture(io.BytesIO(png(picture)))

    return docx(fill)


def typed_pdf(picture: Any, at: tuple[int, int, int, int], *, page: int, note: bool = False) -> bytes:
    """Three typed pages; the picture on one of them: left, bottom, width, height in points."""
    document = pypdfium2.PdfDocument(pdf_of(*["\n".join(["Bao cao ket qua cong tac"] * 60)] * 3))
    home = document[page - 1]
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(picture.convert("RGB")))
    left, bottom, width, height = at
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height).translate(left, bottom))
    if note:
        raw = pypdfium2.raw
        annotation = raw.FPDFPage_CreateAnnot(home, raw.FPDF_ANNOT_STAMP)
        raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left, bottom + height, left + width, bottom))
        assert raw.FPDFAnnot_AppendObject(annotation, image)
        image._detach_finalizer()  # the page owns it now
        raw.FPDFPage_CloseAnnot(annotation)
    else:
        home.insert_obj(image)
        home.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def is_refused(name: str, data: bytes) -> bool:
    outcome = open_file(name, data, Limits())
    if isinstance(outcome, Refusal):
        assert (outcome.issue.code, outcome.name, outcome.keep) == ("documents.secrecy_mark", None, False)
        return True
    return False


@pytest.mark.live
@pytest.mark.parametrize("words", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize(("colour", "clear"), [("#c8102e", True), ("black", False)])
def test_a_picture_of_a_stamp_in_a_typed_word_file(words: str, colour: str, clear: bool) -> None:
    assert is_refused("a.docx", typed(stamp(words, colour, clear=clear)))


@pytest.mark.live
def test_in_a_header_and_behind_ordinary_pictures() -> None:
    assert is_refused("a.docx", typed(stamp("TỐI MẬT"), in_header=True))
    assert is_refused("a.docx", typed(seal(), photograph(), stamp("MẬT", height=24)))


@pytest.mark.live
def test_a_page_pasted_into_a_typed_word_file() -> None:
    page = drawn(LINES)
    mark = stamp("TUYỆT MẬT")
    page.paste(mark, (240, 90), mark)
    assert is_refused("a.docx", typed(page))
    assert not is_refused("a.docx", typed(drawn(LINES)))


@pytest.mark.live
@pytest.mark.parametrize("page", [1, 3])
@pytest.mark.parametrize("note", [False, True], ids=["picture", "note"])
def test_low_on_any_page_of_a_typed_pdf(page: int, note: bool) -> None:
    assert is_refused("a.pdf", typed_pdf(stamp("TỐI MẬT"), (70, 90, 130, 42), page=page, note=note))


@pytest.mark.live
def test_red_ink_low_on_any_page_of_a_scan() -> None:
    plain, mark = drawn(LINES), stamp("TỐI MẬT")
    marked = drawn(LINES)
    marked.paste(mark, (700, 1900), mark)
    assert is_refused("a.png", png(marked))
    assert is_refused("a.pdf", scan_pdf(plain, marked))


@pytest.mark.live
def test_seals_charts_and_photographs_are_no_stamps() -> None:
    chart = drawn(
        [("MẬT ĐỘ DÂN SỐ", 80, 40, 40), ("MẬT ONG BẠC HÀ", 80, 300, 30), ("BẢO MẬT", 80, 500, 30)], (900, 700)
    )
    signed = drawn(LINES)
    signed.paste(seal(), (900, 1700))
    for name, data in (
        ("a.docx", typed(seal(), chart, photograph())),
        ("a.pdf", typed_pdf(chart, (70, 90, 300, 230), page=2)),
        ("quet.pdf", scan_pdf(signed, signed)),
    ):
        outcome = open_file(name, data, Limits())
        assert isinstance(outcome, Read), name
        assert [issue.code for issue in outcome.warnings if issue.code.endswith("unseen")] == []


class Counting:
    """Stands for the engine, and counts what it is shown."""

    name = "counting"

    def __init__(self, lacking: str | None = None) -> None:
        self.lacking, self.shown = lacking, 0

    def lines(self, picture: Any, dpi: float, *, layout: str = "page") -> list[Any]:
        self.shown += 1
        return []

    def missing(self) -> str | None:
        return self.lacking


def test_only_so_many_are_looked_at_and_the_rest_is_said() -> None:
    engine = Counting()
    many = [stamp(f"SỐ {number}", "black").convert("RGB") for number in range(20)]
    marked, notes = pasted.any_bears_mark([*many, *many], Limits(pasted_pictures=5), engine)
    assert (marked, engine.shown) == (False, 5 * TWO_LOOKS)
    assert [(one.code, one.facts) for one in notes] == [("documents.pictures_unseen", {"count": 15})]


def test_photographs_rules_and_the_same_again_cost_nothing() -> None:
    engine, line = Counting(), Image.new("RGB", (600, 4), "black")
    logo = stamp("LOGO", "black").convert("RGB")
    assert pasted.any_bears_mark([photograph(), line, logo, logo], Limits(), engine) == (False, [])
    assert engine.shown == TWO_LOOKS


def test_without_an_engine_the_person_is_told() -> None:
    marked, notes = pasted.any_bears_mark([photograph()], Limits(), Counting("tesseract-ocr-vie"))
    assert (marked, [one.facts for one in notes]) == (False, [{"count": 1}])


def test_broken_and_boundless_pictures_are_passed_over() -> None:
    bomb = png(Image.new("1", (20_000, 20_000)))
    files = [b"\x89PNG\r\n\x1a\nnothing", bomb, png(stamp("A"))[:200], png(stamp("A"))]
    assert len(list(pasted.opened_pictures(files, Limits()))) == 1
