"""Subscribers of letters and messages as a series of the register, by our own definition, apart from followers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from nhip.channels.actions import outlets
from nhip.channels.actions.own_readers import count_own_readers
from nhip.channels.jobs import read_own_results
from nhip.channels.models.browsers import Browser
from nhip.channels.models.outlets import OutletCount
from nhip.channels.models.subscribers import Subscriber
from nhip.channels.models.visits import WebDay
from nhip.channels.queries.outlets import series
from nhip.channels.queries.visits import visit_series
from nhip.channels.register import Count, Segment, address_key, thinned
from nhip.journal.actors import Machine
from nhip.journal.models import Entry

pytestmark = pytest.mark.django_db
CLOCK = Machine("channels.clock")


def reads(language: str, state: str = "confirmed", count: int = 1) -> None:
    for _ in range(count):
        number = Subscriber.objects.count()
        Subscriber.objects.create(token=f"{number:032x}", language=language, state=state, asked_at=timezone.now())


@pytest.fixture
def register(newsroom: SimpleNamespace, person: Any, settings: Any) -> Any:
    """`register("newsletter", "bantin@mau.vn")` enters a channel of the agency."""
    settings.NHIP_PORTAL, settings.NHIP_NEWSLETTER_FROM = "https://mau.vn", "bantin@mau.vn"
    officer = person("officer", newsroom.unit.key)

    def entered(platform: str, address: str, language: str = "vi") -> Any:
        told = {"name": f"Kênh {address}", "address": address, "language": language}
        return outlets.open_outlet(officer, newsroom.unit, platform, told)

    return SimpleNamespace(entered=entered, officer=officer)


def numbers() -> dict[int, int]:
    return {one.outlet_id: int(one.value) for one in OutletCount.objects.filter(withdrawn_at__isnull=True)}


def test_confirmed_readers_are_counted_once_a_day_with_their_definition(register: Any) -> None:
    letter = register.entered("newsletter", "BanTin@mau.vn")
    browser = register.entered("push", "https://mau.vn/vi/nhan-thong-bao/")
    other = register.entered("newsletter", "khac@mau.vn")
    assert (letter.address_key, address_key("https://mau.vn/@a")) == ("bantin@mau.vn", "mau.vn/@a")
    reads("vi", count=3)
    reads("en")
    reads("vi", state="asked")
    reads("vi", state="left")
    Browser.objects.create(
        token="0" * 32, endpoint="https://a", endpoint_key="a", state="confirmed", asked_at=timezone.now()
    )
    read_own_results.enqueue()
    assert numbers() == {letter.pk: 4, browser.pk: 1}
    held = OutletCount.objects.get(outlet=letter)
    assert (held.name, held.definition, held.machine, held.since) == ("subscribers", "newsletter.confirmed", True, None)
    entries = Entry.objects.filter(verb="channels.count_own_readers").count()
    count_own_readers(CLOCK)  # the same number again is no news
    assert Entry.objects.filter(verb="channels.count_own_readers").count() == entries == 2
    reads("vi")
    count_own_readers(CLOCK)
    assert numbers()[letter.pk] == 5
    assert OutletCount.objects.filter(outlet=letter).count() == 1
    assert not OutletCount.objects.filter(outlet=other).exists()


def test_a_channel_for_each_language_counts_each_reader_once(register: Any) -> None:
    vi = register.entered("newsletter", "https://mau.vn/vi/ban-tin/")
    en = register.entered("newsletter", "https://mau.vn/en/ban-tin/", "en")
    reads("vi", count=2)
    reads("en", count=3)
    reads("zh-hans")
    count_own_readers(CLOCK)
    assert numbers() == {vi.pk: 3, en.pk: 3}


def test_what_a_person_recorded_for_the_day_stands(register: Any) -> None:
    letter = register.entered("newsletter", "bantin@mau.vn")
    outlets.measure_outlet(register.officer, letter.pk, "newsletter.confirmed", Decimal(80), timezone.localdate())
    reads("vi")
    count_own_readers(CLOCK)
    assert numbers() == {letter.pk: 80}


def test_subscribers_are_no_followers_in_figures(register: Any) -> None:
    from nhip.measurement.queries.readers import _outlets

    letter = register.entered("newsletter", "bantin@mau.vn")
    reads("vi", count=12)
    count_own_readers(CLOCK)
    today = timezone.localdate()
    rows = [one for one in _outlets("metric", today, today) if one.fields["channel"] == f"outlet:{letter.pk}"]
    assert [(one.fields["name"], one.fields["value"]) for one in rows] == [("subscribers", Decimal(12))]
    assert not list(_outlets("metric_flow", today, today))


def test_own_visits_are_a_series_with_their_definition_cut_where_it_changes(register: Any) -> None:
    site = register.entered("website", "https://mau.vn/")
    told = (("2026-01-30", 5, "website.visits.matomo"), ("2026-02-01", 7, "website.visits.matomo"),
            ("2026-02-20", 3, "website.visits.portal"), ("2026-03-01", 4, "website.visits.portal"))  # fmt: skip
    for day, visits, definition in told:
        WebDay.objects.create(
            outlet=site, on=date.fromisoformat(day), definition=definition, views=visits, visits=visits,
            read_at=timezone.now(),
        )  # fmt: skip
    outlets.measure_outlet(
        register.officer, site.pk, "website.visits", Decimal(100), date(2025, 12, 31), since=date(2025, 12, 1)
    )
    found = [(one.definition, [int(count.value) for count in one.counts], one.why) for one in visit_series(site)]
    assert found == [
        ("website.visits", [100], ""), ("website.visits.matomo", [5, 7], "definition"),
        ("website.visits.portal", [3, 4], "definition"),
    ]  # fmt: skip


def test_a_long_series_is_thinned_to_the_last_reading_of_each_month() -> None:
    days = [Count(date(2026, 1, 1) + timedelta(days=number), Decimal(number), "a") for number in range(60)]
    (part,) = thinned([Segment("a", tuple(days))])
    assert [one.on for one in part.counts] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 1)]
    assert thinned([Segment("a", tuple(days[:5]))])[0].counts == tuple(days[:5])


def test_the_series_stands_on_the_channels_pages(register: Any, person: Any, newsroom: Any, client: Any) -> None:
    letter = register.entered("newsletter", "bantin@mau.vn")
    outlets.verify_outlet(person("officer", newsroom.unit.key), letter.pk, "đối chiếu")
    reads("vi", count=7)
    count_own_readers(CLOCK)
    client.force_login(register.officer)
    staff = client.get(f"/kenh/{letter.pk}/").content.decode()
    assert "Người đăng ký" in staff
    assert "Số địa chỉ đã xác nhận nhận tin" in staff
    public = f"/vi/kenh/{letter.pk}/"
    assert "Số địa chỉ đã xác nhận" not in client.get(public).content.decode()  # fewer than ten are not told
    reads("vi", count=7)
    count_own_readers(CLOCK)
    shown = client.get(public).content.decode()
    assert "Số địa chỉ đã xác nhận" in shown
    assert "<td>14</td>" in shown
    assert [one.definition for one in series(letter, "subscribers")] == ["newsletter.confirmed"]
