"""The pages of figures: the dashboard, one indicator with its rows, the files of its charts, and who may see whose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.units import Unit
from nhip.journal.actors import Machine
from nhip.measurement import catalogue
from nhip.plans.actions.activities import record_activity

COMMUNE = "lang-son.xa-dong-dang/uy-ban-nhan-dan"
JUNE = "ky=2026-month-6"
ASKED = f"don-vi=lang-son&{JUNE}"


@pytest.fixture
def commune(db: None, person: Callable[..., object]) -> Unit:
    """A commune that played thirty bulletins in June 2026, one of them proven."""
    (unit,) = take_up(Machine("thử"), [COMMUNE], ground="mẫu")
    officer = person("officer")
    for quantity, proofs in ((18, ("https://mau.vn/nhat-ky",)), (12, ())):
        record_activity(
            officer, entry=uuid4(), unit=unit, task=None, kind="loudspeaker_play", title="Bản tin phòng cháy rừng",
            on=date(2026, 6, 4), quantity=Decimal(quantity), measure="lượt", proofs=proofs,
        )  # fmt: skip
    return unit


def test_the_dashboard_shows_figures_and_names_gaps(signed_in: Callable[..., Client], commune: Unit) -> None:
    page = signed_in("officer").get(f"/chi-so/?{ASKED}&nhom=release").content.decode()
    assert "Lượt phát trên hệ thống truyền thanh cơ sở" in page
    assert "50% có minh chứng" in page
    assert "Chưa báo cáo" in page
    assert "Xã Đồng Đăng" in page
    assert "không theo vị trí địa lý" in page
    assert page.count("<tr>") == 24  # 23 indicators of the group and the head


def test_an_indicator_opens_to_its_rows_and_its_method(signed_in: Callable[..., Client], commune: Unit) -> None:
    page = signed_in("officer").get(f"/chi-so/C06/?{ASKED}").content.decode()
    for said in (
        "Bản tin phòng cháy rừng",
        "https://mau.vn/nhat-ky",
        "sum(product: plays",
        "Kỳ trước",
        "Cùng kỳ",
        "<svg",
    ):
        assert said in page
    assert "style=" not in page


def test_every_indicator_has_a_page_without_any_figure(signed_in: Callable[..., Client], commune: Unit) -> None:
    browser = signed_in("officer")
    for indicator in catalogue.packaged()[::12]:
        assert browser.get(f"/chi-so/{indicator.id}/?{ASKED}&nhin=nay").status_code == 200
    assert browser.get(f"/chi-so/Z99/?{ASKED}").status_code == 404
    assert browser.get("/chi-so/C06/?don-vi=khong-co").status_code == 404


@pytest.mark.parametrize("chart", ["xu-huong", "co-quan", "ban-do"])
def test_charts_come_as_files(signed_in: Callable[..., Client], commune: Unit, chart: str) -> None:
    browser = signed_in("officer")
    starts = {"svg": b"<svg", "png": b"\x89PNG", "csv": "\ufeffTên".encode()}
    for form, start in starts.items():
        answer = browser.get(f"/chi-so/C06/{chart}.{form}?{ASKED}")
        assert answer.content.startswith(start)
        assert "attachment" in answer["Content-Disposition"]
    assert browser.get(f"/chi-so/C06/{chart}.exe?{ASKED}").status_code == 404


def test_a_focal_point_sees_the_own_agency_only(
    signed_in: Callable[..., Client], person: Callable[..., object], commune: Unit
) -> None:
    browser = signed_in("focal_point", unit=commune)
    assert "30" in browser.get(f"/chi-so/C06/?{JUNE}").content.decode()
    assert browser.get(f"/chi-so/?{ASKED}").status_code == 403
