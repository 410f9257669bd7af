"""A request letter opens the round it asks for; what it does not say is said to be assumed."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from nhip.agencies import packaged
from nhip.documents.reading.reader import read
from nhip.documents.reading.record import as_json
from nhip.measurement.periods import span
from nhip.reporting.opening import Opening
from nhip.reporting.regimes import packaged_outlines
from nhip.reporting.requested import from_letter, period_of_label
from nhip.text.issues import Issue, sentence

TODAY = date(2026, 6, 3)

LETTER = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH
-------
Số: 912/SVHTTDL-TTBC
V/v báo cáo kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Cao Bằng, ngày 02 tháng 6 năm 2026

Kính gửi: Ủy ban nhân dân các xã, phường

Để có cơ sở tổng hợp, Sở Văn hóa, Thể thao và Du lịch đề nghị Ủy ban nhân dân các xã, phường báo cáo kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026, cụ thể như sau:
1. Công tác chỉ đạo, ban hành văn bản;
2. Kết quả quảng bá hình ảnh, tiềm năng của địa phương;
3. Tồn tại, hạn chế, nguyên nhân;
4. Phương hướng, nhiệm vụ 6 tháng cuối năm;
5. Đề xuất, kiến nghị.

Thời điểm lấy số liệu: từ ngày 15/12/2025 đến hết ngày 14/6/2026.

Báo cáo gửi về Sở Văn hóa, Thể thao và Du lịch trước 16 giờ ngày 12/6/2026 để tổng hợp.

Trân trọng./.
"""  # noqa: E501


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    found: dict[str, Any] = as_json(read(LETTER, source_file="letter.txt", directory=packaged.directory()))
    return found


def opened(record: dict[str, Any]) -> Opening:
    found = from_letter(record, packaged.directory(), packaged_outlines(), TODAY)
    assert isinstance(found, Opening)
    return found


def test_the_letter_gives_window_cut_off_and_last_day(record: dict[str, Any]) -> None:
    found = opened(record)
    assert (found.period.start, found.period.end, found.period.kind) == (date(2025, 12, 15), date(2026, 6, 14), "half")
    assert (found.window, found.cut_off, found.period_assumed) == ("mid_month", date(2026, 6, 14), False)
    assert {(day.due, day.at) for day in found.units.values() if day} == {(date(2026, 6, 12), time(16, 0))}
    assert found.ground == "Công văn số 912/SVHTTDL-TTBC ngày 02/6/2026 của Sở Văn hóa, Thể thao và Du lịch"


def test_the_letter_gives_its_own_outline_with_the_figures_of_the_field(record: dict[str, Any]) -> None:
    parts = opened(record).outline
    assert [part.kind for part in parts] == ["mixed", "mixed", "evaluation", "directions", "proposals"]
    assert "directives_issued" in parts[0].figures
    assert "external_information_items" in parts[1].figures
    assert not any(part.figures for part in parts[2:])


def test_the_letter_gives_its_addressees_written_out(record: dict[str, Any]) -> None:
    found = opened(record)
    assert len(found.units) == 56, "every commune and ward of the province that day"
    assert all(unit.endswith("/uy-ban-nhan-dan") for unit in found.units)
    assert found.receiver == "cao-bang/so-van-hoa-the-thao-va-du-lich"
    assert [one.name for one in found.receivers] == ["Sở Văn hóa, Thể thao và Du lịch"]


def test_a_deadline_before_the_end_is_normal_and_said(record: dict[str, Any]) -> None:
    assert "reporting.deadline_before_end" in {one.code for one in opened(record).doubts}
    assert all(sentence(one) for one in opened(record).doubts)


def test_without_days_the_period_is_worked_out_and_said_to_be_assumed(record: dict[str, Any]) -> None:
    bare = record | {"request": record["request"] | {
        "period": {"label": "6 tháng đầu năm 2026", "from": None, "to": None, "basis": "assumed"}, "cut_off": None,
        "outline": [], "outline_status": "missing", "deadlines": [],
    }}  # fmt: skip
    found = opened(bare)
    assert (found.period.start, found.period.end, found.period_assumed) == (date(2026, 1, 1), date(2026, 6, 30), True)
    assert {one.code.split(".")[1] for one in found.doubts} == {
        "period_assumed", "cut_off_assumed", "outline_missing", "deadline_missing",
    }  # fmt: skip
    assert found.outline == packaged_outlines()["external_information"].parts
    assert set(found.units.values()) == {None}


def test_a_period_that_nobody_can_tell_is_asked_for(record: dict[str, Any]) -> None:
    bare = record | {"header": record["header"] | {"period": None}, "request": record["request"] | {
        "period": {"label": "03 năm thực hiện", "from": None, "to": None, "basis": "assumed"}
    }}  # fmt: skip
    found = from_letter(bare, packaged.directory(), packaged_outlines(), TODAY)
    assert isinstance(found, Issue)
    assert found.code == "reporting.period_unknown"
    told = span(date(2023, 6, 1), date(2026, 5, 31), "03 năm thực hiện")
    again = from_letter(bare, packaged.directory(), packaged_outlines(), TODAY, told)
    assert isinstance(again, Opening)
    assert again.period == told


def test_a_letter_that_asks_nothing_opens_nothing(record: dict[str, Any]) -> None:
    found = from_letter(record | {"request": None}, packaged.directory(), packaged_outlines(), TODAY)
    assert isinstance(found, Issue)
    assert found.code == "reporting.letter_asks_nothing"


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("năm 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("quý II năm 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("6 tháng đầu năm", date(2026, 1, 1), date(2026, 6, 30)),
        ("giai đoạn 2021 - 2024", date(2021, 1, 1), date(2024, 12, 31)),
    ],
)
def test_labels_stand_for_calendar_days(label: str, start: date, end: date) -> None:
    found = period_of_label(label, TODAY)
    assert found is not None
    assert (found.start, found.end) == (start, end)


def test_a_number_of_years_is_no_period() -> None:
    assert period_of_label("05 năm thực hiện", TODAY) is None
    assert period_of_label("", TODAY) is None


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trước ngày 20/6/2026", date(2026, 6, 19)),
        ("trước 20/6/2026", date(2026, 6, 19)),
        ("trước hoặc trong ngày 20/6/2026", date(2026, 6, 20)),
        ("trước và trong ngày 20/6/2026", date(2026, 6, 20)),
        ("trong hoặc trước ngày 20/6/2026", date(2026, 6, 20)),
        ("chậm nhất ngày 20/6/2026", date(2026, 6, 20)),
        ("trước 16 giờ ngày 20/6/2026", date(2026, 6, 20)),
    ],
)
def test_before_a_day_ends_with_the_day_before(words: str, due: date) -> None:
    text = LETTER.replace("trước 16 giờ ngày 12/6/2026", words)
    found = opened(as_json(read(text, source_file="letter.txt", directory=packaged.directory())))
    assert [day.due for day in found.deadlines] == [due]
