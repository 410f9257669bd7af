"""Figures that no room keeps yet: entered on a page, brought in as a table, taken out; and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nhip.agencies.actions.units import take_up
from nhip.agencies.models.units import Unit
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.measurement import dictionary, forms
from nhip.measurement.models.events import RecordedEvent

COMMITTEE = "lang-son/uy-ban-nhan-dan"
PAGE = "/chi-so/su-kien/enquiry/"
TOLD = {
    "received_at": "2026-10-05T08:30",
    "answered_at": "2026-10-05T16:00",
    "outcome": "answered",
    "outlet": "Báo Mẫu",
}


@pytest.fixture
def committee(db: None) -> Unit:
    (unit,) = take_up(Machine("thử"), [COMMITTEE], ground="mẫu")
    return unit


@pytest.fixture
def officer(signed_in: Callable[..., Client], committee: Unit) -> Client:
    return signed_in("officer", unit=committee)


def sent(client: Client, **more: object) -> object:
    return client.post(PAGE, {"entry": str(uuid4()), "co-quan": "Ủy ban nhân dân tỉnh Lạng Sơn", **TOLD, **more})


def test_every_kind_stands_on_the_list_with_the_indicators_that_wait_for_it(officer: Client) -> None:
    page = officer.get("/chi-so/su-kien/").content.decode()
    for entity in forms.enterable(dictionary.packaged()):
        assert f"/chi-so/su-kien/{entity.code}/" in page
        answer = officer.get(f"/chi-so/su-kien/{entity.code}/")
        assert answer.status_code == 200, entity.code
    assert "G02, G03, G04" in page
    assert officer.get("/chi-so/su-kien/task/").status_code == 404, "tasks are kept by plans"


def test_an_event_entered_once_counts_in_the_indicator_and_the_yearly_report(officer: Client) -> None:
    entry = str(uuid4())
    assert sent(officer, entry=entry).status_code == 302  # type: ignore[attr-defined]
    assert sent(officer, entry=entry).status_code == 302  # type: ignore[attr-defined]
    (event,) = RecordedEvent.objects.all()
    assert (event.entity, event.unit.key, event.fields["outcome"]) == ("enquiry", COMMITTEE, "answered")
    page = officer.get("/chi-so/G02/?don-vi=lang-son&ky=2026-month-10").content.decode()
    assert "Báo Mẫu, Đã trả lời" in page
    assert "01/01" in officer.get("/bao-cao/phat-ngon/2026/").content.decode()
    assert Entry.objects.filter(verb="measurement.record_event").count() == 1


def test_what_is_wrong_comes_back_as_typed_with_the_reason(officer: Client) -> None:
    answer = sent(officer, received_at="", outlet="Báo Giữ Lại")
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Cần ghi «Thời điểm nhận»" in page
    assert "Báo Giữ Lại" in page
    assert not RecordedEvent.objects.exists()


def test_a_table_is_taken_whole_or_not_at_all_and_never_twice(officer: Client) -> None:
    head = "Thời điểm nhận;Cơ quan báo chí;Kết quả\r\n"
    good = f"{head}05/10/2026 08:30;Báo A;Đã trả lời\r\n06/10/2026;Báo B;Từ chối\r\n"
    wrong = f"{good}hôm qua;Báo C;Từ chối\r\n"

    def bring(text: str) -> str:
        file = SimpleUploadedFile("bang.csv", text.encode(), "text/csv")
        body = {"co-quan": "Ủy ban nhân dân tỉnh Lạng Sơn", "bang": file}
        return officer.post(PAGE, body, follow=True).content.decode()

    page = bring(wrong)
    assert "Dòng 4" in page
    assert "không đọc được ngày, giờ «hôm qua»" in page
    assert not RecordedEvent.objects.exists()
    assert "Đã ghi 2 sự kiện" in bring(good)
    assert "2 sự kiện đã có từ trước" in bring(good)
    assert RecordedEvent.objects.filter(source="imported").count() == 2
    template = officer.get(f"{PAGE}mau.xlsx")
    assert template["Content-Disposition"].endswith('"mau-enquiry.xlsx"')
    assert template.content.startswith(b"PK")


def test_an_event_taken_out_stays_on_record_and_no_longer_counts(officer: Client) -> None:
    sent(officer)
    event = RecordedEvent.objects.get()
    out = f"/chi-so/su-kien/{event.pk}/rut/"
    officer.post(out, {"ly-do": " "})
    event.refresh_from_db()
    assert event.withdrawn_at is None, "not without a reason"
    officer.post(out, {"ly-do": "Ghi nhầm ngày"})
    event.refresh_from_db()
    assert event.reason == "Ghi nhầm ngày"
    assert "Đã rút" in officer.get(PAGE).content.decode()
    assert "00/00" in officer.get("/bao-cao/phat-ngon/2026/").content.decode()


def test_who_may_not_record_sees_no_form_and_is_refused(signed_in: Callable[..., Client], committee: Unit) -> None:
    auditor = signed_in("auditor")
    page = auditor.get(PAGE).content.decode()
    assert 'name="entry"' not in page
    assert sent(auditor).status_code in (403, 422)  # type: ignore[attr-defined]
    assert not RecordedEvent.objects.exists()
