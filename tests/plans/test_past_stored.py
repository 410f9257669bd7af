"""Taking an old report in: real actions, one row a figure, nothing twice, nobody without the permit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from nhip.agencies.actions.accounts import appoint, open_account
from nhip.agencies.models.accounts import Account
from nhip.documents.actions.reading import read_document
from nhip.documents.actions.receiving import receive_file
from nhip.documents.actions.reviewing import confirm_record
from nhip.documents.models import Confirmation, Document
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.plans.actions.past import say_whose, take_in_past
from nhip.plans.models.past import PastFigure, PastReport
from nhip.plans.queries.past import past_reports

TEXT = (Path(__file__).parent / "papers" / "report_gia_binh.txt").read_text("utf-8")
TODAY = date(2026, 11, 21)
MACHINE = Machine("thử")

pytestmark = pytest.mark.django_db


def account(role: str) -> Account:
    made = open_account(MACHINE, email=f"{role}@mau.vn", name="Hà Thị Lụa", password=None, ground="thử")
    appoint(MACHINE, made, role=role, unit=None, since=date(2026, 1, 1), decision="thử")
    return made


@pytest.fixture
def officer(settings: object, tmp_path: object) -> Account:
    settings.NHIP_ORIGINALS = tmp_path  # type: ignore[attr-defined]
    return account("officer")


def brought_in(officer: Account, text: str = TEXT) -> Document:
    (received,) = receive_file(officer, "bao-cao-2023.txt", text.encode())
    assert received.document is not None
    document = read_document(MACHINE, received.document.pk)
    assert document is not None
    return document


def confirmed(officer: Account, text: str = TEXT) -> Document:
    document = brought_in(officer, text)
    confirm_record(officer, document, review_of(officer, document).seal)
    return document


def test_the_figures_stand_in_the_ledger_of_unit_and_days(officer: Account) -> None:
    document = confirmed(officer)
    report = take_in_past(officer, document, TODAY)
    assert report.unit is not None
    assert report.unit.key == "bac-ninh.huyen-gia-binh/uy-ban-nhan-dan"
    assert (report.begin, report.end, report.home) == (date(2023, 1, 1), date(2023, 12, 5), "bac-ninh-2025")
    assert report.source_file == "bao-cao-2023.txt"
    for figure in report.figures.all():
        assert TEXT[figure.start : figure.end_at] == figure.raw
    assert take_in_past(officer, document, TODAY) == report
    assert PastReport.objects.count() == 1
    assert Entry.objects.filter(verb="plans.take_in_past").count() == 1


def test_only_what_somebody_confirmed_and_may_record(officer: Account) -> None:
    document = brought_in(officer)
    with pytest.raises(Confirmation.DoesNotExist):
        take_in_past(officer, document, TODAY)
    with pytest.raises(PermissionDenied):
        take_in_past(account("auditor"), document, TODAY)
    assert not PastFigure.objects.exists()


def test_a_doubtful_body_waits_for_a_word(officer: Account) -> None:
    doubtful = TEXT.replace("HUYỆN GIA BÌNH", "HUYỆN GIA HƯNG MỚI").replace("huyện Gia Bình", "huyện Gia Hưng Mới")
    report = take_in_past(officer, confirmed(officer, doubtful.replace("Bắc Ninh", "Hoa Ban")), TODAY)
    assert report.unit is None
    assert report.question
    settled = say_whose(officer, report, "bac-ninh.huyen-gia-binh/uy-ban-nhan-dan", TODAY, "Công văn 15/UBND-VP")
    assert settled.question == ""
    assert settled.home == "bac-ninh-2025"


def test_the_auditor_sees_all_and_a_stranger_nothing(officer: Account) -> None:
    take_in_past(officer, confirmed(officer), TODAY)
    assert past_reports(account("auditor")).count() == 1
    stranger = open_account(MACHINE, email="khach@mau.vn", name="Lục Văn Kha", password=None, ground="thử")
    assert past_reports(stranger).count() == 0
