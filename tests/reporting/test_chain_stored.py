"""A report from opening to lock, by the real actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.reporting.conftest import ABROAD, CLERK, TRADE

from nhip.agencies.refusals import Refused
from nhip.journal.models import Entry
from nhip.measurement.models.signed import SignedPeriod
from nhip.reporting.actions.drafting import save_paragraph, settle_held, state_figure
from nhip.reporting.actions.filling import count_again
from nhip.reporting.actions.moving import approve_many, delegate, move, withdraw_delegation
from nhip.reporting.actions.rounds import extend, open_round
from nhip.reporting.models.reports import Report
from nhip.reporting.queries.standing import verbs, waiting_for

pytestmark = pytest.mark.django_db


def report_of(opened: Any, key: str) -> Report:
    return Report.objects.select_related("round", "unit").get(round=opened, unit__key=key)


def complete(writer: Any, report: Report) -> None:
    """Everything a report must say, said."""
    for row in report.paragraphs.all():
        save_paragraph(writer, row.pk, row.edition, f"Nội dung {row.key}.")


def sent(person: Callable[..., Any], report: Report, key: str) -> tuple[Any, Any]:
    writer, head = person("focal_point", key), person("leader", key)
    complete(writer, report)
    move(writer, report.pk, "submit")
    move(head, report.pk, "check")
    move(head, report.pk, "approve")
    report.refresh_from_db()
    return writer, head


def test_a_round_gives_each_agency_a_report_filled_from_its_own_records(opened: Any) -> None:
    trade, abroad = report_of(opened, TRADE), report_of(opened, ABROAD)
    row = trade.figures.get(code="banners")
    assert (row.value, row.counted, row.rule) == (Decimal(12), Decimal(12), "sum")
    assert row.rows, "it knows the rows it was counted from"
    empty = abroad.figures.get(code="banners")
    assert (empty.value, empty.nil) == (None, False), "not reported is not zero"
    assert trade.due_on == date(2026, 6, 16)


def test_the_same_round_is_opened_once(opened: Any, person: Callable[..., Any]) -> None:
    from nhip.measurement.periods import Slot
    from nhip.reporting.opening import by_hand
    from nhip.reporting.regimes import packaged_outlines

    period = Slot("half", 2026, 1).period("mid_month")
    again = by_hand(opened.title, packaged_outlines()["communications"], period, None, [TRADE], CLERK)
    assert open_round(person("officer", CLERK), again) == opened
    with pytest.raises(PermissionDenied):
        open_round(person("focal_point", TRADE), again)


def test_the_whole_chain(opened: Any, person: Callable[..., Any]) -> None:
    report = report_of(opened, TRADE)
    writer, head = sent(person, report, TRADE)
    officer = person("officer", CLERK)
    assert (report.state, report.sent_at is not None, report.first_sent_at is not None) == ("approved", True, True)
    with pytest.raises(Refused, match="không sửa được"):
        save_paragraph(writer, report.paragraphs.first().pk, 1, "Muộn")
    with pytest.raises(Refused, match="lý do"):
        move(officer, report.pk, "return")
    move(officer, report.pk, "return", "Thiếu số liệu phát thanh")
    report.refresh_from_db()
    assert (report.state, report.sent_at) == ("returned", None)
    save_paragraph(writer, report.paragraphs.first().pk, 1, "Nội dung đã bổ sung.")
    move(writer, report.pk, "submit")
    move(head, report.pk, "check")
    move(head, report.pk, "approve")
    move(officer, report.pk, "lock")
    report.refresh_from_db()
    assert report.state == "locked"
    assert [one.verb for one in report.moves.all()] == [
        "submit", "check", "approve", "return", "submit", "check", "approve", "lock",
    ]  # fmt: skip
    assert report.numbers == 2, "one version for each text that was sent"
    signed = SignedPeriod.objects.get(unit=report.unit)
    assert (signed.begin, signed.figures.count() > 0) == (opened.start, True)
    assert Entry.objects.filter(verb="reporting.approve", subject=f"reporting.report:{report.pk}").count() == 2


def test_who_wrote_never_checks_nor_approves_even_as_head(opened: Any, person: Callable[..., Any]) -> None:
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    report = report_of(opened, TRADE)
    both = person("focal_point", TRADE)
    accounts.appoint(Machine("thử"), both, role="leader", unit=report.unit, since=date(2020, 1, 1), decision="thử")
    both = type(both).objects.get(pk=both.pk)
    complete(both, report)
    move(both, report.pk, "submit")
    with pytest.raises(Refused, match="Người soạn báo cáo"):
        move(both, report.pk, "check")
    assert report not in waiting_for(both, timezone.localdate())
    assert not {"check", "approve", "send_back"} & set(
        verbs(both, Report.objects.get(pk=report.pk), timezone.localdate())
    )


def test_other_agencies_touch_nothing(opened: Any, person: Callable[..., Any]) -> None:
    report = report_of(opened, TRADE)
    stranger = person("focal_point", ABROAD)
    with pytest.raises(PermissionDenied):
        save_paragraph(stranger, report.paragraphs.first().pk, 0, "x")
    with pytest.raises(PermissionDenied):
        move(stranger, report.pk, "submit")
    with pytest.raises(PermissionDenied):
        count_again(stranger, report.pk)


def test_recall_takes_back_what_was_sent_and_asks_for_the_chain_again(opened: Any, person: Callable[..., Any]) -> None:
    report = report_of(opened, TRADE)
    writer, head = sent(person, report, TRADE)
    move(writer, report.pk, "recall", "Sai số liệu")
    report.refresh_from_db()
    assert (report.state, report.sent_at) == ("recalled", None)
    with pytest.raises(Refused):
        move(head, report.pk, "approve")
    assert report.first_sent_at is not None


def test_errors_keep_a_report_from_being_sent(opened: Any, person: Callable[..., Any]) -> None:
    report, writer = report_of(opened, TRADE), person("focal_point", TRADE)
    with pytest.raises(Refused, match="lỗi cần sửa"):
        move(writer, report.pk, "submit")
    complete(writer, report)
    banners = report.figures.get(code="banners")
    state_figure(writer, banners.pk, 0, value=Decimal(15))
    with pytest.raises(Refused, match="01 lỗi"):
        move(writer, report.pk, "submit")
    state_figure(writer, banners.pk, 1, value=Decimal(15), explanation="Thêm 03 băng rôn chưa ghi sổ")
    assert move(writer, report.pk, "submit").state == "submitted"


def test_a_delegation_approves_in_its_days_and_not_after(opened: Any, person: Callable[..., Any]) -> None:
    report = report_of(opened, TRADE)
    writer, head, deputy = person("focal_point", TRADE), person("leader", TRADE), person("reporter", TRADE)
    complete(writer, report)
    move(writer, report.pk, "submit")
    move(head, report.pk, "check")
    today = timezone.localdate()
    with pytest.raises(PermissionDenied):
        move(deputy, report.pk, "approve")
    with pytest.raises(PermissionDenied):
        delegate(deputy, report.unit_id, head, today, today, "x")
    with pytest.raises(Refused, match="văn bản ủy quyền"):
        delegate(head, report.unit_id, deputy, today, today, " ")
    past = delegate(head, report.unit_id, deputy, today - timedelta(9), today - timedelta(1), "Giấy ủy quyền số 3")
    with pytest.raises(PermissionDenied):
        move(deputy, report.pk, "approve")
    now = delegate(head, report.unit_id, deputy, today, today + timedelta(9), "Giấy ủy quyền số 4")
    assert waiting_for(deputy, today) == [report]
    move(deputy, report.pk, "approve")
    assert report.moves.last().delegation == now
    assert past.withdrawn_at is None
    withdraw_delegation(head, now.pk)
    assert not waiting_for(deputy, today)


def test_many_are_approved_at_once_and_one_refusal_stops_no_other(opened: Any, person: Callable[..., Any]) -> None:
    first, second = report_of(opened, TRADE), report_of(opened, ABROAD)
    head = person("leader", TRADE)
    for report, key in ((first, TRADE), (second, ABROAD)):
        writer = person("focal_point", key)
        complete(writer, report)
        move(writer, report.pk, "submit")
        move(person("approver", key), report.pk, "check")
    from nhip.agencies.actions import accounts
    from nhip.journal.actors import Machine

    accounts.appoint(Machine("thử"), head, role="leader", unit=second.unit, since=date(2020, 1, 1), decision="thử")
    head = type(head).objects.get(pk=head.pk)
    move(person("approver", ABROAD), second.pk, "send_back", "Thiếu")
    found = approve_many(head, [first.pk, second.pk])
    assert [one.done for one in found] == [True, False]


def test_two_people_edit_one_paragraph_and_no_word_is_lost(opened: Any, person: Callable[..., Any]) -> None:
    row = report_of(opened, TRADE).paragraphs.first()
    one, other = person("focal_point", TRADE), person("focal_point", TRADE)
    start = save_paragraph(one, row.pk, 0, "Đã tổ chức 02 hội nghị. Có 120 người dự.")
    mine = save_paragraph(one, row.pk, start.edition, "Đã tổ chức 03 hội nghị. Có 120 người dự.")
    theirs = save_paragraph(other, row.pk, start.edition, "Đã tổ chức 02 hội nghị. Có 150 người dự.")
    assert (theirs.outcome, theirs.text) == ("merged", "Đã tổ chức 03 hội nghị. Có 150 người dự.")
    clash = save_paragraph(one, row.pk, mine.edition, "Đã tổ chức 03 hội nghị. Có 155 người dự.")
    assert (clash.outcome, clash.clashes) == ("held", (("150", "155"),))
    assert row.saves.get(outcome="held").typed.endswith("155 người dự.")
    report = Report.objects.get(pk=row.report_id)
    for each in report.paragraphs.exclude(pk=row.pk):
        save_paragraph(one, each.pk, each.edition, "Nội dung.")
    with pytest.raises(Refused, match="hai người cùng sửa"):
        move(one, report.pk, "submit")
    settle_held(one, clash.save, "Đã tổ chức 03 hội nghị. Có 155 người dự.", clash.edition)
    row.refresh_from_db()
    assert row.text.endswith("155 người dự.")
    assert move(one, report.pk, "submit").state == "submitted"


def test_a_figure_changed_meanwhile_is_kept_and_does_not_stand(opened: Any, person: Callable[..., Any]) -> None:
    row = report_of(opened, TRADE).figures.get(code="web_items")
    one, other = person("focal_point", TRADE), person("focal_point", TRADE)
    _, stands = state_figure(one, row.pk, 0, value=Decimal(5), explanation="a")
    _, late = state_figure(other, row.pk, 0, value=Decimal(7), explanation="b")
    row.refresh_from_db()
    assert (stands, late, row.value) == (True, False, Decimal(5))
    assert row.saves.get(held=True).value == Decimal(7)


def test_counting_again_follows_the_records_but_not_over_what_the_agency_said(
    opened: Any, person: Callable[..., Any]
) -> None:
    from uuid import UUID

    from nhip.plans.actions.activities import record_activity

    report, writer = report_of(opened, TRADE), person("focal_point", TRADE)
    record_activity(
        writer, entry=UUID(int=7), unit=report.unit, task=None, kind="banner", title="Thêm",
        on=date(2026, 5, 2), quantity=Decimal(4),
    )  # fmt: skip
    rounds = report.figures.get(code="mobile_unit_rounds")
    state_figure(writer, rounds.pk, 0, value=Decimal(9), explanation="đếm tay")
    count_again(writer, report.pk)
    rounds.refresh_from_db()
    assert (report.figures.get(code="banners").value, rounds.value) == (Decimal(16), Decimal(9))


def test_an_agency_gets_more_time_only_with_a_reason(opened: Any, person: Callable[..., Any]) -> None:
    report, officer = report_of(opened, TRADE), person("officer", CLERK)
    with pytest.raises(Refused):
        extend(officer, report.pk, date(2026, 6, 20), "")
    assert extend(officer, report.pk, date(2026, 6, 20), "Mưa lũ").due_on == date(2026, 6, 20)
