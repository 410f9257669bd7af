"""One story through real pages: written in the editor, handed in, approved and released on a phone, counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhip.newsroom.models.stories import Story
from nhip.plans.models.activities import Activity

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]
DESK = "lang-son/so-van-hoa-the-thao-va-du-lich"


def write(page: Page, title: str) -> int:
    page.goto("/toa-soan/")
    page.get_by_role("link", name="Viết tin, bài").first.click()
    page.locator("#ten").fill(title)
    page.get_by_role("button", name="Bắt đầu viết").click()
    page.locator("[name=lead]").fill("Tuyến đường thông xe từ sáng nay, người dân đi lại bình thường.")
    page.locator("[name=sources]").fill("Ban quản lý khu du lịch")
    page.locator("[name=contact]").fill("Sở Văn hóa, Thể thao và Du lịch, 0205 000 000")
    words = page.locator("[contenteditable=true]")
    words.first.click()
    words.first.press_sequentially("Lực lượng chức năng đã dọn xong đất đá trong đêm. Xe khách chạy lại từ 6 giờ.")
    expect(words.first).to_contain_text("6 giờ.")
    page.wait_for_timeout(800)  # the editor takes what was typed over a quarter of a second after the last key
    page.locator("button.action-save").first.click()
    expect(page.locator(".messages")).to_contain_text(title)
    return Story.objects.get().pk


def test_from_the_first_draft_to_the_figure(
    signed_in: Callable[..., Page], unit: Callable[[str], object], picture: Callable[[Page, str], None]
) -> None:
    desk = unit(DESK)
    reporter = signed_in("reporter", unit=desk)
    number = write(reporter, "Đường lên Mẫu Sơn thông xe sau mưa lớn")
    reporter.goto(f"/toa-soan/{number}/")
    expect(reporter.get_by_text("Xe khách chạy lại từ 6 giờ.")).to_be_visible()
    picture(reporter, "newsroom-story")
    reporter.get_by_role("button", name="Trình duyệt").click()
    expect(reporter.get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)

    approver = signed_in("approver", 390, unit=desk)
    approver.goto("/toa-soan/")
    picture(approver, "newsroom-desk")
    approver.get_by_role("link", name="Đường lên Mẫu Sơn thông xe sau mưa lớn").click()
    approver.get_by_role("button", name="Duyệt", exact=True).click()
    approver.get_by_label("Trang Facebook").check()
    picture(approver, "newsroom-release")
    approver.get_by_role("button", name="Phát hành").click()
    expect(approver.get_by_text("đang công bố")).to_be_visible()
    assert Activity.objects.get().kind == "news_web"

    editor = signed_in("editor", 390, unit=desk)
    editor.goto(f"/toa-soan/{number}/")
    editor.get_by_label("Đường dẫn bài đã đăng").fill("https://facebook.com/mau/1")
    editor.locator("form.inline button").click()
    expect(editor.get_by_text("Đã ghi đường dẫn bài đăng.")).to_be_visible()
    assert set(Activity.objects.values_list("kind", flat=True)) == {"news_web", "social_post"}

    # the figure: counted by itself, and from it back to the story
    today = timezone.localdate()
    leader = signed_in("leader", unit=desk)
    leader.goto(f"/chi-so/?don-vi={DESK}&ky={today.year}-month-{today.month}&nhom=release")
    leader.get_by_role("link", name="Số tin, bài đăng trên cổng").first.click()
    expect(leader.get_by_role("heading", name="Các dòng làm nên số liệu")).to_be_visible()
    picture(leader, "newsroom-figure")
    expect(leader.get_by_text("100% Có minh chứng")).to_be_visible()
    leader.locator("#dong").get_by_role("link", name="Đường lên Mẫu Sơn thông xe sau mưa lớn").click()
    expect(leader.get_by_role("heading", name="Đường lên Mẫu Sơn thông xe sau mưa lớn")).to_be_visible()
