"""Reports side by side: parallel columns, nothing summed, nobody forgotten, every figure with its sentence."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from nhip.documents.composing.layout import check
from nhip.documents.composing.word import compose
from nhip.documents.intake.door import open_parcel
from nhip.plans.past import Window
from nhip.reporting.composition.consolidated import draft_of
from nhip.reporting.consolidation import Consolidated, Now, Report, Said, Source, Told, consolidate
from nhip.reporting.headings import heading_of
from nhip.reporting.receivers import receivers_of
from nhip.reporting.twin import twin_of
from nhip.reporting.wording import days, in_text, number, with_unit

AS_OF = date(2026, 11, 21)
HALF = Window("6 tháng đầu năm 2023", date(2023, 1, 1), date(2023, 6, 30), "stated")
YEAR = Window("năm 2024", date(2024, 1, 1), date(2024, 12, 31), "stated")
NORTH, SOUTH, WEST = "Ủy ban nhân dân huyện Bắc", "Ủy ban nhân dân huyện Nam", "Ủy ban nhân dân huyện Tây"


def told(agency: str, indicator: str, value: str, unit: str, window: Window, **more: object) -> Told:
    text = f"Đã có {value} {unit}"
    source = Source("bao-cao.txt", 10, 10 + len(text), text, text)
    fields = {"qualifier": "", "kind": "result", **more}
    return Told(indicator, Decimal(value), unit, window=window, agency=agency, source=source, **fields)  # type: ignore[arg-type]


def report(agency: str, window: Window, *figures: Told, **more: object) -> Report:
    fields = {"title": "Kết quả truyền thông", "number": "", "about": "truyền thông", "told_on": None, **more}
    return Report(
        agency, agency, window, "bao-cao.txt", figures=figures, peers=(NORTH, SOUTH, WEST), peer_level="district",
        now=(Now(agency, (), True),), **fields,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Consolidated:
    source = Source("bao-cao.txt", 50, 60, "Kinh phí ít", "Kinh phí ít")
    said = Said("limitation", "", "Kinh phí ít", "", NORTH, source)
    return consolidate(
        "tỉnh Hoa Ban",
        AS_OF,
        [
            report(SOUTH, YEAR, told(SOUTH, "Số tin, bài", "50", "tin, bài", YEAR, qualifier="trên")),
            report(NORTH, HALF, told(NORTH, "Số tin, bài", "45", "tin, bài", HALF),
                   told(NORTH, "Dân số", "83000", "người", HALF, kind="profile", qualifier="hơn"), words=(said,)),
        ],
    )  # fmt: skip


def test_each_body_and_window_is_a_column_and_nothing_is_summed(found: Consolidated) -> None:
    assert [column.agency for column in found.columns] == [NORTH, SOUTH]
    (row,) = [row for group in found.groups for row in group.rows if row.indicator == "Số tin, bài"]
    assert [[one.value for one in cell] for cell in row.cells] == [[45], [50]]
    assert sorted(one.value for one in found.figures) == [45, 50, 83000]


def test_figures_are_numbered_once_in_the_order_of_print(found: Consolidated) -> None:
    assert [one.number for one in found.figures] == [1, 2, 3]
    assert found.groups[0].title == "Đặc điểm tình hình"


def test_who_did_not_report_is_named_for_each_window(found: Consolidated) -> None:
    assert {(one.window.label, one.names) for one in found.silent} == {
        (HALF.label, (SOUTH, WEST)),
        (YEAR.label, (NORTH, WEST)),
    }


def test_two_reports_of_one_window_do_not_accuse_each_other() -> None:
    both = consolidate("tỉnh Hoa Ban", AS_OF, [report(NORTH, HALF), report(SOUTH, HALF)])
    assert [one.names for one in both.silent] == [(WEST,)]


def test_the_document_passes_our_own_checker_and_says_every_figure(found: Consolidated) -> None:
    draft = draft_of(found, addressees=receivers_of(found.about, AS_OF), sample=True)
    data = compose(draft)
    assert check(data) == []
    (opened,) = open_parcel("bao-cao.docx", data)
    text = opened.outcome.text  # type: ignore[union-attr]
    for words in ("hơn 83.000", "trên 50", "45", "[3]", WEST, "Kinh phí ít", "Kính gửi", "Nơi nhận", "Dữ liệu mẫu"):
        assert words in text
    assert compose(draft) == data


def test_many_columns_are_written_one_under_another() -> None:
    many = [report(f"Ủy ban nhân dân xã {n}", HALF, told(f"Ủy ban nhân dân xã {n}", "Số lớp", str(n), "lớp", HALF))
            for n in range(1, 8)]  # fmt: skip
    found = consolidate("tỉnh Hoa Ban", AS_OF, many)
    data = compose(draft_of(found))
    assert check(data) == []
    assert len(found.figures) == 7


def test_the_twin_says_what_the_document_says(found: Consolidated) -> None:
    twin = json.loads(json.dumps(twin_of(found), ensure_ascii=False))
    assert [one["value"] for one in twin["figures"]] == [83000, 45, 50]
    first = twin["figures"][0]
    assert {"value", "unit", "qualifier", "indicator", "period", "agency", "sources"} <= set(first)
    assert first["period"] == {"label": HALF.label, "from": "2023-01-01", "to": "2023-06-30", "basis": "stated"}
    assert first["sources"] == [{"source_file": "bao-cao.txt", "start": 10, "end": 27, "raw": "Đã có 83000 người"}]
    assert twin["limitations"][0]["agency"] == NORTH
    assert len(twin["not_reported"]) == 2


@pytest.mark.parametrize(
    ("indicator", "unit", "code"),
    [
        ("Số tin, bài đăng trên báo", "tin, bài", "press"),
        ("Tổng số tiền phạt", "đồng", "enforcement"),
        ("Số đợt xe thông tin lưu động", "đợt", "visual"),
        ("Số lượt theo dõi Fanpage", "lượt", "social"),
        ("Kinh phí đã cấp", "đồng", "money"),
        ("Số việc lạ", "việc", "other"),
    ],
)
def test_figures_find_their_heading(indicator: str, unit: str, code: str) -> None:
    assert heading_of(indicator, unit).code == code


def test_numbers_and_days_are_written_as_offices_do() -> None:
    assert number(Decimal("6.000000")) == "06"
    assert with_unit(Decimal("2.5"), "trên", "giờ") == "trên 2,5 giờ"
    assert with_unit(Decimal("97.30"), "", "%") == "97,3%"
    assert with_unit(Decimal(15), "", "lớp", estimate=True) == "ước 15 lớp"
    assert days(Window("thời điểm báo cáo", None, date(2024, 6, 30), "filled")) == "tại 30/6/2024"
    assert days(Window("năm 2023", date(2023, 1, 1), date(2023, 12, 5), "capped")) == "năm 2023 (đến 05/12/2023)"
    assert in_text("Tỉnh Hoa Ban") == "tỉnh Hoa Ban"


def test_the_ministry_receives_since_it_took_the_field_over() -> None:
    assert receivers_of(["thông tin đối ngoại"], date(2026, 1, 1)) == ("Bộ Văn hóa, Thể thao và Du lịch",)
    assert receivers_of(["thông tin đối ngoại"], date(2024, 1, 1)) == ()
