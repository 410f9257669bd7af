"""True footnotes: a part of the package of its own, which python-docx does not make."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml.ns import qn

from nhip.documents.composing import ooxml

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Notes:
    """The footnotes of one document in the order of their marks.

    An object because marks are counted while the body is written.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []

    def mark(self, paragraph: Any, text: str) -> None:
        """Sets the raised mark at the end of a paragraph and keeps the text."""
        self._texts.append(text)
        run = paragraph.add_run(style="footnote reference")
        run._r.append(ooxml.element("w:footnoteReference", id=str(len(self._texts) + 1)))

    def attach(self, document: Any) -> None:
        """Writes the part, where there is a footnote at all."""
        if not self._texts:
            return
        package = document.part.package
        part = PackagePart(PackURI("/word/footnotes.xml"), _TYPE, self._xml().encode("utf-8"), package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._separators(document)

    def _separators(self, document: Any) -> None:
        """The settings name the two lines above footnotes, as Word itself writes them."""
        named = ooxml.element("w:footnotePr")
        for number in ("0", "1"):
            named.append(ooxml.element("w:footnote", id=number))
        compatibility = document.settings.element.find(qn("w:compat"))
        if compatibility is not None:
            compatibility.addprevious(named)

    def _xml(self) -> str:
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self._texts, start=2)
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_SPACE}">'
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="1">'
            "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
            f"{notes}</w:footnotes>"
        )
