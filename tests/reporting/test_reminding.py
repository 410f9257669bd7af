"""Reminders: near the last day, on it, and weekly after; each step once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.reporting.conftest import ABROAD, CLERK, TRADE

from nhip.notices.models import Notice
from nhip.reporting.actions.reminding import remind_by_hand
from nhip.reporting.jobs import remind_of_reports
from nhip.reporting.models.reports import Report
from nhip.reporting.queries.board import seats_of
from nhip.reporting.reminding import reminder
from nhip.reporting.timeliness import cell_of

DUE = date(2026, 6, 16)


def step(today: date, state: str = "drafting") -> tuple[str, str] | None:
    sent = DUE if state == "approved" else None
    cell = cell_of("x", state, DUE, sent, sent, today)
    found = reminder(7, cell, state, DUE, today, title="Báo cáo", unit="Xã", period="quý I")
    return (found.kind, found.key) if found else None


def test_steps_of_reminding() -> None:
    days = {DUE + timedelta(by): step(DUE + timedelta(by)) for by in range(-10, 20)}
    said = [key for key in dict.fromkeys(days.values()) if key]
    steps = ["ahead:3", "ahead:1", "ahead:0", "late:0", "late:1", "late:2"]
    assert [key[1].removeprefix(f"report:7:{DUE}:") for key in said] == steps
    assert days[DUE - timedelta(4)] is None
    assert step(DUE, "approved") is None


def test_a_job_that_missed_days_still_reminds() -> None:
    assert step(DUE - timedelta(2)) == step(DUE - timedelta(3))


@pytest.mark.django_db
def test_the_job_run_twice_tells_each_writer_once(opened: Any, person: Callable[..., Any]) -> None:
    writer, head = person("focal_point", ABROAD), person("leader", ABROAD)
    Notice.objects.all().delete()
    remind_of_reports.call()
    remind_of_reports.call()
    assert Notice.objects.filter(account=writer, kind="report_overdue").count() == 1
    assert not Notice.objects.filter(account=head).exists()


@pytest.mark.django_db
def test_the_board_shows_who_has_not_sent_and_its_button_reminds_once_a_day(
    opened: Any, person: Callable[..., Any]
) -> None:
    officer = person("officer", CLERK)
    now = timezone.now()
    Report.objects.filter(unit__key=TRADE).update(state="approved", sent_at=now, first_sent_at=now)
    seats = {seat.report.unit.key: seat for seat in seats_of(officer, opened, DUE - timedelta(30)).seats}
    assert (seats[ABROAD].cell.standing, seats[TRADE].cell.standing) == ("due", "late")
    assert seats[TRADE].name == "Sở Công Thương tỉnh Lạng Sơn"
    person("focal_point", ABROAD)
    assert remind_by_hand(officer, opened.pk) == 1
    assert remind_by_hand(officer, opened.pk) == 0
