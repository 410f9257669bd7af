"""A table in the database: looked over, taken in, the same rows again, rows of other units."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from tests.plans.test_sheets import book

from nhip.agencies.actions.accounts import appoint, open_account
from nhip.agencies.actions.directory import load_packaged
from nhip.agencies.actions.units import take_up
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.refusals import Refused
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.plans.actions import imports
from nhip.plans.actions.playback import take_log
from nhip.plans.models.activities import Activity
from nhip.plans.models.evidence import Evidence
from nhip.plans.queries.imports import known_rows, reading_of, sheets

pytestmark = pytest.mark.django_db
HEAD = ("Ngày", "Nội dung", "Số lượng (tờ)", "Đường dẫn minh chứng", "Cơ quan, đơn vị")
ROWS = [
    ["05/6/2026", "Phát tại chợ", 100, "vi-du.vn/a", None],
    ["06/6/2026", "Phát tại trường", "trên 50", None, None],
    ["xx", "Sai", 1, None, None],
]


@pytest.fixture(autouse=True)
def store(settings: object, tmp_path: Path) -> None:
    settings.NHIP_MEDIA = tmp_path / "media"


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(key="mau/xa-mau")


def holder(role: str, unit: Unit | None, name: str) -> Account:
    account = open_account(Machine("thử"), email=f"{name}@mau.vn", name=name, password=None, ground="thử")
    appoint(Machine("thử"), account, role=role, unit=unit, since=date(2020, 1, 1), decision="thử")
    return account


@pytest.fixture
def focal(unit: Unit) -> Account:
    return holder("focal_point", unit, "dau-moi")


def test_looking_over_counts_nothing_and_taking_in_counts_once(focal: Account, unit: Unit) -> None:
    sheet = imports.look_over(focal, unit, "leaflet", "a.xlsx", book(ROWS, HEAD))
    assert (sheet.rows, sheet.issues) == (3, 1)
    assert not Activity.objects.exists()
    taken = imports.take_in(focal, sheet)
    assert (taken.added, taken.known) == (2, 0)
    assert imports.take_in(focal, taken).added == 2
    assert Activity.objects.count() == 2
    assert Evidence.objects.get().link == "https://vi-du.vn/a"
    assert Entry.objects.filter(verb="plans.import_sheet").count() == 1
    assert {one.source for one in Activity.objects.all()} == {"imported"}


def test_the_same_file_twice_adds_nothing_twice_and_a_mended_row_only_itself(focal: Account, unit: Unit) -> None:
    imports.import_sheet(focal, unit, "leaflet", "a.xlsx", book(ROWS, HEAD))
    again = imports.import_sheet(focal, unit, "leaflet", "ten-khac.xlsx", book(ROWS, HEAD))
    assert (again.added, again.known) == (0, 2)
    mended = [*ROWS[:2], ["07/6/2026", "Sai", 1, None, None]]
    third = imports.look_over(focal, unit, "leaflet", "a.xlsx", book(mended, HEAD))
    assert known_rows(focal, third, reading_of(focal, third)) == {2, 3}
    assert imports.take_in(focal, third).added == 1
    assert Activity.objects.count() == 3


def test_what_is_no_table_is_not_kept(focal: Account, unit: Unit) -> None:
    with pytest.raises(Refused, match="công thức"):
        imports.look_over(focal, unit, "leaflet", "a.xlsx", book([["05/6/2026", "=1", 1]]))
    assert not sheets(focal).exists()
    with pytest.raises(PermissionDenied):
        imports.look_over(focal, Unit.objects.create(key="mau/khac"), "leaflet", "a.xlsx", book(ROWS, HEAD))
    with pytest.raises(Refused):
        imports.look_over(focal, unit, "no_such", "a.xlsx", book(ROWS, HEAD))


def test_rows_of_other_units_land_there_or_are_named(settings: object) -> None:
    load_packaged(Machine("thử"))
    officer = holder("officer", None, "chuyen-vien")
    (own,) = take_up(officer, ["lang-son/so-tai-chinh"], ground="thử")
    rows = [
        ["05/6/2026", "Của ta", 1, None, None],
        ["05/6/2026", "Của Sở Ngoại vụ", 2, None, "Sở Ngoại vụ tỉnh Lạng Sơn"],
        ["05/6/2026", "Không rõ", 3, None, "Công ty Mây Trắng"],
    ]
    sheet = imports.look_over(officer, own, "leaflet", "a.xlsx", book(rows, HEAD))
    faults = imports.unit_faults(officer, sheet, reading_of(officer, sheet))
    assert [fault.text for fault in faults] == [
        "Ô E4: Không xác định được cơ quan «Công ty Mây Trắng». Ghi đúng tên đầy đủ, hoặc để trống nếu là đơn vị đang "
        "nhập."
    ]
    taken = imports.take_in(officer, sheet)
    assert (taken.added, taken.issues) == (2, 1)
    assert {one.unit.key: one.quantity for one in Activity.objects.all()} == {
        "lang-son/so-tai-chinh": 1, "lang-son/so-ngoai-vu": 2,
    }  # fmt: skip


PLAYS = "Thiết bị;Bắt đầu;Thời lượng\n" + "".join(f"Cụm {n % 3};05/6/2026 {6 + n:02}:00;300\n" for n in range(6))


def test_a_playback_log_fills_a_day_and_the_same_lines_count_once(focal: Account, unit: Unit) -> None:
    (day,), _ = take_log(focal, unit, "log.csv", PLAYS.encode())
    assert (day.quantity, day.values, day.source) == (6, {"minutes": "30.0", "clusters": "3"}, "log")
    assert day.evidence.get().kind == "playback"
    (again,), _ = take_log(focal, unit, "log.csv", PLAYS.encode())
    assert (again.pk, again.quantity, again.version) == (day.pk, 6, 1)
    more = PLAYS + "Cụm 9;05/6/2026 20:00;600\n"
    (grown,), _ = take_log(focal, unit, "log-2.csv", more.encode())
    assert (grown.pk, grown.quantity, grown.values["minutes"]) == (day.pk, 7, "40.0")
    assert grown.amendments.count() == 1
    assert grown.playbacks.count() == 7
    with pytest.raises(Refused):
        take_log(focal, unit, "log.csv", b"a;b\n1;2\n")
    with pytest.raises(PermissionDenied):
        take_log(focal, Unit.objects.create(key="mau/xa-khac"), "log.csv", PLAYS.encode())
