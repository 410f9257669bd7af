"""The layout checker: every fault of a Word document against Nghị định 30/2020/NĐ-CP, Phụ lục I, with its point.

Works on what will be printed, not on style names: anybody's document is judged like our own. Rules in prose:
docs/rules/layout.md.
"""

from __future__ import annotations

from nhip.documents.composing.inspection.components import components
from nhip.documents.composing.inspection.endings import check_endings
from nhip.documents.composing.inspection.findings import finding
from nhip.documents.composing.inspection.lettering import check_lettering
from nhip.documents.composing.inspection.outline import check_outline
from nhip.documents.composing.inspection.paper import check_paper
from nhip.documents.composing.inspection.setting import check_setting
from nhip.documents.composing.inspection.sheets import printed
from nhip.documents.composing.inspection.wording import check_wording
from nhip.documents.composing.rules import decree30
from nhip.text.issues import Issue


def check(docx: bytes) -> list[Issue]:
    """All faults found; empty for a lawful document. `facts["point"]` is the point of the appendix.

    A party document follows other rules and gets one issue that says so. Raises the room's `Refused` for a file that
    may not be opened.
    """
    layout = decree30()
    sheet = printed(docx)
    found = components(sheet)
    if found.party:
        return [finding("document", "party", "Điều 2, khoản 2")]
    return [
        *check_paper(sheet, found, layout),
        *check_lettering(sheet, found, layout),
        *check_setting(found, layout),
        *check_wording(sheet, found, layout),
        *check_outline(found, layout),
        *check_endings(sheet, found, layout),
    ]
