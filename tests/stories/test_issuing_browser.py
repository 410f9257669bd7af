"""Pages of issuing and of the past in a browser: usable by everybody, and a figure opens to its sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.reporting.signing import hand, words_pdf
from tests.stories.test_browser import faultless

from nhip.agencies.actions.units import take_up
from nhip.journal.actors import Machine
from nhip.measurement.periods import Slot
from nhip.plans.models.past import PastFigure, PastReport
from nhip.project.loop import running
from nhip.reporting.actions.drafting import save_paragraph
from nhip.reporting.actions.issuing import send_to_document_system, take_signed
from nhip.reporting.actions.moving import move
from nhip.reporting.actions.promises import gather_past
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.models.reports import Report
from nhip.reporting.opening import by_hand
from nhip.reporting.regimes import packaged_outlines

PAPERS = Path(__file__).parents[1] / "plans" / "papers"
TRADE = "lang-son/so-cong-thuong"

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report(person: Callable[..., Any], settings: Any, tmp_path: Path) -> Report:
    """Old reports taken in; one report approved, sent out, and a stranger's signature come back."""
    settings.NHIP_ORIGINALS, settings.NHIP_MEDIA = tmp_path / "originals", tmp_path / "media"
    settings.NHIP_ANCHORS = tmp_path / "anchors"
    officer = person("officer")
    running.run(officer, sorted(PAPERS.iterdir()), date(2026, 11, 21), lambda _: None)
    for past in PastReport.objects.all():
        gather_past(officer, past)
    (unit, _) = take_up(Machine("thử"), [TRADE, "lang-son/uy-ban-nhan-dan"], ground="thử")
    outline, period = packaged_outlines()["communications"], Slot("half", 2026, 1).period("mid_month")
    opening = by_hand("Báo cáo truyền thông", outline, period, date(2026, 6, 16), [TRADE], None)
    found = Report.objects.get(round=open_round(officer, opening))
    writer, head = person("focal_point", unit=unit), person("leader", unit=unit)
    for row in found.paragraphs.all():
        save_paragraph(writer, row.pk, row.edition, "Đã làm xong.")
    for who, verb in ((writer, "submit"), (head, "check"), (head, "approve")):
        move(who, found.pk, verb)
    found.refresh_from_db()
    take_signed(writer, send_to_document_system(writer, found), "ban-ky.pdf", hand("Người lạ").sign(words_pdf()))
    return found


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_usable(report: Report, signed_in: Callable[..., Page], picture: Any, width: int) -> None:
    figure = PastFigure.objects.filter(kind="result").first()
    page, found = signed_in("officer", width), []
    for name, address in (
        ("side-by-side", "/bao-cao/tong-hop/"),
        ("province", f"/bao-cao/tong-hop/{figure.report.home}/"),
        ("sentence", f"/bao-cao/tong-hop/so-lieu/{figure.pk}/"),
        ("past", "/bao-cao/so-cu/"),
        ("promises", "/bao-cao/kien-nghi/"),
        ("issuing", f"/bao-cao/{report.pk}/ban-hanh/"),
        ("press", "/bao-cao/phat-ngon/2026/"),
    ):
        page.goto(address)
        try:
            faultless(page)
        except AssertionError as fault:
            found.append(f"{name}: {fault}")
        picture(page, f"issuing-{name}")
    assert found == []


def test_a_figure_opens_to_its_sentence(report: Report, signed_in: Callable[..., Page]) -> None:
    page = signed_in("leader", 390)
    page.goto("/bao-cao/tong-hop/")
    page.get_by_role("link", name="Tỉnh Thái Nguyên").click()
    page.get_by_role("link", name="64", exact=True).click()
    expect(page.get_by_text("Trong kỳ, huyện đã đăng")).to_be_visible()
    expect(page.locator("mark")).to_contain_text("64")
