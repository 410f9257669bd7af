"""What is a secrecy mark and what only sounds like one."""

from __future__ import annotations

import pytest
from builders import REPORT, docx, docx_of, drawn, pdf_of, png, scan_pdf, zip_of
from hypothesis import given
from hypothesis import strategies as st

from nhip.documents.intake.door import open_file, open_parcel
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Read, Refusal
from nhip.documents.intake.secrecy import bears_mark, is_mark

MARKS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "shape",
    [
        "{}",
        "  {}  ",
        "**{}**",
        "# {}",
        "| {} |",
        "[{}]",
        "Độ mật: {}",
        "Độ mật : {}",
        "({})",
        "UBND TỈNH\t{}",
        "Số: 3/BC      {}",
    ],
)
def test_a_stamp_on_a_line_of_its_own_near_the_head(mark, shape):
    assert bears_mark(REPORT.replace("Số: 12/BC-UBND", shape.format(mark) + "\nSố: 12/BC-UBND"))


@pytest.mark.parametrize(
    "mark",
    ["TÓI MẬT", "TÔI MẬT", "TỐI MẠT", "TUYET MAT", "TUYỆT MẶT", "T0I MẬT", "TUYỆ MẬT", "MÂT", "MẠT", "TUYỆT MẬTT"],
)
def test_a_stamp_damaged_by_ink_or_engine(mark):
    text = f"{mark}\n{REPORT}"
    assert bears_mark(text, from_scan=True)


@pytest.mark.parametrize(
    "line",
    [
        "Công tác bảo vệ bí mật nhà nước được quan tâm.",
        "BẢO MẬT",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "AN NINH MẠNG",
        "Mật độ dân số",
        "MẬT ĐỘ",
        "MẬT ONG",
        "Mật khẩu",
        "MẶT TRẬN TỔ QUỐC VIỆT NAM",
        "Tối mật, tuyệt mật và mật là ba độ mật.",
        "TỐI MẬT VÀ TUYỆT MẬT",
        "Lưu: VT, Mật",
        "TÔI MẤT GIẤY TỜ",
        "Độ mật của tài liệu do người ký quyết định",
        "BÍ MẬT",
        "VẬT",
        "NHẬT",
    ],
)
@pytest.mark.parametrize("scan", [False, True])
def test_words_that_only_sound_like_a_mark(line, scan):
    assert not bears_mark(REPORT.replace("BÁO CÁO\n", line + "\nBÁO CÁO\n"), from_scan=scan)


def test_a_mark_deep_in_the_body_is_a_word_and_no_stamp():
    body = REPORT + "\n".join(f"{n}. Nội dung thứ {n} của báo cáo." for n in range(2, 60)) + "\nTỐI MẬT\n"
    assert not bears_mark(body)


def test_an_appendix_has_a_head_of_its_own():
    body = REPORT + "\n".join(f"{n}. Nội dung." for n in range(2, 60)) + "\nPhụ lục II\nTỐI MẬT\nDANH MỤC\n"
    assert bears_mark(body)


@given(st.text(max_size=200))
def test_any_words_are_judged_without_an_error(words):
    assert is_mark(words) in (True, False)
    assert bears_mark(words, from_scan=True) in (True, False)


@given(st.sampled_from(MARKS), st.text(alphabet="abcdđefghiklmnopqrstuvxy", min_size=2, max_size=12))
def test_a_mark_with_another_word_is_no_mark(mark, word):
    assert not is_mark(f"{mark} {word}", from_scan=True)


def stamped_box(document):
    from docx.oxml import parse_xml

    document.add_paragraph("ỦY BAN NHÂN DÂN")
    paragraph = document.add_paragraph("Số: 5/BC-UBND")
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    inside = "<w:txbxContent><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:pict {names}><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    paragraph.add_run()._r.append(parse_xml(box))


def in_header(document):
    document.sections[0].header.paragraphs[0].text = "MẬT"
    document.add_paragraph("Báo cáo")


def in_head_table(document):
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "UBND TỈNH\nTUYỆT MẬT"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize("fill", [stamped_box, in_header, in_head_table])
def test_a_word_file_under_a_mark_is_refused_without_its_name(fill):
    outcome = open_file("ke-hoach.docx", docx(fill), Limits())
    assert isinstance(outcome, Refusal)
    assert outcome.issue.code == "documents.secrecy_mark"
    assert outcome.issue.facts == {}
    assert outcome.name is None
    assert not outcome.keep


def test_a_pdf_with_too_many_pages_is_judged_first():
    outcome = open_file("a.pdf", pdf_of("TUYET MAT\nBao cao", *["trang"] * 20), Limits(pages=5))
    assert isinstance(outcome, Refusal)
    assert outcome.issue.code == "documents.secrecy_mark"


def test_in_an_archive_only_the_member_under_a_mark_is_refused_and_namelessly():
    data = zip_of(
        {"a.txt": REPORT.encode(), "bi-mat-abc.txt": f"TỐI MẬT\n{REPORT}".encode(), "c.docx": docx_of("Báo cáo")}
    )
    openings = list(open_parcel("gui.zip", data))
    assert [opening.name for opening in openings] == ["gui.zip/a.txt", None, "gui.zip/c.docx"]
    assert openings[1].data is None
    assert openings[1].outcome.name is None
    assert isinstance(openings[0].outcome, Read)
    assert isinstance(openings[2].outcome, Read)


HEAD = [
    ("ỦY BAN NHÂN DÂN", 190, 160, 36),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 760, 160, 34),
    ("Số: 12/BC-UBND", 210, 230, 36),
]
BODY = [
    (f"{n}. Công tác thông tin cơ sở được các xã quan tâm thực hiện nghiêm túc.", 240, 620 + 70 * n, 38)
    for n in range(1, 12)
]


def stamp(image, words, colour, box=True, turned=0):
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype("/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf", 44)
    width = round(font.getlength(words)) + 50
    layer = Image.new("RGBA", (width, 90), (255, 255, 255, 0))
    draw = ImageDraw.Draw(layer)
    draw.text((25, 18), words, fill=colour, font=font)
    if box:
        draw.rectangle((4, 4, width - 5, 85), outline=colour, width=5)
    layer = layer.rotate(turned, expand=True)
    image.paste(layer, (260, 310), layer)
    return image


@pytest.mark.live
@pytest.mark.parametrize("words", MARKS)
@pytest.mark.parametrize(("colour", "box", "turned"), [("black", False, 0), ("#c8102e", True, 0), ("#c8102e", True, 4)])
def test_a_stamp_on_a_scan_is_seen(words, colour, box, turned):
    page = stamp(drawn(HEAD + BODY), words, colour, box, turned)
    outcome = open_file("quet.png", png(page), Limits())
    assert isinstance(outcome, Refusal), outcome.text[:300]
    assert outcome.issue.code == "documents.secrecy_mark"
    assert outcome.name is None


@pytest.mark.live
def test_a_stamp_in_a_scanned_pdf_is_seen_and_a_plain_scan_is_read():
    marked = open_file("quet.pdf", scan_pdf(stamp(drawn(HEAD + BODY), "TỐI MẬT", "#c8102e")), Limits())
    assert isinstance(marked, Refusal)
    assert marked.name is None
    plain = open_file("quet.pdf", scan_pdf(drawn(HEAD + BODY), drawn(BODY)), Limits())
    assert isinstance(plain, Read)
    assert plain.from_scan
    assert "Công tác thông tin cơ sở" in plain.text
