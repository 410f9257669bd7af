"""What stands in the .docx: one element after another, as the law wants it."""

from __future__ import annotations

import dataclasses
import io
import posixpath
import zipfile

import pytest
from docx import Document
from docx.table import Table as WordTable
from lxml import etree
from tests.documents.composing import samples

from nhip.documents.composing.draft import Day, Signature
from nhip.documents.composing.ending import signature_lines
from nhip.documents.composing.word import compose


def opened(data: bytes):
    return Document(io.BytesIO(data))


def words(data: bytes) -> list[str]:
    """Every paragraph in reading order, cells row by row, merged cells once."""
    out: list[str] = []
    for block in opened(data).iter_inner_content():
        if isinstance(block, WordTable):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        out += [p.text for p in cell.paragraphs]
        else:
            out.append(block.text)
    return [text for text in out if text.strip()]


def test_the_head_of_a_report_stands_in_order():
    assert words(compose(samples.report()))[:9] == [
        "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-UBND",
        "Lạng Sơn, ngày 05 tháng 6 năm 2026",
        "BÁO CÁO",
        "Kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026 trên địa bàn tỉnh Lạng Sơn",
        "Kính gửi: Bộ Văn hóa, Thể thao và Du lịch",
        samples.report().body[0].text,
    ]


def test_a_letter_bears_its_subject_under_the_number_and_its_addressees_in_a_list():
    text = words(compose(samples.letter()))
    assert "V/v báo cáo kết quả công tác thông tin đối ngoại quý I năm 2026" in text
    at = text.index("Kính gửi:")
    assert text[at + 1 : at + 4] == [
        "- Các sở, ban, ngành tỉnh;",
        "- Ủy ban nhân dân các xã, phường;",
        "- Báo và Phát thanh, Truyền hình Cao Bằng.",
    ]
    assert "Cao Bằng, ngày        tháng 02 năm 2026" in text
    assert "Số:         /SVHTTDL-BCXB" in text


def test_headings_are_real_headings_with_their_numbers_in_the_text():
    document = opened(compose(samples.report()))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:4] == [
        ("Heading 1", "I. TÌNH HÌNH CHUNG"),
        ("Heading 2", "1. Thuận lợi"),
        ("Heading 2", "2. Khó khăn"),
        ("Heading 1", "II. KẾT QUẢ THỰC HIỆN"),
    ]


def test_a_part_and_its_title_are_one_heading():
    document = opened(compose(samples.plan()))
    assert ("Heading 1", "Phần I\nMỤC TIÊU") in [(p.style.name, p.text) for p in document.paragraphs]


def test_points_and_untitled_clauses_are_upright_text():
    document = opened(compose(samples.decision()))
    clause = next(p for p in document.paragraphs if p.text.startswith("1. Lập lịch"))
    assert clause.style.name == "Nội dung"
    assert not any(run.bold for run in clause.runs)
    assert "a) Cụm loa tại các thôn;" in [p.text for p in document.paragraphs]
    article = next(p for p in document.paragraphs if p.text.startswith("Điều 1."))
    assert article.runs[0].bold


@pytest.mark.parametrize("name", samples.ALL)
def test_every_document_ends_its_text_with_the_closing_mark(name):
    body = [t for t in words(compose(samples.ALL[name]())) if t.endswith("./.")]
    assert len(body) == 1


def test_bases_end_with_semicolons_and_the_last_with_a_full_stop():
    text = words(compose(samples.decision()))
    assert "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;" in text
    assert "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội." in text


def test_recipients_end_with_the_archive_line_and_the_drafters_mark():
    text = words(compose(samples.report()))
    at = text.index("Nơi nhận:")
    assert text[at + 1] == "- Bộ Văn hóa, Thể thao và Du lịch (b/c);"
    assert text[at + 6] == "- Lưu: VT, KGVX. TTM.(45)"
    assert text[at + 7 : at + 11] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nông Văn Bình"]


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (Signature(position="Giám đốc"), ["GIÁM ĐỐC"]),
        (Signature(on_behalf="Ủy ban nhân dân", position="Chủ tịch"), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (Signature(form="KT.", principal="Giám đốc", position="Phó Giám đốc"), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (Signature(form="TL.", principal="Chủ tịch", position="Chánh Văn phòng"), ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
        (Signature(form="TUQ.", principal="Giám đốc", position="Trưởng phòng"), ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
        (Signature(form="Q.", principal="Giám đốc"), ["Q. GIÁM ĐỐC"]),
        (Signature(form="Q.", position="Giám đốc"), ["Q. GIÁM ĐỐC"]),
    ],
)
def test_the_right_to_sign_is_written_before_the_office(signature, lines):
    assert signature_lines(signature) == lines


def test_page_numbers_stand_in_the_middle_of_the_top_margin_from_page_two():
    document = opened(compose(samples.report()))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml


def test_each_appendix_counts_its_own_pages_and_may_lie_on_its_side():
    document = opened(compose(samples.report()))
    assert len(document.sections) == 3
    assert all('w:pgNumType w:start="1"' in s._sectPr.xml for s in document.sections[1:])
    assert document.sections[2].page_width > document.sections[2].page_height
    text = words(compose(samples.report()))
    assert {"Phụ lục I", "Phụ lục II", "DANH MỤC ĐIỂM DI TÍCH SỐ HÓA"} <= set(text)


def test_one_appendix_bears_no_number():
    draft = samples.report()
    text = words(compose(dataclasses.replace(draft, appendices=draft.appendices[:1])))
    assert "Phụ lục" in text
    assert "Phụ lục I" not in text


def test_the_reference_of_an_appendix_is_written_out_on_paper():
    text = words(compose(dataclasses.replace(samples.report(), electronic=False)))
    assert "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 6 năm 2026 của Ủy ban nhân dân tỉnh Lạng Sơn)" in text


def test_header_rows_of_a_table_are_repeated_and_cells_merged():
    document = opened(compose(samples.report()))
    table = document.tables[1]
    assert [row._tr.trPr is not None and "tblHeader" in row._tr.xml for row in table.rows[:3]] == [True, True, False]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 2)._tc is table.cell(0, 3)._tc
    assert table.cell(1, 3).text == "Thực hiện"


def test_footnotes_are_footnotes():
    data = compose(samples.report())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        notes = package.read("word/footnotes.xml").decode()
        body = package.read("word/document.xml").decode()
    assert "Từ ngày 15 tháng 12 năm 2025 đến ngày 14 tháng 6 năm 2026." in notes
    assert body.count("w:footnoteReference ") == 1


def test_a_picture_says_what_it_shows():
    document = opened(compose(samples.report()))
    shape = document.inline_shapes[0]
    assert shape._inline.docPr.get("descr") == "Biểu đồ cột số tin, bài sáu tháng"


def test_the_same_draft_gives_the_same_bytes():
    assert compose(samples.report()) == compose(samples.report())


def test_no_clock_stands_in_the_package():
    with zipfile.ZipFile(io.BytesIO(compose(samples.letter()))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", samples.ALL)
def test_every_part_is_well_formed_and_every_relation_has_its_part(name):
    with zipfile.ZipFile(io.BytesIO(compose(samples.ALL[name]()))) as package:
        names = set(package.namelist())
        for part in names:
            if part.endswith((".xml", ".rels")):
                etree.fromstring(package.read(part))
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        for relation in relations:
            if relation.get("TargetMode") != "External":
                target = relation.get("Target")
                assert posixpath.normpath(posixpath.join("/word", target)).lstrip("/") in names


def test_the_properties_of_paragraphs_stand_in_the_order_of_the_standard():
    from nhip.documents.composing.ooxml import _ORDER

    for paragraph in opened(compose(samples.report())).element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pPr"
    ):
        ranks = [_ORDER[child.tag] for child in paragraph]
        assert ranks == sorted(ranks)


def test_a_blank_number_and_day_leave_room_to_write():
    draft = dataclasses.replace(samples.report(), number=None, date=Day())
    text = words(compose(draft))
    assert "Số:         /BC-UBND" in text
    assert "Lạng Sơn, ngày        tháng        năm" in text


def test_letters_are_times_new_roman_by_name_and_never_by_theme():
    with zipfile.ZipFile(io.BytesIO(compose(samples.report()))) as package:
        body = package.read("word/document.xml").decode()
        assert "Theme" not in body
        styles = etree.fromstring(package.read("word/styles.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    fonts = styles.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr/{w}rFonts")
    assert {fonts.get(f"{w}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
