"""From agencies to the collecting agency to the level above, and back down to the evidence in two clicks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.reporting.conftest import ABROAD, CLERK, TRADE
from tests.reporting.test_chain_stored import report_of, sent

from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.measurement.periods import Slot
from nhip.plans.actions.activities import record_activity
from nhip.reporting.actions.drafting import save_paragraph, state_figure
from nhip.reporting.actions.moving import move
from nhip.reporting.actions.rolling import roll_up
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.models.reports import Report, ReportFigure
from nhip.reporting.opening import by_hand
from nhip.reporting.queries.rolled import evidence_of
from nhip.reporting.regimes import packaged_outlines

pytestmark = pytest.mark.django_db

MINISTRY = "vn/bo-van-hoa-the-thao-va-du-lich"


@pytest.fixture
def above(opened: Any, person: Callable[..., Any]) -> Report:
    """The report of the collecting department to the ministry, for the same period."""
    period = Slot("half", 2026, 1).period("mid_month")
    outline = packaged_outlines()["communications"]
    opening = by_hand("Báo cáo gửi Bộ", outline, period, date(2026, 6, 19), [CLERK], MINISTRY)
    made = open_round(person("officer", CLERK), opening)
    opened.feeds = made
    opened.save()
    return made.reports.select_related("round", "unit").get()


def test_figures_come_up_by_their_rule_and_missing_ones_are_named(
    opened: Any, above: Report, person: Callable[..., Any]
) -> None:
    trade, abroad = report_of(opened, TRADE), report_of(opened, ABROAD)
    sent(person, trade, TRADE)
    officer = person("officer", CLERK)
    report = roll_up(officer, above.pk)
    banners = report.figures.get(code="banners")
    assert banners.value == Decimal(12)
    assert {one["unit"]: one["value"] for one in banners.sources} == {TRADE: "12.000000", ABROAD: None}
    writer = person("focal_point", ABROAD)
    row = abroad.figures.get(code="banners")
    state_figure(writer, row.pk, row.edition, value=Decimal(8), qualifier="trên", explanation="Đếm tay")
    sent(person, abroad, ABROAD)
    again = roll_up(officer, above.pk).figures.get(code="banners")
    assert (again.value, again.qualifier) == (Decimal(20), "trên")
    assert report.figures.get(code="followers").rule == "separate"
    assert report.figures.get(code="followers").value is None, "followers are never added over agencies"


def test_what_the_collecting_agency_did_itself_counts_once(
    opened: Any, above: Report, person: Callable[..., Any]
) -> None:
    officer = person("officer", CLERK)
    record_activity(
        officer, entry=UUID(int=44), unit=Unit.objects.get(key=CLERK), task=None, kind="banner", title="Của Sở",
        on=date(2026, 2, 2), quantity=Decimal(5),
    )  # fmt: skip
    sent(person, report_of(opened, TRADE), TRADE)
    for _ in range(2):
        assert roll_up(officer, above.pk).figures.get(code="banners").value == Decimal(17)


def test_a_rolled_figure_is_compared_with_the_territory_not_with_the_collectors_own_deeds(
    opened: Any, above: Report, person: Callable[..., Any]
) -> None:
    officer = person("officer", CLERK)
    for number, (key, on, quantity, proofs) in enumerate((
        (CLERK, date(2025, 9, 1), 1, ()), (TRADE, date(2025, 9, 2), 30, ("https://mau.vn/a",)),
        (ABROAD, date(2025, 3, 1), 7, ()),
    )):  # fmt: skip
        record_activity(
            officer, entry=UUID(int=700 + number), unit=Unit.objects.get(key=key), task=None, kind="banner",
            title="Kỳ trước", on=on, quantity=Decimal(quantity), proofs=proofs,
        )  # fmt: skip
    sent(person, report_of(opened, TRADE), TRADE)
    banners = roll_up(officer, above.pk).figures.get(code="banners")
    assert (banners.value, banners.previous, banners.last_year) == (Decimal(12), Decimal(31), Decimal(7))
    assert banners.proven == report_of(opened, TRADE).figures.get(code="banners").proven
    assert banners.rows == []


def test_a_number_reported_for_the_period_before_stands_against_the_records(
    opened: Any, above: Report, person: Callable[..., Any]
) -> None:
    officer = person("officer", CLERK)
    period = Slot("half", 2025, 2).period("mid_month")
    opening = by_hand("Báo cáo gửi Bộ", packaged_outlines()["communications"], period, None, [CLERK], MINISTRY)
    earlier = open_round(officer, opening).reports.get()
    earlier.figures.filter(code="banners").update(value=Decimal(44))
    Report.objects.filter(pk=earlier.pk).update(state="approved", rolls_up=True)
    sent(person, report_of(opened, TRADE), TRADE)
    banners = roll_up(officer, above.pk).figures.get(code="banners")
    assert (banners.value, banners.previous) == (Decimal(12), Decimal(44))


def test_paragraphs_come_under_their_part_with_sources_and_doubles_marked(
    opened: Any, above: Report, person: Callable[..., Any]
) -> None:
    words = "Đã ban hành kế hoạch tuyên truyền năm 2026 và tổ chức quán triệt đến toàn thể cán bộ, công chức"
    for key in (TRADE, ABROAD):
        report, writer, head = report_of(opened, key), person("focal_point", key), person("leader", key)
        for row in report.paragraphs.all():
            save_paragraph(writer, row.pk, 0, words if row.key == "steering" else f"Riêng {key} {row.key}")
        for verb, who in (("submit", writer), ("check", head), ("approve", head)):
            move(who, report.pk, verb)
    officer = person("officer", CLERK)
    row = roll_up(officer, above.pk).paragraphs.get(key="steering")
    assert [one["same_as"] for one in row.sources] == [None, 0]
    assert row.text.count(words) == 1
    assert "Sở Công Thương" in row.text
    assert "Sở Ngoại vụ" in row.text
    saved = save_paragraph(officer, row.pk, row.edition, "Sở đã biên tập lại.")
    assert saved.outcome == "saved"
    assert roll_up(officer, above.pk).paragraphs.get(key="steering").text == "Sở đã biên tập lại."


def test_from_the_rolled_figure_to_the_proof_in_two_clicks(
    opened: Any, above: Report, person: Callable[..., Any]
) -> None:
    sent(person, report_of(opened, TRADE), TRADE)
    officer = person("officer", CLERK)
    first = roll_up(officer, above.pk).figures.get(code="banners")
    (source,) = [one for one in first.sources if one["value"]]
    second = ReportFigure.objects.select_related("report__round", "report__unit").get(pk=source["figure"])
    (behind,) = evidence_of(officer, second)
    assert (behind.title, behind.amount, behind.standing) == ("Treo băng rôn", Decimal(12), "declared")
    assert evidence_of(person("focal_point", ABROAD), second) == []


def test_the_numbers_of_the_versions_agree_with_the_rows(
    opened: Any, above: Report, person: Callable[..., Any]
) -> None:
    report = report_of(opened, TRADE)
    sent(person, report, TRADE)
    content = report.versions.first().content
    kept = {row["code"]: row["value"] for row in content["figures"]}
    assert all((None if row.value is None else Decimal(kept[row.code])) == row.value for row in report.figures.all())
    assert Account.objects.filter(pk=report.versions.first().by_id).exists()
