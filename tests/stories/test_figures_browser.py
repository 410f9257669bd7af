"""A leader opens a figure to its evidence, at a desk and on a phone; nothing a screen reader would stumble over."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from nhip.agencies.actions.units import take_up
from nhip.agencies.queries.units import directory
from nhip.journal.actors import Machine
from nhip.plans.actions.activities import record_activity

pytestmark = [pytest.mark.live, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ledger(person: Callable[..., object]) -> None:
    """A year of some communes: plays, news and meetings, some of them proven."""
    officer, chance = person("officer"), random.Random(5)
    homes = directory(officer).below("lang-son", date(2026, 6, 1))[:14]
    units = take_up(Machine("thử"), [f"{home}/uy-ban-nhan-dan" for home in homes], ground="mẫu")
    number = 0
    for month in range(7, 19):
        for unit in units[: 8 + month % 6]:
            for kind, most in (("loudspeaker_play", 90), ("news_web", 12), ("event", 3)):
                number += 1
                record_activity(
                    officer, entry=UUID(int=number), unit=unit, task=None, kind=kind, title="Tuyên truyền mẫu",
                    on=date(2025 + (month > 12), (month - 1) % 12 + 1, chance.randint(1, 28)),
                    quantity=Decimal(chance.randint(1, most)), measure="lượt",
                    proofs=(f"https://mau.vn/{number}",) if chance.random() < 0.7 else (),
                )  # fmt: skip


def sound(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_a_leader_opens_a_figure_to_its_evidence(
    signed_in: Callable[..., Page], ledger: None, picture: Callable[[Page, str], None], width: int
) -> None:
    page = signed_in("leader", width)
    page.goto("/chi-so/?don-vi=lang-son&ky=2026-month-6&nhom=release")
    sound(page)
    picture(page, "chi-so")
    page.get_by_role("link", name="Lượt phát trên hệ thống truyền thanh cơ sở").first.click()
    expect(page.get_by_role("heading", name="Các dòng làm nên số liệu")).to_be_visible()
    page.get_by_text("Bảng số liệu của biểu đồ").click()
    sound(page)
    picture(page, "chi-so-mot")
    expect(page.get_by_role("link", name="minh chứng 1").first).to_have_attribute(
        "href", re.compile(r"https://mau\.vn/\d+")
    )


def test_an_officer_is_shown_the_place_of_an_error(
    signed_in: Callable[..., Page], ledger: None, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in("officer", 390)
    page.goto("/chi-so/C06/?don-vi=lang-son&ky=2026-month-6")
    page.get_by_text("Thay công thức").click()
    page.get_by_label("Công thức", exact=True).fill("sum(product: plays whre kind='loudspeaker')")
    page.get_by_label("Áp dụng từ ngày").fill("2026-06-01")
    page.get_by_label("Căn cứ").first.fill("Quyết định mẫu")
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_role("alert")).to_contain_text("Dòng 1, cột 20")
    page.get_by_role("alert").scroll_into_view_if_needed()
    sound(page)
    picture(page, "chi-so-cong-thuc")
    page.goto("/chi-so/da-ky/")
    sound(page)


def test_what_no_room_keeps_is_entered_and_counted(signed_in: Callable[..., Page], ledger: None) -> None:
    page = signed_in("officer")
    page.goto("/chi-so/su-kien/")
    sound(page)
    page.get_by_role("link", name="Yêu cầu của báo chí").click()
    sound(page)
    page.get_by_label("Thời điểm nhận").fill("2026-06-05T08:30")
    page.get_by_label("Thời điểm trả lời xong").fill("2026-06-05T15:00")
    page.get_by_label("Kết quả").select_option("answered")
    page.get_by_label("Cơ quan báo chí").fill("Báo Mẫu")
    agency = page.locator("form:has([name=entry]) [name=co-quan]")
    if agency.count():
        agency.fill("Ủy ban nhân dân xã Đồng Đăng")
    page.get_by_role("button", name="Ghi lại").click()
    expect(page.get_by_text("Đã ghi sự kiện.").first).to_be_visible()
    expect(page.get_by_text("Cơ quan báo chí: Báo Mẫu")).to_be_visible()
    sound(page)
    page.goto("/chi-so/G02/?don-vi=lang-son&ky=2026-month-6")
    expect(page.get_by_text("Yêu cầu của báo chí: Báo Mẫu, Đã trả lời")).to_be_visible()


def test_the_pages_hold_in_the_dark(signed_in: Callable[..., Page], ledger: None) -> None:
    page = signed_in("leader", dark=True)
    for address in (
        "/chi-so/?don-vi=lang-son&ky=2026-month-6", "/chi-so/C06/?don-vi=lang-son&ky=2026-month-6",
        "/chi-so/su-kien/channel/",
    ):  # fmt: skip
        page.goto(address)
        sound(page)
