"""The portal in a real browser: no fault that axe finds, nothing wider than the screen, readable without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.newsroom.conftest import newsroom, person, unit
from tests.portal.conftest import public

from nhip.channels.actions.releases import withdraw

__all__ = ["newsroom", "person", "public", "unit"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
def test_every_public_page_is_open_to_everybody(
    opened: Callable[..., Page], newsroom: SimpleNamespace, public: Callable[..., object], width: int, dark: bool
) -> None:
    from nhip.portal.keeping import forget

    forget()
    story = public(title="Hoa hồi được mùa")
    english = public(title="A good year for star anise", language="en", translation_of=story)
    gone = public(title="Tin đã gỡ")
    withdraw(newsroom.approver, gone, "Số liệu chưa được kiểm chứng.")
    page = opened(width, dark=dark)
    for address in (
        "/vi/", "/en/", "/zh/", f"/vi/tin/{story.slug}/", f"/en/tin/{english.slug}/", f"/vi/tin/{gone.slug}/",
        "/vi/tin/", "/zh/tin/", "/vi/tim/?q=hoa+hoi", "/vi/van-ban/", "/vi/co-quan/", "/vi/kenh/", "/vi/dinh-chinh/",
        "/vi/du-lieu/",
    ):  # fmt: skip
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_reading_needs_no_javascript(chromium: Browser, live_server: object, public: Callable[..., object]) -> None:
    from nhip.assistant.actions.indexing import refresh
    from nhip.journal.actors import Machine
    from nhip.portal.keeping import forget

    forget()
    public(title="Hoa hồi được mùa")
    refresh(Machine("test"))  # as its job does each minute
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/vi/")
    page.get_by_role("link", name="Hoa hồi được mùa").click()
    assert "đơn hàng" in page.inner_text("main")
    page.get_by_role("link", name="Tìm kiếm").click()
    page.get_by_role("combobox").fill("hoa hoi")
    page.get_by_role("button", name="Tìm kiếm").click()
    assert "Hoa hồi được mùa" in page.inner_text("main")
    context.close()
