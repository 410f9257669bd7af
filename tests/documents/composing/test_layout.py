"""Every rule of the layout checker: a lawful document has no finding; break one thing and exactly that is found."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from tests.documents.composing import samples

from nhip.documents.composing.draft import Paragraph, Part, Signature
from nhip.documents.composing.layout import check
from nhip.documents.composing.word import compose
from nhip.documents.intake.outcome import Refused
from nhip.text.issues import sentence


def rules(data: bytes) -> set[str]:
    return {issue.code.removeprefix("documents.layout_") for issue in check(data)}


@cache
def lawful() -> bytes:
    """A lawful report, with a short table so that a hundred checks stay quick."""
    draft = samples.report()
    short = dataclasses.replace(draft.appendices[1], blocks=(samples.wide_table(2),))
    return compose(dataclasses.replace(draft, appendices=(draft.appendices[0], short)))


def broken(change: Callable, draft=None) -> bytes:
    """A lawful report with one change made in Word."""
    document = Document(io.BytesIO(compose(draft) if draft else lawful()))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def everywhere(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def line(document, start: str):
    return next(p for p in everywhere(document) if p.text.startswith(start))


def rewrite(paragraph, text: str) -> None:
    paragraph.runs[0].text = text
    for run in paragraph.runs[1:]:
        run.text = ""


def style(start: str, **changes):
    """Changes the letters of one line: size, bold, italic, name."""

    def change(document):
        for run in line(document, start).runs:
            for name, value in changes.items():
                setattr(run.font, name, value)

    return change


def words(start: str, text: str):
    return lambda document: rewrite(line(document, start), text)


def section(**changes):
    def change(document):
        for one in document.sections:
            for name, value in changes.items():
                setattr(one, name, value)

    return change


def without(start: str):
    def change(document):
        found = line(document, start)._p
        found.getparent().remove(found)

    return change


def unruled(start: str):
    """Takes away the line drawn below a line of words."""

    def change(document):
        found = line(document, start)._p
        below = found.getnext()
        below.getparent().remove(below)

    return change


def all_body(**changes):
    def change(document):
        for paragraph in document.paragraphs:
            if paragraph.style.name == "Nội dung":
                for name, value in changes.items():
                    setattr(paragraph.paragraph_format, name, value)

    return change


def numbers_below(document):
    for one in document.sections:
        for header in (one.header,):
            for paragraph in header.paragraphs:
                for run in list(paragraph.runs):
                    run._r.getparent().remove(run._r)
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    field = footer.paragraphs[0].add_run()
    made = field._r.makeelement(qn("w:instrText"), {})
    made.text = " PAGE "
    field._r.append(made)


def number_on_first(document):
    for one in document.sections:
        one.different_first_page_header_footer = False


def number_size(document):
    for run in document.sections[0].header.paragraphs[0].runs:
        run.font.size = Pt(10)


def number_left(document):
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def appendix_pages(document):
    for one in document.sections[1:]:
        one._sectPr.remove(one._sectPr.find(qn("w:pgNumType")))


def theme_font(document):
    """A style that takes its letters from the theme."""
    fonts = document.styles["Nội dung"].element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")


def style_size(document):
    document.styles["Nội dung"].font.size = Pt(12)


BODY = "Trong kỳ báo cáo"
MUTATIONS = {
    "page_size": section(page_width=Mm(216), page_height=Mm(279)),
    "margin": section(left_margin=Mm(25)),
    "page_number_place": numbers_below,
    "page_number_first": number_on_first,
    "page_number_size": number_size,
    "page_number_align": number_left,
    "appendix_pages": appendix_pages,
    "font": style(BODY, name="Arial"),
    "colour": lambda d: setattr(line(d, BODY).runs[0].font.color, "rgb", RGBColor(0x00, 0x70, 0xC0)),
    "motto_missing": without("Độc lập"),
    "motto_text": words("Độc lập", "Độc lập – Tự do – Hạnh phúc"),
    "number_missing": without("Số: 05"),
    "number_form": words("Số: 05", "Số 05 /BC - UBND"),
    "number_zero": words("Số: 05", "Số: 5/BC-UBND"),
    "symbol_type": words("Số: 05", "Số: 05/KH-UBND"),
    "date_missing": without("Lạng Sơn, ngày"),
    "date_comma": words("Lạng Sơn, ngày", "Lạng Sơn ngày 05 tháng 6 năm 2026"),
    "day_zero": words("Lạng Sơn, ngày", "Lạng Sơn, ngày 5 tháng 6 năm 2026"),
    "month_zero": words("Lạng Sơn, ngày", "Lạng Sơn, ngày 15 tháng 2 năm 2026"),
    "month_needless_zero": words("Lạng Sơn, ngày", "Lạng Sơn, ngày 15 tháng 06 năm 2026"),
    "not_justified": all_body(alignment=WD_ALIGN_PARAGRAPH.LEFT),
    "first_line": all_body(first_line_indent=Mm(0)),
    "line_spacing": all_body(line_spacing=2.0),
    "paragraph_gap": all_body(space_before=Pt(0), space_after=Pt(0)),
    "section_mark": words("I. TÌNH HÌNH", "I/ TÌNH HÌNH CHUNG"),
    "section_capitals": words("I. TÌNH HÌNH", "I. Tình hình chung"),
    "clause_mark": words("1. Thuận lợi", "1) Thuận lợi"),
    "point_mark": words("a) Trên báo chí", "a. Trên báo chí: đăng, phát 1.356 tin, bài."),
    "point_letter": words("b) Trên mạng", "f) Trên mạng xã hội: 83 nghìn lượt theo dõi."),
    "end_mark": words("Trên đây là", "Trên đây là báo cáo của Ủy ban nhân dân tỉnh Lạng Sơn."),
    "recipients_word": words("Nơi nhận", "NƠI NHẬN:"),
    "recipients_dash": words("- Thường trực", "Thường trực Tỉnh ủy (b/c);"),
    "recipients_end": words("- Thường trực", "- Thường trực Tỉnh ủy (b/c)"),
    "archive_missing": words("- Lưu", "- Phòng Văn hóa."),
    "archive_colon": words("- Lưu", "- Lưu VT, KGVX."),
    "authority_form": words("TM. ỦY BAN", "T/M ỦY BAN NHÂN DÂN"),
    "signer_title": words("Nông Văn Bình", "ThS. Nông Văn Bình"),
    "appendix_numeral": words("Phụ lục II", "Phụ lục 2"),
    "appendix_reference": without("(Kèm theo"),
    "addressee_colon": words("Kính gửi", "Kính gửi Bộ Văn hóa, Thể thao và Du lịch"),
    "not_capitals": words("BÁO CÁO", "Báo cáo"),
}


@pytest.mark.parametrize("name", samples.ALL)
def test_a_lawful_document_has_no_finding(name):
    assert [sentence(issue) for issue in check(compose(samples.ALL[name]()))] == []


@pytest.mark.parametrize("rule", MUTATIONS)
def test_one_thing_broken_is_one_rule_found(rule):
    issues = check(broken(MUTATIONS[rule]))
    assert {issue.code for issue in issues} == {f"documents.layout_{rule}"}
    for issue in issues:
        assert issue.facts["point"]
        assert "{" not in sentence(issue)


ELEMENTS = {
    "motto_country": "CỘNG HÒA",
    "motto": "Độc lập",
    "issuing_body": "ỦY BAN NHÂN DÂN TỈNH",
    "number": "Số: 05",
    "date": "Lạng Sơn, ngày",
    "doc_type": "BÁO CÁO",
    "title": "Kết quả công tác",
    "addressee": "Kính gửi",
    "body": "Địa bàn rộng",
    "section": "I. TÌNH HÌNH",
    "recipients_word": "Nơi nhận",
    "recipients": "- Thường trực",
    "authority": "KT. CHỦ TỊCH",
    "signer_name": "Nông Văn Bình",
    "appendix_number": "Phụ lục II",
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_wrong_size_is_told_for_every_element(element):
    issues = check(broken(style(ELEMENTS[element], size=Pt(16))))
    assert [(issue.code, issue.field) for issue in issues] == [("documents.layout_size", element)]
    assert issues[0].facts["found"] == "16"


@pytest.mark.parametrize(
    "element", ["motto_country", "motto", "issuing_body", "doc_type", "title", "authority", "signer_name"]
)
def test_what_must_be_bold_is_bold(element):
    issues = check(broken(style(ELEMENTS[element], bold=False)))
    assert [(issue.code, issue.field) for issue in issues] == [("documents.layout_not_bold", element)]


@pytest.mark.parametrize("element", ["number", "date", "addressee", "recipients"])
def test_what_must_not_be_bold_is_not(element):
    issues = check(broken(style(ELEMENTS[element], bold=True)))
    assert [(issue.code, issue.field) for issue in issues] == [("documents.layout_is_bold", element)]


@pytest.mark.parametrize(("element", "wanted", "rule"), [
    ("date", False, "not_italic"), ("recipients_word", False, "not_italic"),
    ("number", True, "is_italic"), ("title", True, "is_italic"),
])  # fmt: skip
def test_slanted_letters_stand_where_the_law_wants_them(element, wanted, rule):
    issues = check(broken(style(ELEMENTS[element], italic=wanted)))
    assert [(issue.code, issue.field) for issue in issues] == [(f"documents.layout_{rule}", element)]


@pytest.mark.parametrize(
    ("element", "start"),
    [("motto", "Độc lập"), ("issuing_body", "ỦY BAN NHÂN DÂN TỈNH"), ("title", "Kết quả công tác")],
)
def test_a_missing_line_is_told(element, start):
    issues = check(broken(unruled(start)))
    assert [(issue.code, issue.field) for issue in issues] == [("documents.layout_line_missing", element)]


def test_underscores_are_a_line_too():
    def change(document):
        below = line(document, "Độc lập")._p.getnext()
        paragraph = next(p for p in everywhere(document) if p._p is below)
        borders = paragraph._p.pPr.find(qn("w:pBdr"))
        paragraph._p.pPr.remove(borders)
        paragraph.add_run("_" * 24)

    assert rules(broken(change)) == set()


def test_a_size_that_comes_from_a_style_is_found():
    assert rules(broken(style_size)) == {"size"}


def test_a_font_that_comes_from_the_theme_is_found():
    assert rules(broken(theme_font)) == {"font"}


def test_a_centred_line_that_stands_left_is_found():
    def change(document):
        line(document, "BÁO CÁO").alignment = WD_ALIGN_PARAGRAPH.LEFT

    assert rules(broken(change)) == {"not_centred"}


def changed(draft, **fields) -> bytes:
    return compose(dataclasses.replace(draft, **fields))


def test_a_letter_needs_its_addressees():
    assert rules(changed(samples.letter(), addressees=())) == {"addressee_missing"}


def test_addressees_end_as_a_list():
    data = broken(words("- Các sở, ban, ngành tỉnh", "- Các sở, ban, ngành tỉnh,"), samples.letter())
    assert rules(data) == {"addressee_end"}


def test_the_symbol_of_a_letter_bears_no_type():
    assert rules(changed(samples.letter(), symbol="BC-SVHTTDL")) == {"symbol_letter"}


def test_letters_of_a_type_are_written_as_the_law_writes_them():
    assert rules(changed(samples.submission(), symbol="TTR-STC")) == {"symbol_letters"}


def test_bases_end_with_semicolons():
    data = broken(
        words("Căn cứ Luật", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025."), samples.decision()
    )
    assert rules(data) == {"basis_end"}


def test_bases_are_slanted():
    assert rules(broken(style("Căn cứ Luật", italic=False), samples.decision())) == {"not_italic"}


def test_articles_end_their_number_with_a_full_stop():
    data = broken(words("Điều 2.", "Điều 2: Nhiệm vụ của Tổ"), samples.decision())
    assert rules(data) == {"article_mark"}


def test_parts_are_counted_in_roman_numbers():
    def change(document):
        line(document, "Phần I").runs[0].text = "Phần 1\n"

    assert rules(broken(change, samples.plan())) == {"part_numeral"}


def test_chapters_below_a_part_are_counted_in_arabic_numbers():
    draft = samples.plan()
    parts = (*draft.body[:1], Part(number="Mục IV", title="Kinh phí", blocks=(Paragraph(text="Từ ngân sách tỉnh."),)))
    data = compose(dataclasses.replace(draft, body=parts))
    assert rules(broken_heading(data)) == {"subpart_numeral"}


def broken_heading(data: bytes) -> bytes:
    """The word and the number of a part on a line of their own, as the decree has it."""
    document = Document(io.BytesIO(data))
    heading = line(document, "Mục IV")
    title = heading.text.split("\n")[1]
    below = heading.insert_paragraph_before("Mục IV", style=heading.style)
    below.alignment, below.paragraph_format.first_line_indent = heading.alignment, Mm(0)
    rewrite(heading, title)
    for br in heading._p.findall(".//" + qn("w:br")):
        br.getparent().remove(br)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_appendix_must_be_named_in_the_text():
    draft = samples.notice()
    appendix = samples.report().appendices[:1]
    assert rules(changed(draft, appendices=appendix)) == {"appendix_unmentioned"}


def test_a_missing_title_is_told():
    assert rules(changed(samples.report(), title=None)) == {"title_missing"}


def test_a_missing_type_is_told():
    def change(document):
        for start in ("BÁO CÁO", "Kết quả công tác"):
            without(start)(document)

    assert "type_missing" in rules(broken(change))


def test_missing_recipients_and_signer_are_told():
    assert rules(changed(samples.report(), recipients=())) == {"recipients_missing"}
    assert rules(changed(samples.report(), signature=Signature(name="Nông Văn Bình"))) == {"authority_missing"}


def test_a_long_text_without_page_numbers_is_told():
    def change(document):
        for paragraph in document.sections[0].header.paragraphs:
            for run in list(paragraph.runs):
                run._r.getparent().remove(run._r)

    assert rules(broken(change, samples.report(8))) == {"page_number_missing"}


def test_components_out_of_order_are_told():
    def change(document):
        title, word = line(document, "Căn cứ Luật Du lịch"), line(document, "Nơi nhận")
        last = next(p for p in document.paragraphs if p.text.startswith("Chủ trì, phối hợp"))
        last._p.addnext(title._p)
        assert word is not None

    assert rules(broken(change, samples.plan())) <= {"order", "end_mark", "basis_end"}


def test_a_party_document_is_not_judged_by_the_decree():
    def change(document):
        rewrite(line(document, "CỘNG HÒA"), "ĐẢNG CỘNG SẢN VIỆT NAM")
        without("Độc lập")(document)

    assert rules(broken(change)) == {"party"}


def test_a_head_typed_in_paragraphs_with_tabs_is_read_like_one_in_a_table():
    document = Document(io.BytesIO(lawful()))
    table = document.tables[0]
    first = table._tbl.getnext()
    anchor = next(p for p in document.paragraphs if p._p is first)
    rows = [("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (13, True, False), (13, True, False)),
            ("", "Độc lập - Tự do - Hạnh phúc", (13, True, False), (14, True, False)),
            ("__________", "____________________", (13, True, False), (14, True, False)),
            ("Số: 05/BC-UBND", "Lạng Sơn, ngày 05 tháng 6 năm 2026", (13, False, False), (14, False, True))]  # fmt: skip
    for left, right, one, other in rows:
        paragraph = anchor.insert_paragraph_before()
        for text, look in ((left, one), ("\t" + right, other)):
            run = paragraph.add_run(text)
            run.font.size, run.font.bold, run.font.italic = Pt(look[0]), look[1], look[2]
    table._tbl.getparent().remove(table._tbl)
    out = io.BytesIO()
    document.save(out)
    assert rules(out.getvalue()) == set()


def test_a_head_and_a_list_typed_with_line_breaks_are_read_line_by_line():
    document = Document(io.BytesIO(compose(samples.letter())))
    for cell in (document.tables[0].cell(0, 0), document.tables[-1].cell(0, 0)):
        first, *rest = [p for p in cell.paragraphs if p.text]
        for paragraph in rest:
            first.add_run().add_break()
            for run in paragraph.runs:
                copy = first.add_run(run.text)
                copy.font.size = run.font.size or paragraph.style.font.size
                copy.font.bold, copy.font.italic = bool(paragraph.style.font.bold), bool(paragraph.style.font.italic)
            paragraph._p.getparent().remove(paragraph._p)
    out = io.BytesIO()
    document.save(out)
    assert rules(out.getvalue()) == set()


def test_a_page_number_in_a_frame_stands_where_the_frame_does():
    def change(document):
        paragraph = document.sections[0].header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        frame = paragraph._p.makeelement(qn("w:framePr"), {qn("w:xAlign"): "center", qn("w:wrap"): "around"})
        paragraph._p.get_or_add_pPr().insert(1, frame)

    assert rules(broken(change)) == set()


@pytest.mark.parametrize(
    "text", ["10 - 15 phút mỗi buổi phát thanh.", "v.v. và các nội dung khác.", "2.000 lượt người dự."]
)
def test_words_that_only_look_like_numbers_of_parts_are_left_alone(text):
    draft = samples.notice()
    assert rules(changed(draft, body=(Paragraph(text=text), *draft.body))) == set()


def test_every_sentence_of_the_checker_is_there_and_names_the_point():
    import tomllib
    from importlib import resources

    catalogue = tomllib.loads(resources.files("nhip.documents").joinpath("messages.toml").read_text("utf-8"))
    source = "".join(
        path.read_text("utf-8") for path in Path(check.__code__.co_filename).parent.joinpath("inspection").glob("*.py")
    )
    used = set(re.findall(r'finding\(\s*(?:rule\.name|name|after|"\w+"),\s*"(\w+)"', source)) | {
        "is_bold",
        "is_italic",
        "not_bold",
        "not_italic",
    }
    assert len(used) > 45
    assert {f"layout_{rule}" for rule in used} <= set(catalogue)
    assert all("{point}" in catalogue[f"layout_{rule}"] for rule in used if rule != "party")


@pytest.mark.parametrize("data", [b"", b"khong phai zip", compose(samples.letter())[:2000]])
def test_what_is_no_word_document_is_refused(data):
    with pytest.raises(Refused):
        check(data)
