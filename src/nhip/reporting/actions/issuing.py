"""From approved to issued: send to the document system, take the signed file back, judge it, only then issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from nhip.agencies.permits import may
from nhip.agencies.refusals import Refused
from nhip.documents.intake.door import open_parcel
from nhip.documents.intake.outcome import Read
from nhip.journal.actions import write
from nhip.media.actions.originals import keep
from nhip.reporting.actions.moving import move
from nhip.reporting.actions.promises import gather
from nhip.reporting.comparing import differences
from nhip.reporting.issuing import Verdict, judge
from nhip.reporting.models.issuing import Dispatch, SignedCopy
from nhip.reporting.models.reports import Report
from nhip.reporting.queries.composed import composed
from nhip.reporting.signatures import anchors_from, signatures_of
from nhip.reporting.states import SENT
from nhip.text.issues import Issue

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

    from nhip.agencies.models.accounts import Account

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@transaction.atomic
def send_to_document_system(asker: Account, report: Report, *, way: str = "file") -> Dispatch:
    """Keep the approved version as the file that the clerk numbers; sending again gives the file sent first.

    Raises PermissionDenied without the permit, Refused unless the report is approved.
    """
    held = Report.objects.select_for_update().get(pk=report.pk)
    if not may(asker, "reporting.submit", held.unit_id):
        raise PermissionDenied("reporting.submit")
    standing = held.dispatches.exclude(state="withdrawn").first()
    if standing is not None:
        return standing
    if held.state not in SENT:
        raise Refused([Issue("state", "reporting.not_approved_yet", {})])
    found = composed(asker, held)
    if found.version is None:  # a state without its version: nothing was approved
        raise Refused([Issue("state", "reporting.not_approved_yet", {})])
    original = keep(asker, found.docx, found.name, WORD)
    dispatch = Dispatch.objects.create(
        report=held, version=found.version, way=way, docx=original, sha256=original.sha256, text=_text(found.docx),
        title=found.draft.title or "", sent_by=asker, sent_at=timezone.now(),
    )  # fmt: skip
    facts = {"way": way, "sha256": original.sha256, "version": found.version.number}
    write(asker, "reporting.send_to_document_system", dispatch, (found.draft.title or "")[:300], facts)
    return dispatch


@transaction.atomic
def take_signed(
    asker: Account, dispatch: Dispatch, name: str, pdf: bytes, *, number: str = "", issued_on: date | None = None
) -> SignedCopy:
    """Judge a signed file; a good one issues the report, a bad one stays beside it with what is wrong.

    The same file sent again gives the verdict given first. Raises PermissionDenied without the permit, Refused for a
    file that cannot be opened or when the report was issued already.
    """
    held = Dispatch.objects.select_for_update().select_related("report").get(pk=dispatch.pk)
    if not may(asker, "reporting.submit", held.report.unit_id):
        raise PermissionDenied("reporting.submit")
    if held.state in ("issued", "withdrawn"):
        raise Refused([Issue("state", f"reporting.dispatch_{held.state}", {})])
    text = _text(pdf, name)
    verdict = _verdict(held, pdf, text, timezone.now(), number=number, issued_on=issued_on)
    original = keep(asker, pdf, name, PDF)
    if (known := held.copies.filter(sha256=original.sha256).first()) is not None and not verdict.good:
        return known
    copy = _kept(asker, held, original, verdict, known)
    facts = {"sha256": copy.sha256, "good": copy.good, "problems": [one.code for one in verdict.problems]}
    write(asker, "reporting.take_signed", held, verdict.number, facts)
    _settle(asker, held, copy)
    return copy


@transaction.atomic
def withdraw_dispatch(asker: Account, dispatch: Dispatch, reason: str) -> None:
    """Call back what was sent, before it is issued. Raises PermissionDenied; Refused without a reason, or too late."""
    held = Dispatch.objects.select_for_update().select_related("report").get(pk=dispatch.pk)
    if not may(asker, "reporting.submit", held.report.unit_id):
        raise PermissionDenied("reporting.submit")
    if not reason.strip():
        raise Refused([Issue("reason", "reporting.reason_missing", {})])
    if held.state in ("issued", "withdrawn"):
        raise Refused([Issue("state", f"reporting.dispatch_{held.state}", {})])
    held.state, held.reason = "withdrawn", reason.strip()[:300]
    held.save(update_fields=("state", "reason"))
    write(asker, "reporting.withdraw_dispatch", held, reason.strip()[:300])


def _verdict(
    dispatch: Dispatch, pdf: bytes, text: str, moment: datetime, *, number: str = "", issued_on: date | None = None
) -> Verdict:
    """The signatures and the text of a file against what was approved."""
    found = signatures_of(pdf, _anchors(), moment)
    return judge(found, differences(dispatch.text, text), text, number=number, issued_on=issued_on)


def _anchors() -> list[Certificate]:
    """The certificates that the office trusts: the files of the anchors' folder."""
    folder = Path(settings.NHIP_ANCHORS)
    files: Sequence[Path] = sorted(folder.iterdir()) if folder.is_dir() else ()
    return anchors_from([one.read_bytes() for one in files if one.suffix in (".pem", ".crt", ".cer", ".der")])


def _text(data: bytes, name: str = "bao-cao.docx") -> str:
    (opened,) = open_parcel(name, data)
    if not isinstance(opened.outcome, Read):
        issue = opened.outcome.issue
        raise Refused([issue])
    return opened.outcome.text


def _kept(
    asker: Account, dispatch: Dispatch, original: object, verdict: Verdict, known: SignedCopy | None
) -> SignedCopy:
    told = {
        "signatures": [one.as_json() for one in verdict.signatures],
        "differences": [one.as_json() for one in verdict.differences],
        "problems": [{"field": one.field, "code": one.code, "facts": dict(one.facts)} for one in verdict.problems],
        "number": verdict.number[:80], "issued_on": verdict.issued_on, "good": verdict.good, "by": asker,
        "at": timezone.now(), "original": original,
    }  # fmt: skip
    if known is None:
        return SignedCopy.objects.create(dispatch=dispatch, sha256=original.sha256, **told)
    SignedCopy.objects.filter(pk=known.pk).update(**told)
    known.refresh_from_db()
    return known


def _settle(asker: Account, dispatch: Dispatch, copy: SignedCopy) -> None:
    if not copy.good:
        Dispatch.objects.filter(pk=dispatch.pk).update(state="refused")
        return
    Dispatch.objects.filter(pk=dispatch.pk).update(
        state="issued", number=copy.number, issued_on=copy.issued_on, issued_at=timezone.now()
    )
    report = move(asker, dispatch.report_id, "issue", copy.number)
    gather(asker, report)  # what an issued report promises comes back in the next one
