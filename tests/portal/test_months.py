"""The calendar of events by month: its weeks as plain values, and the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from nhip.channels.actions.showings import end_showing, offer_event, show
from nhip.portal import months
from nhip.portal.months import Month
from nhip.text.languages import known

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2026, 11, 21)
TEXTS = {lang: {"title": f"{said} <b>", "text": ""} for lang, said in (("vi", "Hội xuân"), ("en", "Spring fair"))}


def _lasting(begins: str, ends: str | None = None) -> SimpleNamespace:
    """Moments as clocks here show them."""

    def at(told: str) -> datetime:
        return datetime.fromisoformat(told).replace(tzinfo=HERE)

    return SimpleNamespace(begins_at=at(begins), ends_at=at(ends) if ends else None)


def _grid(month: Month) -> list[list[int]]:
    return [[day.date.day if day else 0 for day in week] for week in months.weeks(month, [], TODAY, HERE)]


def _stands(month: Month, *things: SimpleNamespace) -> dict[int, tuple[int, ...]]:
    """Day of the month -> which of the things stand on it."""
    drawn = months.weeks(month, [(one, number) for number, one in enumerate(things)], TODAY, HERE)
    return {day.date.day: day.things for week in drawn for day in week if day and day.things}


def test_a_month_that_begins_on_a_sunday_has_that_day_alone_in_its_first_week() -> None:
    drawn = _grid(Month(2026, 11))
    assert drawn[0] == [0, 0, 0, 0, 0, 0, 1]
    assert drawn[1] == [2, 3, 4, 5, 6, 7, 8]
    assert drawn[-1] == [30, 0, 0, 0, 0, 0, 0]


def test_february_has_its_days() -> None:
    assert _grid(Month(2027, 2)) == [[week * 7 + day for day in range(1, 8)] for week in range(4)]
    assert [max(week) for week in _grid(Month(2028, 2))][-1] == 29
    assert [max(week) for week in _grid(Month(2100, 2))][-1] == 28


def test_what_lasts_several_days_stands_on_each_of_them_in_both_months() -> None:
    fair = _lasting("2026-12-30T08:00", "2027-01-02T17:00")
    assert _stands(Month(2026, 12), fair) == {30: (0,), 31: (0,)}
    assert _stands(Month(2027, 1), fair) == {1: (0,), 2: (0,)}


def test_what_ends_at_midnight_does_not_stand_on_the_next_day() -> None:
    assert _stands(Month(2026, 12), _lasting("2026-12-05T18:00", "2026-12-06T00:00")) == {5: (0,)}
    assert _stands(Month(2026, 12), _lasting("2026-12-05T00:00", "2026-12-05T00:00"), _lasting("2026-12-07T00:00")) == {
        5: (0,), 7: (1,),
    }  # fmt: skip


def test_days_are_counted_by_the_clocks_here() -> None:
    late = SimpleNamespace(begins_at=datetime(2026, 11, 30, 18, tzinfo=ZoneInfo("UTC")), ends_at=None)
    assert _stands(Month(2026, 12), late) == {1: (0,)}


def test_what_begins_on_a_day_stands_before_what_lasts_from_before() -> None:
    assert _stands(Month(2026, 12), _lasting("2026-12-01T08:00", "2026-12-03T08:00"), _lasting("2026-12-02T09:00")) == {
        1: (0,), 2: (1, 0), 3: (0,),
    }  # fmt: skip


def test_only_today_is_today() -> None:
    drawn = months.weeks(Month(2026, 11), [], TODAY, HERE)
    assert [day.date for week in drawn for day in week if day and day.today] == [TODAY]


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("2026-12", Month(2026, 12)), ("2028-11", Month(2028, 11)), ("2024-11", Month(2024, 11)), ("2028-12", None),
        ("2024-10", None), ("2026-13", None), ("2026-00", None), ("2026-1", None), ("9999-12", None), ("0000-01", None),
        ("", None), ("abc", None), ("2026-12-01", None), ("２０２６-12", None), ("-2026-12", None), ("2026-12\n", None),
    ],
)  # fmt: skip
def test_a_month_is_read_or_refused(asked: str, read: Month | None) -> None:
    assert months.read(asked, TODAY) == read


def test_the_calendar_ends_on_both_sides() -> None:
    assert months.beside(Month(2026, 12), TODAY) == (Month(2026, 11), Month(2027, 1))
    assert months.beside(Month(2028, 11), TODAY) == (Month(2028, 10), None)
    assert months.beside(Month(2024, 11), TODAY) == (None, Month(2024, 12))
    assert Month(2026, 1).after(-1) == Month(2025, 12)


def test_every_language_names_seven_days() -> None:
    for one in known().values():
        assert len(one.week) == len(one.week_short) == len(set(one.week)) == len(set(one.week_short)) == 7, one.code


@pytest.fixture
def shown(newsroom: SimpleNamespace, person: Any) -> Callable[[datetime, datetime | None], Any]:
    """`shown(begins, ends)`: an event that one person offered and another showed."""
    officer, leader = person("officer"), person("leader", newsroom.unit.key)

    def made(begins: datetime, ends: datetime | None) -> Any:
        event = offer_event(officer, newsroom.unit, TEXTS, begins, ends, venue="Chợ", contact="0205 000 000")
        show(leader, event)
        return event

    return made


def _next_month() -> Month:
    return months.month_of(timezone.localdate()).after(1)


def _at(month: Month, day: int, hour: int = 8) -> datetime:
    return datetime(month.year, month.number, day, hour, tzinfo=HERE)


def _cells(page: str, event: Any) -> list[str]:
    """The days on whose cell a link to the event stands."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    cells = [one for one in body.split("<td") if f'/su-kien/{event.pk}/"' in one]
    return [re.findall(r'datetime="([0-9-]+)"', one)[0] for one in cells]


def test_the_page_of_a_month(shown: Any, client: Client) -> None:
    month = _next_month()
    event = shown(_at(month, 27), _at(month.after(1), 2))
    page = client.get(f"/vi/su-kien/?thang={month}").content.decode()
    assert _cells(page, event)[0] == f"{month}-27"
    assert _cells(client.get(f"/vi/su-kien/?thang={month.after(1)}").content.decode(), event) == [
        f"{month.after(1)}-01", f"{month.after(1)}-02",
    ]  # fmt: skip
    assert "Hội xuân &lt;b&gt;" in page
    assert f"<caption>Tháng {month.number}/{month.year}</caption>" in page
    assert f'rel="prev" href="?thang={month.after(-1)}"' in page
    assert f'rel="next" href="?thang={month.after(1)}"' in page
    assert page.count('scope="col"') == 7
    assert page.index("Thứ Hai") < page.index("Chủ nhật")
    assert "noindex" not in page
    assert 'aria-current="date"' not in page
    assert f'id="e{event.pk}"' in page
    assert f'href="#e{event.pk}"' in page


def test_other_languages_keep_the_month(shown: Any, client: Client) -> None:
    month = _next_month()
    event = shown(_at(month, 3), None)
    page = client.get(f"/vi/su-kien/?thang={month}").content.decode()
    for code in ("en", "zh"):
        assert f'href="/{code}/su-kien/?thang={month}"' in page
    named = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="[^"]*(/[a-z]+/su-kien/[^"]*)"', page))
    # machines are led to the languages that tell something, people to all
    assert named == {code: f"/{code}/su-kien/?thang={month}" for code in ("vi", "en")}
    assert re.search(rf'rel="canonical" href="[^"]*/vi/su-kien/\?thang={month}"', page)
    english = client.get(f"/en/su-kien/?thang={month}").content.decode()
    assert "Monday" in english
    assert _cells(english, event) == [f"{month}-03"]
    chinese = client.get(f"/zh/su-kien/?thang={month}").content.decode()
    assert "星期一" in chinese
    assert f"{month.year}年{month.number}月" in chinese
    assert _cells(chinese, event) == []  # not told in Chinese
    assert "noindex" in chinese


def test_a_month_that_nobody_can_mean_shows_the_present_one(client: Client, db: None) -> None:
    for asked in ("9999-12", "2026-13", "%00", "abc", ""):
        answer = client.get(f"/en/su-kien/?thang={asked}")
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "does not know that month" in page
        assert 'aria-current="date"' in page
        assert "noindex" in page
    far = months.month_of(timezone.localdate()).after(months.FARTHEST)
    page = client.get(f"/en/su-kien/?thang={far}").content.decode()
    assert 'rel="next"' not in page
    assert 'rel="prev"' in page
    assert "noindex" in page
    assert "No event in this month." in page


def test_what_was_called_off_is_marked_and_what_nobody_showed_is_not_there(
    newsroom: SimpleNamespace, person: Any, shown: Any, client: Client
) -> None:
    month = _next_month()
    event = shown(_at(month, 5), None)
    offered = offer_event(
        person("officer"), newsroom.unit, TEXTS, _at(month, 6), None, venue="Chợ", contact="0205 000 000"
    )
    end_showing(person("leader", newsroom.unit.key), event, "Mưa lũ.")
    page = client.get(f"/vi/su-kien/?thang={month}").content.decode()
    assert 'class="off"' in page
    assert "Mưa lũ." in page
    assert _cells(page, event) == [f"{month}-05"]
    assert _cells(page, offered) == []


def test_a_day_with_many_says_how_many_more(shown: Any, client: Client) -> None:
    month = _next_month()
    events = [shown(_at(month, 5) + timedelta(minutes=number), None) for number in range(5)]
    page = client.get(f"/en/su-kien/?thang={month}").content.decode()
    assert "2 more" in page
    assert ": 5 events" in page
    assert [bool(_cells(page, one)) for one in events] == [True, True, True, False, False]
    assert all(f'id="e{one.pk}"' in page for one in events)


def test_the_lists_lead_to_the_month(client: Client, db: None) -> None:
    present = months.month_of(timezone.localdate())
    for asked in ("", "?xem=da-qua"):
        assert f'?thang={present}"' in client.get(f"/vi/su-kien/{asked}").content.decode()
