"""Pages of regimes and of the day from which a room speaks for itself: read, changed with a ground, never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhip.agencies.actions.units import take_up
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.measurement.models.events import SwitchOver
from nhip.reporting.actions.regimes import load_packaged
from nhip.reporting.models.regimes import Regime
from nhip.reporting.models.rounds import Round
from nhip.reporting.queries.regimes import regime

OFFICE = "lang-son/so-van-hoa-the-thao-va-du-lich"
PAGE = "/bao-cao/che-do/communications_local/"
FORM = {
    "name": "Báo cáo truyền thông của tỉnh", "content": "Kết quả và số liệu", "field": "communications",
    "window": "calendar", "outline": "general", "form": "văn bản", "confidence": "T", "reporters": ["communes"],
    "kinds": ["quarter", "year"], "receiver": ["Sở Văn hóa, Thể thao và Du lịch"], "receiver_line": ["state"],
    "due_level": ["commune"], "due_kind": ["quarter"], "due_day": ["18"], "due_months": ["0"], "due_before": ["1"],
    "due_workdays": [""], "due_shift": ["next"], "ground": "Quyết định 9/2026/QĐ-UBND",
}  # fmt: skip


@pytest.fixture
def officer(signed_in: Callable[..., Client], db: None) -> Client:
    load_packaged(Machine("thử"))
    (unit,) = take_up(Machine("thử"), [OFFICE], ground="thử")
    return signed_in("officer", unit=unit)


def shown(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_every_regime_stands_with_all_it_says(officer: Client) -> None:
    page = shown(officer, "/bao-cao/che-do/")
    for words in ("Ai báo cáo", "Kỳ số liệu", "Thời hạn", "Nguồn", "chưa xác nhận", "Nghị định 244/2026/NĐ-CP"):
        assert words.lower() in page.lower(), words
    assert page.count("<section") == len({row.code for row in Regime.objects.all()})
    assert shown(officer, "/bao-cao/che-do/khong_co/", 404)


def test_a_change_stands_from_its_day_and_older_rounds_keep_their_version(officer: Client) -> None:
    since = timezone.localdate() + timedelta(days=10)
    before = regime(None, "communications_local", since - timedelta(1))
    opened = {"che-do": "communications_local", "nam": "2026", "ky": "quarter-3"}
    officer.post("/bao-cao/mo/", opened)
    answer = officer.post(f"{PAGE}sua/", FORM | {"since": since.isoformat()}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Quyết định 9/2026/QĐ-UBND" in page
    assert page.count("Quy định từ ngày") == 2
    now, after = (regime(None, "communications_local", day) for day in (since - timedelta(1), since))
    assert now is not None
    assert before is not None
    assert after is not None
    assert (now.window, now.due, now.valid_to) == (before.window, before.due, since - timedelta(1))
    assert (after.window, after.kinds, after.due[0].rule.day) == ("calendar", ("quarter", "year"), 18)
    held = Round.objects.get(regime__code="communications_local")
    assert held.regime is not None
    assert (held.window, held.regime.valid_from) == (before.window, before.valid_from)
    assert f"thay đổi từ {since:%d/%m/%Y}" in shown(officer, "/bao-cao/che-do/")
    assert Entry.objects.filter(verb="reporting.change_regime").count() == 1


def test_the_form_comes_filled_and_says_everything_that_is_wrong(officer: Client) -> None:
    page = shown(officer, f"{PAGE}sua/")
    assert regime(None, "communications_local", timezone.localdate()).name in page
    wrong = officer.post(f"{PAGE}sua/", FORM | {"since": "", "ground": "", "due_day": ["40"]})
    text = wrong.content.decode()
    assert wrong.status_code == 422
    for words in ("Chưa ghi ngày bắt đầu áp dụng", "Chưa ghi văn bản làm căn cứ", "Thời hạn dòng 1"):
        assert words in text
    assert 'value="40"' in text, "as typed"
    assert Regime.objects.filter(code="communications_local").count() == 1


def test_a_new_regime_may_open_rounds(officer: Client) -> None:
    since = date(2026, 1, 1)
    answer = officer.post("/bao-cao/che-do/moi/", FORM | {"name": "Báo cáo thử mới", "since": since.isoformat()})
    assert answer["Location"] == "/bao-cao/che-do/bao_cao_thu_moi/"
    assert "Báo cáo thử mới" in shown(officer, "/bao-cao/mo/?che-do=bao_cao_thu_moi&nam=2026&ky=quarter-2")


def test_a_version_put_between_two_ends_on_the_eve_of_the_later(officer: Client) -> None:
    for day in ("2027-06-01", "2027-01-01"):
        officer.post(f"{PAGE}sua/", FORM | {"since": day})
    middle = regime(None, "communications_local", date(2027, 3, 1))
    assert middle is not None
    assert (middle.valid_from, middle.valid_to) == (date(2027, 1, 1), date(2027, 5, 31))


def test_only_the_officer_changes_and_everybody_reads(officer: Client, signed_in: Callable[..., Client]) -> None:
    (unit,) = take_up(Machine("thử"), ["lang-son/so-cong-thuong"], ground="thử")
    writer = signed_in("focal_point", unit=unit)
    assert "Thêm chế độ báo cáo" not in shown(writer, "/bao-cao/che-do/")
    assert shown(writer, PAGE)
    assert writer.post(f"{PAGE}sua/", FORM | {"since": "2027-01-01"}).status_code == 403


def test_the_day_that_parts_entered_from_own_is_set_with_a_ground(officer: Client) -> None:
    assert "Phần mềm đã tự ghi" in shown(officer, "/chi-so/su-kien/")
    officer.post("/chi-so/su-kien/product/tu-ngay/", {"tu-ngay": "2026-07-01", "can-cu": ""})
    assert not SwitchOver.objects.exists()
    officer.post("/chi-so/su-kien/product/tu-ngay/", {"tu-ngay": "2026-07-01", "can-cu": "Công văn 12"})
    assert SwitchOver.objects.get().on == date(2026, 7, 1)
    page = shown(officer, "/chi-so/su-kien/")
    assert "01/7/2026" in page or "01/07/2026" in page
    assert "Công văn 12" in page
    assert officer.post("/chi-so/su-kien/survey/tu-ngay/", {"tu-ngay": "2026-07-01", "can-cu": "x"}).status_code == 404
