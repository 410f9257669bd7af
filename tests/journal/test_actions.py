"""The journal in a real database: guarded, gapless under concurrent writers, tampering by SQL found and named."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from nhip.journal import actions, chains, guard, keys, queries
from nhip.journal.actors import Machine
from nhip.journal.models import Chain, Entry
from nhip.text.issues import sentence

CLERK = Machine("thử nghiệm")


def write(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            actions.write(CLERK, "tests.deed", f"tests.thing:{number}", "Căn cứ thử", {"số": number})


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def unguarded(db: None) -> Iterator[None]:
    """As somebody with rights to drop triggers would work."""
    execute(*guard.OFF[connection.vendor])
    yield
    execute(*guard.ON[connection.vendor])


def found() -> list[tuple[str, str]]:
    issues = queries.faults()
    assert all(sentence(issue) for issue in issues)
    return [(issue.field, issue.code.removeprefix("journal.")) for issue in issues]


@pytest.mark.django_db
def test_an_entry_tells_who_what_on_what_ground_and_when() -> None:
    with transaction.atomic():
        entry = actions.write(
            CLERK, "plans.adopt", "plans.plan:7", "Kế hoạch số 12/KH-UBND", {"ngày": date(2026, 5, 2)}
        )
    entry.refresh_from_db()
    assert (entry.actor_label, entry.verb, entry.subject) == ("Hệ thống (thử nghiệm)", "plans.adopt", "plans.plan:7")
    assert entry.facts == {"ngày": "2026-05-02"}
    assert (entry.number, entry.previous) == (1, chains.START)
    assert list(queries.entries_about("plans.plan:7")) == [entry]


@pytest.mark.django_db
def test_facts_of_every_plain_kind_verify_after_the_round_trip() -> None:
    facts = {"a": Decimal("1.50"), "b": [1, 2.5, None, True], "c": {"đ": "hòa/hoà", "z": {}}, "n": 10**18, "f": 0.1}
    with transaction.atomic():
        actions.write(CLERK, "tests.deed", "x", facts=facts)
    assert found() == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.write(CLERK, "tests.deed", "x")
    assert queries.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_falls_with_its_deed() -> None:
    write(1)

    @transaction.atomic
    def fails() -> None:
        actions.write(CLERK, "tests.deed", "x")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    write(1)
    assert list(Entry.objects.values_list("number", flat=True)) == [1, 2]
    assert found() == []


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["adopt", ".adopt", "plans."])
def test_a_verb_names_its_room(verb: str) -> None:
    with pytest.raises(ValueError, match=r"room\.deed"), transaction.atomic():
        actions.write(CLERK, verb, "x")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET ground = 'x'",
        "DELETE FROM journal_entry",
        "DELETE FROM journal_entry WHERE number = 2",
    ],
)
def test_the_database_refuses_changes(statement: str) -> None:
    write(2)
    with pytest.raises(DatabaseError, match="journal rows are never"), transaction.atomic():
        execute(statement)
    assert queries.count() == 2


@pytest.mark.django_db(transaction=True)
def test_postgresql_refuses_to_truncate() -> None:
    if connection.vendor != "postgresql":
        with pytest.raises(DatabaseError):  # SQLite has no TRUNCATE at all
            execute("TRUNCATE journal_entry")
        return
    write(1)
    with pytest.raises(DatabaseError, match="journal rows are never"), transaction.atomic():
        execute("TRUNCATE journal_entry")


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_leave_no_gap() -> None:
    failures: list[BaseException] = []

    def writer() -> None:
        try:
            write(10)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 61))
    assert found() == []


@pytest.mark.usefixtures("unguarded")
class TestTamperingBySql:
    def test_untouched(self) -> None:
        write(5)
        actions.seal()
        assert found() == []

    @pytest.mark.parametrize("column", ["actor_id", "actor_label", "verb", "subject", "ground", "previous"])
    def test_a_changed_row(self, column: str) -> None:
        write(5)
        execute(f"UPDATE journal_entry SET {column} = 'khác' WHERE number = 3")
        assert found() == [("nhip/3", "changed")]

    def test_a_changed_instant(self) -> None:
        write(5)
        execute("UPDATE journal_entry SET at = '2020-01-01 00:00:00' WHERE number = 2")
        assert found() == [("nhip/2", "changed")]

    def test_changed_facts(self) -> None:
        write(5)
        execute("UPDATE journal_entry SET facts = '{\"số\": 7}' WHERE number = 4")
        assert found() == [("nhip/4", "changed")]

    def test_a_removed_row(self) -> None:
        write(5)
        execute("DELETE FROM journal_entry WHERE number = 2")
        assert found() == [("nhip/2", "removed")]

    def test_a_cut_tail(self) -> None:
        write(5)
        execute("DELETE FROM journal_entry WHERE number >= 4")
        assert found() == [("nhip/4", "removed")]

    def test_a_cut_tail_with_the_end_set_back_shows_against_the_seal(self) -> None:
        write(5)
        actions.seal()
        execute("DELETE FROM journal_entry WHERE number >= 4")
        last = Entry.objects.get(number=3)
        Chain.objects.update(number=3, hash=last.hash)
        assert found() == [("nhip/4", "removed")]

    def test_a_journal_emptied_altogether(self) -> None:
        write(3)
        actions.seal()
        execute("DELETE FROM journal_entry", "DELETE FROM journal_chain")
        assert ("nhip/1", "removed") in found()

    def test_a_row_appended_with_a_true_hash(self) -> None:
        write(3)
        self._append(mark="0" * 64)
        assert found() == [("nhip/4", "inserted"), ("nhip/4", "beyond_end")]

    def test_a_row_appended_with_a_true_hash_and_the_end_moved(self) -> None:
        write(3)
        forged = self._append(mark="0" * 64)
        Chain.objects.update(number=4, hash=forged.hash)
        assert found() == [("nhip/4", "inserted")]

    def test_a_chain_rewritten_to_its_end_by_somebody_who_has_the_key_shows_against_the_seal(self) -> None:
        write(4)
        actions.seal()
        key, previous = keys.mark_key(self._keys()), chains.START
        for entry in Entry.objects.order_by("number"):
            entry.ground, entry.previous = "Căn cứ khác", previous
            fields = {
                name: getattr(entry, name) for name in chains.Row.__dataclass_fields__ if name not in ("hash", "mark")
            }
            entry.hash = previous = chains.digest(**fields)
            entry.mark = chains.mark_of(entry.hash, key)
            entry.save()
        Chain.objects.update(hash=previous)
        assert found() == [("nhip/4", "rewritten")]

    def test_a_lost_end(self) -> None:
        write(2)
        execute("DELETE FROM journal_chain")
        assert found() == [("nhip", "end_lost")]

    @staticmethod
    def _keys():  # type: ignore[no-untyped-def]
        from django.conf import settings

        return settings.NHIP_KEYS

    @staticmethod
    def _append(mark: str) -> Entry:
        last = Entry.objects.order_by("-number")[0]
        fields = {name: getattr(last, name) for name in chains.Row.__dataclass_fields__ if name not in ("hash", "mark")}
        fields |= {"number": last.number + 1, "previous": last.hash, "subject": "đã chèn"}
        return Entry.objects.create(**fields, hash=chains.digest(**fields), mark=mark)


@pytest.mark.django_db
def test_the_same_head_is_sealed_once() -> None:
    assert actions.seal() is None
    write(2)
    first = actions.seal()
    assert actions.seal() == first
    write(1)
    assert actions.seal().previous == first.signature
    assert found() == []
