"""The directory in the database: loaded quickly, once, equal to the packaged one; changes recorded with the journal."""

import time
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import TestCase

from nhip.agencies import packaged
from nhip.agencies.actions.directory import load_packaged
from nhip.agencies.actions.units import record_event, settle_disagreement, take_up
from nhip.agencies.models.accounts import Account, Appointment
from nhip.agencies.models.units import EventLink, Unit, UnitDisagreement, UnitEvent, UnitVersion
from nhip.agencies.queries import units as queries
from nhip.agencies.refusals import Refused
from nhip.agencies.units import Event, Link, Tie, Version
from nhip.journal.actors import Machine
from nhip.journal.models import Entry

SYSTEM = Machine("kiểm thử")
pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 1)
BOARD = "lang-son/ban-quan-ly-khu-kinh-te-cua-khau-dong-dang-lang-son"


def test_loading_is_quick_complete_and_adds_nothing_twice() -> None:
    before = time.perf_counter()
    first = load_packaged(SYSTEM)
    assert time.perf_counter() - before < 30
    assert first.versions == len(packaged.directory().versions)
    assert load_packaged(SYSTEM).nothing
    assert Entry.objects.filter(verb="agencies.load_packaged").count() == 1
    assert queries.directory(None) == packaged.directory()


def account(role: str) -> Account:
    found = Account.objects.create(email=f"{role}@example.vn", name=role)
    Appointment.objects.create(account=found, role=role, since=date(2020, 1, 1))
    return found


def renamed() -> tuple[Event, Version]:
    event = Event(
        key="2027-01-01:bqlkktck",
        kind="rename",
        on=DAY,
        exact=True,
        act="Quyết định 01/2027/QĐ-TTg",
        url="",
        confidence="T",
        links=(Link(BOARD, BOARD, "whole", None, (), "T"),),
    )
    version = packaged.directory().versions_of(BOARD)[0]
    return event, version._replace(name="Ban Quản lý các khu kinh tế tỉnh Lạng Sơn", valid_from=DAY, source=event.act)


class TestLoaded(TestCase):
    """What is done to a loaded directory; loaded once for all of them."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_packaged(SYSTEM)

    def test_the_two_complete_provinces_have_rows_for_duties_and_accounts(self) -> None:
        for key in (
            "lang-son/so-y-te",
            "cao-bang.xa-nguyen-binh/phong-van-hoa-xa-hoi",
            "lang-son.huyen-cao-loc/cap-uy",
        ):
            row = queries.row_of(None, key)
            assert row is not None
            assert queries.key_of_row(None, row.pk) == key
        assert queries.row_of(None, "ha-giang/so-tai-chinh") is None

    def test_a_body_by_rule_is_taken_up_once(self) -> None:
        first = take_up(SYSTEM, ["ha-giang/so-tai-chinh", "ha-giang/so-y-te"], ground="Phiếu 01")
        again = take_up(SYSTEM, ["ha-giang/so-tai-chinh"], ground="Phiếu 02")
        assert again == first[:1]
        assert Entry.objects.filter(verb="agencies.take_up").count() == 1
        assert queries.names(None, [first[0].pk], date(2024, 1, 1)) == {first[0].pk: "Sở Tài chính tỉnh Hà Giang"}
        with pytest.raises(Refused, match="ha-giang/so-khong-co"):
            take_up(SYSTEM, ["ha-giang/so-khong-co"], ground="Phiếu 03")

    def test_a_recorded_rename_closes_the_old_version_and_writes_one_entry(self) -> None:
        event, version = renamed()
        entries = Entry.objects.count()
        record_event(SYSTEM, event, starts=[version], ends=[BOARD], ground="Quyết định 01/2027/QĐ-TTg")
        assert Entry.objects.count() == entries + 1
        held = queries.directory(None)
        before, after = held.unit_as_of(BOARD, date(2026, 12, 31)), held.unit_as_of(BOARD, DAY)
        assert before is not None
        assert after is not None
        assert (before.name[-8:], before.valid_to) == ("Lạng Sơn", date(2026, 12, 31))
        assert after.name == "Ban Quản lý các khu kinh tế tỉnh Lạng Sơn"
        assert load_packaged(SYSTEM).nothing, "a later load must not bring the old state back"

    def test_a_recorded_merger_of_bodies_by_rule_moves_them(self) -> None:
        old, new = "cao-bang/thu-vien", "cao-bang/trung-tam-van-hoa"
        event = Event(
            "2027-01-01:cb",
            "merge",
            DAY,
            True,
            "Quyết định 02/QĐ-UBND",
            "",
            "T",
            (Link(old, new, "whole", None, (), "T"),),
        )
        start = (
            packaged.directory()
            .versions_of(old)[0]
            ._replace(
                unit=new,
                name="Trung tâm Văn hóa và Thư viện tỉnh Cao Bằng",
                valid_from=DAY,
                confidence="T",
                source=event.act,
            )
        )
        ties = [Tie(new, "cao-bang/so-van-hoa-the-thao-va-du-lich", "state", DAY, None)]
        record_event(SYSTEM, event, starts=[start], ends=[old], ties=ties, ground=event.act)
        assert [(item.unit, item.automatic) for item in queries.successors(None, old, DAY)] == [(new, True)]
        assert queries.unit_as_of(None, old, DAY) is None
        assert queries.directory(None).above(new, DAY, "state") == "cao-bang/so-van-hoa-the-thao-va-du-lich"

    def test_a_change_that_does_not_hold_together_is_refused_whole(self) -> None:
        event = Event("x", "split", DAY, True, "", "", "T", (Link("lang-son", "khong-co", "whole"),))
        counts = UnitEvent.objects.count(), Unit.objects.count(), Entry.objects.count()
        with pytest.raises(Refused) as refused:
            record_event(SYSTEM, event, ground="")
        codes = {issue.code for issue in refused.value.issues}
        assert codes == {"agencies.event_without_act", "agencies.unit_unknown", "agencies.split_into_one"}
        assert (UnitEvent.objects.count(), Unit.objects.count(), Entry.objects.count()) == counts

    def test_a_disagreement_is_settled_once_and_by_a_decision(self) -> None:
        row = UnitDisagreement.objects.get(unit_name="Xã Quốc Khánh", about="code")
        with pytest.raises(Refused, match="căn cứ"):
            settle_disagreement(SYSTEM, row, value="06016", decision=" ")
        settle_disagreement(SYSTEM, row, value="06016", decision="Quyết định 19/2025/QĐ-TTg, phụ lục")
        held = queries.directory(None)
        assert [v.name for v in held.with_code("06016", date(2026, 1, 1))] == ["Xã Quốc Khánh"]
        assert [d.state for d in queries.disagreements(None) if d.unit_name == "Xã Quốc Khánh"] == ["settled"]
        with pytest.raises(Refused, match="đã được xác nhận"):
            settle_disagreement(SYSTEM, row, value="06004", decision="khác")

    def test_the_tables_refuse_what_cannot_be(self) -> None:
        unit = Unit.objects.get(key="lang-son")
        version = UnitVersion.objects.get(unit=unit)
        version.pk, version.valid_from, version.valid_to = None, DAY, date(2026, 1, 1)
        with pytest.raises(IntegrityError), transaction.atomic():
            version.save()
        version.valid_from = version.valid_to = None
        with pytest.raises(IntegrityError), transaction.atomic():
            version.save()
        with pytest.raises(IntegrityError), transaction.atomic():
            EventLink.objects.create(
                event=UnitEvent.objects.first(), old=unit, new=unit, basis="area", share=2, functions=[], confidence="S"
            )

    def test_only_who_may_changes_the_directory(self) -> None:
        event, version = renamed()
        doubt = UnitDisagreement.objects.filter(state="unconfirmed").first()
        assert doubt is not None
        reader, officer = account("reporter"), account("officer")
        with pytest.raises(PermissionDenied):
            record_event(reader, event, starts=[version], ends=[BOARD], ground="")
        with pytest.raises(PermissionDenied):
            settle_disagreement(reader, doubt, value="x", decision="Quyết định 01")
        record_event(officer, event, starts=[version], ends=[BOARD], ground=event.act)
        settle_disagreement(officer, doubt, value=doubt.other, decision="Quyết định 01")
        assert Entry.objects.filter(actor_label="officer").count() == 2
