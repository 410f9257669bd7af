"""The end of a document: Nơi nhận at the left, the signer at the right (boxes 7a, 7b, 7c, 9b, 12 of the diagram)."""

from __future__ import annotations

from typing import Any

from nhip.documents.composing import ooxml
from nhip.documents.composing.draft import Draft, Signature
from nhip.documents.composing.rules import Layout
from nhip.documents.composing.styles import NAMES

# where the image of the signer's digital signature goes: between office and name
SIGNATURE_MARK = "ChuKySo"


def compose_ending(document: Any, draft: Draft, layout: Layout) -> None:
    """One row that no page break cuts."""
    gap = document.add_paragraph()
    gap.paragraph_format.keep_with_next = True
    ooxml.spacing(gap._p.get_or_add_pPr(), line=10, exact=True)
    columns = layout.raw["ours"]["ending_columns"]
    table = ooxml.table(document, columns, 1)
    ooxml.row_rules(table.rows[0])
    _recipients(table.cell(0, 0), draft, layout)
    _signer(table.cell(0, 1), draft.signature, layout)


def _recipients(cell: Any, draft: Draft, layout: Layout) -> None:
    if not draft.recipients:
        return
    word = cell.paragraphs[0]
    word.style = NAMES["recipients_word"]
    word.add_run(layout["recipients_word"].text or "")
    last = len(draft.recipients) - 1
    for place, item in enumerate(draft.recipients):
        line = cell.add_paragraph(style=NAMES["recipients"])
        text = item.strip().rstrip(" .;")
        line.add_run(f"- {text}{'.' if place == last else ';'}")
        if place == last and draft.drafter:
            line.add_run(f" {draft.drafter}.{f'({draft.copies})' if draft.copies else ''}")
        ooxml.indent(line._p.get_or_add_pPr(), left=2.0, right=2.0, first=-2.0)


def signature_lines(signature: Signature) -> list[str]:
    """The lines above the name: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"."""
    out: list[str] = []
    if signature.on_behalf:
        out.append(f"TM. {signature.on_behalf.upper()}")
    if signature.form == "Q.":
        out.append(f"Q. {(signature.principal or signature.position or '').upper()}")
        if signature.principal and signature.position and signature.position.upper() != signature.principal.upper():
            out.append(signature.position.upper())
        return out
    if signature.form and signature.principal:
        out.append(f"{signature.form} {signature.principal.upper()}")
    if signature.position:
        out.append(signature.position.upper())
    return out


def _signer(cell: Any, signature: Signature, layout: Layout) -> None:
    rule = layout["signer_name"]
    first = True
    for text in signature_lines(signature):
        line = cell.paragraphs[0] if first else cell.add_paragraph()
        line.style = NAMES["authority"]
        line.add_run(text)
        first = False
    space = cell.paragraphs[0] if first else cell.add_paragraph()
    ooxml.spacing(space._p.get_or_add_pPr(), line=rule.more["space_for_signature"] / 25.4 * 72, exact=True)
    ooxml.bookmark(space, SIGNATURE_MARK, 1)
    if signature.other_post:
        post = cell.add_paragraph(style=NAMES["authority"])
        post.add_run(signature.other_post.upper())
    name = cell.add_paragraph(style=NAMES["signer_name"])
    name.add_run(signature.name or "")
