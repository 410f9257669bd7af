"""Formulas: read, refused with the place, evaluated by their rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.measurement.conftest import at, row

from nhip.measurement.dictionary import packaged
from nhip.measurement.formulas.checking import check
from nhip.measurement.formulas.evaluating import Setting, evaluate
from nhip.measurement.formulas.reading import parse
from nhip.measurement.formulas.tree import Formula
from nhip.measurement.rows import Row, Span
from nhip.text.issues import Issue, sentence


def read(text: str) -> Formula:
    found = parse(text)
    assert isinstance(found, Formula), found
    assert check(found, packaged()) == []
    return found


def value(text: str, june: Setting, **rows: list[Row]) -> Decimal | None:
    return evaluate(read(text), rows, june).value


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("count(task whre status='x')", 12, "cần «)» nhưng gặp «whre»"),
        ("100*count(task where status='done)", 29, "không hiểu ký hiệu"),
        ("count(product) extra", 16, "còn «extra»"),
        ("count(product where copies)", 27, "cần phép so sánh"),
        ("foo(1)", 1, "không có hàm «foo»"),
        ("sum(product: sum(product: copies))", 14, "không đặt «sum»"),
        ("count(nope)", 1, "không có loại sự kiện «nope»"),
        ("sum(product: cost)", 14, "không có trường «cost»"),
        ("sum(product: kind)", 14, "cần giá trị kiểu số, gặp kiểu chữ"),
        ("count(product where kind=5)", 25, "hai vế so sánh khác kiểu"),
        ("count(product where kind<'a')", 25, "không so sánh «<» được"),
        ("sum(metric: value)", 1, "dùng last hoặc delta"),
        ("last(product: copies by org)", 1, "chỉ dùng cho số đo tại thời điểm"),
        ("avg(task: hours(status, done_at))", 17, "cần giá trị kiểu thời điểm"),
        ("count(product where kind in ('a', 3))", 35, "khác kiểu"),
        ("", 1, "cần một số"),
        ("copies", 1, "chỉ dùng được trong ngoặc"),
        ("1 + 2", 1, "không đọc sự kiện nào"),
        ("(" * 50, 41, "ngoặc lồng quá"),
    ],
)
def test_a_wrong_formula_is_refused_with_the_place(text: str, column: int, says: str) -> None:
    found = parse(text)
    issue = found if isinstance(found, Issue) else check(found, packaged())[0]
    assert (issue.facts["line"], issue.facts["column"]) == (1, column)
    assert says in sentence(issue)
    assert str(issue.facts["excerpt"]).splitlines()[-1] == " " * (column - 1) + "^"


def test_the_place_counts_lines() -> None:
    found = parse("count(task)\n  / count(task whre)")
    assert isinstance(found, Issue)
    assert (found.facts["line"], found.facts["column"]) == (2, 16)


def test_brackets_hold_conditions_or_expressions() -> None:
    read("count(product where (kind='a' or kind='b') and not (copies > 1))")
    read("count(product where (copies + 1) * 2 > 3 and ((plays)) >= 1)")


def test_zero_denominator_gives_nothing(june: Setting) -> None:
    missed = [row("t1", status="open", due_at=at("2026-06-10"))]
    found = evaluate(
        read("100*count(task where status='done')/count(task where status='closed')"), {"task": missed}, june
    )
    assert (found.value, found.undefined) == (None, True)


def test_nothing_filed_is_null_and_filed_without_a_match_is_zero(june: Setting) -> None:
    formula = "count(product where kind='video')"
    assert value(formula, june) is None
    assert value(formula, june, product=[row("p1", kind="news", published_at=at("2026-06-03"))]) == 0
    nothing = Row("nil:1", "xa-a", {"kind": "video", "published_at": at("2026-06-30")}, count=Decimal(0))
    assert value(formula, june, product=[nothing]) == 0
    assert value("distinct(product: kind)", june, product=[nothing]) == 0
    assert value("sum(product: copies)", june, product=[nothing]) == 0


def test_a_day_counts_in_vietnam(june: Setting) -> None:
    last_minute = row("p", kind="video", published_at=at("2026-06-30", 23))
    from datetime import UTC, datetime

    after = row("q", kind="video", published_at=datetime(2026, 6, 30, 17, 30, tzinfo=UTC))  # 0:30 on 1 July in Vietnam
    assert value("count(product)", june, product=[last_minute, after]) == 1


def test_stock_is_what_is_valid_at_the_end(june: Setting) -> None:
    channels = [
        row("c1", kind="web", status="active"),
        row("c2", kind="web", status="active", valid_to=date(2026, 6, 29)),
        row("c3", kind="web", status="active", valid_from=date(2026, 7, 1)),
    ]
    assert value("count(channel where kind='web')", june, channel=channels) == 1
    assert value("count(channel)", june) == 0


def test_a_series_takes_the_last_value_of_each_channel_and_a_shared_page_once(june: Setting) -> None:
    metrics = [
        row("m1", "xa-a", channel="fb/1", name="followers", value=900, at=at("2026-05-30")),
        row("m2", "xa-a", channel="fb/1", name="followers", value=1000, at=at("2026-06-20")),
        row("m3", "xa-b", channel="fb/1", name="followers", value=1010, at=at("2026-06-25")),
        row("m4", "xa-b", channel="zalo/2", name="followers", value=50, at=at("2026-04-01")),
        row("m5", "xa-b", channel="zalo/2", name="followers", value=70, at=at("2026-07-01")),
    ]
    assert value("last(metric: value by channel where name='followers')", june, metric=metrics) == 1060
    assert value("delta(metric: value by channel where name='followers')", june, metric=metrics) == 110


def test_an_official_value_speaks_only_for_its_own_period(june: Setting) -> None:
    old = [row("e1", name="sipas", value=80, at=at("2025-06-20"))]
    assert value("last(external_stat: value by name where name='sipas')", june, external_stat=old) is None


def test_missing_values_compare_to_nothing(june: Setting) -> None:
    rows = [row("p1", kind="a", published_at=at("2026-06-02")), row("p2", copies=5, published_at=at("2026-06-02"))]
    assert value("count(product where not (copies > 3))", june, product=rows) == 0
    assert value("count(product where copies > 3 or kind = 'a')", june, product=rows) == 2
    assert value("sum(product: copies where kind='a')", june, product=rows) is None
    assert value("avg(product: copies)", june, product=rows) == 5


def test_spans_of_time(june: Setting) -> None:
    rows = [row("s1", received_at=at("2026-06-01", 8), triaged_at=at("2026-06-01", 10)),
            row("s2", received_at=at("2026-06-01", 8), triaged_at=at("2026-06-02", 9))]  # fmt: skip
    assert value("median(signal: hours(received_at, triaged_at))", june, signal=rows) == Decimal("13.5")
    files = [row("f1", received_at=at("2026-06-05"), replied_at=at("2026-06-12"))]  # Friday to Friday
    assert value("avg(accreditation: workdays(received_at, replied_at))", june, accreditation=files) == 5
    assert value("avg(accreditation: days(received_at, replied_at))", june, accreditation=files) == 7


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [((2025, 12, 15), (2026, 6, 14), 6), ((2026, 1, 1), (2026, 12, 31), 12), ((2026, 2, 1), (2026, 2, 28), 1),
     ((2025, 12, 1), (2026, 11, 30), 12), ((2026, 1, 31), (2026, 2, 27), 1)],
)  # fmt: skip
def test_months_of_a_period(start: tuple[int, int, int], end: tuple[int, int, int], months: int) -> None:
    assert Span(date(*start), date(*end)).months == months


def test_a_result_names_its_rows_and_changes_its_hash_with_them(june: Setting) -> None:
    formula, one = (
        read("sum(product: copies where kind='banner')"),
        row("p1", kind="banner", copies=3, published_at=at("2026-06-02")),
    )
    other = row("p2", kind="news", copies=9, published_at=at("2026-06-02"))
    found = evaluate(formula, {"product": [one, other]}, june)
    assert (found.value, found.rows) == (3, ("p1",))
    corrected = row("p1", kind="banner", copies=3, topic="x", published_at=at("2026-06-02"))
    assert evaluate(formula, {"product": [one]}, june).hash == found.hash
    assert evaluate(formula, {"product": [corrected]}, june).hash != found.hash
    assert evaluate(formula, {"product": [one]}, june, version=2).hash != found.hash


def test_a_row_may_stand_for_many_things(june: Setting) -> None:
    fields = {"kind": "news", "copies": Decimal(7), "published_at": at("2026-06-02")}
    many = Row("p1", "xa-a", fields, count=Decimal(12))
    assert value("count(product where kind='news')", june, product=[many]) == 12
    assert value("sum(product: copies)", june, product=[many]) == 7
