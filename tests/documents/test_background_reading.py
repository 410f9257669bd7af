"""Reading in the background: once, by lease, taken up again after a stop, never losing a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.documents.conftest import PLAN

from nhip.documents import jobs
from nhip.documents.actions import reading, reviewing
from nhip.documents.actions.receiving import receive_file
from nhip.documents.models import Document
from nhip.documents.queries.carried import left_behind
from nhip.journal.actors import Machine
from nhip.journal.models import Entry

READER = Machine("thử")


def received(person: Callable[..., object]) -> Document:
    return receive_file(person("officer"), "ke-hoach.txt", PLAN.encode())[0].document


def test_a_plan_is_read_into_its_record_and_card(plan: Document) -> None:
    assert plan.status == "read"
    assert (plan.kind, plan.symbol, plan.issued_on) == ("KH", "15/KH-UBND", "2026-03-12")
    record = plan.readings.get().record
    assert record["header"]["doc_type"]["code"] == "KH"
    for item in [*record["citations"], *(section["heading"] for section in record["sections"])]:
        assert plan.readings.get().text[item["start"] : item["end"]] == item["raw"]
    assert Entry.objects.filter(verb="documents.read").count() == 1


def test_reading_twice_does_nothing(plan: Document) -> None:
    assert reading.read_document(READER, plan.pk) is None
    assert plan.readings.count() == 1


def test_a_document_in_other_hands_is_left_alone_until_the_lease_lapses(person: Callable[..., object]) -> None:
    document = received(person)
    Document.objects.filter(pk=document.pk).update(status="reading", lease_until=timezone.now() + timedelta(minutes=5))
    assert reading.read_document(READER, document.pk) is None
    assert reading.documents_waiting() == []
    Document.objects.filter(pk=document.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert reading.documents_waiting() == [document.pk]
    jobs.read_waiting_documents.call()
    assert Document.objects.get().status == "read"


def test_a_defect_of_the_reader_loses_nothing(person: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    document = received(person)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("hỏng")

    monkeypatch.setattr("nhip.documents.reading.reader.read", broken)
    for _ in range(reading.TRIES - 1):
        reading.read_document(READER, document.pk)
        assert Document.objects.get().status == "received"
    reading.read_document(READER, document.pk)
    given_up = Document.objects.get()
    assert (given_up.status, given_up.trouble) == ("refused", "documents.reader_failed")
    assert given_up.readings.get().text == PLAN


def test_read_again_keeps_the_earlier_reading(plan: Document, person: Callable[..., object]) -> None:
    reading.read_again(person("officer"), plan)
    assert Document.objects.get().status == "received"
    reading.read_document(READER, plan.pk)
    assert list(plan.readings.values_list("number", flat=True)) == [2, 1]


def test_read_again_carries_what_people_decided(
    plan: Document, person: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = person("officer")
    reviewing.correct_values(officer, plan, {"header.number.value": "16", "header.title.value": "Thử"})
    reviewing.take_out(officer, plan, "citations.0")
    added = reviewing.add_item(officer, plan, "limitations", "Giới thiệu tiềm năng của tỉnh")
    reviewing.accept_value(officer, plan, "header.place")
    first = plan.readings.get()
    changed = {**first.record, "header": {**first.record["header"]}}
    changed["header"]["title"] = {**changed["header"]["title"], "value": "Khác"}
    fresh = reading.read_again(officer, plan)
    reading.store_record(READER, Document.objects.get(), fresh, changed)
    paths = set(fresh.corrections.values_list("path", flat=True))
    assert paths == {"header.number.value", "citations.0", added.path}
    assert all(one.by == officer and one.carried_from.reading == first for one in fresh.corrections.all())
    assert fresh.checks.get().path == "header.place"
    assert Document.objects.get().symbol == "16/KH-UBND"
    assert Entry.objects.filter(verb="documents.read").last().facts["carried"] == 3
    (left,) = left_behind(plan)
    assert (left.path, left.old, left.new) == ("header.title.value", "Thông tin đối ngoại năm 2026", "Thử")
    with pytest.raises(PermissionDenied):
        reviewing.settle_left_behind(person("auditor"), plan, left.pk)
    assert reviewing.settle_left_behind(officer, plan, left.pk)
    assert not reviewing.settle_left_behind(officer, plan, left.pk)
    assert left_behind(plan) == []


def test_a_carried_correction_that_is_undone_does_not_come_back(plan: Document, person: Callable[..., object]) -> None:
    officer = person("officer")
    reviewing.correct_values(officer, plan, {"header.number.value": "16"})
    reading.read_again(officer, plan)
    reading.read_document(READER, plan.pk)
    reviewing.undo_corrections(officer, plan, "header.number")
    assert left_behind(plan) == []
    reading.read_again(officer, plan)
    reading.read_document(READER, plan.pk)
    assert not plan.readings.first().corrections.exists()
    assert left_behind(plan) == []
