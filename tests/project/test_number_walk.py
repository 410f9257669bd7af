"""Every figure of a composed report, walked down to the rows it came from and worked out again by a second evaluator.

The report is the sample province's own, put together from the reports of its communes and departments. What a figure
says must be the same in the document, the print, the data, the spreadsheet, on the pages and on the leader's board.
"""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.measurement import naive

from nhip.agencies.models.accounts import Account
from nhip.documents.intake.door import open_parcel
from nhip.measurement import dictionary
from nhip.measurement.queries.indicators import definition, value_of
from nhip.measurement.queries.rows import gather
from nhip.measurement.rows import Span
from nhip.plans.models.activities import Activity
from nhip.reporting.models.reports import Report, ReportFigure
from nhip.reporting.queries.counting import period_of
from nhip.reporting.queries.files import file_of
from nhip.text.numbers import write_number

pytestmark = pytest.mark.slow


@pytest.fixture
def officer(sample_year: Path) -> Account:
    return Account.objects.get(email="chuyen-vien@mau.nhip.vn")


@pytest.fixture
def report(sample_year: Path) -> Report:
    """The half-year's report of the province, put together from 85 agencies."""
    return Report.objects.select_related("round", "unit").get(rolls_up=True, state="approved")


def said(value: Decimal) -> set[str]:
    """The ways an office writes the number."""
    value = value.normalize()
    return (
        {write_number(value), write_number(value, width=2)} if value == value.to_integral() else {write_number(value)}
    )


def worked_out(asker: Account, row: ReportFigure) -> list[Fraction | None]:
    """The figure of one agency by the naive evaluator: from all the agency recorded, and from the rows it names."""
    period = period_of(row.report.round)
    found = [by_rows(asker, row.code, None, period.start, period.end, row.report.unit.key)]
    return found + ([by_rows(asker, row.code, row.rows, period.start, period.end)] if row.rows else [])


def by_rows(asker: Account, code: str, keys: Any, start: Any, end: Any, unit: str = "") -> Fraction | None:
    formula, named = definition(code, end), set(keys or ())
    held, entities = gather(asker, formula.tree.entities, start, end), dictionary.packaged()
    rows = {
        name: [one for one in held.rows(name) if (one.unit == unit if unit else one.key in named)]
        for name in formula.tree.entities
    }
    there = {one.key for found in rows.values() for one in found}
    assert named <= there, f"{code}: a row it names is not there"
    months = (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day)
    return naive.evaluate(formula.formula.replace("months()", str(months)), rows, Span(start, end), entities)


def same(value: Decimal | None, other: Fraction | None) -> bool:
    if value is None or other is None:
        return value is None and not other
    return abs(Fraction(value) - other) <= Fraction(1, 10**5)  # six places are kept


def test_every_figure_goes_down_to_its_rows_and_comes_out_again(officer: Account, report: Report) -> None:
    figures = list(report.figures.all())
    assert len(figures) > 10
    walked = 0
    for top in figures:
        assert top.rule == "sum" or not top.sources or top.value is None or top.rows, top.code
        total = Decimal(0)
        for source in top.sources:
            below = ReportFigure.objects.select_related("report__round", "report__unit").get(pk=source["figure"])
            assert below.report.unit.key == source["unit"]
            assert (below.code, below.nil) == (top.code, source["nil"])
            assert below.value == (None if source["value"] is None else Decimal(source["value"]))
            for again in worked_out(officer, below):
                assert same(below.counted, again), f"{source['unit']} {below.code}: {below.counted}, {again}"
            assert below.value == below.counted or below.explanation, f"{source['unit']} {below.code}"
            total += below.value or 0
            walked += len(below.rows)
        if top.rule == "sum" and top.value is not None:
            assert top.value == total == top.counted, top.code
    assert walked > 500


def test_a_sum_of_the_ledger_typed_by_hand_says_the_same(officer: Account, report: Report) -> None:
    """No formula, no evaluator: the entries of the ledger added up, for the figures that count entries of a kind."""
    period = period_of(report.round)
    for top in report.figures.filter(rule="sum", value__gt=0):
        rows = [
            key for source in top.sources for key in ReportFigure.objects.get(pk=source["figure"]).rows
            if key.startswith("activity:")
        ]  # fmt: skip
        assert len(rows) == len(set(rows)), f"{top.code}: an entry counts twice"
        held = Activity.objects.filter(pk__in=[int(key.partition(":")[2]) for key in rows])
        assert held.count() == len(rows)
        assert not held.exclude(on__range=(period.start, period.end)).exists(), f"{top.code}: an entry of another time"
        assert not held.exclude(state="done").exists(), top.code


def test_the_same_number_stands_everywhere(officer: Account, report: Report) -> None:
    files = {form: file_of(officer, report, form).data for form in ("docx", "pdf", "json", "xlsx")}
    (opened,) = open_parcel("b.docx", files["docx"])
    word = spaced(opened.outcome.text)
    document = pypdfium2.PdfDocument(files["pdf"])
    printed = spaced(" ".join(page.get_textpage().get_text_range() for page in document))
    twin = {one["code"]: one for one in json.loads(files["json"])["figures"]}
    sheet = {row[1]: row for row in load_workbook(io.BytesIO(files["xlsx"]))["Số liệu"].iter_rows(values_only=True)}
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = shown(client, f"/bao-cao/{report.pk}/")
    figures = list(report.figures.all())
    assert set(twin) == {one.code for one in figures}
    for one in figures:
        told = [
            None if value is None else Decimal(str(value)) for value in (twin[one.code]["value"], sheet[one.code][4])
        ]
        assert told == [one.value, one.value], one.code
        assert twin[one.code]["state"] == ("nil" if one.nil else "missing" if one.value is None else "value")
        assert len(twin[one.code]["sources"]) == len(one.rows) + len(one.sources)
        behind = shown(client, f"/bao-cao/so-lieu/{one.pk}/")
        if one.value is None:
            continue
        for place, text in (("page", page), ("behind", behind), ("docx", word), ("pdf", printed)):
            assert near(one.name, said(one.value), text), f"{one.code} = {one.value}: not in the {place}"


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\ufffe", ""))


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    text = answer.content.decode()
    fields = re.sub(r'<(?:input|textarea)[^>]*value="([^"]*)"[^>]*>', r" \1 ", text)
    return spaced(unescape(re.sub(r"<[^>]+>", " ", fields)))


def near(name: str, numbers: set[str], text: str, reach: int = 120) -> bool:
    """Whether one of the numbers stands after the name, within a line's reach."""
    for found in re.finditer(re.escape(name), text):
        after = text[found.end() : found.end() + reach]
        if any(re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", after) for number in numbers):
            return True
    return False


def test_the_board_and_the_page_of_an_indicator_say_what_the_rows_say(officer: Account) -> None:
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = "?don-vi=lang-son&ky=2026-half-1"
    board = client.get(f"/chi-so/{asked}")
    cards = [card["figure"] for card in board.context["cards"]]
    assert sum(one.value is not None for one in cards) > 3
    text = shown(client, f"/chi-so/{asked}")
    for one in cards:
        figure = client.get(f"/chi-so/{one.id}/{asked}").context["figure"]
        again = value_of(officer, one.code, "lang-son", _Half)
        assert (one.value, one.rows, one.hash) == (figure.value, figure.rows, figure.hash) == (
            again.value, again.rows, again.hash
        ), one.code  # fmt: skip
        if one.value is None:
            continue
        if "workdays" not in one.formula and "period_end" not in one.formula:
            keys = [key for key in one.rows if not key.startswith("unit:")]
            if len(keys) == len(one.rows):
                assert same(one.value, by_rows(officer, one.code, keys, one.begin, one.end)), one.code
        numbers = said(one.value) | said(round(one.value, 1)) | said(round(one.value, 2))
        assert any(number in text for number in numbers), one.code


class _Half:
    """The half-year as a board asks for it."""

    from datetime import date as _date

    start, end = _date(2026, 1, 1), _date(2026, 6, 30)
