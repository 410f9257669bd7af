"""Named styles of a composed document, made from the rules: who edits it keeps the layout by keeping the style."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from nhip.documents.composing import ooxml
from nhip.documents.composing.rules import Element, Layout

ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}

# Element -> name of its style as a Vietnamese clerk reads it in Word's list
NAMES = {
    "motto_country": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "parent_body": "Cơ quan chủ quản",
    "issuing_body": "Cơ quan ban hành",
    "number": "Số, ký hiệu",
    "date": "Địa danh, thời gian",
    "doc_type": "Tên loại",
    "title": "Trích yếu",
    "letter_subject": "Trích yếu công văn",
    "basis": "Căn cứ",
    "body": "Nội dung",
    "addressee": "Kính gửi",
    "recipients_word": "Từ Nơi nhận",
    "recipients": "Danh sách nơi nhận",
    "authority": "Quyền hạn, chức vụ",
    "signer_name": "Họ tên người ký",
    "appendix_number": "Số phụ lục",
    "appendix_title": "Tên phụ lục",
    "appendix_reference": "Kèm theo",
    "urgency": "Mức độ khẩn",
    "circulation": "Phạm vi lưu hành",
    "address": "Địa chỉ cơ quan",
}
HEADINGS = 6


def prepare(document: Any, layout: Layout) -> None:
    """Default letters, one style for each element, headings without the template's colours."""
    _modern(document)
    _defaults(document, layout)
    for name, shown in NAMES.items():
        _make(document, layout[name], shown)
    for level in range(1, HEADINGS + 1):
        _heading(document, layout, level)
    _footnotes(document, layout)
    _indented(document, layout["body"], NAMES["body"])
    _indented(document, layout["basis"], NAMES["basis"])


def _footnotes(document: Any, layout: Layout) -> None:
    """Word's own names, so that its commands for footnotes find them."""
    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(layout.raw["ours"]["footnote_size"])
    text.paragraph_format.alignment = ALIGN["both"]
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    text.element.set(qn("w:styleId"), "FootnoteText")
    mark.element.set(qn("w:styleId"), "FootnoteReference")


def set_font(properties: Any, name: str) -> None:
    """All four scripts of `w:rPr` get the font by name, never by theme."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    properties.insert(0, ooxml.element("w:rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name))


def _modern(document: Any) -> None:
    """Word 2013's layout: the lines of a table stand on the margins, not its words."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _defaults(document: Any, layout: Layout) -> None:
    root = document.styles.element
    defaults = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(defaults):
        defaults.remove(child)
    set_font(defaults, layout.font)
    size = str(round(layout["body"].size.use * 2))
    defaults.append(ooxml.element("w:sz", val=size))
    defaults.append(ooxml.element("w:szCs", val=size))
    defaults.append(ooxml.element("w:lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    normal = document.styles["Normal"]
    set_font(normal.element.get_or_add_rPr(), layout.font)
    normal.font.size = Pt(layout["body"].size.use)
    ooxml.spacing(normal.element.get_or_add_pPr(), line=1.0)
    for name in ("Header", "Footer"):
        set_font(document.styles[name].element.get_or_add_rPr(), layout.font)


def _make(document: Any, rule: Element, shown: str) -> None:
    style = document.styles.add_style(shown, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    font = style.font
    font.size = Pt(rule.size.use)
    font.bold = bool(rule.bold)
    font.italic = bool(rule.italic)
    if rule.more.get("colour"):
        font.color.rgb = RGBColor.from_string(rule.more["colour"])
    if rule.align:
        style.paragraph_format.alignment = ALIGN[rule.align]
    ooxml.spacing(style.element.get_or_add_pPr(), before=rule.more.get("space_before", 0), line=1.0)


def _indented(document: Any, rule: Element, shown: str) -> None:
    """Running text: justified, first line in, at least 6 points between paragraphs."""
    body = _body(document)
    style = document.styles[shown]
    style.paragraph_format.alignment = ALIGN["both"]
    style.paragraph_format.first_line_indent = Mm(body["first_line_use"])
    ooxml.spacing(style.element.get_or_add_pPr(), before=body["space_between"]["use"], line=body["line_spacing"]["use"])
    style.paragraph_format.widow_control = True


def _body(document: Any) -> Any:
    from nhip.documents.composing.rules import decree30

    return decree30()["body"].more


def _heading(document: Any, layout: Layout, level: int) -> None:
    style = document.styles[f"Heading {level}"]
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    set_font(properties, layout.font)
    style.font.size = Pt(layout["section"].size.use)
    style.font.bold = True
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(layout.raw["font"]["colour"])
    body = layout["body"].more
    style.paragraph_format.alignment = ALIGN["both"]
    style.paragraph_format.first_line_indent = Mm(body["first_line_use"])
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.keep_together = True
    ooxml.spacing(style.element.get_or_add_pPr(), before=body["space_between"]["use"], line=1.0)
