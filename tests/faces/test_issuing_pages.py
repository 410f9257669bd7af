"""Pages of the past, of reports side by side, of issuing, promises and the spokesperson's year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.faces.conftest import sign_in
from tests.reporting.signing import hand, words_pdf

from nhip.agencies.actions.units import take_up
from nhip.documents.actions.reading import read_document
from nhip.documents.actions.receiving import receive_file
from nhip.documents.actions.reviewing import confirm_record
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.plans.models.past import PastFigure, PastReport
from nhip.reporting.models.promises import Promise

PAPER = Path(__file__).parents[1] / "plans" / "papers" / "report_bac_kan.txt"


@pytest.fixture
def officer(person: Callable[..., Any], settings: Any, tmp_path: Path) -> Any:
    settings.NHIP_ORIGINALS = tmp_path / "originals"
    settings.NHIP_MEDIA = tmp_path / "media"
    settings.NHIP_ANCHORS = tmp_path / "anchors"
    return person("officer")


@pytest.fixture
def browser(officer: Any) -> Client:
    return sign_in(Client(), officer)


@pytest.fixture
def document(officer: Any) -> Any:
    (received,) = receive_file(officer, "ba-be.txt", PAPER.read_bytes())
    found = read_document(Machine("thử"), received.document.pk)
    confirm_record(officer, found, review_of(officer, found).seal)
    return found


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_old_report_goes_from_its_list_to_a_sentence(browser: Client, document: Any) -> None:
    assert "Đưa vào sổ" in text(browser.get("/bao-cao/so-cu/"))
    answer = browser.post(f"/bao-cao/so-cu/{document.pk}/dua-vao/", follow=True)
    assert "đã vào sổ" in text(answer)
    report = PastReport.objects.get()
    assert report.home == "thai-nguyen-2025"
    assert Promise.objects.filter(past__report=report).count() == report.words.filter(kind="proposal").count() > 0

    assert "Tỉnh Thái Nguyên" in text(browser.get("/bao-cao/tong-hop/"))
    page = text(browser.get("/bao-cao/tong-hop/thai-nguyen-2025/"))
    figure = PastFigure.objects.get(report=report, value=64)
    assert f"/bao-cao/tong-hop/so-lieu/{figure.pk}/" in page
    assert "Ủy ban nhân dân huyện Chợ Đồn" in page, "who has not reported is named"
    assert "<strong>64</strong>" in text(browser.get(f"/bao-cao/tong-hop/so-lieu/{figure.pk}/"))
    for form in ("docx", "json"):
        file = browser.get(f"/bao-cao/tong-hop/thai-nguyen-2025/tep/{form}/")
        assert file.status_code == 200
        assert file["Content-Disposition"].startswith("attachment")


def test_whose_report_it_is_can_be_said(browser: Client, document: Any) -> None:
    browser.post(f"/bao-cao/so-cu/{document.pk}/dua-vao/")
    report = PastReport.objects.get()
    PastReport.objects.filter(pk=report.pk).update(unit=None, question="unknown")
    assert "chưa rõ cơ quan" in text(browser.get("/bao-cao/so-cu/"))
    address = f"/bao-cao/so-cu/{report.pk}/cua-ai/"
    assert "Hãy chọn cơ quan" in text(browser.post(address, {"unit": "khong/co", "ground": "x"}, follow=True))
    browser.post(address, {"unit": "bac-kan.huyen-ba-be/uy-ban-nhan-dan", "ground": "Công văn 3"})
    report.refresh_from_db()
    assert report.question == ""


def test_a_proposal_is_assigned_and_answered(browser: Client, document: Any) -> None:
    browser.post(f"/bao-cao/so-cu/{document.pk}/dua-vao/")
    one = Promise.objects.first()
    assert one.text in text(browser.get("/bao-cao/kien-nghi/"))
    address = f"/bao-cao/kien-nghi/{one.pk}/viec"
    browser.post(
        f"{address}/assign/", {"unit": "thai-nguyen-2025/so-van-hoa-the-thao-va-du-lich", "due_on": "2026-12-01"}
    )
    refused = browser.post(f"{address}/answer/", {"state": "done", "text": " "}, follow=True)
    assert "Hãy ghi kết quả hoặc lý do" in text(refused)
    browser.post(f"{address}/answer/", {"state": "done", "text": "Đã gửi bộ tài liệu song ngữ"})
    one.refresh_from_db()
    assert (one.state, one.answer) == ("done", "Đã gửi bộ tài liệu song ngữ")
    assert "Đã gửi bộ tài liệu" in text(browser.get("/bao-cao/kien-nghi/?tinh-trang=done"))
    assert browser.post(f"{address}/khac/").status_code == 404


def test_issuing_asks_for_approval_first(browser: Client, opened_report: Any) -> None:
    page = text(browser.get(f"/bao-cao/{opened_report.pk}/ban-hanh/"))
    assert "Báo cáo chưa được phê duyệt" in page
    assert browser.get(f"/bao-cao/{opened_report.pk}/tep/docx/").status_code == 200
    assert browser.get(f"/bao-cao/{opened_report.pk}/tep/exe/").status_code == 404


def test_a_file_that_does_not_pass_is_shown_with_why(
    person: Callable[..., Any], opened_report: Any, officer: Any
) -> None:
    approve(person, opened_report)
    browser = sign_in(Client(), person("focal_point", unit=opened_report.unit))
    home = f"/bao-cao/{opened_report.pk}/ban-hanh/"
    assert "Chuyển phát hành" in text(browser.get(home))
    browser.post(f"{home}viec/send/")
    bad = SimpleUploadedFile("ban-ky.pdf", hand().sign(words_pdf()), "application/pdf")
    page = text(browser.post(f"{home}viec/signed/", {"file": bad}, follow=True))
    assert "chưa đạt" in page
    opened_report.refresh_from_db()
    assert opened_report.state == "approved"
    browser.post(f"{home}viec/withdraw/", {"reason": "Nhầm"})
    assert opened_report.dispatches.get().state == "withdrawn"


def test_the_spokespersons_year_by_one_click(browser: Client) -> None:
    assert "Chưa có Ủy ban nhân dân tỉnh" in text(browser.get("/bao-cao/phat-ngon/2026/"))
    take_up(Machine("thử"), ["lang-son/uy-ban-nhan-dan"], ground="thử")
    page = text(browser.get("/bao-cao/phat-ngon/2026/"))
    assert "Số cuộc họp báo đã tổ chức" in page
    assert "15/12/2025" in page
    assert browser.get("/bao-cao/phat-ngon/2026/tep/docx/").status_code == 200
    assert "chỉ để so sánh" in text(browser.get("/bao-cao/phat-ngon/2025/"))


@pytest.fixture
def opened_report(person: Callable[..., Any]) -> Any:
    from datetime import date

    from nhip.measurement.periods import Slot
    from nhip.reporting.actions.rounds import open_round
    from nhip.reporting.models.reports import Report
    from nhip.reporting.opening import by_hand
    from nhip.reporting.regimes import packaged_outlines

    trade = "lang-son/so-cong-thuong"
    take_up(Machine("thử"), [trade], ground="thử")
    period = Slot("half", 2026, 1).period("mid_month")
    opening = by_hand(
        "Báo cáo truyền thông", packaged_outlines()["communications"], period, date(2026, 6, 16), [trade], None
    )
    return Report.objects.get(round=open_round(person("officer"), opening))


def approve(person: Callable[..., Any], report: Any) -> None:
    """Written, handed in, checked and approved by its people."""
    from nhip.reporting.actions.drafting import save_paragraph
    from nhip.reporting.actions.moving import move

    writer, head = person("focal_point", unit=report.unit), person("leader", unit=report.unit)
    for row in report.paragraphs.all():
        save_paragraph(writer, row.pk, row.edition, "Đã làm xong.")
    for who, verb in ((writer, "submit"), (head, "check"), (head, "approve")):
        move(who, report.pk, verb)
    report.refresh_from_db()
