"""A report as files: document, print, data, spreadsheet, exchange envelope with all of them attached."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings

from nhip.documents.composing.edxml import PDF, WORD, write
from nhip.documents.composing.exchange.envelope import Attachment, Message, Organ
from nhip.documents.composing.pdf import to_pdf
from nhip.media.actions.originals import hand_out
from nhip.reporting.models.issuing import Dispatch
from nhip.reporting.models.reports import Report
from nhip.reporting.queries.composed import Composed, composed
from nhip.reporting.twin import report_twin
from nhip.reporting.workbook import workbook_of

if TYPE_CHECKING:
    from nhip.agencies.models.accounts import Account

JSON, EXCEL, XML = (
    "application/json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/xml",
)
FORMS = {"docx": WORD, "pdf": PDF, "json": JSON, "xlsx": EXCEL, "edxml": XML}


@dataclass(frozen=True, slots=True)
class File:
    name: str
    type: str
    data: bytes


def file_of(asker: Account, report: Report, form: str) -> File:
    """The report in one of FORMS. Raises KeyError for another, PermissionDenied without the permit."""
    found, kind = composed(asker, report), FORMS[form]
    stem = PurePath(found.name).stem
    makers = {
        "docx": lambda: found.docx,
        "pdf": lambda: to_pdf(found.docx),
        "json": lambda: _json(found, report),
        "xlsx": lambda: workbook_of(found.content, found.draft.title or stem),
        "edxml": lambda: write(envelope(asker, found, report)),
    }
    return File(f"{stem}.{form}", kind, makers[form]())


def envelope(asker: Account, found: Composed, report: Report) -> Message:
    """The exchange message: numbered and with the signed file once it was issued, else as the clerk gets it."""
    issued = report.dispatches.filter(state="issued").first()
    stem = PurePath(found.name).stem
    number, _, notation = (issued.number if issued else "").partition("/")
    draft = found.draft
    files = [*_main(asker, issued, found, stem), (f"{stem}.json", JSON, _json(found, report)),
             (f"{stem}.xlsx", EXCEL, workbook_of(found.content, draft.title or stem))]  # fmt: skip
    return Message(
        sender=Organ(organ_id="", name=draft.body_in_text or ""),
        receivers=tuple(Organ(organ_id="", name=name) for name in draft.addressees),
        document_id=f"nhip,{report.pk},{found.version.sha256[:16] if found.version else 'du-thao'}",
        number=number or None,
        notation=notation or draft.symbol,
        place=draft.place,
        promulgation_date=issued.issued_on.isoformat() if issued and issued.issued_on else None,
        type_name="Báo cáo",
        subject=(draft.title or "")[:500],
        position=draft.signature.position,
        to_places=tuple(draft.recipients),
        attachments=tuple(
            Attachment(content_id=f"cid:{place}", name=name, content_type=kind, data=data, description=name)
            for place, (name, kind, data) in enumerate(files, start=1)
        ),
    )


def _main(asker: Account, issued: Dispatch | None, found: Composed, stem: str) -> list[tuple[str, str, bytes]]:
    if issued is None:
        return [(found.name, WORD, found.docx)]
    copy = issued.copies.get(good=True)
    return [(f"{stem}.pdf", PDF, hand_out(asker, copy.original, "gửi văn bản đã ban hành"))]


def _json(found: Composed, report: Report) -> bytes:
    issued = report.dispatches.filter(state="issued").first()
    twin = report_twin(
        found.content,
        found.draft.body_in_text or "",
        number=issued.number if issued else "",
        issued_on=issued.issued_on.isoformat() if issued and issued.issued_on else "",
    )
    twin["sample"] = bool(getattr(settings, "NHIP_SAMPLE", False))
    return (json.dumps(twin, ensure_ascii=False, indent=1) + "\n").encode()
