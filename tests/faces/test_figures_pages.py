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
from nhip.measurement.actions.signing import sign_period
from nhip.measurement.models.signed import Restatement
from nhip.measurement.rows import Span
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


def test_a_wrong_formula_comes_back_as_typed_with_the_place(signed_in: Callable[..., Client], commune: Unit) -> None:
    browser = signed_in("officer")
    typed = {"cong-thuc": "sum(product: plays whre kind='loudspeaker')", "tu-ngay": "2026-06-01", "can-cu": "QĐ mẫu"}
    answer = browser.post(f"/chi-so/C06/cong-thuc/?{ASKED}", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dòng 1, cột 20" in page
    assert " " * 19 + "^" in page
    assert "whre" in page
    right = typed | {"cong-thuc": "count(product where kind='loudspeaker')"}
    assert browser.post(f"/chi-so/C06/cong-thuc/?{ASKED}", right).status_code == 302
    assert "count(product where" in browser.get(f"/chi-so/C06/?{ASKED}").content.decode()
    assert signed_in("leader").post(f"/chi-so/C06/cong-thuc/?{ASKED}", right).status_code == 403


def test_a_target_is_set_and_what_is_watched_has_none(signed_in: Callable[..., Client], commune: Unit) -> None:
    take_up(Machine("thử"), ["lang-son"], ground="mẫu")
    browser, typed = signed_in("officer"), {"muc": "1.000", "can-cu": "Kế hoạch mẫu"}
    browser.post(f"/chi-so/C06/chi-tieu/?{ASKED}", typed)
    assert "Chưa đạt chỉ tiêu" in browser.get(f"/chi-so/C06/?{ASKED}").content.decode()
    refused = browser.post(f"/chi-so/F04/chi-tieu/?{ASKED}", typed, follow=True).content.decode()
    assert "chỉ để theo dõi, không đặt chỉ tiêu" in refused


def test_a_signed_period_is_looked_at_again_and_decided(
    signed_in: Callable[..., Client], person: Callable[..., object], commune: Unit
) -> None:
    signed = sign_period(person("leader", unit=commune), commune, Span(date(2026, 6, 1), date(2026, 6, 30)), ["C06"])
    record_activity(
        person("officer"), entry=uuid4(), unit=commune, task=None, kind="loudspeaker_play", title="Bản tin bổ sung",
        on=date(2026, 6, 9), quantity=Decimal(5), measure="lượt",
    )  # fmt: skip
    browser = signed_in("leader", unit=commune)
    page = browser.post(f"/chi-so/da-ky/{signed.pk}/xem-lai/", follow=True).content.decode()
    assert "Đã ký: 30. Hiện tính: 35." in page
    one = Restatement.objects.get()
    assert "Cần ghi lý do" in browser.post(f"/chi-so/da-ky/{one.pk}/dong-y/", follow=True).content.decode()
    browser.post(f"/chi-so/da-ky/{one.pk}/dong-y/", {"ly-do": "Bổ sung nhật ký phát"})
    one.refresh_from_db()
    assert one.state == Restatement.State.ACCEPTED
    shown = browser.get(f"/chi-so/C06/?don-vi={COMMUNE}&{JUNE}").content.decode()
    assert "Số đã ký là 30. Theo minh chứng bổ sung sau đó là 35." in shown


def test_a_figure_is_told_apart_and_each_part_opens_to_its_rows(
    signed_in: Callable[..., Client], commune: Unit, person: Callable[..., object]
) -> None:
    record_activity(
        person("officer"), entry=uuid4(), unit=commune, task=None, kind="loudspeaker_play", title="Bản tin tiếng Tày",
        on=date(2026, 6, 9), quantity=Decimal(10), language="tay", measure="lượt",
    )  # fmt: skip
    browser = signed_in("officer")
    page = browser.get(f"/chi-so/C06/?{ASKED}").content.decode()
    for said in ("Tách số liệu", "Nhóm ngôn ngữ", "Tiếng dân tộc thiểu số", "25 %", "không ghi", "Xã Đồng Đăng"):
        assert said in page.replace("25%", "25 %"), said
    only = browser.get(f"/chi-so/C06/?{ASKED}&tach=lang_class&gia-tri=ethnic").content.decode()
    assert "Bản tin tiếng Tày" in only
    assert "Bản tin phòng cháy rừng" not in only
    assert "Chưa tách được" in browser.get(f"/chi-so/C08/?{ASKED}").content.decode()
