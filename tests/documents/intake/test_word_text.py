"""What a person sees in a Word document, and what the text must say."""

from __future__ import annotations

import pytest
from builders import docx, docx_of, part, with_parts
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from nhip.documents.intake.door import open_file
from nhip.documents.intake.limits import Limits
from nhip.documents.intake.outcome import Read
from nhip.documents.intake.word.numbering import Level, Numbering, bullet, figure

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "word/document.xml"


def lines(data):
    outcome = open_file("a.docx", data, Limits())
    assert isinstance(outcome, Read), outcome
    return [line for line in outcome.text.splitlines() if line]


def body(xml, package=None, **more):
    package = package or docx_of("a")
    main = f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMES}><w:body>{xml}</w:body></w:document>'
    return with_parts(package, {MAIN: main.encode(), **more})


def said(words, properties=""):
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def listed(words, number=1, depth=0):
    return said(words, f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>')


def level(depth, form, label, start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{label}"/></w:lvl>'
    )


def numbered(xml, *abstracts, lists="", default=True):
    defined = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{"".join(levels)}</w:abstractNum>' for n, levels in enumerate(abstracts)
    )
    lists = lists or "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(abstracts))
    )
    package = docx(lambda document: document.add_paragraph("a", style="List Number"))
    return body(xml, package, **{"word/numbering.xml": f"<w:numbering {NAMES}>{defined}{lists}</w:numbering>".encode()})


OUTLINE = [
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
]


def test_numbers_of_several_levels_count_and_begin_again():
    xml = "".join(
        listed(words, 1, depth)
        for words, depth in (
            ("MỘT", 0),
            ("a", 1),
            ("b", 1),
            ("c", 2),
            ("d", 2),
            ("đ", 3),
            ("HAI", 0),
            ("e", 1),
            ("g", 2),
        )
    )
    found = lines(numbered(xml, OUTLINE))
    assert found == ["I. MỘT", "1. a", "2. b", "2.1. c", "2.2. d", "a) đ", "II. HAI", "1. e", "1.1. g"]


def test_two_lists_of_one_definition_count_on_unless_one_starts_anew():
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    xml = listed("a", 1) + listed("b", 2) + listed("c", 3) + listed("d", 3) + listed("e", 1)
    assert lines(numbered(xml, [level(0, "decimal", "%1.")], lists=lists)) == ["1. a", "2. b", "1. c", "2. d", "3. e"]


def test_bullets_stay_signs():
    xml = listed("a", 1) + listed("b", 2) + listed("c", 3)
    found = lines(numbered(xml, [level(0, "bullet", "-")], [level(0, "bullet", "\uf0b7")], [level(0, "bullet", "+")]))
    assert found == ["- a", "• b", "+ c"]


def test_a_level_that_never_begins_again_counts_on():
    levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')]
    xml = listed("MỘT", 1, 0) + listed("a", 1, 1) + listed("HAI", 1, 0) + listed("b", 1, 1)
    assert lines(numbered(xml, levels)) == ["I. MỘT", "1. a", "II. HAI", "2. b"]


def test_a_list_that_does_not_exist_shows_nothing():
    assert lines(numbered(listed("a", 77) + listed("b", 1, 8), [level(0, "decimal", "%1.")])) == ["a", "b"]


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (3, "lowerLetter", "c"),
        (28, "upperLetter", "BB"),
        (5, "decimalZero", "05"),
        (12, "ordinal", "12"),
    ],
)
def test_forms_of_numbers(value, form, written):
    assert figure(value, form) == written


@given(st.integers(-10, 100_000), st.text(max_size=12), st.text(max_size=10), st.integers(-3, 12))
def test_no_list_breaks_the_reader(value, form, label, depth):
    assert isinstance(figure(value, form), str)
    assert isinstance(bullet(label), str)
    numbering = Numbering({"0": {depth: Level(start=value, form=form, label=label)}}, {"1": ("0", {}, {depth: value})})
    for _ in range(3):
        assert isinstance(numbering.label("1", depth), str)


def test_headings_carry_their_level():
    def fill(document):
        document.add_heading("KẾT QUẢ", 1)
        document.add_heading("Công tác phát thanh", 2)
        document.add_paragraph("Đã phát 120 buổi.")

    assert lines(docx(fill)) == ["# KẾT QUẢ", "## Công tác phát thanh", "Đã phát 120 buổi."]


def test_deleted_words_are_gone_and_inserted_words_stand():
    xml = (
        "<w:p><w:r><w:t>Đã cấp </w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>150</w:t></w:r></w:ins><w:r><w:t> tờ rơi</w:t></w:r>"
        "<w:moveFrom><w:r><w:t> cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> mới</w:t></w:r></w:moveTo></w:p>"
    )
    assert lines(body(xml)) == ["Đã cấp 150 tờ rơi mới"]


def test_links_fields_controls_and_breaks():
    xml = (
        "<w:p><w:hyperlink><w:r><w:t>trang tin</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>xã</w:t><w:noBreakHyphen/><w:t>bản</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t> 3</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r></w:p>"
    )
    assert lines(body(xml)) == ["trang tin\txã-bản 3", "trong ô", "một", "hai"]


def test_raised_letters_and_hidden_words():
    xml = (
        "<w:p><w:r><w:t>58,4 km</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>giấu</w:t></w:r></w:p>"
    )
    outcome = open_file("a.docx", body(xml), Limits())
    assert isinstance(outcome, Read)
    assert outcome.text.strip() == "58,4 km<sup>2</sup>"
    assert [issue.code for issue in outcome.warnings] == ["documents.hidden_text_left_out"]


def test_tables_are_rows_and_heads_are_columns():
    def fill(document):
        head = document.add_table(2, 2)
        head.cell(0, 0).text = "UBND XÃ SUỐI MƠ"
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        head.cell(1, 0).text = "Số: 12/BC-UBND"
        head.cell(1, 1).text = "Suối Mơ, ngày 05 tháng 6 năm 2026"
        table = document.add_table(2, 3, style="Table Grid")
        for at, words in enumerate(("TT", "Nội dung", "Đơn vị chủ trì", "1", "Phát thanh", "Xã A\nXã B")):
            table.cell(at // 3, at % 3).text = words

    assert lines(docx(fill)) == [
        "UBND XÃ SUỐI MƠ",
        "Số: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Suối Mơ, ngày 05 tháng 6 năm 2026",
        "| TT | Nội dung | Đơn vị chủ trì |",
        "| 1 | Phát thanh | Xã A Xã B |",
    ]


def test_merged_cells_are_said_once():
    def fill(document):
        table = document.add_table(2, 3, style="Table Grid")
        table.cell(0, 0).merge(table.cell(1, 0)).text = "Gộp"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "Ngang"
        table.cell(1, 1).text = "a"
        table.cell(1, 2).text = "b"

    assert lines(docx(fill)) == ["| Gộp | Ngang |", "| a | b |"]


def test_numbers_of_cells_show_though_nothing_is_typed():
    xml = (
        "<w:tbl><w:tblPr><w:tblBorders><w:top w:val='single'/></w:tblBorders></w:tblPr>"
        f"<w:tr><w:tc>{listed('')}</w:tc><w:tc>{said('một')}</w:tc></w:tr><w:tr><w:tc>{listed('')}</w:tc><w:tc>{said('hai')}</w:tc></w:tr></w:tbl>"
    )
    assert lines(numbered(xml, [level(0, "decimal", "%1")])) == ["| 1 | một |", "| 2 | hai |"]


def test_footnotes_follow_at_the_end_with_their_marks():
    notes = (
        f"<w:footnotes {NAMES}><w:footnote w:id='2'>{said('Theo báo cáo của các thôn.')}</w:footnote>"
        f"<w:footnote w:id='3'>{said('Số liệu đến 30/5.')}</w:footnote></w:footnotes>"
    )
    package = docx_of("a")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = part(package, "word/_rels/document.xml.rels").replace(
        b"</Relationships>", f'<Relationship Id="rN" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()
    )
    types = part(package, "[Content_Types].xml").replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
    )
    xml = (
        "<w:p><w:r><w:t>15 thôn</w:t></w:r><w:r><w:footnoteReference w:id='3'/></w:r><w:r><w:t> và 3 xã</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + said("Cuối")
    )
    more = {
        "word/footnotes.xml": notes.encode(),
        "word/_rels/document.xml.rels": relations,
        "[Content_Types].xml": types,
    }
    assert lines(body(xml, package, **more)) == [
        "15 thôn<sup>1</sup> và 3 xã<sup>2</sup>",
        "Cuối",
        "<sup>1</sup> Số liệu đến 30/5.",
        "<sup>2</sup> Theo báo cáo của các thôn.",
    ]


def test_text_boxes_are_read_once():
    def fill(document):
        paragraph = document.add_paragraph("Thân")
        more = (
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
            'xmlns:v="urn:schemas-microsoft-com:vml"'
        )
        box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
        paragraph.add_run()._r.append(
            parse_xml(
                f"<mc:AlternateContent {NAMES} {more}><mc:Choice Requires='wps'>"
                f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
                f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
            )
        )

    assert lines(docx(fill)) == ["Trong khung", "Thân"]


def test_a_page_break_does_not_join_words():
    def fill(document):
        paragraph = document.add_paragraph("trước")
        paragraph.add_run().add_break(WD_BREAK.PAGE)
        paragraph.add_run("sau")

    assert lines(docx(fill)) == ["trước", "sau"]


def test_letters_of_an_old_font_come_out_as_unicode():
    from nhip.documents.intake.old_letters import _tables, from_tcvn3, from_vni

    words = "ủy ban nhân dân xã báo cáo kết quả truyền thông, đường lối của đảng và nhà nước được phổ biến"
    pairs = _tables()["tcvn3"]["pairs"]
    back = {pairs[i + 1]: pairs[i] for i in range(0, len(pairs), 2)}
    old = "".join(back.get(c, c) for c in words)
    assert from_tcvn3(old) == words
    outcome = open_file("a.docx", docx_of(old), Limits())
    assert isinstance(outcome, Read)
    assert outcome.text.strip() == words
    assert [issue.code for issue in outcome.warnings] == ["documents.old_font"]
    assert from_vni("ñöôøng loái cuûa Ñaûng, Vieät Nam, tieáng Vieät") == "đường lối của Đảng, Việt Nam, tiếng Việt"


@pytest.mark.live
def test_an_old_word_file_goes_through_libreoffice(tmp_path):
    import subprocess

    source = tmp_path / "a.docx"
    source.write_bytes(docx_of("Báo cáo kết quả", "Đã phát 120 buổi."))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/p",
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    outcome = open_file("a.doc", (tmp_path / "a.doc").read_bytes(), Limits())
    assert isinstance(outcome, Read)
    assert outcome.kind == "doc"
    assert [line for line in outcome.text.splitlines() if line] == ["Báo cáo kết quả", "Đã phát 120 buổi."]
    assert "documents.converted_by_libreoffice" in [issue.code for issue in outcome.warnings]
