"""A later release of the packaged directory: what nobody touched is corrected, what a person changed stays."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import TestCase

from nhip.agencies import editions, packaged
from nhip.agencies.actions.directory import Loaded, load_packaged
from nhip.agencies.actions.units import record_event, settle_disagreement
from nhip.agencies.directory import Directory
from nhip.agencies.models.units import PackagedFacts, Unit, UnitDisagreement, UnitEvent
from nhip.agencies.queries import units as queries
from nhip.agencies.units import Alias, Event, Link
from nhip.journal.actors import Machine
from nhip.journal.models import Entry

SYSTEM = Machine("kiểm thử")
TOUCHED = "lang-son/ban-quan-ly-khu-kinh-te-cua-khau-dong-dang-lang-son"
FREE = "lang-son/so-van-hoa-the-thao-va-du-lich"
DAY = date(2027, 1, 1)


def test_one_changed_row_changes_one_fact() -> None:
    held = packaged.directory()
    before = editions.facts(held)
    versions = tuple(row._replace(note="khác") if row.unit == FREE else row for row in held.versions)
    after = editions.facts(replace(held, versions=versions))
    assert [fact for fact in after if after[fact] != before.get(fact)] == [f"unit {FREE}"]
    assert editions.facts(replace(held, ties=held.ties[::-1])) == before, "the order of rows is no fact"


class TestLaterRelease(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_packaged(SYSTEM)

    def release(self, **changed: object) -> Directory:
        made = replace(packaged.directory(), **changed)
        patched = pytest.MonkeyPatch()
        self.addCleanup(patched.undo)
        patched.setattr(packaged, "directory", lambda: made)
        return made

    def entries(self) -> int:
        return Entry.objects.filter(verb="agencies.load_packaged").count()

    def test_an_untouched_unit_is_corrected_whole_and_keeps_its_row(self) -> None:
        held, row = packaged.directory(), Unit.objects.get(key=FREE)
        first = held.versions_of(FREE)[0]
        assert first.valid_to is None or first.valid_to > date(2024, 6, 1)
        eve, next_day = date(2024, 5, 31), date(2024, 6, 1)
        cut = [first._replace(valid_to=eve), first._replace(valid_from=next_day, note="bản mới")]
        versions = tuple(new for row in held.versions for new in (cut if row == first else [row]))
        made = self.release(
            versions=versions,
            ties=tuple(tie for tie in held.ties if tie.unit != FREE),
            aliases=(*held.aliases, Alias(FREE, "Sở Văn Thể Du")),
        )
        done = load_packaged(SYSTEM)
        assert (done.updated, done.withdrawn, done.differing) == (1, 0, ())
        stored = queries.directory(None)
        assert stored.versions_of(FREE) == made.versions_of(FREE)
        assert set(stored.versions) == set(made.versions)
        assert set(stored.ties) == set(made.ties)
        assert set(stored.aliases) == set(made.aliases)
        assert Unit.objects.get(key=FREE) == row, "duties and accounts point at it"
        assert load_packaged(SYSTEM) == Loaded()
        assert self.entries() == 2

    def test_a_corrected_column_leaves_the_rows_in_their_order(self) -> None:
        held = packaged.directory()
        made = self.release(
            versions=tuple(row._replace(source="nguồn mới") if row.unit == FREE else row for row in held.versions),
            events=(replace(held.events[0], note="đính chính"), *held.events[1:]),
            disagreements=(replace(held.disagreements[0], one="khác"), *held.disagreements[1:]),
        )
        assert load_packaged(SYSTEM).updated == 3
        stored = queries.directory(None)
        assert stored.versions == made.versions
        assert stored.ties == made.ties
        assert stored.events == made.events
        assert stored.disagreements == made.disagreements

    def test_what_a_person_changed_stays_and_is_listed_once(self) -> None:
        held = packaged.directory()
        event = Event("2027-01-01:x", "rename", DAY, True, "Quyết định 01", "", "T", (Link(TOUCHED, TOUCHED, "whole"),))
        version = held.versions_of(TOUCHED)[0]._replace(name="Ban Quản lý khu kinh tế Lạng Sơn", valid_from=DAY)
        record_event(SYSTEM, event, starts=[version], ends=[TOUCHED], ground="Quyết định 01")
        doubt = UnitDisagreement.objects.get(unit_name="Xã Quốc Khánh", about="code")
        settle_disagreement(SYSTEM, doubt, value="06016", decision="Quyết định 19/2025/QĐ-TTg")
        mine = queries.directory(None)
        self.release(
            versions=tuple(
                row._replace(note="bản mới") if row.unit in (TOUCHED, FREE) else row for row in held.versions
            ),
            disagreements=tuple(replace(row, note="bản mới") for row in held.disagreements),
        )
        done = load_packaged(SYSTEM)
        doubts = [fact for fact in done.differing if fact.startswith("doubt ")]
        assert done.differing == (*doubts, f"unit {TOUCHED}")
        assert len(doubts) == 1
        stored = queries.directory(None)
        assert stored.versions_of(TOUCHED) == mine.versions_of(TOUCHED)
        assert stored.versions_of(FREE)[0].note == "bản mới"
        doubt.refresh_from_db()
        assert (doubt.state, doubt.other) == ("settled", "06016")
        assert load_packaged(SYSTEM) == Loaded()

    def test_a_withdrawn_event_goes_a_withdrawn_unit_stays_and_is_listed(self) -> None:
        held = packaged.directory()
        self.release(
            versions=tuple(row for row in held.versions if row.unit != FREE),
            ties=tuple(tie for tie in held.ties if tie.unit != FREE),
            aliases=tuple(row for row in held.aliases if row.unit != FREE),
            events=held.events[1:],
            disagreements=held.disagreements[1:],
        )
        done = load_packaged(SYSTEM)
        assert (done.withdrawn, done.differing) == (2, (f"unit {FREE}",))
        assert queries.unit_as_of(None, FREE, date(2024, 1, 1)) is not None
        assert not UnitEvent.objects.filter(key=held.events[0].key).exists()
        assert UnitDisagreement.objects.count() == len(held.disagreements) - 1

    def test_rows_older_than_the_sums_stay_and_missing_ones_are_added(self) -> None:
        held = packaged.directory()
        PackagedFacts.objects.all().delete()
        self.release(
            versions=tuple(row._replace(note="bản mới") if row.unit == FREE else row for row in held.versions),
            events=(*held.events, replace(held.events[0], key="2027-01-01:moi")),
        )
        done = load_packaged(SYSTEM)
        assert (done.updated, done.events, done.differing) == (0, 1, (f"unit {FREE}",))
