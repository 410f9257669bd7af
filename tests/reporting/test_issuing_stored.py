"""Approved is not issued: out to the document system, back signed, judged, and only then "Đã ban hành"."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.reporting.conftest import ABROAD, TRADE
from tests.reporting.signing import Hand, hand

from nhip.agencies.refusals import Refused
from nhip.documents.composing.draft import Day
from nhip.documents.composing.edxml import read as read_edxml
from nhip.documents.composing.layout import check
from nhip.documents.composing.pdf import to_pdf
from nhip.documents.composing.word import compose
from nhip.journal.models import Entry
from nhip.reporting.actions.drafting import save_paragraph
from nhip.reporting.actions.issuing import send_to_document_system, take_signed, withdraw_dispatch
from nhip.reporting.actions.moving import move
from nhip.reporting.models.reports import Report
from nhip.reporting.queries.composed import composed
from nhip.reporting.queries.files import file_of

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def clerk(settings: Any, tmp_path: Path) -> Hand:
    made = hand("Sở Công Thương tỉnh Lạng Sơn")
    settings.NHIP_ANCHORS = tmp_path / "anchors"
    settings.NHIP_MEDIA = tmp_path / "media"
    settings.NHIP_ANCHORS.mkdir()
    (settings.NHIP_ANCHORS / "thu.pem").write_bytes(made.anchor)
    return made


def approved(opened: Any, person: Callable[..., Any]) -> tuple[Report, Any]:
    report = Report.objects.select_related("round", "unit").get(round=opened, unit__key=TRADE)
    writer, head = person("focal_point", TRADE), person("leader", TRADE)
    for row in report.paragraphs.all():
        save_paragraph(writer, row.pk, row.edition, f"Đã làm xong việc {row.key} trong kỳ.\n- Mở 03 lớp tập huấn.")
    for who, verb in ((writer, "submit"), (head, "check"), (head, "approve")):
        move(who, report.pk, verb)
    report.refresh_from_db()
    return report, writer


def signed_pdf(clerk: Hand, writer: Any, report: Report, *, change: tuple[str, str] | None = None) -> bytes:
    """What a document system does: number, day and name filled in, made a PDF, signed."""
    draft = composed(writer, report).draft
    draft = replace(
        draft, number="45", date=Day(day=18, month=6, year=2026),
        signature=replace(draft.signature, name="Hoàng Thị Mẫu"),
    )  # fmt: skip
    if change:
        draft = replace(draft, closing=(draft.closing or "").replace(*change))
    return clerk.sign(to_pdf(compose(draft)))


def test_the_composed_report_keeps_the_layout_and_says_what_was_approved(
    opened: Any, person: Callable[..., Any], clerk: Hand
) -> None:
    report, writer = approved(opened, person)
    found = composed(writer, report)
    assert check(found.docx) == []
    assert found.draft.issuing_body == "SỞ CÔNG THƯƠNG"
    assert (found.draft.symbol, found.draft.place) == ("BC-SCT", "Lạng Sơn")
    assert found.version is not None
    assert found.version.sha256 == report.versions.first().sha256
    assert "Mở 03 lớp tập huấn" in json.dumps(found.content, ensure_ascii=False)


@pytest.mark.live
def test_only_a_good_file_issues_the_report(opened: Any, person: Callable[..., Any], clerk: Hand) -> None:
    report, writer = approved(opened, person)
    dispatch = send_to_document_system(writer, report)
    assert send_to_document_system(writer, report) == dispatch
    assert (dispatch.state, report.state) == ("sent", "approved")

    changed = signed_pdf(clerk, writer, report, change=("báo cáo", "tờ trình"))
    copy = take_signed(writer, dispatch, "ban-ky.pdf", changed)
    assert [one["code"] for one in copy.problems] == ["reporting.text_changed"]
    dispatch.refresh_from_db()
    report.refresh_from_db()
    assert (dispatch.state, report.state) == ("refused", "approved")

    stranger = take_signed(writer, dispatch, "ban-ky.pdf", signed_pdf(hand("Người lạ"), writer, report))
    assert [one["code"] for one in stranger.problems] == ["reporting.signature_untrusted"]

    good = take_signed(writer, dispatch, "ban-ky.pdf", signed_pdf(clerk, writer, report))
    assert good.problems == []
    assert good.good
    dispatch.refresh_from_db()
    report.refresh_from_db()
    assert (dispatch.state, dispatch.number, dispatch.issued_on) == ("issued", "45/BC-SCT", date(2026, 6, 18))
    assert report.state == "issued"
    assert {"reporting.send_to_document_system", "reporting.take_signed", "reporting.issue"} <= set(
        Entry.objects.values_list("verb", flat=True)
    )
    with pytest.raises(Refused):
        take_signed(writer, dispatch, "lai.pdf", b"%PDF-1.4")


def test_nothing_goes_out_before_it_is_approved(opened: Any, person: Callable[..., Any], clerk: Hand) -> None:
    report = Report.objects.get(round=opened, unit__key=ABROAD)
    writer = person("focal_point", ABROAD)
    with pytest.raises(Refused):
        send_to_document_system(writer, report)
    with pytest.raises(PermissionDenied):
        send_to_document_system(person("focal_point", TRADE), report)


def test_nobody_issues_without_a_signed_file(opened: Any, person: Callable[..., Any], clerk: Hand) -> None:
    report, writer = approved(opened, person)
    with pytest.raises(Refused):
        move(writer, report.pk, "issue")
    report.refresh_from_db()
    assert report.state == "approved"


def test_what_was_sent_can_be_called_back_with_a_reason(opened: Any, person: Callable[..., Any], clerk: Hand) -> None:
    report, writer = approved(opened, person)
    dispatch = send_to_document_system(writer, report)
    with pytest.raises(Refused):
        withdraw_dispatch(writer, dispatch, " ")
    withdraw_dispatch(writer, dispatch, "Nhầm nơi nhận")
    assert send_to_document_system(writer, report).pk != dispatch.pk


def test_every_file_form_tells_the_same_report(opened: Any, person: Callable[..., Any], clerk: Hand) -> None:
    report, writer = approved(opened, person)
    files = {form: file_of(writer, report, form) for form in ("docx", "json", "xlsx", "edxml")}
    twin = json.loads(files["json"].data)
    stated = report.figures.get(code="banners")
    (told,) = [one for one in twin["figures"] if one["code"] == "banners"]
    assert told["value"] == int(stated.value)
    assert told["sources"]
    message, warnings = read_edxml(files["edxml"].data)
    assert [one.name.rpartition(".")[2] for one in message.attachments] == ["docx", "json", "xlsx"]
    assert message.attachments[0].data == files["docx"].data
    assert message.number is None
    assert [one.code for one in warnings] == []
    with pytest.raises(KeyError):
        file_of(writer, report, "exe")
