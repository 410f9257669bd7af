"""The keyboard alone: sign in, adopt a plan, log an activity, approve a report, without touching a mouse.

Every step is Tab, Shift+Tab, Enter, Space, arrows and typing; what has the focus must be seen to have it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.documents.conftest import PASSWORD
from tests.stories.test_plans_browser import confirmed
from tests.stories.test_province_browser import cast

from nhip.agencies.actions.units import take_up
from nhip.documents.models import Document
from nhip.journal.actors import Machine
from nhip.plans.models.activities import Activity
from nhip.plans.models.plans import Plan
from nhip.reporting.actions.drafting import save_paragraph
from nhip.reporting.actions.moving import move
from nhip.reporting.models.reports import Report

__all__ = ["cast", "confirmed"]

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

COMMUNE = "lang-son.xa-doan-ket/uy-ban-nhan-dan"
SEEN = """(one) => { const s = getComputedStyle(one);
  return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'; }"""


def reach(page: Page, wanted: Locator, most: int = 150) -> None:
    """Tab until what is wanted has the focus, and shows it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            assert wanted.evaluate(SEEN), "the focus cannot be seen"
            return
    raise AssertionError(f"{most} tabs never reached {wanted}")


def enter(page: Page, account: Any) -> Page:
    page.goto("/tai-khoan/login/")
    reach(page, page.locator("input[name=login]"))
    page.keyboard.type(account.email)
    reach(page, page.locator("input[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    return page


def follow(page: Page, wanted: Locator) -> None:
    reach(page, wanted)
    page.keyboard.press("Enter")


def open_room(page: Page, group: str, room: str) -> None:
    """By the bar: the group by Enter, then on to the room."""
    bar = page.get_by_role("navigation", name="Chính")
    follow(page, bar.locator("summary", has_text=group))
    follow(page, bar.get_by_role("link", name=room, exact=True))


def test_the_bar(opened: Callable[..., Page], person: Callable[..., Any]) -> None:
    page = enter(opened(), person("officer"))
    bar = page.get_by_role("navigation", name="Chính")
    summary = bar.locator("summary", has_text="Tòa soạn")
    follow(page, summary)
    expect(bar.get_by_role("link", name="Tin, bài", exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(bar.get_by_role("link", name="Tin, bài", exact=True)).to_be_hidden()
    assert summary.evaluate("(one) => one === document.activeElement"), "Escape loses the place"
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("link", name="Tài khoản của tôi").last)
    expect(bar.get_by_role("link", name="Tin, bài", exact=True)).to_be_hidden()
    open_room(page, "Tòa soạn", "Kệ dùng chung")
    page.wait_for_url("**/toa-soan/ke-chung/")
    expect(summary).to_have_attribute("aria-current", "true")


def test_adopting_a_plan(opened: Callable[..., Page], person: Callable[..., Any], confirmed: Document) -> None:
    page = enter(opened(), person("officer"))
    open_room(page, "Kế hoạch, báo cáo", "Kế hoạch")
    page.wait_for_url("**/ke-hoach/")
    follow(page, page.get_by_role("link", name="Xem trước việc giao"))
    page.wait_for_url("**/dua-vao/**")
    follow(page, page.get_by_role("button", name="Đưa vào theo dõi, giao việc"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuyên truyền cửa khẩu xanh")
    assert Plan.objects.get().tasks.exists()


def test_logging_an_activity(opened: Callable[..., Page], person: Callable[..., Any]) -> None:
    (unit,) = take_up(Machine("thử"), [COMMUNE], ground="thử")
    page = enter(opened(), person("focal_point", unit=unit))
    follow(page, page.get_by_role("link", name="Ghi hoạt động").first)
    page.wait_for_url("**/hoat-dong/ghi/**")
    follow(page, page.get_by_role("link", name="Tờ rơi", exact=True).first)
    reach(page, page.get_by_label("Nội dung"))
    page.keyboard.type("Phát tờ rơi ở chợ")
    reach(page, page.get_by_label("Số lượng"))
    page.keyboard.type("120")
    follow(page, page.get_by_role("button", name="Lưu"))
    expect(page.locator("#told")).to_contain_text("Đã gửi")
    assert Activity.objects.get().quantity == 120


def test_approving_a_report(opened: Callable[..., Page], cast: dict[str, Any]) -> None:
    report = cast["ours"]
    for row in report.paragraphs.all():
        save_paragraph(cast["officer"], row.pk, row.edition, "Đã tổ chức 02 hội nghị.")
    move(cast["officer"], report.pk, "submit")
    page = enter(opened(), cast["director"])
    open_room(page, "Kế hoạch, báo cáo", "Báo cáo")
    page.wait_for_url("**/bao-cao/")
    page.goto(f"/bao-cao/{report.pk}/")
    follow(page, page.get_by_role("button", name="Trình lãnh đạo phê duyệt"))
    expect(page.locator(".note.ok").first).to_be_visible()
    page.goto("/bao-cao/duyet/")
    reach(page, page.get_by_role("checkbox").first)
    page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Phê duyệt và gửi các báo cáo đã chọn"))
    expect(page.locator(".note.ok").first).to_contain_text("01 báo cáo")
    assert Report.objects.get(pk=report.pk).state == "approved"
