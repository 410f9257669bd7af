"""Asking in a real browser: without JavaScript, in three languages, nothing that axe finds, answered by four eyes."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.feedback.conftest import OFFICE, house, person

__all__ = ["house", "person"]
pytestmark = [pytest.mark.slow, pytest.mark.live, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
def test_every_page_of_asking_is_open_to_everybody(
    opened: Callable[..., Page], house: SimpleNamespace, width: int, dark: bool
) -> None:
    matter, page = house.answered(), opened(width, dark=dark)
    for lang in ("vi", "en", "zh"):
        for address in ("", "gui/", "tra-cuu/", f"{matter.number}/", "?q=khong-co-gi"):
            page.goto(f"/{lang}/hoi-dap/{address}")
            found = Axe().run(page).response["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], (lang, address)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (lang, address)
    page.goto("/vi/hoi-dap/gui/")
    page.eval_on_selector("form.ask", "form => form.noValidate = true")
    page.get_by_role("button", name="Gửi", exact=True).click()
    assert Axe().run(page).response["violations"] == []
    assert page.get_by_role("alert").is_visible()


def test_asked_without_javascript_answered_by_two_and_read_with_the_code(
    chromium: Browser, live_server: object, house: SimpleNamespace
) -> None:
    from nhip.feedback.actions import answering, handling
    from nhip.feedback.models.matters import Matter

    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/vi/hoi-dap/")
    page.get_by_role("link", name="Gửi câu hỏi, phản ánh").click()
    page.get_by_label("Phản ánh").check()
    page.get_by_label("Việc thuộc lĩnh vực nào?").select_option("roads")
    page.get_by_label("Việc gì, ở đâu, từ bao giờ?").fill("Cầu tạm qua suối mất tay vịn, trẻ em qua lại nguy hiểm.")
    page.get_by_role("button", name="Gửi", exact=True).click()
    number, code = page.locator(".keepsake dd").all_inner_texts()
    matter = Matter.objects.get(number=number)
    assert matter.may_publish is False, "nobody agrees by not looking"
    handling.route(house.officer, matter.pk, OFFICE)
    answering.write_answer(house.writer, matter.pk, "Đã lắp lại tay vịn cầu.")
    answering.approve(house.approver, matter.pk, answering.submit(house.writer, matter.pk).sha256)
    page.goto("/vi/hoi-dap/tra-cuu/")
    page.get_by_label("Mã số").fill(number)
    page.get_by_label("Mã tra cứu").fill(code)
    page.get_by_role("button", name="Xem").click()
    assert "Đã lắp lại tay vịn cầu." in page.inner_text("main")
    context.close()
