"""Scans in every wrapping: with a wrong text layer, pasted into Word, of many frames, drawn for the eye."""

from __future__ import annotations

import io

import pytest
from builders import docx, drawn, png, scan_pdf

from nhip.documents.intake.door import open_file, page_picture
from nhip.documents.intake.flow import Line, Seen, columns_parted, text_of
from nhip.documents.intake.flow import Sheet as Printed
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.ocr.strokes import with_counted_strokes
from nhip.documents.intake.outcome import Box, Read, Refusal
from nhip.documents.intake.scans import read_pdf, wrong_language

LINES = [
    (f"{n}. Công tác thông tin cơ sở được các xã quan tâm thực hiện.", 240, 200 + 80 * n, 40) for n in range(1, 12)
]


def overlaid(words: str) -> bytes:
    """A scan with a text layer under the picture, as office scanners write it."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(scan_pdf(drawn(LINES)))
    page = document[0]
    for at, line in enumerate(words.splitlines()):
        thing = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", ctypes.c_float(10))
        encoded = (line + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(thing, (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded))
        raw.FPDFPageObj_Transform(thing, 1, 0, 0, 1, 60, 780 - 14 * at)
        raw.FPDFTextObj_SetTextRenderMode(thing, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        raw.FPDFPage_InsertObject(page.raw, thing)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.live
def test_a_layer_read_in_the_wrong_language_is_read_again():
    wrong = "\n".join(["1. Cong tac thong tin ca sO duqc cac xa quan tam thuc hien nghiem tuc"] * 12)
    outcome = open_file("a.pdf", overlaid(wrong), Limits())
    assert isinstance(outcome, Read)
    assert outcome.from_scan
    assert outcome.how == "ocr"
    assert "Công tác thông tin cơ sở được các xã quan tâm" in outcome.text


@pytest.mark.live
def test_pages_pasted_into_word_are_read():
    def fill(document):
        document.add_picture(io.BytesIO(png(drawn(LINES))))

    outcome = open_file("a.docx", docx(fill), Limits())
    assert isinstance(outcome, Read)
    assert outcome.from_scan
    assert outcome.text.count("Công tác thông tin cơ sở") >= 10
    assert "documents.word_of_pictures" in [issue.code for issue in outcome.warnings]


@pytest.mark.live
def test_a_marked_page_pasted_into_word_is_refused():
    def fill(document):
        document.add_picture(io.BytesIO(png(drawn([("TUYỆT MẬT", 300, 150, 60), *LINES]))))

    outcome = open_file("a.docx", docx(fill), Limits())
    assert isinstance(outcome, Refusal)
    assert outcome.name is None


@pytest.mark.live
def test_every_frame_of_a_tiff_is_a_page():
    out = io.BytesIO()
    first, second = drawn(LINES), drawn([("Trang hai của báo cáo kết quả công tác", 240, 300, 44)])
    first.save(out, "TIFF", save_all=True, append_images=[second], dpi=(200, 200), compression="tiff_lzw")
    outcome = open_file("a.tif", out.getvalue(), Limits())
    assert isinstance(outcome, Read)
    assert [page.number for page in outcome.pages] == [1, 2]
    assert "Trang hai của báo cáo" in outcome.text[outcome.pages[1].start : outcome.pages[1].end]


def test_pages_are_drawn_for_the_eye():
    from PIL import Image

    data = scan_pdf(drawn(LINES), drawn(LINES))
    shown = page_picture(data, 2, 50)
    assert shown is not None
    assert Image.open(io.BytesIO(shown)).size == (414, 585)
    assert page_picture(data, 3) is None
    assert page_picture(data, 0) is None
    assert page_picture(b"no picture at all", 1) is None
    assert page_picture(png(drawn([], (800, 400))), 1, 100) is not None


class Unreadable:
    """An engine that is not installed."""

    name = "none"

    def lines(self, picture, dpi, *, layout="page"):
        from nhip.documents.intake.outcome import refused

        raise refused("ocr_missing", package="tesseract-ocr-vie")

    def missing(self):
        return "tesseract-ocr-vie"


class Fixed:
    """Another engine behind the same protocol."""

    name = "fixed"

    def lines(self, picture, dpi, *, layout="page"):
        box = Box(left=100, top=100, right=200, bottom=110)
        return [Line([Seen("Báo", box, 0.9), Seen("cáo", Box(left=205, top=100, right=300, bottom=110), 0.4)])]

    def missing(self):
        return None


def test_another_engine_can_be_plugged_in():
    text, pages, scanned, notes = read_pdf(scan_pdf(drawn(LINES)), Limits(), lambda done, of: None, Fixed())
    assert text == "Báo cáo\n"
    assert scanned
    assert [word.confidence for word in pages[0].words] == [0.9, 0.4]
    assert notes[0].facts == {"pages": 1, "words": 2, "unsure": 1}


def test_a_missing_engine_is_named():
    from nhip.documents.intake.outcome import Refused

    with pytest.raises(Refused) as caught:
        read_pdf(scan_pdf(drawn(LINES)), Limits(), lambda done, of: None, Unreadable())
    assert caught.value.issue.code == "documents.ocr_missing"
    assert caught.value.issue.facts == {"package": "tesseract-ocr-vie"}


def test_the_wrong_language_shows_in_the_words():
    right = "Công tác thông tin cơ sở được các xã quan tâm thực hiện nghiêm túc đúng quy định của pháp luật " * 3
    assert not wrong_language(right)
    assert wrong_language("Cong tac thong tin ca sO duqc cac xa quan tam thuc hien nghiem tuc dung quy dinh " * 3)
    assert not wrong_language("Bao cao")


def line(words, left, top, size=12.0):
    at, seen = left, []
    for word in words.split():
        seen.append(Seen(word, Box(left=at, top=top, right=at + 6.0 * len(word), bottom=top + size)))
        at += 6.0 * len(word) + 4
    return Line(seen)


def text(*lines, parted=True, width=595.0):
    kept = columns_parted(list(lines), width) if parted else list(lines)
    return text_of([Printed(1, width, 842.0, "text", kept)])[0]


def test_a_head_in_two_columns_is_read_column_by_column():
    found = text(
        line("UBND XÃ SUỐI MƠ", 90, 60),
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 260, 60),
        line("Số: 12/BC-UBND", 100, 80),
        line("Độc lập - Tự do - Hạnh phúc", 290, 80),
        line("Suối Mơ, ngày 05 tháng 6 năm 2026", 280, 100),
        line("BÁO CÁO", 270, 140),
    )
    assert [part for part in found.splitlines() if part] == [
        "UBND XÃ SUỐI MƠ",
        "Số: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Suối Mơ, ngày 05 tháng 6 năm 2026",
        "BÁO CÁO",
    ]


def test_a_head_read_across_its_columns_is_parted():
    row = Line([*line("UBND XÃ SUỐI MƠ", 90, 60).words, *line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 260, 60).words])
    below = Line([*line("Số: 12/BC-UBND", 100, 80).words, *line("Suối Mơ, ngày 05 tháng 6 năm 2026", 280, 80).words])
    assert [part for part in text(row, below).splitlines() if part] == [
        "UBND XÃ SUỐI MƠ",
        "Số: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Suối Mơ, ngày 05 tháng 6 năm 2026",
    ]


def test_recipients_and_signer_are_parted():
    first = Line([*line("Nơi nhận:", 90, 600).words, *line("TM. ỦY BAN NHÂN DÂN", 350, 600).words])
    second = Line([*line("- Lưu: VT.", 90, 615).words, *line("CHỦ TỊCH", 370, 615).words])
    found = [part for part in text(first, second).splitlines() if part]
    assert found == ["Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_lines_of_a_paragraph_join_and_the_page_number_goes():
    full = "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười hai ba"
    lines = [
        line("2", 300, 40),
        line(full, 120, 100),
        line(full, 90, 116),
        line("hết đoạn.", 90, 132),
        line("- gạch", 120, 148),
    ]
    found = text(*lines, parted=False)
    assert [part for part in found.splitlines() if part] == [f"{full} {full} hết đoạn.", "- gạch"]


@pytest.mark.live
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("seen", ["I.", "II.", "H.", "IIL", "III."])
def test_strokes_of_a_roman_number_are_counted(count, seen):
    from PIL import ImageFont

    font = ImageFont.truetype("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", 60)
    number = "I" * count + "."
    image = drawn([(number, 100, 100, 60)], (600, 300)).convert("L")
    left, top, right, bottom = font.getbbox(number)
    scale = 72 / 300
    box = Box(
        left=(100 + left) * scale, top=(100 + top) * scale, right=(100 + right) * scale, bottom=(100 + bottom) * scale
    )
    rest = Seen("KẾT", Box(left=200, top=24, right=230, bottom=36))
    assert with_counted_strokes(Line([Seen(seen, box), rest]), image, 300.0).words[0].text == number
    lower = Seen("kết", rest.box)
    assert with_counted_strokes(Line([Seen(seen, box), lower]), image, 300.0).words[0].text == seen


def plan_with_table(rows=24):
    from nhip.documents.composing.draft import Cell, Draft, Paragraph, Part, Table

    body = [
        [
            Cell(text=words)
            for words in (
                str(n),
                f"Tuyên truyền về biên giới trên hệ thống truyền thanh, đợt {n}",
                "Sở Văn hóa, Thể thao và Du lịch",
                "Các xã",
            )
        ]
        for n in range(1, rows + 1)
    ]
    body.insert(2, [Cell(text="B"), Cell(text="Nhiệm vụ trọng tâm", across=3)])
    table = Table(header=[[Cell(text=words) for words in ("TT", "Nội dung", "Chủ trì", "Phối hợp")]], rows=body)
    parts = [
        Part(number="I", title="NHIỆM VỤ", blocks=[Paragraph(text="Phân công nhiệm vụ như sau:"), table]),
        Part(number="II", title="TỔ CHỨC THỰC HIỆN", blocks=[Paragraph(text="Giao công chức văn hóa theo dõi.")]),
    ]
    return Draft(type_code="KH", issuing_body="ỦY BAN NHÂN DÂN XÃ SUỐI MƠ", title="Truyền thông năm 2027", body=parts)


@pytest.mark.live
def test_a_ruled_table_over_pages_of_a_pdf_gives_the_rows_of_its_word_file():
    from nhip.documents.composing.pdf import to_pdf
    from nhip.documents.composing.word import compose

    word = compose(plan_with_table())
    read, printed = open_file("a.docx", word, Limits()), open_file("a.pdf", to_pdf(word), Limits())
    assert isinstance(read, Read)
    assert isinstance(printed, Read)
    assert len(printed.pages) >= 2

    def rows(outcome):
        return [part for part in outcome.text.splitlines() if part.startswith("|")]

    assert len(rows(read)) == 26
    assert rows(printed) == rows(read)
    assert "\nII. TỔ CHỨC THỰC HIỆN\n\nGiao công chức" in printed.text


@pytest.mark.live
@pytest.mark.slow
def test_a_ruled_table_on_a_scan_gives_its_rows(tmp_path):
    import subprocess

    from PIL import Image

    from nhip.documents.composing.pdf import to_pdf
    from nhip.documents.composing.word import compose

    source = tmp_path / "a.pdf"
    source.write_bytes(to_pdf(compose(plan_with_table(8))))
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "-l", "1", str(source), str(tmp_path / "p")], check=True)
    (page,) = tmp_path.glob("p-*.png")
    turned = Image.open(page).convert("L").rotate(0.3, fillcolor=255, resample=Image.Resampling.BICUBIC)
    for picture in (Image.open(page), turned):
        outcome = open_file("a.png", png(picture), Limits())
        assert isinstance(outcome, Read)
        rows = [part for part in outcome.text.splitlines() if part.startswith("|")]
        assert rows[0] == "| TT | Nội dung | Chủ trì | Phối hợp |"
        assert sum(row.count("|") == 5 for row in rows) >= 9
        assert sum("| Sở Văn hóa, Thể thao và Du lịch | Các xã |" in row for row in rows) >= 7
        assert "| Nhiệm vụ trọng tâm |" in outcome.text
        for word in outcome.pages[0].words:
            assert outcome.text[word.start : word.end].strip()


def test_lines_make_cells_and_boxes_alone_do_not():
    from nhip.documents.intake.ruled import grids_of, rules_of

    def level(y, left=100, right=400):
        return Box(left=left, top=y, right=right, bottom=y + 1)

    def upright(x, top=100, bottom=200):
        return Box(left=x, top=top, right=x + 1, bottom=bottom)

    (grid,) = grids_of(
        rules_of([level(100), level(150), level(200), upright(100), upright(250, 150, 200), upright(400)])
    )
    assert [len(band) for band in grid.uprights] == [2, 3]
    assert grids_of(rules_of([Box(left=100, top=100, right=200, bottom=140)])) == []
    assert grids_of(rules_of([level(100), level(150), level(200)])) == []
    assert rules_of([level(float(y)) for y in range(5000)]) == []


@pytest.mark.live
@pytest.mark.parametrize("turn", [-1.5, 1.2])
def test_a_turned_and_speckled_page_is_read_and_its_words_stand_on_the_paper(turn):
    import numpy as np
    from PIL import Image

    page = drawn(LINES).convert("L").rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC)
    dots = np.array(page)
    dice = np.random.default_rng(3).random(dots.shape)
    dots[dice < 0.006] = 0
    outcome = open_file("a.pdf", scan_pdf(Image.fromarray(dots)), Limits())
    assert isinstance(outcome, Read)
    assert outcome.text.count("Công tác thông tin cơ sở được các xã quan tâm thực hiện.") >= 9, outcome.text
    words = [word for word in outcome.pages[0].words if outcome.text[word.start : word.end] == "Công"]
    first, last = words[0].box, words[8].box
    # down the page the left edge wanders by the turn: the boxes are those of the paper, not of the picture set upright
    leaning = np.degrees(np.arctan2(last.left - first.left, last.top - first.top))
    assert abs(leaning - turn) < 0.5


def test_a_clean_page_is_left_as_it_is():
    from nhip.documents.intake.ocr.cleaning import cleaned

    page = drawn(LINES).convert("L")
    kept, turned = cleaned(page, 200.0)
    assert turned == 0.0
    assert kept.tobytes() == page.tobytes()
