"""Counted days: added once, read day by day, and in the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.channels.counters import DAY, MatomoServer

from nhip.agencies.queries.units import directory
from nhip.agencies.refusals import Refused
from nhip.channels.actions import outlets as register
from nhip.channels.actions import visits as acts
from nhip.channels.counting import PageCount, write_counts
from nhip.channels.models.visits import CountsTaken, PageDay, RatingDay, WebDay, WebSource
from nhip.channels.queries.visits import months_of, ratings
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.measurement import dictionary
from nhip.measurement.queries.readers import read
from nhip.plans.queries.kinds import catalogue

pytestmark = pytest.mark.django_db
CLOCK = Machine("thử")


@pytest.fixture
def site(person: Callable[..., object], unit: Callable[[str], object], settings: Any) -> SimpleNamespace:
    """The portal's own entry in the register, and the officer who keeps it."""
    settings.NHIP_PORTAL = "https://mau.vn"
    desk = unit("lang-son/so-van-hoa-the-thao-va-du-lich")
    officer = person("officer", desk.key)
    row = register.open_outlet(officer, desk, "website", {"name": "Cổng mẫu", "address": "https://mau.vn/"})
    return SimpleNamespace(desk=desk, officer=officer, row=row, focal=person("reporter", desk.key))


@pytest.fixture
def matomo(settings: Any) -> Iterator[MatomoServer]:
    server = MatomoServer()
    settings.NHIP_STATISTICS_HOSTS = (server.base.removeprefix("http://"),)
    yield server
    server.close()


def test_each_file_of_counts_is_added_once_whatever_breaks(tmp_path: Path) -> None:
    on = timezone.localdate()
    made = write_counts(tmp_path, "a1", [PageCount(on, "/vi/", 3, 1), PageCount(on, "/vi/tin/hoi/", 2, 0)])
    kept = made.read_bytes()
    assert acts.take_in_counts(CLOCK, tmp_path) == 5
    made.write_bytes(kept)  # killed after adding, before erasing
    assert acts.take_in_counts(CLOCK, tmp_path) == 0
    write_counts(tmp_path, "a2", [PageCount(on, "/vi/", 4, 4)])
    (tmp_path / "hong.json").write_text("khác", "utf-8")
    assert acts.take_in_counts(CLOCK, tmp_path) == 4
    row = PageDay.objects.get(path="/vi/")
    assert (row.views, row.visits) == (7, 5)
    assert [one.name for one in tmp_path.iterdir()] == ["hong.bad"]
    assert CountsTaken.objects.count() == 2
    assert Entry.objects.filter(verb="channels.take_in_counts").count() == 2


def test_old_days_of_single_pages_are_erased(tmp_path: Path) -> None:
    PageDay.objects.create(on=timezone.localdate() - timedelta(days=500), path="/vi/", views=1)
    acts.take_in_counts(CLOCK, tmp_path)
    assert not PageDay.objects.exists()


def test_the_portals_own_days_become_visits_of_its_channel(site: SimpleNamespace) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    for path, views, visits in (("/vi/", 30, 12), ("/vi/tin/hoi/", 10, 3), ("/en/", 5, 5), ("/zh/", 2, 1)):
        PageDay.objects.create(on=yesterday, path=path, views=views, visits=visits)
    acts.join_counter(site.officer, site.row.pk, "portal", since=yesterday)
    assert acts.read_counters(CLOCK) == 1
    days = {row.language: (row.views, row.visits) for row in WebDay.objects.all()}
    assert days == {"vi": (40, 15), "en": (5, 5), "zh-hans": (2, 1)}
    PageDay.objects.filter(path="/vi/").update(visits=13)
    acts.read_counters(CLOCK)
    assert WebDay.objects.get(language="vi").visits == 16
    rows = read(dictionary.packaged()["web_stat"], catalogue(None), directory(None), yesterday, yesterday)
    assert {(row.fields["lang"], row.fields["visits"], row.fields["foreign_visits"]) for row in rows} == {
        ("vi", 16, None), ("en", 5, None), ("zh-hans", 1, None),
    }  # fmt: skip
    assert {row.unit for row in rows} == {site.desk.key}
    (month,) = months_of(site.row)
    assert (month.views, month.visits, month.foreign_visits, month.days) == (47, 22, None, 1)


def test_a_joined_site_is_read_day_by_day_and_its_numbers_compute(site: SimpleNamespace, matomo: MatomoServer) -> None:
    from nhip.measurement.queries.indicators import value_of
    from nhip.measurement.rows import Span

    today = timezone.localdate()
    since = today - timedelta(days=4)
    with pytest.raises(PermissionDenied):
        acts.join_counter(site.focal, site.row.pk, "matomo", base=matomo.base, site="7", token=matomo.token)
    source = acts.join_counter(
        site.officer, site.row.pk, "matomo", base=matomo.base, site="7", token=matomo.token, since=since
    )
    assert matomo.token not in source.sealed
    assert acts.read_counters(CLOCK) == 4
    assert WebDay.objects.count() == 4
    assert WebDay.objects.filter(visits=DAY["visits"], foreign_visits=190).count() == 4
    period = Span(since, today - timedelta(days=1))
    assert value_of(site.officer, "E01", site.desk, period).value == 4 * DAY["visits"]
    share = value_of(site.officer, "E02", site.desk, period).value
    assert float(share) == pytest.approx(100 * 190 / DAY["visits"])
    asked = len(matomo.asked)
    assert acts.read_counters(CLOCK) == acts.AGAIN
    assert len(matomo.asked) == asked + 3 * acts.AGAIN
    assert WebDay.objects.count() == 4


def test_the_share_from_abroad_is_unknown_while_one_counter_cannot_tell_it(
    site: SimpleNamespace, matomo: MatomoServer
) -> None:
    from nhip.measurement.catalogue import indicator
    from nhip.measurement.queries.indicators import value_of
    from nhip.measurement.queries.parted import parted
    from nhip.measurement.rows import Span

    yesterday = timezone.localdate() - timedelta(days=1)
    told = {"name": "Trang mẫu", "address": "https://khac.mau.vn/"}
    other = register.open_outlet(site.officer, site.desk, "website", told)
    acts.join_counter(site.officer, other.pk, "matomo", base=matomo.base, site="7", token=matomo.token, since=yesterday)
    acts.read_counters(CLOCK)
    period = Span(yesterday, yesterday)
    known = value_of(site.officer, "E02", site.desk, period).value
    assert float(known) == pytest.approx(100 * 190 / DAY["visits"])
    PageDay.objects.create(on=yesterday, path="/vi/", views=5000, visits=4000)
    acts.join_counter(site.officer, site.row.pk, "portal", since=yesterday)
    acts.read_counters(CLOCK)
    figure = value_of(site.officer, "E02", site.desk, period)
    assert (figure.value, figure.state) == (None, "undefined")  # not the low share of 190 in 5,200
    assert value_of(site.officer, "E01", site.desk, period).value == 4000 + DAY["visits"]
    by_channel = next(one for one in parted(site.officer, figure, indicator("E02")) if one.field == "channel")
    assert {part.value for part in by_channel.parts} == {known, None}


def test_a_counter_that_does_not_answer_is_said_and_asked_later(site: SimpleNamespace, matomo: MatomoServer) -> None:
    acts.join_counter(site.officer, site.row.pk, "matomo", base=matomo.base, site="7", token="sai",
                      since=timezone.localdate() - timedelta(days=2))  # fmt: skip
    assert acts.read_counters(CLOCK) == 0
    source = WebSource.objects.get()
    assert "view" in source.fault
    assert source.read_until is None
    assert acts.read_counters(CLOCK) == 0
    assert Entry.objects.filter(verb="channels.read_counter").count() == 1


def test_the_own_counter_counts_only_this_portal(site: SimpleNamespace) -> None:
    other = register.open_outlet(site.officer, site.desk, "website", {"name": "Khác", "address": "https://khac.vn"})
    page = register.open_outlet(
        site.officer, site.desk, "facebook", {"name": "Trang", "address": "https://facebook.com/mau"}
    )
    for row, code in ((other, "channels.counter_elsewhere"), (page, "channels.counter_needs_site")):
        with pytest.raises(Refused) as refused:
            acts.join_counter(site.officer, row.pk, "portal")
        assert [issue.code for issue in refused.value.issues] == [code]


def test_hand_entered_visits_end_where_a_machine_begins(site: SimpleNamespace) -> None:
    from decimal import Decimal

    today = timezone.localdate()
    begin = today - timedelta(days=40)
    for last, value in ((today - timedelta(days=20), 900), (today - timedelta(days=2), 500)):
        register.measure_outlet(site.officer, site.row.pk, "website.visits", Decimal(value), last,
                                since=last - timedelta(days=5))  # fmt: skip
    acts._keep(site.row, today - timedelta(days=4), "website.visits.portal", (acts.DayRead(10, 7),))
    rows = read(dictionary.packaged()["web_stat"], catalogue(None), directory(None), begin, today)
    assert sorted(row.fields["visits"] for row in rows) == [7, 900]


def test_a_rating_is_a_sum_of_a_page_and_a_day() -> None:
    for said in ("yes", "yes", "no", "outdated"):
        acts.rate_page("/vi/tin/hoi/", said)
    with pytest.raises(KeyError):
        acts.rate_page("/vi/", "tôi tên là …")
    today = timezone.localdate()
    (one,) = ratings(today, today)
    assert (one.yes, one.no, one.reasons, one.share) == (2, 1, (("outdated", 1),), None)
    assert RatingDay.objects.count() == 3
    assert Entry.objects.filter(verb="channels.rate_page").count() == 3
    assert {field.name for field in RatingDay._meta.fields} == {"id", "on", "path", "said", "count"}


def test_a_share_is_said_from_ten_answers_on() -> None:
    RatingDay.objects.create(on=date(2026, 1, 1), path="/vi/", said="yes", count=9)
    RatingDay.objects.create(on=date(2026, 1, 2), path="/vi/", said="no", count=3)
    (one,) = ratings(date(2026, 1, 1), date(2026, 1, 31))
    assert one.share == 75
