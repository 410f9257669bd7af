"""Pages of reports, signed in: each opens, each deed does what it says, a refusal is said in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from nhip.agencies.actions.units import take_up
from nhip.journal.actors import Machine
from nhip.measurement.periods import Slot
from nhip.reporting.actions.regimes import load_packaged
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.models.reports import Report
from nhip.reporting.models.rounds import Round
from nhip.reporting.opening import by_hand
from nhip.reporting.regimes import packaged_outlines

OFFICE, TRADE = "lang-son/so-van-hoa-the-thao-va-du-lich", "lang-son/so-cong-thuong"


@pytest.fixture
def offices(db: None) -> dict[str, Any]:
    rows = take_up(Machine("thử"), [OFFICE, TRADE], ground="thử")
    return {row.key: row for row in rows}


@pytest.fixture
def opened(person: Callable[..., Any], offices: dict[str, Any]) -> Round:
    period = Slot("half", 2026, 1).period("mid_month")
    opening = by_hand(
        "Báo cáo truyền thông", packaged_outlines()["communications"], period, date(2026, 6, 16), [TRADE], OFFICE
    )
    return open_round(person("officer", unit=offices[OFFICE]), opening)


@pytest.fixture
def browsers(signed_in: Callable[..., Client], offices: dict[str, Any]) -> dict[str, Client]:
    return {
        "officer": signed_in("officer", unit=offices[OFFICE]), "writer": signed_in("focal_point", unit=offices[TRADE]),
        "checker": signed_in("approver", unit=offices[TRADE]), "head": signed_in("leader", unit=offices[TRADE]),
    }  # fmt: skip


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_report_goes_its_way_by_the_pages(opened: Round, browsers: dict[str, Client]) -> None:
    report = Report.objects.get(round=opened)
    home = f"/bao-cao/{report.pk}/"
    assert "Báo cáo truyền thông" in shown(browsers["writer"], "/bao-cao/")
    page = shown(browsers["writer"], home)
    assert "Gửi kiểm tra" in page
    assert "chưa có nội dung" in page
    for row in report.paragraphs.all():
        answer = browsers["writer"].post(f"/bao-cao/doan/{row.pk}/", {"edition": 0, "text": f"Nội dung {row.key}."})
        assert (answer.status_code, answer.json()["outcome"]) == (200, "saved")
    browsers["writer"].post(f"{home}viec/submit/")
    assert shown(browsers["writer"], home).count("Gửi kiểm tra") >= 1, "it stands in the way of the report"
    assert "Trình lãnh đạo phê duyệt" not in shown(browsers["writer"], home)
    assert "Sở Công Thương" in shown(browsers["checker"], "/bao-cao/duyet/")
    browsers["checker"].post(f"{home}viec/check/")
    page = shown(browsers["head"], "/bao-cao/duyet/")
    assert "Phê duyệt và gửi các báo cáo đã chọn" in page
    answer = browsers["head"].post("/bao-cao/duyet/chon/", {"report": [report.pk]}, follow=True)
    assert "Đã phê duyệt và gửi 01 báo cáo" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == "approved"
    answer = browsers["officer"].post(f"{home}viec/return/", {"reason": "Thiếu số liệu loa"}, follow=True)
    assert "Thiếu số liệu loa" in answer.content.decode()
    assert "Thiếu số liệu loa" in shown(browsers["writer"], home)
    assert "Phiên bản 1" in shown(browsers["writer"], f"{home}phien-ban/")


def test_figures_save_themselves_and_a_change_asks_why(opened: Round, browsers: dict[str, Client]) -> None:
    row = Report.objects.get(round=opened).figures.get(code="banners")
    address = f"/bao-cao/so-lieu/{row.pk}/luu/"
    answer = browsers["writer"].post(address, {f"f{row.pk}": "1.250", f"f{row.pk}-edition": 0})
    assert answer.json()["outcome"] == "saved"
    row.refresh_from_db()
    assert row.value == Decimal(1250)
    late = browsers["writer"].post(address, {f"f{row.pk}": "7", f"f{row.pk}-edition": 0})
    assert (late.json()["outcome"], late.json()["value"]) == ("held", "1250")
    wrong = browsers["writer"].post(address, {f"f{row.pk}": "nhiều", f"f{row.pk}-edition": 1})
    assert wrong.status_code == 409
    nil = {f"f{row.pk}": "", f"f{row.pk}-nil": "1", f"f{row.pk}-edition": 1}
    assert browsers["writer"].post(address, nil).json()["outcome"] == "saved"
    assert "không phát sinh" in shown(browsers["writer"], f"/bao-cao/so-lieu/{row.pk}/")


def test_two_writers_and_a_clash_are_shown_with_both_texts(opened: Round, browsers: dict[str, Client]) -> None:
    report = Report.objects.get(round=opened)
    row = report.paragraphs.first()
    address = f"/bao-cao/doan/{row.pk}/"
    browsers["writer"].post(address, {"edition": 0, "text": "Có 120 người."})
    browsers["writer"].post(address, {"edition": 1, "text": "Có 130 người."})
    held = browsers["writer"].post(address, {"edition": 1, "text": "Có 140 người."}).json()
    assert held["outcome"] == "held"
    page = shown(browsers["writer"], f"/bao-cao/{report.pk}/")
    assert "Có 130 người." in page
    assert "Có 140 người." in page
    fields = {"edition": 2, "text": "Có 140 người.", "settles": held["save"]}
    assert browsers["writer"].post(address, fields).json()["outcome"] == "saved"
    assert "data-settle" not in shown(browsers["writer"], f"/bao-cao/{report.pk}/")


def test_the_form_without_scripts_saves_as_well(opened: Round, browsers: dict[str, Client]) -> None:
    report = Report.objects.get(round=opened)
    row = report.paragraphs.first()
    fields = {"part": row.key, "paragraph": row.pk, f"p{row.pk}": "Không có kịch bản.", f"p{row.pk}-edition": 0}
    browsers["writer"].post(f"/bao-cao/{report.pk}/luu/", fields)
    row.refresh_from_db()
    assert row.text == "Không có kịch bản."


def test_the_board_names_who_has_not_sent_and_reminds(opened: Round, browsers: dict[str, Client]) -> None:
    page = shown(browsers["officer"], f"/bao-cao/ky/{opened.pk}/")
    assert "Sở Công Thương" in page
    assert "Nhắc 01 cơ quan chưa gửi" in page
    answer = browsers["officer"].post(f"/bao-cao/ky/{opened.pk}/viec/remind/", follow=True)
    assert "Đã nhắc 01 người" in answer.content.decode()
    due = {"report": Report.objects.get(round=opened).pk, "due": "2026-12-30", "ground": "Mưa lũ"}
    browsers["officer"].post(f"/bao-cao/ky/{opened.pk}/viec/extend/", due)
    assert Report.objects.get(round=opened).due_on == date(2026, 12, 30)
    assert browsers["writer"].post(f"/bao-cao/ky/{opened.pk}/viec/close/").status_code == 403


def test_a_round_is_opened_by_a_regime_after_it_was_shown(browsers: dict[str, Client]) -> None:
    page = shown(browsers["officer"], "/bao-cao/mo/?che-do=communications_local&nam=2026&ky=quarter-3")
    assert "quý III năm 2026" in page
    assert "hệ thống đề xuất" in page
    fields = {"che-do": "communications_local", "nam": "2026", "ky": "quarter-3"}
    answer = browsers["officer"].post("/bao-cao/mo/", fields, follow=True)
    assert "Đã mở kỳ báo cáo" in answer.content.decode()
    made = Round.objects.get()
    assert made.reports.count() > 65, "the communes and the departments of the province"
    assert made.reports.filter(unit__key=OFFICE).count() == 0, "who collects does not report to itself"
    assert browsers["writer"].get("/bao-cao/mo/").status_code == 403


def test_a_round_is_opened_by_hand(browsers: dict[str, Client]) -> None:
    fields = {
        "title": "Báo cáo đột xuất", "start": "2026-07-01", "end": "2026-07-15", "due": "2026-07-20",
        "outline": "general", "units": "Sở Công Thương",
    }  # fmt: skip
    browsers["officer"].post("/bao-cao/mo/", fields)
    made = Round.objects.get()
    assert [one.unit.key for one in made.reports.all()] == [TRADE]
    wrong = browsers["officer"].post("/bao-cao/mo/", fields | {"end": "2026-06-01"})
    assert "Chưa rõ kỳ báo cáo" in wrong.content.decode()


def test_a_delegation_is_given_and_ended_on_the_page(
    opened: Round, browsers: dict[str, Client], person: Callable[..., Any], offices: dict[str, Any]
) -> None:
    from nhip.reporting.models.versions import Delegation

    deputy = person("reporter", unit=offices[TRADE])
    fields = {
        "unit": offices[TRADE].pk, "to": deputy.pk, "since": "2026-01-01", "until": "2030-01-01", "ground": "Giấy số 3",
    }  # fmt: skip
    browsers["head"].post("/bao-cao/uy-quyen/", fields)
    row = Delegation.objects.get()
    assert "Giấy số 3" in shown(browsers["head"], "/bao-cao/duyet/")
    browsers["head"].post("/bao-cao/uy-quyen/", {"end": row.pk})
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert browsers["writer"].post("/bao-cao/uy-quyen/", fields).status_code == 403


def test_strangers_see_no_report(opened: Round, signed_in: Callable[..., Client], offices: dict[str, Any]) -> None:
    report = Report.objects.get(round=opened)
    stranger = signed_in("focal_point", unit=offices[OFFICE])
    for address in (f"/bao-cao/{report.pk}/", f"/bao-cao/{report.pk}/phien-ban/", f"/bao-cao/ky/{opened.pk}/"):
        assert stranger.get(address).status_code == 404
    assert stranger.get(f"/bao-cao/so-lieu/{report.figures.first().pk}/").status_code == 404


def test_notices_are_read_on_their_page_and_say_where_they_may_go(opened: Round, browsers: dict[str, Client]) -> None:
    from nhip.notices.models import ContactPoint, Notice

    browsers["officer"].post(f"/bao-cao/ky/{opened.pk}/viec/remind/")
    page = shown(browsers["writer"], "/thong-bao/")
    assert "Báo cáo quá hạn" in page
    assert "thông báo mới" in shown(browsers["writer"], "/")
    assert "Báo cáo truyền thông" in shown(browsers["writer"], "/"), "what I owe stands on my first page"
    row = Notice.objects.latest("pk")
    answer = browsers["writer"].post("/thong-bao/mo/", {"notice": row.pk})
    assert answer.url == row.link
    browsers["writer"].post("/thong-bao/doc/")
    assert not Notice.objects.filter(account=row.account, read_at__isnull=True).exists()
    browsers["writer"].post("/thong-bao/noi-nhan/", {"zalo": "0900000000", "zalo-wanted": "1"})
    points = {point.carrier: point.wanted for point in ContactPoint.objects.all()}
    assert points == {"zalo": True, "sms": False, "mail": False}


def test_a_regime_says_all_it_must_and_one_of_odd_periods_is_opened_by_its_days(
    browsers: dict[str, Client],
) -> None:
    load_packaged(Machine("thử"))
    officer = browsers["officer"]
    page = officer.get("/bao-cao/mo/?che-do=external_information_two_lines").content.decode()
    for said in (
        "Nơi nhận",
        "tuyến Đảng",
        "tuyến Nhà nước",
        "Kỳ số liệu",
        "Theo tháng dương lịch",
        "Đề cương",
        "Hình thức",
    ):
        assert said in page, said
    told = {"che-do": "policy_communication_stage", "start": "2021-01-01", "end": "2024-06-30", "due": "2026-12-10",
            "label": "giai đoạn 2021 - 2024", "ground": "Công văn số 12/SVHTTDL"}  # fmt: skip
    answer = officer.post("/bao-cao/mo/", told)
    assert answer.status_code == 302
    made = Round.objects.latest("pk")
    assert (made.regime.code if made.regime else "", made.kind, made.label) == (
        "policy_communication_stage", "span", "giai đoạn 2021 - 2024",
    )  # fmt: skip
    assert made.reports.count() > 60
    two = {"che-do": "external_information_two_lines", "nam": "2026", "ky": "year-1"}
    assert 'name="due"' in officer.get("/bao-cao/mo/", two).content.decode(), "the regime sets no last day"
    assert officer.post("/bao-cao/mo/", two | {"due": "2027-01-08"}).status_code == 302
    made = Round.objects.latest("pk")
    assert {row.due_on for row in made.reports.all()} == {date(2027, 1, 8)}
    assert [one["line"] for one in made.receivers] == ["state", "party"]
