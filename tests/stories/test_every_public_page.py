"""Every kind of public page in a real browser, in three languages: axe (WCAG 2.2 AA), narrow screens, no JavaScript.

The kinds come from the portal's resolver (tests/portal/page_kinds.py); the server is the real one over the sample year.
"""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page
from tests.portal import page_kinds
from tests.project.test_serving import Server
from tests.sample_year import copied, environment, standing_in

pytestmark = [pytest.mark.live, pytest.mark.slow]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WHOLE = {"runOnly": {"type": "tag", "values": WCAG}, "rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""In the dark nothing but the colours differs."""
FOCUS = """() => {
    const one = document.activeElement;
    return one !== document.body && parseFloat(getComputedStyle(one).outlineWidth) > 0;
}"""
NARROW = 320
"""CSS pixels: a screen of 1,280 enlarged four times (WCAG 1.4.10)."""


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Server, dict[str, list[tuple[str, str]]]]]:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the sample year is a kept SQLite file")
    folder = copied(tmp_path_factory.mktemp("public") / "data")
    with standing_in(folder, django_db_blocker):
        found = {lang: list(page_kinds.pages(lang)) for lang in page_kinds.LANGUAGES}
    server = Server(folder)
    server.environment = {**environment(folder), "NHIP_TASKS": "database"}
    server.start()
    yield server, found
    server.end(signal.SIGTERM)


def opened(chromium: Browser, server: Server, **more: Any) -> Page:
    context = chromium.new_context(
        viewport={"width": 390, "height": 800}, base_url=f"http://127.0.0.1:{server.port}", reduced_motion="reduce",
        **more,
    )  # fmt: skip
    return context.new_page()


@pytest.mark.parametrize("lang", page_kinds.LANGUAGES)
def test_every_kind_is_open_to_everybody(
    served: tuple[Server, dict[str, list[tuple[str, str]]]], chromium: Browser, lang: str
) -> None:
    server, found = served
    page, wrong = opened(chromium, server), []
    shared: dict[str, str] = {}
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    for kind, path in found[lang]:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 390, "height": 800})
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == (410 if kind in page_kinds.GONE else 200), path
        faults = [(one, "light") for one in Axe().run(page, options=WHOLE).response["violations"]]
        page.emulate_media(color_scheme="dark")
        faults += [(one, "dark") for one in Axe().run(page, options=COLOURS).response["violations"]]
        wrong += [f"{path} {light}: {one['id']} {one['nodes'][0]['html'][:160]}" for one, light in faults]
        page.keyboard.press("Tab")
        if not page.evaluate(FOCUS):
            wrong.append(f"{path}: whoever goes on by keyboard does not see where")
        page.set_viewport_size({"width": NARROW, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            wrong.append(f"{path}: wider than {NARROW} pixels")
        card = page.locator('meta[property="og:image"]')
        if card.count():
            size = [
                page.locator(f'meta[property="og:image:{one}"]').get_attribute("content") for one in ("width", "height")
            ]
            shared[card.get_attribute("content") or ""] = "x".join(str(one) for one in size)
    for url, size in shared.items():
        got = page.request.get(url)
        drawn = "x".join(map(str, Image.open(io.BytesIO(got.body())).size)) if got.ok else f"status {got.status}"
        if drawn != size:
            wrong.append(f"{url} is {drawn}, its page says {size}")
    page.context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lang", page_kinds.LANGUAGES)
def test_every_kind_is_read_without_javascript(
    served: tuple[Server, dict[str, list[tuple[str, str]]]], chromium: Browser, lang: str
) -> None:
    server, found = served
    plain, full, wrong = opened(chromium, server, java_script_enabled=False), opened(chromium, server), []
    for _, path in found[lang]:
        plain.goto(path)
        full.goto(path)
        heading, said, with_script = plain.locator("h1").first, plain.inner_text("main"), full.inner_text("main")
        if not heading.is_visible() or not heading.inner_text().strip():
            wrong.append(f"{path}: no heading")
        if len(said) < 0.8 * len(with_script):
            wrong.append(f"{path}: {len(said)} of {len(with_script)} letters stand there without a script")
    plain.context.close()
    full.context.close()
    assert not wrong, "\n".join(wrong)
