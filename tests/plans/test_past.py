"""What an old report declares: figures with their days and sentences, words with their kind, whose report it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nhip.agencies import packaged
from nhip.documents.reading.reader import read
from nhip.documents.reading.record import as_json
from nhip.plans.past import Window, past_of, tells_the_past, window_of
from nhip.plans.reporters import peers_of, reporter_of
from nhip.plans.standing import stands

TEXT = (Path(__file__).parent / "papers" / "report_gia_binh.txt").read_text("utf-8")
TODAY = date(2026, 11, 21)
YEAR = Window("năm 2023", date(2023, 1, 1), date(2023, 12, 31), "stated")


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    found: dict[str, Any] = as_json(read(TEXT, source_file="bao-cao.txt", proofread=False))
    return found


def test_every_figure_stands_in_its_sentence(record: dict[str, Any]) -> None:
    past = past_of(record)
    assert {figure.value for figure in past.figures} >= {Decimal(106000), Decimal(1250), Decimal(320), Decimal(15000)}
    for one in (*past.figures, *past.words):
        assert TEXT[one.start : one.end] == one.raw
    for one in past.figures:
        assert TEXT[one.number_start : one.number_end] == one.number_raw


def test_a_report_does_not_speak_of_days_after_it(record: dict[str, Any]) -> None:
    past = past_of(record)
    assert (past.window.begin, past.window.end, past.window.basis) == (date(2023, 1, 1), date(2023, 12, 5), "capped")
    assert past.told_on == date(2023, 12, 5)


def test_what_stands_has_a_day_and_what_was_done_has_days(record: dict[str, Any]) -> None:
    by_value = {int(figure.value): figure for figure in past_of(record).figures if figure.kind == "result"}
    assert by_value[14].window.begin is None
    assert by_value[14].window.end == date(2023, 12, 5)
    assert by_value[320].window.begin == date(2023, 1, 1)


def test_causes_stand_apart_from_limits(record: dict[str, Any]) -> None:
    kinds = [word.kind for word in past_of(record).words]
    assert kinds.count("limitation") == 1 or kinds.count("cause") == 1
    assert kinds.count("direction") == 2
    assert kinds.count("proposal") == 1


@pytest.mark.parametrize(
    ("said", "told", "kind", "cumulative", "begin", "end", "basis"),
    [
        # an end alone: from the beginning of the document's period
        ({"label": "đến tháng 9", "to": "2023-09-30", "basis": "stated"}, None, "result", False,
         date(2023, 1, 1), date(2023, 9, 30), "filled"),
        # a running total keeps its open beginning
        ({"label": "lũy kế", "to": "2023-09-30", "basis": "stated"}, None, "result", True,
         None, date(2023, 9, 30), "stated"),
        # a beginning alone ends where the report does
        ({"label": "từ tháng 6/2022", "from": "2022-06-01", "basis": "stated"}, date(2023, 12, 5), "result", False,
         date(2022, 6, 1), date(2023, 12, 5), "filled"),
        # nothing said: the document's own days
        (None, None, "result", False, date(2023, 1, 1), date(2023, 12, 31), "document"),
        # a target may lie ahead of the report
        ({"label": "đến năm 2030", "from": "2023-01-01", "to": "2030-12-31", "basis": "stated"}, date(2023, 12, 5),
         "target", False, date(2023, 1, 1), date(2030, 12, 31), "stated"),
        # how things stand
        ({"label": "thời điểm báo cáo", "basis": "implied"}, date(2023, 12, 5), "profile", False,
         None, date(2023, 12, 5), "filled"),
    ],
)  # fmt: skip
def test_the_days_of_a_figure(
    said: dict[str, str] | None, told: date | None, kind: str, cumulative: bool,
    begin: date | None, end: date | None, basis: str,
) -> None:  # fmt: skip
    window = window_of(said, told, told, YEAR, kind=kind, cumulative=cumulative)
    assert (window.begin, window.end, window.basis) == (begin, end, basis)


@pytest.mark.parametrize(
    ("indicator", "unit", "expected"),
    [
        ("Số trang thông tin điện tử cấp xã", "trang", True),
        ("Số bảng tin công cộng", "bảng tin", True),
        ("Số băng rôn treo", "băng rôn", False),
        ("Tỷ lệ xã có đài truyền thanh", "%", True),
        ("Tỷ lệ cơ sở giáo dục tuyên truyền", "%", False),
        ("Số tin, bài", "tin, bài", False),
    ],
)
def test_stocks_and_flows(indicator: str, unit: str, expected: bool) -> None:
    assert stands(indicator, unit) is expected


def test_whose_report_it_is_then_and_now(record: dict[str, Any]) -> None:
    directory = packaged.directory()
    whose = reporter_of(directory, record, date(2023, 12, 5), TODAY)
    assert whose.unit == "bac-ninh.huyen-gia-binh/uy-ban-nhan-dan"
    assert (whose.province, whose.home) == ("bac-ninh", "bac-ninh-2025")
    assert "Ủy ban nhân dân xã Gia Bình" in {heir.name for heir in whose.heirs}
    peers = peers_of(directory, whose, date(2023, 12, 5))
    assert whose.unit in peers
    assert len(peers) == 8


def test_an_unknown_body_is_a_question_not_a_guess(record: dict[str, Any]) -> None:
    strange = {**record, "header": {**record["header"], "issuing_body": {"name": "Ban Điều phối Trăng Rằm"}}}
    whose = reporter_of(packaged.directory(), strange, date(2023, 12, 5), TODAY)
    assert whose.unit is None
    assert whose.question
    assert peers_of(packaged.directory(), whose, TODAY) == ()


def test_only_reports_tell_the_past(record: dict[str, Any]) -> None:
    plan = {**record, "header": {**record["header"], "doc_type": {"code": "KH"}}}
    assert tells_the_past(record)
    assert not tells_the_past(plan)
    with pytest.raises(ValueError, match="not a report"):
        past_of(plan)
