"""Correct, accept, take out, confirm, and each of these taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from nhip.documents.actions import reviewing
from nhip.documents.corrections import UnknownPath
from nhip.documents.models import Document
from nhip.documents.queries.review import review_of
from nhip.journal.models import Entry

SYMBOL = "header.number.value"


@pytest.fixture
def officer(person: Callable[..., object]) -> object:
    return person("officer")


def test_a_correction_stands_beside_what_was_read(plan: Document, officer: object) -> None:
    (made,) = reviewing.correct_values(officer, plan, {SYMBOL: "16"})
    assert (made.old, made.new) == ("15", "16")
    assert plan.readings.get().record["header"]["number"]["value"] == "15"
    item = review_of(officer, plan).item("header.number")
    assert item.corrected
    assert item.value.says == "16/KH-UBND"
    assert Document.objects.get().symbol == "16/KH-UBND"
    assert Entry.objects.filter(verb="documents.correct").count() == 1


def test_what_does_not_change_is_no_correction(plan: Document, officer: object) -> None:
    assert reviewing.correct_values(officer, plan, {SYMBOL: "15"}) == []
    assert not Entry.objects.filter(verb="documents.correct").exists()


def test_undone_the_readers_words_stand_again(plan: Document, officer: object) -> None:
    reviewing.correct_values(officer, plan, {SYMBOL: "16"})
    reviewing.correct_values(officer, plan, {SYMBOL: "17"})
    assert reviewing.undo_corrections(officer, plan, "header.number") == 2
    assert not review_of(officer, plan).item("header.number").corrected
    assert reviewing.undo_corrections(officer, plan, "header.number") == 0


def test_one_bad_path_changes_nothing(plan: Document, officer: object) -> None:
    with pytest.raises(UnknownPath):
        reviewing.correct_values(officer, plan, {SYMBOL: "16", "header.number.start": 3})
    assert not plan.readings.get().corrections.exists()


def test_an_item_is_taken_out_and_put_back(plan: Document, officer: object) -> None:
    before = len(plan.readings.get().record["citations"])
    assert before
    reviewing.take_out(officer, plan, "citations.0")
    assert review_of(officer, plan).item("citations.0").removed
    seen = review_of(officer, plan).seal
    reviewing.undo_corrections(officer, plan, "citations.0")
    assert review_of(officer, plan).seal != seen


def test_a_missed_item_is_added_from_the_text_completed_and_taken_back(plan: Document, officer: object) -> None:
    made = reviewing.add_item(officer, plan, "limitations", "Giới thiệu tiềm năng của tỉnh")
    assert made is not None
    item = review_of(officer, plan).item(made.path)
    assert (item.added, item.value.says) == (True, "Giới thiệu tiềm năng của tỉnh")
    assert plan.readings.get().text[item.value.start : item.value.end] == "Giới thiệu tiềm năng của tỉnh"
    reviewing.correct_values(officer, plan, {f"{made.path}.text": "Giới thiệu tiềm năng"})
    assert review_of(officer, plan).item(made.path).value.says == "Giới thiệu tiềm năng"
    assert reviewing.accept_value(officer, plan, made.path)
    reviewing.undo_corrections(officer, plan, made.path)
    assert review_of(officer, plan).item(made.path) is None
    second = reviewing.add_item(officer, plan, "limitations", "Giới thiệu")
    assert second.path != made.path  # a path names one item for good
    sealed = reviewing.confirm_record(officer, plan, review_of(officer, plan).seal).record
    assert [one["text"] for one in sealed["limitations"]] == ["Giới thiệu"]


def test_a_missed_figure_is_added_and_completed(plan: Document, officer: object) -> None:
    made = reviewing.add_item(officer, plan, "figures.target", "120 cán bộ cấp xã")
    assert made is not None
    assert made.path.startswith("figures.")
    item = review_of(officer, plan).item(made.path)
    assert item.added
    reviewing.correct_values(
        officer, plan, {f"{made.path}.value": 121.0, f"{made.path}.indicator": "Cán bộ dự tập huấn"}
    )
    sealed = reviewing.confirm_record(officer, plan, review_of(officer, plan).seal).record["figures"][-1]
    assert (sealed["value"], sealed["indicator"], sealed["kind"]) == (121.0, "Cán bộ dự tập huấn", "target")


def test_what_the_text_does_not_say_is_not_added(plan: Document, officer: object) -> None:
    assert reviewing.add_item(officer, plan, "limitations", "Thiếu kinh phí") is None
    with pytest.raises(KeyError):
        reviewing.add_item(officer, plan, "source_sha256", "Giới thiệu")
    assert not plan.readings.get().corrections.exists()


def test_accepting_closes_a_doubt(plan: Document, officer: object) -> None:
    shown = review_of(officer, plan)
    doubtful = next(item for item in shown.items if item.open)
    assert reviewing.accept_value(officer, plan, doubtful.value.path)
    assert not reviewing.accept_value(officer, plan, doubtful.value.path)
    assert review_of(officer, plan).left == shown.left - 1
    assert reviewing.undo_acceptance(officer, plan, doubtful.value.path)
    assert review_of(officer, plan).left == shown.left


def test_a_dead_legal_basis_is_pointed_out(plan: Document, officer: object) -> None:
    from nhip.journal.actors import Machine
    from nhip.law.actions import load_packaged

    load_packaged(Machine("thử"))
    Document.objects.filter(pk=plan.pk).update(issued_on="2026-11-01")
    shown = review_of(officer, Document.objects.get())
    basis = next(item for item in shown.items if item.value.group == "citations" and "09/2017" in item.value.says)
    assert basis.dead
    assert [act.symbol for act in basis.replaced_by] == ["244/2026/NĐ-CP"]
    assert basis.open


def test_confirming_seals_what_was_seen(plan: Document, officer: object) -> None:
    reviewing.correct_values(officer, plan, {SYMBOL: "16"})
    confirmation = reviewing.confirm_record(officer, plan, review_of(officer, plan).seal)
    assert confirmation.record["header"]["number"]["value"] == "16"
    assert Document.objects.get().status == "confirmed"
    with pytest.raises(reviewing.Sealed):
        reviewing.correct_values(officer, plan, {SYMBOL: "17"})
    entry = Entry.objects.get(verb="documents.confirm")
    assert entry.facts["record_sha256"] == confirmation.record_sha256


def test_cited_acts_enter_the_library_unconfirmed(plan: Document, officer: object) -> None:
    from nhip.law.models import Act

    assert not Act.objects.exists()
    reviewing.confirm_record(officer, plan, review_of(officer, plan).seal)
    act = Act.objects.get(symbol="09/2017/NĐ-CP")
    assert (act.confidence, act.type) == ("U", "Nghị định")
    assert "Thông tin đối ngoại năm 2026" in act.source


def test_confirming_what_has_changed_meanwhile_is_refused(plan: Document, officer: object) -> None:
    seen = review_of(officer, plan).seal
    reviewing.correct_values(officer, plan, {SYMBOL: "16"})
    with pytest.raises(reviewing.Changed):
        reviewing.confirm_record(officer, plan, seen)


def test_opened_again_the_old_seal_stays_in_the_past(plan: Document, officer: object) -> None:
    reviewing.confirm_record(officer, plan, review_of(officer, plan).seal)
    assert reviewing.withdraw_confirmation(officer, plan)
    reviewing.correct_values(officer, plan, {SYMBOL: "16"})
    reviewing.confirm_record(officer, plan, review_of(officer, plan).seal)
    assert plan.confirmations.count() == 2
    assert plan.confirmations.filter(withdrawn_at=None).count() == 1


def test_withdrawn_and_restored(plan: Document, officer: object) -> None:
    assert reviewing.withdraw_document(officer, plan)
    assert Document.objects.get().status == "withdrawn"
    assert not reviewing.withdraw_document(officer, plan)
    assert reviewing.restore_document(officer, plan)
    assert Document.objects.get().status == "read"


@pytest.mark.parametrize("role", ["leader", "auditor", "reporter", "administrator"])
def test_correcting_is_not_for_every_role(plan: Document, person: Callable[..., object], role: str) -> None:
    with pytest.raises(PermissionDenied):
        reviewing.correct_values(person(role), plan, {SYMBOL: "16"})


def test_the_press_desk_corrects_and_does_not_confirm(
    plan: Document, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    home = unit("mau-son")
    Document.objects.filter(pk=plan.pk).update(unit=home)
    held, desk = Document.objects.get(), person("press_desk", unit=home)
    reviewing.correct_values(desk, held, {SYMBOL: "16"})
    with pytest.raises(PermissionDenied):
        reviewing.confirm_record(desk, held, review_of(desk, held).seal)
