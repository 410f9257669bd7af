"""Openings of public pages are counted, kept pages too, and cost the kept path nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as used
from django.test import Client

from nhip.channels.jobs import count_visits
from nhip.channels.models.visits import PageDay
from nhip.portal import counting, keeping

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    keeping.forget()
    counting._counter.taken()
    yield
    counting._counter.taken()


@pytest.fixture
def firefox() -> Client:
    return Client(headers={"User-Agent": FIREFOX})


def counted() -> dict[str, tuple[int, int]]:
    counting.lay_down()
    count_visits.enqueue()
    return {row.path: (row.views, row.visits) for row in PageDay.objects.all()}


def test_every_opening_counts_and_visits_begin_outside(
    firefox: Client, public: Callable[..., object], django_assert_num_queries: Callable[..., object]
) -> None:
    story = public(title="Hoa hồi")
    address = f"/vi/tin/{story.slug}/"
    first = firefox.get("/vi/")
    with django_assert_num_queries(len(keeping.EDITIONS)):
        firefox.get("/vi/", headers={"Referer": "http://testserver/vi/tin/"})
    firefox.get("/vi/", headers={"If-None-Match": first.headers["ETag"], "Referer": "https://tim.vn/"})
    firefox.get(address, headers={"Referer": "http://testserver/vi/"})
    firefox.get(f"{address}?utm_source=ai-do")
    assert counted() == {"/vi/": (3, 2), address: (2, 1)}


def test_what_is_no_opening_by_a_reader_is_not_counted(firefox: Client, public: Callable[..., object]) -> None:
    public()
    firefox.get("/vi/khong-co/")
    firefox.get("/vi/tin.rss")
    firefox.get("/sitemap.xml")
    firefox.head("/vi/")
    firefox.get("/vi/", headers={"DNT": "1"})
    firefox.get("/vi/", headers={"User-Agent": "Googlebot/2.1"})
    firefox.cookies[used.SESSION_COOKIE_NAME] = "nhan-vien"
    firefox.get("/vi/")
    assert counted() == {}


def test_nothing_of_the_reader_is_set_or_written(firefox: Client, public: Callable[..., object]) -> None:
    public()
    answer = firefox.get("/vi/", headers={"X-Forwarded-For": "203.0.113.7"})
    assert not answer.cookies
    counting.lay_down()
    (file,) = counting.folder().glob("*.json")
    text = file.read_text("utf-8")
    file.unlink()
    assert "203.0.113" not in text
    assert "Mozilla" not in text


def test_an_operator_may_switch_it_off(firefox: Client, settings: object) -> None:
    settings.NHIP_COUNT_PAGES = False
    firefox.get("/vi/")
    assert counted() == {}


@pytest.mark.parametrize(("lang", "few"), [("vi", "dưới 10"), ("en", "fewer than 10"), ("zh", "少于10")])
def test_small_numbers_are_not_told_to_the_public(
    firefox: Client, public: Callable[..., object], lang: str, few: str
) -> None:
    from django.utils import timezone

    today, often, seldom = timezone.localdate(), public(title="Tin đọc nhiều"), public(title="Tin đọc ít")
    for path, views, visits in (
        (f"/{lang}/", 400, 7), (f"/vi/tin/{often.slug}/", 31, 0), (f"/vi/tin/{seldom.slug}/", 9, 0),
    ):  # fmt: skip
        PageDay.objects.create(on=today, path=path, views=views, visits=visits)
    page = firefox.get(f"/{lang}/so-luot-xem/").content.decode()
    assert few in page
    assert ("Tin đọc nhiều" in page) is (lang == "vi")
    assert "Tin đọc ít" not in page
