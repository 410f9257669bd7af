"""A real browser before a real server: Debian's Chromium, signed in through the door."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.documents.conftest import PASSWORD, person, plan, unit

__all__ = ["person", "plan", "unit"]

PICTURES = Path(__file__).resolve().parents[2] / "var" / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
expect.set_options(timeout=10_000)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the test's thread


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    assert CHROMIUM, "Debian's chromium is not installed: make packages"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--lang=vi"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _quiet_door(settings: object) -> None:
    from django.core.cache import cache

    settings.NHIP_SECOND_FACTOR = False
    cache.clear()


@pytest.fixture
def opened(chromium: Browser, live_server: object) -> Iterator[Callable[..., Page]]:
    """`opened(width)`: a fresh page that fails the test on any error the browser reports."""
    contexts, complaints = [], []

    def make(width: int = 1280, *, dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 860 if width > 800 else 800},
            locale="vi-VN",
            base_url=live_server.url,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    # what a test of lost lines asks for
    expected = (
        "status of 4",
        "ERR_INTERNET_DISCONNECTED",
        "ERR_CONTENT_LENGTH",
        "ERR_INCOMPLETE",
    )  # asked for by tests
    assert [one for one in complaints if not any(word in one for word in expected)] == []


@pytest.fixture
def signed_in(opened: Callable[..., Page], person: Callable[..., object]) -> Callable[..., Page]:
    """`signed_in("officer", 390)`: a page signed in with that role at that width."""

    def make(role: str, width: int = 1280, *, dark: bool = False, unit: object = None) -> Page:
        account = person(role, unit=unit)
        page = opened(width, dark=dark)
        page.goto("/tai-khoan/login/")
        page.get_by_label("Thư điện tử").fill(account.email)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        expect(page.get_by_role("navigation", name="Chính" if width > 860 else "Truy cập nhanh")).to_be_visible()
        return page

    return make


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keeps a picture of the page for people to look at; checks what a picture would show at once."""

    def take(page: Page, name: str) -> None:
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than the screen"
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-{width}.png")

    return take
