"""A report written in a real browser: it saves itself, survives a lost line, and goes its way on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.documents.conftest import PASSWORD

from nhip.agencies.actions.units import take_up
from nhip.journal.actors import Machine
from nhip.measurement.periods import Slot
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.models.reports import Report
from nhip.reporting.opening import by_hand
from nhip.reporting.regimes import packaged_outlines

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OFFICE, TRADE = "lang-son/so-van-hoa-the-thao-va-du-lich", "lang-son/so-cong-thuong"


def enter(page: Page, account: Any) -> Page:
    page.goto("/tai-khoan/login/")
    page.fill("input[name=login]", account.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/")
    return page


@pytest.fixture
def report(live_server: Any, person: Callable[..., Any]) -> tuple[Report, Any, Any]:
    """A report to write, its writer and its head."""
    office, trade = take_up(Machine("thử"), [OFFICE, TRADE], ground="thử")
    period = Slot("quarter", 2026, 3).period("mid_month")
    outline = packaged_outlines()["general"]
    opening = by_hand("Báo cáo quý", outline, period, date(2030, 1, 1), [TRADE], OFFICE)
    made = open_round(person("officer", unit=office), opening)
    return made.reports.get(), person("focal_point", unit=trade), person("leader", unit=trade)


def test_words_save_themselves_and_outlive_a_lost_line(
    report: tuple[Report, Any, Any], opened: Callable[..., Page]
) -> None:
    held, writer, _head = report
    page = enter(opened(390), writer)
    page.goto(f"/bao-cao/{held.pk}/")
    first = page.locator("textarea.words").first
    first.fill("Đã tổ chức 02 hội nghị.")
    expect(page.locator("[data-saved]").first).to_contain_text("Đã lưu lúc")
    page.route("**/bao-cao/doan/**", lambda route: route.abort("internetdisconnected"))
    first.fill("Đã tổ chức 02 hội nghị. Thêm một câu khi mất mạng.")
    expect(page.locator("[data-saved]").first).to_contain_text("đang giữ trên máy này")
    page.unroute("**/bao-cao/doan/**")
    page.goto("/bao-cao/")
    page.goto(f"/bao-cao/{held.pk}/")
    expect(page.locator("[data-saved]").first).to_contain_text("Đã lưu lúc")
    row = held.paragraphs.first()
    assert row.text == "Đã tổ chức 02 hội nghị. Thêm một câu khi mất mạng."
    assert row.saves.count() == 2, "sent once when the line came back"


def test_two_people_at_two_screens_lose_no_word(report: tuple[Report, Any, Any], opened: Callable[..., Page]) -> None:
    held, writer, _head = report
    one, other = enter(opened(1280), writer), enter(opened(1280), writer)
    one.goto(f"/bao-cao/{held.pk}/")
    one.locator("textarea.words").first.fill("Mở 02 lớp. Dự 120 người.")
    expect(one.locator("[data-saved]").first).to_contain_text("Đã lưu lúc")
    other.goto(f"/bao-cao/{held.pk}/")
    one.locator("textarea.words").first.fill("Mở 03 lớp. Dự 120 người.")
    expect(one.locator("[data-saved]").first).to_contain_text("Đã lưu lúc")
    other.locator("textarea.words").first.fill("Mở 02 lớp. Dự 150 người.")
    expect(other.locator("[data-saved]").first).to_contain_text("Đã ghép")
    expect(other.locator("textarea.words").first).to_have_value("Mở 03 lớp. Dự 150 người.")


def test_a_report_goes_its_whole_way_on_a_phone(report: tuple[Report, Any, Any], opened: Callable[..., Page]) -> None:
    held, writer, head = report
    page = enter(opened(390), writer)
    page.goto(f"/bao-cao/{held.pk}/")
    for at in range(page.locator("textarea.words").count()):
        field = page.locator("textarea.words").nth(at)
        field.fill(f"Nội dung phần {at + 1}.")
        expect(page.locator("[data-saved]").nth(at)).to_contain_text("Đã lưu lúc")
    page.reload()
    page.get_by_role("button", name="Gửi kiểm tra").click()
    expect(page.locator(".note.ok").first).to_contain_text("Đã gửi kiểm tra")
    boss = enter(opened(390), head)
    boss.goto(f"/bao-cao/{held.pk}/")
    boss.get_by_role("button", name="Trình lãnh đạo phê duyệt").click()
    boss.goto("/bao-cao/duyet/")
    boss.get_by_role("checkbox").first.check()
    boss.get_by_role("button", name="Phê duyệt và gửi các báo cáo đã chọn").click()
    expect(boss.locator(".note.ok").first).to_contain_text("01 báo cáo")
    held.refresh_from_db()
    assert held.state == "approved"
    assert boss.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
