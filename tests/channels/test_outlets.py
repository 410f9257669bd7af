"""The register of official channels: who may write it, what stands once, and how its numbers are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.channels.actions import outlets as acts
from nhip.channels.models.outlets import Outlet
from nhip.channels.queries.outlets import public_list, series
from nhip.journal.models import Entry
from nhip.measurement import dictionary
from nhip.measurement.models.events import SwitchOver
from nhip.measurement.queries.readers import read
from nhip.measurement.rows import Row, Span
from nhip.plans.queries.kinds import catalogue

pytestmark = pytest.mark.django_db

PAGE = {"name": "Trang Mẫu", "address": "https://www.facebook.com/trangmau/"}


@pytest.fixture
def held(person: Callable[..., object], unit: Callable[[str], object]) -> SimpleNamespace:
    """Two agencies, the officer who keeps the register and another who verifies."""
    desk, other = unit("lang-son/so-van-hoa-the-thao-va-du-lich"), unit("lang-son/so-tai-chinh")
    return SimpleNamespace(
        desk=desk, other=other, officer=person("officer", desk.key), second=person("officer", desk.key),
        focal=person("focal_point", desk.key), editor=person("editor", desk.key),
    )  # fmt: skip


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in refused.value.issues]


def rows(entity: str, end: date, begin: date = date(2026, 1, 1)) -> list[Row]:
    return read(dictionary.packaged()[entity], catalogue(None), directory(None), begin, end)


def test_an_address_stands_once_however_it_is_written(held: SimpleNamespace) -> None:
    acts.open_outlet(held.focal, held.desk, "facebook", PAGE)
    again = PAGE | {"address": "http://m.facebook.com/TrangMau?ref=share"}
    with pytest.raises(Refused) as refused:
        acts.open_outlet(held.officer, held.other, "facebook", again)
    assert codes(refused) == ["channels.address_known"]
    with pytest.raises(PermissionDenied):
        acts.open_outlet(held.focal, held.other, "facebook", PAGE)
    with pytest.raises(PermissionDenied):
        acts.open_outlet(held.editor, held.desk, "facebook", PAGE)
    with pytest.raises(Refused) as refused:
        acts.open_outlet(held.officer, held.desk, "zalo", PAGE | {"licence_until": date(2027, 1, 1)})
    assert codes(refused) == ["channels.address_elsewhere", "channels.licence_missing"]


def test_another_person_verifies_and_a_new_address_is_verified_again(held: SimpleNamespace) -> None:
    row = acts.open_outlet(held.focal, held.desk, "facebook", PAGE)
    with pytest.raises(Refused) as refused:
        acts.verify_outlet(held.focal, row.pk, "gọi điện")
    assert codes(refused) == ["channels.verified_by_another"]
    assert not public_list(date(2026, 6, 1)).exists()
    acts.verify_outlet(held.officer, row.pk, "Đối chiếu công văn của Sở")
    assert public_list(date(2026, 6, 1)).get() == row
    acts.amend_outlet(held.focal, row.pk, {"administrators": "Trưởng phòng Thông tin"})
    row.refresh_from_db()
    assert row.verified_by == held.officer
    acts.amend_outlet(held.focal, row.pk, {"address": "https://facebook.com/trangmoi"})
    assert not public_list(date(2026, 6, 1)).exists()
    verbs = set(Entry.objects.filter(verb__startswith="channels.").values_list("verb", flat=True))
    assert verbs == {"channels.open_outlet", "channels.verify_outlet", "channels.amend_outlet"}


def test_a_series_breaks_where_the_definition_changes(held: SimpleNamespace) -> None:
    row = acts.open_outlet(held.focal, held.desk, "facebook", PAGE)

    def count(value: int, month: int, definition: str = "facebook.followers") -> None:
        acts.measure_outlet(held.editor, row.pk, definition, Decimal(value), date(2026, month, 1))

    count(900, 1, "facebook.likes")
    count(1000, 2)
    count(1200, 3)
    count(1250, 3)
    found = series(row, "followers")
    assert [(one.definition, one.why, one.change) for one in found] == [
        ("facebook.likes", "", 0), ("facebook.followers", "definition", 250)
    ]  # fmt: skip
    assert row.counts.count() == 4
    with pytest.raises(Refused) as refused:
        acts.measure_outlet(held.editor, row.pk, "zalo.followers", Decimal(1), date(2026, 3, 1))
    assert codes(refused) == ["channels.definition_unknown"]
    with pytest.raises(Refused) as refused:
        acts.measure_outlet(held.editor, row.pk, "facebook.engagements", Decimal(1), date(2026, 3, 1))
    assert codes(refused) == ["channels.flow_needs_days"]


def test_a_merged_page_counts_nought_and_its_holder_changes_by_the_day(held: SimpleNamespace) -> None:
    one = acts.open_outlet(held.focal, held.desk, "facebook", PAGE)
    two = acts.open_outlet(
        held.officer, held.other, "facebook", {"name": "Trang Hai", "address": "https://facebook.com/hai"}
    )
    for row, value in ((one, 1000), (two, 300)):
        acts.measure_outlet(held.officer, row.pk, "facebook.followers", Decimal(value), date(2026, 2, 1))
    with pytest.raises(Refused) as refused:
        acts.decide_fate(held.officer, two.pk, "merged", date(2026, 4, 1), "")
    assert codes(refused) == ["channels.decision_missing", "channels.into_missing"]
    acts.decide_fate(held.officer, two.pk, "merged", date(2026, 4, 1), "QĐ 01/QĐ-MAU", into=one)
    acts.decide_fate(held.officer, one.pk, "kept", date(2026, 5, 1), "QĐ 02/QĐ-MAU", unit=held.other, breaks=True)
    last = {}
    for row in rows("metric", date(2026, 4, 30)):
        last[row.fields["channel"]] = row.fields["value"]
    assert last == {f"outlet:{one.pk}": 1000, f"outlet:{two.pk}": 0}
    held_by = {
        (row.fields["org"], row.fields["valid_from"], row.fields["valid_to"])
        for row in rows("channel", date(2026, 6, 30))
    }
    assert held_by == {
        (held.desk.key, None, date(2026, 4, 30)), (held.other.key, date(2026, 5, 1), None),
        (held.other.key, None, date(2026, 3, 31)),
    }  # fmt: skip
    acts.measure_outlet(held.officer, one.pk, "facebook.followers", Decimal(1400), date(2026, 6, 1))
    assert [part.why for part in series(one, "followers")] == ["", "fate"]
    with pytest.raises(Refused) as refused:
        acts.decide_fate(held.officer, two.pk, "closed", date(2026, 6, 1), "QĐ 03")
    assert codes(refused) == ["channels.outlet_ended"]
    reopened = acts.open_outlet(
        held.officer, held.other, "facebook", {"name": "Hai", "address": "https://facebook.com/hai"}
    )
    assert Outlet.objects.filter(address_key=reopened.address_key).count() == 2


def test_a_shared_page_gives_each_agency_a_channel_and_its_followers_once(held: SimpleNamespace) -> None:
    row = acts.open_outlet(held.officer, held.desk, "facebook", PAGE)
    with pytest.raises(Refused):
        acts.share_outlet(held.officer, row.pk, held.desk)
    acts.share_outlet(held.officer, row.pk, held.other)
    acts.share_outlet(held.officer, row.pk, held.other)
    acts.measure_outlet(held.officer, row.pk, "facebook.followers", Decimal(500), date(2026, 2, 1))
    assert {one.fields["org"] for one in rows("channel", date(2026, 6, 30))} == {held.desk.key, held.other.key}
    assert sum(one.fields["value"] for one in rows("metric", date(2026, 6, 30))) == 500


def test_from_the_day_of_switching_over_the_register_alone_speaks(held: SimpleNamespace) -> None:
    from uuid import uuid4

    from nhip.measurement.actions.events import record_event

    said = {"org": held.desk.key, "kind": "social", "official": True, "status": "active"}
    record_event(held.officer, "channel", said, None, held.desk, uuid4(), since=date(2025, 1, 1))
    acts.open_outlet(held.officer, held.desk, "facebook", PAGE | {"opened_on": date(2025, 1, 1)})
    SwitchOver.objects.create(entity="channel", on=date(2026, 7, 1), room="channels", ground="mẫu")
    found = sorted(
        (row.key.split(":")[0], row.fields["valid_from"], row.fields["valid_to"])
        for row in rows("channel", date(2026, 12, 31))
    )
    assert found == [
        ("event", date(2025, 1, 1), date(2026, 6, 30)), ("outlet", date(2026, 7, 1), None)
    ]  # fmt: skip


def test_the_share_of_agencies_with_a_channel_is_computed(held: SimpleNamespace, unit: Callable[[str], object]) -> None:
    from nhip.measurement.queries.indicators import value_of

    commune, period = unit("lang-son.xa-dong-dang/uy-ban-nhan-dan"), Span(date(2026, 4, 1), date(2026, 6, 30))
    assert value_of(held.officer, "A05", commune, period).value in (0, None)
    row = acts.open_outlet(held.officer, commune, "zalo", {"name": "Xã Mẫu", "address": "https://zalo.me/0123456789"})
    assert value_of(held.officer, "A05", commune, period).value == 100
    acts.decide_fate(held.officer, row.pk, "closed", date(2026, 6, 1), "QĐ 04/QĐ-MAU")
    assert value_of(held.officer, "A05", commune, period).value in (0, None)
    assert value_of(held.officer, "E03", commune, period).value == 0
