"""Who sees which documents, and finding one with and without marks."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents.conftest import PLAN

from nhip.documents.actions import reviewing
from nhip.documents.actions.receiving import receive_file
from nhip.documents.models import Document
from nhip.documents.queries.documents import counts, document_for, documents_for, kinds, search


def test_own_reach_sees_its_own_unit_alone(person: Callable[..., object], unit: Callable[[str], object]) -> None:
    one, other = unit("mau-son"), unit("mau-khe")
    focal = person("focal_point", unit=one)
    receive_file(focal, "a.txt", PLAN.encode(), unit_id=one.pk)
    stranger = person("focal_point", unit=other)
    held = Document.objects.get()
    assert document_for(focal, held.pk) == held
    assert document_for(stranger, held.pk) is None
    assert document_for(person("leader"), held.pk) == held
    assert not documents_for(person("administrator")).exists()


def test_found_with_and_without_marks_exact_first(person: Callable[..., object], plan: Document) -> None:
    officer = person("officer")
    receive_file(officer, "b.txt", b"Thong tin doi ngoai, khong dau.")
    Document.objects.exclude(pk=plan.pk).update(words_exact="thong tin doi ngoai", words_folded="thong tin doi ngoai")
    assert [one.pk for one in search(officer, "thông tin đối ngoại")] == [
        plan.pk,
        Document.objects.exclude(pk=plan.pk).get().pk,
    ]
    assert len(search(officer, "thong tin doi ngoai")) == 2
    assert plan in search(officer, "15/KH-UBND")
    assert not search(officer, "không có từ này đâu")


def test_withdrawn_documents_are_found_by_their_state_only(person: Callable[..., object], plan: Document) -> None:
    officer = person("officer")
    reviewing.withdraw_document(officer, plan)
    assert not search(officer)
    assert list(search(officer, status="withdrawn")) == [plan]


def test_counts_and_kinds(person: Callable[..., object], plan: Document) -> None:
    officer = person("officer")
    assert counts(officer).to_review == 1
    assert kinds(officer) == ["KH"]
    assert list(search(officer, kind="BC")) == []
