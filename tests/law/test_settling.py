from datetime import date

import pytest

from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.law import actions, book, queries
from nhip.law.models import Act, ActLink
from nhip.law.settling import Refused, ground_faults, since_faults

PERSON = Machine("người thử")
NEW = book.Act("7/2026/QĐ-UBND", "Quyết định", "Mới", "UBND tỉnh", date(2026, 5, 4), None, None, "S", "mẫu")
OLD = book.Act("3/2019/QĐ-UBND", "Quyết định", "Cũ", "UBND tỉnh", date(2019, 2, 1), None, None, "S", "mẫu")


@pytest.fixture
def link(db: None) -> ActLink:
    said = book.Link(NEW.symbol, "replaces", OLD.symbol, None, None, "U", "mẫu", "")
    actions.import_act(PERSON, NEW, links=[said], targets=[OLD])
    return ActLink.objects.get()


def test_a_ground_is_asked_for() -> None:
    assert [issue.code for issue in ground_faults("  ")] == ["law.ground_missing"]
    assert [issue.code for issue in ground_faults("a" * 401)] == ["law.ground_too_long"]
    assert ground_faults("khoản 2 Điều 5") == []


def test_an_act_does_nothing_before_it_is_issued() -> None:
    assert [issue.code for issue in since_faults(NEW, date(2026, 5, 3))] == ["law.since_before_issue"]
    assert since_faults(NEW, date(2026, 5, 4)) == since_faults(NEW, None) == []


def test_a_confirmed_link_counts_and_is_in_the_journal(link: ActLink) -> None:
    on = date(2026, 11, 21)
    assert queries.law_book().status(OLD.symbol, on).kind != "ended"
    actions.confirm_link(PERSON, link, " khoản 2 Điều 5 ", date(2026, 6, 1))
    link.refresh_from_db()
    assert (link.confidence, link.source, link.since) == ("T", "khoản 2 Điều 5", date(2026, 6, 1))
    assert queries.law_book().status(OLD.symbol, on).kind == "ended"
    entry = Entry.objects.get(verb="law.confirm_link")
    assert (entry.ground, entry.facts["target"]) == ("khoản 2 Điều 5", OLD.symbol)


def test_a_struck_link_is_believed_by_nobody_and_comes_back_by_no_load(link: ActLink) -> None:
    on = date(2026, 11, 21)
    actions.confirm_link(PERSON, link, "khoản 2 Điều 5", date(2026, 6, 1))
    with pytest.raises(Refused, match="Hãy ghi căn cứ"):
        actions.strike_link(PERSON, link, " ")
    actions.strike_link(PERSON, link, "Đọc nhầm số hiệu")
    assert queries.law_book().status(OLD.symbol, on).kind != "ended"
    actions.load_packaged(PERSON)
    link.refresh_from_db()
    assert (link.confidence, link.source) == ("X", "Đọc nhầm số hiệu")
    assert Entry.objects.get(verb="law.strike_link").facts["was"] == "khoản 2 Điều 5"
    actions.confirm_link(PERSON, link, "khoản 2 Điều 5", date(2026, 6, 1))
    assert queries.law_book().status(OLD.symbol, on).kind == "ended"


def test_without_a_ground_nothing_changes(link: ActLink) -> None:
    with pytest.raises(Refused, match="Hãy ghi căn cứ"):
        actions.confirm_link(PERSON, link, "")
    link.refresh_from_db()
    assert link.confidence == "U"
    assert not Entry.objects.filter(verb="law.confirm_link").exists()


def test_a_fact_is_restated_with_its_ground(link: ActLink) -> None:
    actions.restate(PERSON, link.target, "issued_on", date(2019, 2, 2), "bản gốc")
    assert Act.objects.get(pk=link.target_id).issued_on == date(2019, 2, 2)
    facts = Entry.objects.get(verb="law.restate").facts
    assert (facts["fact"], facts["was"], facts["is"]) == ("issued_on", "2019-02-01", "2019-02-02")


def test_days_that_do_not_fit_are_refused(link: ActLink) -> None:
    actions.restate(PERSON, link.act, "effective_from", date(2026, 6, 1), "Điều 9")
    with pytest.raises(Refused, match="Ngày hết hiệu lực 01/01/2026 trước"):
        actions.restate(PERSON, link.act, "effective_to", date(2026, 1, 1), "Điều 9")
    with pytest.raises(ValueError, match="symbol"):
        actions.restate(PERSON, link.act, "symbol", "1/2026", "Điều 9")
