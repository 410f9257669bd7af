"""A killed server loses no draft that it said was saved."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.project.test_serving import Server

pytestmark = [pytest.mark.live, pytest.mark.slow]

PASSWORD = "gió-mùa đông-bắc 2026"

SEED = f"""
import django; django.setup()
from datetime import date
from nhip.agencies.actions import accounts
from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.journal.actors import Machine
from nhip.measurement.periods import Slot
from nhip.project.preparing import prepare
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.opening import by_hand
from nhip.reporting.regimes import packaged_outlines

prepare(lambda text: None)
test = Machine("thử")
office, trade = take_up(
    test, ["lang-son/so-van-hoa-the-thao-va-du-lich", "lang-son/so-cong-thuong"], ground="thử"
)
people = {{}}
for role, unit in (("officer", office), ("focal_point", trade)):
    made = accounts.open_account(
        test, email=f"{{role}}@mau.vn", name="Nông Thị Mẫu", password={PASSWORD!r}, ground="thử"
    )
    accounts.appoint(test, made, role=role, unit=unit, since=date(2020, 1, 1), decision="thử")
    people[role] = Account.objects.get(pk=made.pk)
period = Slot("quarter", 2026, 3).period("mid_month")
opening = by_hand("Báo cáo", packaged_outlines()["general"], period, None, [trade.key], office.key)
report = open_round(people["officer"], opening).reports.get()
print("READY", report.pk, report.paragraphs.first().pk)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.end(signal.SIGKILL)


def token_of(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found is not None
    return found[1]


def signed_in(server: Server) -> httpx.Client:
    browser = httpx.Client(base_url=f"http://127.0.0.1:{server.port}", follow_redirects=True, timeout=20)
    token = token_of(browser.get("/tai-khoan/login/").text)
    fields = {"login": "focal_point@mau.vn", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert browser.post("/tai-khoan/login/", data=fields).status_code == 200
    return browser


def test_every_draft_that_was_said_to_be_saved_is_there_after_the_kill(server: Server) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SEED], capture_output=True, text=True, timeout=300, check=False,
        env={**server.environment, "DJANGO_SETTINGS_MODULE": "nhip.project.settings.whole"},
    )  # fmt: skip
    ready = re.search(r"READY (\d+) (\d+)", done.stdout)
    assert ready is not None, done.stderr[-2000:]
    report, paragraph = ready.groups()
    server.start()
    browser = signed_in(server)
    said, edition = "", 0
    for number in range(2):
        if number:
            server.start()
            browser = signed_in(server)
        for more in range(4):
            text = f"{said}Câu {number}.{more} không được mất. "
            answer = browser.post(
                f"/bao-cao/doan/{paragraph}/", data={"edition": edition, "text": text},
                headers={"X-CSRFToken": token_of(browser.get("/bao-cao/").text)},
            )  # fmt: skip
            assert answer.json()["outcome"] == "saved"
            said, edition = text, answer.json()["edition"]
        server.end(signal.SIGKILL)
    server.start()
    page = signed_in(server).get(f"/bao-cao/{report}/").text
    assert said.strip() in page
