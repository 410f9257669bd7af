"""Every page there is, in a real browser over the sample year: no fault that axe finds, nothing wider than the screen.

The pages come from the resolver (by the table of addresses of `tests/faces`), so that a new page is looked at without
anybody remembering it. The server is the real one, over a copy of the sample year with one of everything in it.
"""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.faces.test_matrix import LETTERS, TABLE
from tests.faces.two_agencies import OWN, Things, things_of
from tests.project.test_serving import Server
from tests.sample_year import copied, environment, standing_in

pytestmark = [pytest.mark.live, pytest.mark.slow]

PASSWORD = "gió-mùa đông-bắc 2026"
FILES = {
    "original", "record", "composed", "plan-file", "report-file", "consolidated-file", "spokesperson-file",
    "indicator-file", "event-template", "ledger-template", "ledger-table", "tasks-csv", "proof", "log-ticket", "worker",
    "manifest", "shelf-file", "delivery-file", "outlets-file", "brand-file", "translation-file", "memory-file",
    "matter-handover", "matter-photo", "places-table", "places-template",
    "recording-piece",
}  # fmt: skip
"""Answered with a file or with data, no page."""
PIECES = {"arrival", "value", "edit"}
"""Parts that scripts put into a page; looked at within it (tests/stories/test_browser.py)."""


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Server, Things]]:
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the sample year is a kept SQLite file")
    folder = copied(tmp_path_factory.mktemp("served") / "data")
    with standing_in(folder, django_db_blocker, keep=True):
        own = _prepared()
    for kept in (settings.NHIP_PICTURES, settings.NHIP_MEDIA):  # what was put there by this process
        if kept.is_dir():
            shutil.copytree(kept, folder / kept.name, dirs_exist_ok=True)
    server = Server(folder)
    server.environment = {**environment(folder), "NHIP_TASKS": "database"}
    server.start()
    yield server, own
    server.end(signal.SIGTERM)


def _prepared() -> Things:
    from datetime import date

    from nhip.agencies.actions import accounts
    from nhip.agencies.models.accounts import Account
    from nhip.agencies.models.units import Unit
    from nhip.journal.actors import Machine

    test, count = Machine("thử"), iter(range(100))

    def open_one(role: str, unit: Any, email: str = "") -> Any:
        account = accounts.open_account(
            test, email=email or f"khac{next(count)}@thu.vn", name="Mẫu Khác", password=PASSWORD, ground="thử"
        )
        accounts.appoint(test, account, role=role, unit=unit, since=date(2020, 1, 1), decision="thử")
        return account

    own = things_of(OWN, open_one, Account.objects.get(email="chuyen-vien@mau.nhip.vn"))
    for role in ("officer", "focal_point", "leader", "auditor"):
        open_one(role, Unit.objects.get(key=OWN), f"{role}@thu.vn")
    return own


def signed_in(chromium: Browser, server: Server, role: str, width: int, dark: bool) -> Page:
    context = chromium.new_context(
        viewport={"width": width, "height": 860}, locale="vi-VN", base_url=f"http://127.0.0.1:{server.port}",
        color_scheme="dark" if dark else "light", reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.goto("/tai-khoan/login/")
    page.fill("input[name=login]", f"{role}@thu.vn")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/")
    return page


PAGES = sorted(name for method, name, _ in TABLE if method == "GET" and name not in FILES | PIECES)


@pytest.mark.parametrize(
    ("role", "width", "dark"),
    [("officer", 1280, False), ("focal_point", 390, False), ("leader", 390, True), ("auditor", 1280, False)],
)
def test_every_page_is_faultless(
    served: tuple[Server, Things], chromium: Browser, role: str, width: int, dark: bool
) -> None:
    """The officer's whole desk at a desk; the commune's on a phone; the leader's in the dark; the journal."""
    from django.urls import reverse

    server, own = served
    page, wrong, seen = signed_in(chromium, server, role, width, dark), [], set()
    complaints: list[str] = []
    page.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    letter = next(one for one, code in LETTERS.items() if code == role)
    for name in PAGES:
        if letter not in "".join(TABLE["GET", name, ""]) or (role == "auditor" and name != "journal"):
            continue
        answer = page.goto(reverse(f"workspace:{name}", kwargs=own.words.get(name, {})) + own.asking.get(name, ""))
        assert answer is not None
        assert answer.status == 200, name
        found = list(Axe().run(page).response["violations"])
        wrong += [f"{name}: {one['impact']} {one['id']} {one['nodes'][0]['html'][:160]}" for one in found]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            wrong.append(f"{name}: wider than the screen")
        if "Dữ liệu mẫu" not in page.locator("body").inner_text():
            wrong.append(f"{name}: does not say that the data are invented")
        wrong += [f"{name}: {one}" for one in complaints]
        complaints.clear()
        seen.add(name)
    page.context.close()
    assert not wrong, "\n".join(wrong)
    assert seen


def test_no_page_is_left_to_nobody() -> None:
    looked = "OFLU"
    for name in PAGES:
        who = "".join(TABLE["GET", name, ""])
        assert any(letter in who for letter in looked), name
