"""A province's half-year in a browser: returned, mended, accepted, put together, approved, signed, taken away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.reporting.conftest import CLERK, TRADE
from tests.reporting.signing import Hand, hand
from tests.reporting.test_issuing_stored import signed_pdf
from tests.stories.test_browser import faultless
from tests.stories.test_report_written import enter

from nhip.agencies.actions.units import take_up
from nhip.journal.actors import Machine
from nhip.measurement.periods import Slot
from nhip.reporting.actions.drafting import save_paragraph
from nhip.reporting.actions.moving import move
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.models.reports import Report
from nhip.reporting.opening import by_hand
from nhip.reporting.regimes import packaged_outlines

pytestmark = [pytest.mark.live, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MINISTRY = "vn/bo-van-hoa-the-thao-va-du-lich"


@pytest.fixture
def clerk(settings: Any, tmp_path: Path) -> Hand:
    made = hand("Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn")
    settings.NHIP_ANCHORS, settings.NHIP_MEDIA = tmp_path / "anchors", tmp_path / "media"
    settings.NHIP_ANCHORS.mkdir()
    (settings.NHIP_ANCHORS / "thu.pem").write_bytes(made.anchor)
    return made


@pytest.fixture
def cast(person: Callable[..., Any]) -> dict[str, Any]:
    """An agency that has sent its report, the department that collects, and the department's own report above."""
    office, trade = take_up(Machine("thử"), [CLERK, TRADE], ground="thử")
    cast = {
        "officer": person("officer", unit=office), "director": person("leader", unit=office),
        "writer": person("focal_point", unit=trade), "head": person("leader", unit=trade),
    }  # fmt: skip
    period, outline = Slot("half", 2026, 1).period("mid_month"), packaged_outlines()["communications"]
    above = open_round(
        cast["officer"], by_hand("Báo cáo gửi Bộ", outline, period, date(2026, 6, 19), [CLERK], MINISTRY)
    )
    below = open_round(
        cast["officer"], by_hand("Báo cáo truyền thông", outline, period, date(2026, 6, 16), [TRADE], CLERK)
    )
    below.feeds = above
    below.save()
    cast["theirs"], cast["ours"] = below.reports.get(), above.reports.get()
    for row in cast["theirs"].paragraphs.all():
        save_paragraph(cast["writer"], row.pk, row.edition, "Đã tổ chức 02 hội nghị.")
    for who, verb in (("writer", "submit"), ("head", "check"), ("head", "approve")):
        move(cast[who], cast["theirs"].pk, verb)
    return cast


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def told(page: Page, text: str) -> None:
    expect(page.locator(".note.ok").first).to_contain_text(text)


@pytest.mark.parametrize("width", [1280, 390])
def test_returned_mended_put_together_approved_signed_and_taken_away(
    cast: dict[str, Any], clerk: Hand, opened: Callable[..., Page], picture: Any, tmp_path: Path, width: int
) -> None:
    theirs, ours = f"/bao-cao/{cast['theirs'].pk}/", f"/bao-cao/{cast['ours'].pk}/"
    officer = enter(opened(width), cast["officer"])
    officer.goto(f"/bao-cao/ky/{cast['theirs'].round_id}/")
    faultless(officer)
    officer.goto(theirs)
    officer.get_by_text("Trả lại để bổ sung", exact=True).first.click()
    officer.get_by_label("Lý do").first.fill("Chưa nêu số người dự")
    press(officer, "Trả lại để bổ sung")
    told(officer, "Đã trả lại")

    writer = enter(opened(width), cast["writer"])
    writer.goto(theirs)
    expect(writer.locator("main")).to_contain_text("Chưa nêu số người dự")
    writer.locator("textarea.words").first.fill("Đã tổ chức 02 hội nghị với 120 người dự.")
    expect(writer.locator("[data-saved]").first).to_contain_text("Đã lưu lúc")
    writer.reload()
    press(writer, "Gửi kiểm tra")
    told(writer, "Đã gửi kiểm tra")
    head = enter(opened(width), cast["head"])
    head.goto(theirs)
    press(head, "Trình lãnh đạo phê duyệt")
    press(head, "Phê duyệt và gửi")

    officer.goto(theirs)
    press(officer, "Tiếp nhận và khóa")
    told(officer, "Đã tiếp nhận và khóa")
    officer.goto(ours)
    officer.get_by_role("button", name="Tổng hợp 01 báo cáo").click()
    told(officer, "Đã tổng hợp")
    expect(officer.locator("textarea.words").first).to_have_value(
        "- Sở Công Thương tỉnh Lạng Sơn: Đã tổ chức 02 hội nghị với 120 người dự."
    )
    faultless(officer)
    picture(officer, "province-put-together")
    press(officer, "Gửi kiểm tra")
    told(officer, "Đã gửi kiểm tra")
    director = enter(opened(width), cast["director"])
    director.goto(ours)
    press(director, "Trình lãnh đạo phê duyệt")
    press(director, "Phê duyệt và gửi")
    told(director, "Đã phê duyệt")

    officer.goto(f"{ours}ban-hanh/")
    press(officer, "Chuyển phát hành")
    with officer.expect_download() as taken:
        officer.get_by_role("link", name=".docx", exact=True).click()
    assert taken.value.path().read_bytes().startswith(b"PK")
    report = Report.objects.get(pk=cast["ours"].pk)
    signed = tmp_path / "ban-ky.pdf"
    signed.write_bytes(signed_pdf(clerk, cast["officer"], report))
    officer.get_by_label("Bản PDF đã ký").set_input_files(signed)
    press(officer, "Kiểm tra bản ký")
    told(officer, "Báo cáo đã ban hành")
    faultless(officer)
    picture(officer, "province-issued")
    with officer.expect_download() as taken:
        officer.get_by_role("link", name=".pdf", exact=True).click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    report.refresh_from_db()
    assert report.state == "issued"
