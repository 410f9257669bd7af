"""A confirmed legal document enters the legal library with its text, once, and never over what was confirmed before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.documents.conftest import DECREE

from nhip.documents.actions import library, reviewing
from nhip.documents.actions.receiving import receive_file
from nhip.documents.models import Document, LawImport
from nhip.documents.queries.library import imports_of, on_the_way
from nhip.documents.queries.review import review_of
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.law import book, queries
from nhip.law.actions import import_act
from nhip.law.models import Act, ActLink

ON = date(2031, 11, 1)
SYMBOL = "12/2031/NĐ-CP"


@pytest.fixture
def officer(person: Callable[..., object]) -> object:
    return person("officer")


@pytest.fixture
def decree(officer: object, django_capture_on_commit_callbacks: object) -> Document:
    """A decree brought in, read and confirmed."""
    with django_capture_on_commit_callbacks(execute=True):
        received = receive_file(officer, "nghi-dinh.txt", DECREE.encode())
    held = Document.objects.get(pk=received[0].document.pk)
    reviewing.confirm_record(officer, held, review_of(officer, held).seal)
    return Document.objects.get(pk=held.pk)


def test_the_act_has_what_the_text_says(decree: Document, officer: object) -> None:
    act = library.import_act(officer, decree).act
    assert (act.symbol, act.type, act.issuer, act.confidence) == (SYMBOL, "Nghị định", "Chính phủ", "T")
    assert act.title == "Quy định về biển chỉ dẫn tại bến đò"
    assert (act.issued_on, act.effective_from) == (date(2031, 3, 12), date(2031, 5, 1))
    assert act.source == f"Văn bản {decree.pk} do {officer.name} xác nhận"
    assert "treo biển chỉ dẫn tại bến đò ngang" in act.text


def test_its_words_are_found_with_marks_and_without(decree: Document, officer: object) -> None:
    library.import_act(officer, decree)
    for words in ("bến đò ngang", "ben do ngang"):
        assert [one.act.symbol for one in queries.search(officer, words, ON)] == [SYMBOL]


def test_what_it_says_of_others_is_offered_unconfirmed(decree: Document, officer: object) -> None:
    act = library.import_act(officer, decree).act
    links = {(link.relation, link.target.symbol, link.confidence) for link in ActLink.objects.filter(act=act)}
    assert links == {("replaces", "15/2012/NĐ-CP", "U"), ("amends", "8/2021/NĐ-CP", "U")}
    assert not queries.standing(officer, Act.objects.get(symbol="15/2012/NĐ-CP"), ON).dead


def test_importing_twice_adds_nothing(decree: Document, officer: object) -> None:
    first = library.import_act(officer, decree)
    before = Entry.objects.count(), Act.objects.count(), ActLink.objects.count()
    assert library.import_act(officer, decree) == first
    assert (Entry.objects.count(), Act.objects.count(), ActLink.objects.count()) == before
    assert Entry.objects.filter(verb="law.import_act").count() == 1
    assert Entry.objects.filter(verb="documents.import_act").count() == 1


def test_opened_and_confirmed_again_it_is_still_one_act(decree: Document, officer: object) -> None:
    library.import_act(officer, decree)
    reviewing.withdraw_confirmation(officer, decree)
    reviewing.confirm_record(officer, decree, review_of(officer, decree).seal)
    library.import_act(officer, Document.objects.get(pk=decree.pk))
    assert Act.objects.filter(symbol=SYMBOL).count() == 1
    assert Entry.objects.filter(verb="law.import_act").count() == 1
    assert len(imports_of(officer, Act.objects.get(symbol=SYMBOL))) == 1
    assert LawImport.objects.count() == 2


def test_a_cited_act_is_completed(decree: Document, officer: object) -> None:
    cited = book.Act(SYMBOL, "Nghị định", "về bến đò", "", None, None, None, "U", "Văn bản viện dẫn: 3")
    import_act(Machine("thử"), cited)
    done = library.import_act(officer, decree)
    assert (done.differs, done.act.confidence, done.act.title) == ([], "T", "Quy định về biển chỉ dẫn tại bến đò")


def test_what_was_confirmed_otherwise_stays_and_both_are_kept(decree: Document, officer: object) -> None:
    confirmed = book.Act(
        SYMBOL, "Nghị định", "", "Chính phủ", date(2031, 3, 10), None, None, "S", "trang thông tin thử"
    )
    import_act(Machine("thử"), confirmed, "Toàn văn đã có từ nguồn khác.")
    done = library.import_act(officer, decree)
    act = Act.objects.get(symbol=SYMBOL)
    assert (act.issued_on, act.confidence, act.text) == (date(2031, 3, 10), "S", "Toàn văn đã có từ nguồn khác.")
    assert act.title  # what was missing is filled in
    assert done.differs == [
        {"name": "issued_on", "held": "2031-03-10", "said": "2031-03-12"},
        {"name": "text", "held": "", "said": ""},
    ]


def test_only_a_confirmed_legal_document_enters(plan: Document, officer: object) -> None:
    with pytest.raises(library.NotAnAct):
        library.import_act(officer, plan)
    confirmation = reviewing.confirm_record(officer, plan, review_of(officer, plan).seal)
    assert not on_the_way(officer, plan, confirmation).possible
    with pytest.raises(library.NotAnAct):
        library.import_act(officer, plan)


@pytest.mark.parametrize("role", ["leader", "reporter", "administrator"])
def test_taking_in_is_not_for_every_role(decree: Document, person: Callable[..., object], role: str) -> None:
    asker = person(role)
    assert not on_the_way(asker, decree, decree.confirmations.get()).possible
    with pytest.raises(PermissionDenied):
        library.import_act(asker, decree)


def test_the_way_back_is_for_those_who_may_read_the_document(
    decree: Document, officer: object, person: Callable[..., object]
) -> None:
    act = library.import_act(officer, decree).act
    assert [one.document for one in imports_of(officer, act)] == [decree]
    assert imports_of(person("administrator"), act) == []
