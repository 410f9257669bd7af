"""Opening by a confirmed letter, regimes in the tables, and people who write at the same moment."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from tests.reporting.conftest import CLERK, TRADE
from tests.reporting.test_requested import LETTER

from nhip.agencies.refusals import Refused
from nhip.documents.actions.receiving import receive_file
from nhip.documents.actions.reviewing import confirm_record
from nhip.documents.corrections import seal
from nhip.documents.models import Document
from nhip.documents.queries.records import record_as_corrected
from nhip.journal.actors import Machine
from nhip.measurement.periods import Slot
from nhip.notices.models import Notice
from nhip.reporting.actions.drafting import nothing_else, save_paragraph
from nhip.reporting.actions.regimes import change_regime, load_packaged
from nhip.reporting.actions.rounds import open_from_letter, open_round
from nhip.reporting.models.regimes import Regime
from nhip.reporting.models.reports import ParagraphSave, Report
from nhip.reporting.opening import by_hand
from nhip.reporting.queries.regimes import regime, regimes_on
from nhip.reporting.regimes import packaged, packaged_outlines, rows


@pytest.fixture
def letter(person: Callable[..., Any], django_capture_on_commit_callbacks: Any) -> Document:
    """A request letter brought in and read, not confirmed yet."""
    with django_capture_on_commit_callbacks(execute=True):
        (received,) = receive_file(person("officer", CLERK), "cong-van.txt", LETTER.encode())
    return Document.objects.get(pk=received.document.pk)


@pytest.mark.django_db
def test_a_confirmed_letter_opens_its_round_once(letter: Document, person: Callable[..., Any]) -> None:
    officer = person("officer", CLERK)
    with pytest.raises(Refused, match="chưa được xác nhận"):
        open_from_letter(officer, letter)
    reading = letter.readings.first()
    confirm_record(officer, letter, seal(record_as_corrected(reading)))
    made = open_from_letter(officer, letter)
    assert open_from_letter(officer, letter) == made
    assert (made.request, made.start, made.end, made.cut_off) == (
        letter, date(2025, 12, 15), date(2026, 6, 14), date(2026, 6, 14),
    )  # fmt: skip
    assert made.reports.count() == 56
    assert set(made.reports.values_list("due_on", flat=True)) == {date(2026, 6, 12)}
    report = made.reports.first()
    assert [row.title for row in report.paragraphs.all()][1].startswith("2. Kết quả quảng bá")
    assert report.figures.filter(code="external_information_items").exists()
    assert made.receiver.key == "cao-bang/so-van-hoa-the-thao-va-du-lich"
    with pytest.raises(PermissionDenied):
        open_from_letter(person("focal_point", TRADE), letter)


@pytest.mark.django_db
def test_regimes_are_loaded_once_and_a_changed_one_keeps_its_past(person: Callable[..., Any]) -> None:
    assert load_packaged(Machine("thử")) == len(packaged()) + len(packaged_outlines())
    assert load_packaged(Machine("thử")) == 0
    row = next(one for one in rows("regimes", "regime") if one["code"] == "grassroots")
    since = date(2027, 1, 1)
    officer = person("officer", CLERK)
    changed = dict(row) | {"name": "Báo cáo thông tin cơ sở của tỉnh", "window": "calendar"}
    change_regime(officer, "grassroots", changed, since, "Quyết định 9/2026/QĐ-UBND")
    before, after = regime(officer, "grassroots", since - timedelta(1)), regime(officer, "grassroots", since)
    assert before is not None
    assert after is not None
    assert (before.window, after.window) == ("mid_month", "calendar")
    assert load_packaged(Machine("thử")) == 0, "what a person changed stays"
    assert Regime.objects.filter(code="grassroots").count() == 2
    assert len({one.code for one in regimes_on(officer, since)}) == len(regimes_on(officer, since))
    with pytest.raises(Refused, match="ghi sai"):
        change_regime(officer, "grassroots", changed | {"window": "lunar"}, date(2028, 1, 1), "x")
    with pytest.raises(PermissionDenied):
        change_regime(person("focal_point", TRADE), "grassroots", changed, date(2028, 1, 1), "x")


@pytest.mark.django_db
def test_writers_are_told_of_a_new_round_and_one_tap_says_nothing_happened(
    opened: Any, person: Callable[..., Any]
) -> None:
    writer = person("focal_point", TRADE)
    assert Notice.objects.filter(kind="report_opened").exists()
    report = Report.objects.get(round=opened, unit__key=TRADE)
    left = report.figures.filter(value__isnull=True, nil=False, counted__isnull=True).count()
    assert left > 0
    assert nothing_else(writer, report.pk) == left
    assert nothing_else(writer, report.pk) == 0
    assert report.figures.get(code="banners").nil is False


@pytest.mark.django_db(transaction=True)
def test_people_who_save_at_the_same_moment_lose_no_word(person: Callable[..., Any]) -> None:
    """Four people type twelve sentences into one paragraph at once: each stands, or is held to be settled."""
    period = Slot("month", 2026, 1).period("mid_month")
    due = timezone.localdate()
    opening = by_hand("Báo cáo", packaged_outlines()["general"], period, due, [TRADE], CLERK)
    report = open_round(person("officer", CLERK), opening).reports.get()
    row = report.paragraphs.first()
    writers = [person("focal_point", TRADE) for _ in range(4)]
    base = " ".join(f"Mục {at} chưa có gì;" for at in range(12))
    start = save_paragraph(writers[0], row.pk, 0, base).edition

    def write(number: int) -> None:
        try:
            for at in range(number, 12, 4):
                text = base.replace(f"Mục {at} chưa có gì", f"Mục {at} đã có câu{number}lần{at}")
                save_paragraph(writers[number], row.pk, start, text)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(write, range(4)))
    row.refresh_from_db()
    held = " ".join(ParagraphSave.objects.filter(outcome="held").values_list("typed", flat=True))
    typed = {f"câu{at % 4}lần{at}" for at in range(12)}
    assert typed <= set(re.findall(r"câu\dlần\d+", row.text + held))
    assert typed <= set(re.findall(r"câu\dlần\d+", row.text)), "different places: all of them are joined"
