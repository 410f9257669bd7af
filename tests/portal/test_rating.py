"""A page is rated with one press, without a cookie, once a day from one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from nhip.channels.models.visits import RatingDay
from nhip.portal import rating

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_yet() -> Iterator[None]:
    for pace in (rating.PACE, rating.ONCE):
        pace.forget()
    yield
    for pace in (rating.PACE, rating.ONCE):
        pace.forget()


def said() -> dict[tuple[str, str], int]:
    return {(row.path, row.said): row.count for row in RatingDay.objects.all()}


def mark(page: str) -> str:
    return re.search(r'name="trang" value="([^"]+)"', page)[1]


@pytest.mark.parametrize(
    ("lang", "asked", "thanked"),
    [("vi", "Trang này có ích không?", "Xin cảm ơn"), ("en", "Is this page useful?", "Thank you"),
     ("zh", "本页有用吗？", "谢谢")],
)  # fmt: skip
def test_a_reader_says_yes(reader: Client, lang: str, asked: str, thanked: str) -> None:
    shown = reader.get(f"/{lang}/").content.decode()
    assert asked in shown
    answer = reader.post(f"/{lang}/danh-gia/", {"trang": mark(shown), "noi": "yes"}, follow=True)
    assert thanked in answer.content.decode()
    assert f'href="/{lang}/"' in answer.content.decode()
    assert said() == {(f"/{lang}/", "yes"): 1}
    assert not answer.cookies
    assert not reader.cookies


def test_a_reader_says_no_and_why(reader: Client, public: Callable[..., object]) -> None:
    story = public()
    address = f"/vi/tin/{story.slug}/"
    answer = reader.post(
        "/vi/danh-gia/", {"trang": mark(reader.get(address).content.decode()), "noi": "no"}, follow=True
    )
    page = answer.content.decode()
    assert "Vì sao chưa có ích?" in page
    assert 'name="noi" value="outdated"' in page
    assert "textarea" not in page
    reader.post("/vi/danh-gia/", {"trang": mark(page), "noi": "outdated"})
    assert said() == {(address, "no"): 1, (address, "outdated"): 1}


def test_what_was_said_twice_counts_once(reader: Client) -> None:
    told = {"trang": mark(reader.get("/vi/").content.decode()), "noi": "yes"}
    for _ in range(3):
        assert reader.post("/vi/danh-gia/", told).status_code == 302
    reader.post("/vi/danh-gia/", told | {"noi": "no"})
    assert said() == {("/vi/", "yes"): 1}


def test_only_pages_that_were_shown_are_rated(reader: Client) -> None:
    good = mark(reader.get("/vi/").content.decode())
    for told in ({"trang": "/vi/bia-ra/", "noi": "yes"}, {"trang": good, "noi": "tùy ý"}, {"noi": "no"}):
        assert reader.post("/vi/danh-gia/", told).status_code == 302
    reader.post("/vi/danh-gia/", {"trang": good, "noi": "yes"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert said() == {}
    assert reader.get("/vi/khong-co/").status_code == 404
    assert 'name="trang"' not in reader.get("/vi/danh-gia/cam-on/").content.decode()
