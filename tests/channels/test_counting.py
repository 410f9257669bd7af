"""Counting openings: who is a reader, what is kept of one, and how sums are laid down. No database."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from tests.channels.counters import DAY, MatomoServer, PlausibleServer, UmamiServer

from nhip.channels.counting import Counter, PageCount, comes_from_outside, is_reader, read_counts, told, write_counts
from nhip.channels.statistics.kinds import against
from nhip.channels.statistics.matomo import Matomo
from nhip.channels.statistics.plausible import Plausible
from nhip.channels.statistics.reading import DayRead, NotRead
from nhip.channels.statistics.umami import Umami

FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    "more",
    [
        {"DNT": "1"},
        {"Sec-GPC": "1"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Sec-Fetch-Dest": "image"},
        {"Cache-Control": "max-age=0"},
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": "Mozilla/5.0 (X11) HeadlessChrome/140.0 Safari/537.36"},
    ],
)
def test_only_people_who_let_it_be_are_counted(more: dict[str, str]) -> None:
    assert is_reader(FIREFOX)
    assert is_reader(FIREFOX | {"Sec-Fetch-Dest": "document", "DNT": "0"})
    assert not is_reader(FIREFOX | more)


def test_a_visit_begins_outside() -> None:
    assert comes_from_outside({}, "mau.vn")
    assert comes_from_outside({"Referer": "https://tim.vn/?q=hoi"}, "mau.vn")
    assert not comes_from_outside({"Referer": "https://mau.vn/vi/"}, "mau.vn")


def test_sums_are_whole_under_many_threads() -> None:
    counter = Counter()

    def many() -> None:
        for number in range(500):
            counter.add(ON, "/vi/", visit=number % 5 == 0)

    threads = [threading.Thread(target=many) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert counter.taken() == [PageCount(ON, "/vi/", 2000, 400)]
    assert counter.taken() == []
    assert counter.add(ON, "/vi/", visit=True)
    assert not counter.add(ON, "/en/", visit=True)


def test_what_is_laid_down_names_nobody(tmp_path: Path) -> None:
    made = write_counts(tmp_path / "counts", "a", [PageCount(ON, "/vi/", 3, 1)])
    assert made.read_text("utf-8") == '[["2026-06-01", "/vi/", 3, 1]]'
    assert read_counts(made) == [PageCount(ON, "/vi/", 3, 1)]
    made.write_text('{"khac": 1}', "utf-8")
    with pytest.raises(ValueError, match=r"a\.json"):
        read_counts(made)


def test_small_numbers_are_not_told() -> None:
    assert (told(0), told(9), told(10)) == (0, None, 10)


def test_matomo_says_a_day() -> None:
    server = MatomoServer()
    try:
        site = Matomo(server.base, "7", server.token)
        assert site.day(ON) == (DayRead(DAY["views"], DAY["visits"], 190),)
        assert site.day(date(2026, 6, 2)) == (DayRead(0, 0, 0),)
        assert server.token not in repr(site)
        with pytest.raises(NotRead, match="requires 'view' access"):
            Matomo(server.base, "7", "sai").day(ON)
        assert {path for _, path in server.asked} == {"/index.php"}
    finally:
        server.close()


def test_plausible_says_a_day() -> None:
    server = PlausibleServer()
    try:
        assert Plausible(server.base, "mau.vn", server.token).day(ON) == (DayRead(DAY["views"], DAY["visits"], 200),)
        with pytest.raises(NotRead, match="mã truy cập"):
            Plausible(server.base, "mau.vn", "sai").day(ON)
    finally:
        server.close()


@pytest.mark.parametrize("old", [False, True])
def test_umami_says_a_day_and_nothing_of_abroad(old: bool) -> None:
    server = UmamiServer()
    server.old = old
    try:
        site = Umami(f"{server.base}/api", "abc-1", server.token)
        assert site.day(ON) == (DayRead(DAY["views"], DAY["visits"], None),)
        with pytest.raises(NotRead, match="404"):
            Umami(f"{server.base}/api", "khac", server.token).day(ON)
    finally:
        server.close()
    with pytest.raises(NotRead, match="Không kết nối"):
        Umami("http://127.0.0.1:9/api", "abc-1", server.token).day(ON)


def test_only_servers_of_the_settings_are_asked() -> None:
    def codes(*told: str) -> list[str]:
        return [issue.code for issue in against(*told, ("thong-ke.mau.vn",))]

    assert codes("matomo", "https://thong-ke.mau.vn/matomo", "7", "x") == []
    assert codes("matomo", "https://169.254.169.254/", "7", "x") == ["channels.counter_host_closed"]
    assert codes("matomo", "http://thong-ke.mau.vn/", "7", "x") == ["channels.address_not_web"]
    assert codes("umami", "https://thong-ke.mau.vn/", "", "") == ["channels.counter_lacks"] * 2
    assert codes("khac", "", "", "") == ["channels.counter_unknown"]
    assert codes("portal", "", "", "") == []
