"""The ledger in the database: sent twice, amended, cancelled, nothing to tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied

from nhip.agencies.actions.accounts import appoint, open_account
from nhip.agencies.models.accounts import Account
from nhip.agencies.models.units import Unit
from nhip.agencies.refusals import Refused
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.plans.actions import activities, kinds
from nhip.plans.models.activities import Activity, Amendment, NilReturn
from nhip.plans.queries import activities as asked
from nhip.plans.queries.kinds import catalogue, every_kind

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 5)
JUNE = date(2026, 6, 1), date(2026, 6, 30)


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(key="mau/xa-mau")


@pytest.fixture
def other_unit() -> Unit:
    return Unit.objects.create(key="mau/xa-khac")


def holder(role: str, unit: Unit | None, name: str) -> Account:
    account = open_account(Machine("thử"), email=f"{name}@mau.vn", name=name, password=None, ground="thử")
    appoint(Machine("thử"), account, role=role, unit=unit, since=date(2020, 1, 1), decision="thử")
    return account


@pytest.fixture
def focal(unit: Unit) -> Account:
    return holder("focal_point", unit, "dau-moi")


def log(asker: Account, unit: Unit, number: int = 1, **more: object) -> Activity:
    said = {"kind": "leaflet", "title": "Phát tờ rơi", "on": DAY, "quantity": Decimal(100), "task": None}
    return activities.record_activity(asker, entry=UUID(int=number), unit=unit, **(said | more))


def test_the_same_entry_sent_again_is_the_same_activity(focal: Account, unit: Unit) -> None:
    first = log(focal, unit, proofs=("https://vi-du.vn/a", "https://vi-du.vn/a"))
    assert log(focal, unit, title="Sửa trên đường gửi") == first
    assert Activity.objects.count() == 1
    assert first.measure == "tờ"
    assert first.evidence.count() == 1
    assert Entry.objects.filter(verb="plans.record_activity").count() == 1


def test_an_entry_of_another_unit_is_never_shown(focal: Account, unit: Unit, other_unit: Unit) -> None:
    log(focal, unit)
    officer = holder("officer", None, "chuyen-vien")
    with pytest.raises(Refused):
        log(officer, other_unit)
    with pytest.raises(PermissionDenied):
        log(focal, other_unit, 2)
    assert list(asked.activities(holder("focal_point", other_unit, "xa-khac"))) == []


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "no_such_kind"}, {"quantity": Decimal(-1)}, {"title": " "}, {"qualifier": "rất"}, {"language": "xx"},
     {"state": "cancelled"}],
)  # fmt: skip
def test_what_cannot_be_is_refused(focal: Account, unit: Unit, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        log(focal, unit, **wrong)
    assert not Activity.objects.exists()


def test_a_misspelt_figure_does_not_vanish(focal: Account, unit: Unit) -> None:
    with pytest.raises(TypeError):
        log(focal, unit, quantiti=3)


def test_an_amendment_keeps_what_stood_before(focal: Account, unit: Unit) -> None:
    one = log(focal, unit)
    changed = activities.amend_activity(
        focal, one, {"quantity": Decimal(120), "qualifier": "khoảng", "title": one.title}, "Đếm lại", version=1
    )
    assert (changed.quantity, changed.qualifier, changed.version) == (120, "khoảng", 2)
    kept = Amendment.objects.get()
    assert kept.before == {"quantity": "100.000", "qualifier": ""}
    assert kept.after == {"quantity": "120", "qualifier": "khoảng"}
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        activities.amend_activity(focal, one, {"quantity": Decimal(1)}, "Lỗi", version=1)
    with pytest.raises(Refused, match="lý do"):
        activities.amend_activity(focal, one, {"quantity": Decimal(1)}, " ")
    with pytest.raises(TypeError):
        activities.amend_activity(focal, one, {"unit": 5}, "Đổi đơn vị")


def test_a_cancelled_activity_counts_no_more_and_stays_readable(focal: Account, unit: Unit) -> None:
    one = log(focal, unit)
    activities.cancel_activity(focal, one, "Ghi nhầm")
    assert list(asked.activities_between(focal, *JUNE)) == []
    assert asked.activity_for(focal, one.pk) is not None
    with pytest.raises(Refused, match="đã hủy"):
        activities.amend_activity(focal, one, {"quantity": Decimal(1)}, "Sửa")
    assert activities.cancel_activity(focal, one, "").version == 2  # again: nothing happens


def test_zero_nothing_to_tell_and_not_told_are_three_things(focal: Account, unit: Unit) -> None:
    activities.declare_nil(focal, unit, "banner", *JUNE)
    activities.declare_nil(focal, unit, "banner", *JUNE)
    log(focal, unit, kind="leaflet", quantity=Decimal(0))
    lines = {line.kind.code: line for line in asked.sheet(focal, unit.pk, "commune", *JUNE)}
    assert (lines["banner"].said, lines["banner"].quantity) == ("nil", None)
    assert (lines["leaflet"].said, lines["leaflet"].quantity) == ("value", 0)
    assert (lines["event"].said, lines["event"].quantity) == ("missing", None)
    assert NilReturn.objects.count() == 1


def test_nothing_to_tell_gives_way_to_what_was_logged_after_all(focal: Account, unit: Unit) -> None:
    activities.declare_nil(focal, unit, "leaflet", *JUNE)
    log(focal, unit)
    assert NilReturn.objects.get().taken_back_at is not None
    with pytest.raises(Refused, match="đã ghi 1 hoạt động"):
        activities.declare_nil(focal, unit, "leaflet", *JUNE)


def test_a_province_adds_and_retires_kinds_without_code(focal: Account, unit: Unit) -> None:
    officer = holder("officer", None, "chuyen-vien")
    spec = {"code": "folk_song_club", "name": "Câu lạc bộ hát then", "group": "spoken", "measure": "buổi"}
    with pytest.raises(PermissionDenied):
        kinds.add_kind(focal, spec)
    with pytest.raises(Refused):
        kinds.add_kind(officer, spec | {"group": "x"})
    kinds.add_kind(officer, spec)
    assert log(focal, unit, kind="folk_song_club").measure == "buổi"
    kinds.retire_kind(officer, "folk_song_club")
    kinds.retire_kind(officer, "leaflet")
    assert not {"folk_song_club", "leaflet"} & set(catalogue(focal).kinds)
    assert every_kind(focal)["leaflet"].parts
    with pytest.raises(Refused):
        log(focal, unit, 2, kind="leaflet")


def test_what_is_planned_stands_in_the_calendar_and_in_no_count(focal: Account, unit: Unit) -> None:
    log(focal, unit, state="planned", on=date(2026, 6, 20), kind="event")
    assert list(asked.activities_between(focal, *JUNE)) == []
    assert asked.planned_between(focal, *JUNE).count() == 1
