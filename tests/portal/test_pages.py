"""What readers see of a story, and what nobody sees before its moment or after its withdrawal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from nhip.assistant.actions.indexing import refresh
from nhip.channels.actions.releases import release, withdraw
from nhip.journal.actors import Machine
from nhip.newsroom.actions.stories import move, plan_day, save_text
from nhip.portal.keeping import forget

pytestmark = pytest.mark.django_db
TELLING = (
    "/vi/", "/vi/tin/", "/vi/tim/?q=hoa+hoi", "/vi/dinh-chinh/", "/vi/tin.rss", "/vi/tin.atom", "/vi/tin.feed.json",
    "/sitemap.xml", "/vi/du-lieu/tin.csv", "/vi/du-lieu/tin.json", "/vi/co-quan/",
)  # fmt: skip
"""Every address that tells of stories."""


def text(reader: Client, address: str) -> str:
    """The page as read: without the marks around found words, the index brought up to date before."""
    if "/tim/" in address:
        refresh(Machine("test"))
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return re.sub("</?mark>", "", answer.content.decode())


def searched(reader: Client, words: str, language: str = "vi") -> str:
    return text(reader, f"/{language}/tim/?q={quote(words)}")


def correct(newsroom: SimpleNamespace, story: object, lead: str, note: str) -> None:
    save_text(newsroom.reporter, story, lead=lead)
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"], note=note)


def test_a_public_story_is_read_with_who_answers_for_it(public: Callable[..., object], reader: Client) -> None:
    story = public(title="Hoa hồi được mùa")
    page = text(reader, f"/vi/tin/{story.slug}/")
    for said in (
        "Hoa hồi được mùa",
        "Hợp tác xã ký đơn hàng cả năm.",
        "0205 000 000",
        "Sở Văn hóa",
        '<html lang="vi">',
    ):
        assert said in page
    described = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert described["@type"] == "NewsArticle"
    assert described["headline"] == story.title
    assert reader.get(f"/vi/tin/{story.pk}/").headers["Location"] == f"/vi/tin/{story.slug}/"
    assert "Hoa hồi được mùa" in text(reader, "/vi/")
    assert "Hoa hồi được mùa" not in text(reader, "/en/")


@pytest.mark.parametrize("how", ["draft", "approved", "embargo"])
def test_nothing_unpublished_is_seen_anywhere(newsroom: SimpleNamespace, reader: Client, how: str) -> None:
    story = newsroom.write() if how == "draft" else newsroom.approved()
    if how == "embargo":
        later = timezone.now() + timedelta(hours=3)
        plan_day(newsroom.reporter, story, None, later)
        release(newsroom.approver, story, ["portal"], later)
    for address in TELLING:
        assert "Hoa hồi" not in text(reader, address), address
        assert story.slug not in text(reader, address), address
    assert reader.get(f"/vi/tin/{story.slug}/").status_code == 404
    assert reader.get(f"/vi/tin/{story.pk}/").status_code == 404


def test_edits_after_publication_stay_inside(
    newsroom: SimpleNamespace, public: Callable[..., object], reader: Client
) -> None:
    story = public()
    save_text(newsroom.reporter, story, title="Tên mới chưa duyệt", lead="Chưa ai duyệt.")
    for address in (*TELLING, f"/vi/tin/{story.slug}/", "/vi/tim/?q=chua+ai+duyet"):
        assert "chưa duyệt" not in text(reader, address)
        assert "Chưa ai" not in text(reader, address)


def test_a_correction_looks_like_one_and_keeps_its_id(
    newsroom: SimpleNamespace, public: Callable[..., object], reader: Client
) -> None:
    story = public()
    was = reader.get("/vi/tin.feed.json").json()["items"][0]
    guid = re.search(r"<guid[^>]*>(.*?)</guid>", text(reader, "/vi/tin.rss"))[1]
    correct(newsroom, story, "Hợp tác xã ký đơn hàng sáu tháng.", "Sửa thời hạn đơn hàng.")
    page = text(reader, f"/vi/tin/{story.slug}/")
    assert "Sửa thời hạn đơn hàng." in page
    assert 'class="correction"' in page
    now = reader.get("/vi/tin.feed.json").json()["items"][0]
    assert (now["id"], now["date_published"]) == (was["id"], was["date_published"])
    assert now["date_modified"] > was["date_modified"]
    assert now["summary"].startswith("[Sửa thời hạn đơn hàng.]")
    assert re.search(r"<guid[^>]*>(.*?)</guid>", text(reader, "/vi/tin.rss"))[1] == guid == was["id"]
    assert "Sửa thời hạn đơn hàng." in text(reader, "/vi/dinh-chinh/")


def test_a_withdrawn_story_says_when_and_why_and_nothing_else(
    newsroom: SimpleNamespace, public: Callable[..., object], reader: Client
) -> None:
    story = public()
    withdraw(newsroom.approver, story, "Số liệu chưa được kiểm chứng.")
    answer = reader.get(f"/vi/tin/{story.slug}/")
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "Số liệu chưa được kiểm chứng." in page
    assert f"{timezone.localdate():%d/%m/%Y}" in page
    assert "đơn hàng" not in page
    for address in TELLING:
        if address != "/vi/dinh-chinh/":
            assert story.slug not in text(reader, address), address
    assert "Số liệu chưa được kiểm chứng." in text(reader, "/vi/dinh-chinh/")


def test_languages_lead_to_each_other(newsroom: SimpleNamespace, public: Callable[..., object], reader: Client) -> None:
    story = public()
    english = public(title="A good year for star anise", language="en", translation_of=story)
    page = text(reader, f"/en/tin/{english.slug}/")
    assert '<html lang="en">' in page
    assert f'hreflang="vi" href="http://testserver/vi/tin/{story.slug}/"' in page
    assert 'hreflang="zh-Hans"' not in page.split("</head>")[0]
    assert "Agency in charge" in page
    assert f'hreflang="en" href="http://testserver/en/tin/{english.slug}/"' in text(reader, "/sitemap.xml")


@pytest.mark.parametrize("asked", ["hoa hồi", "hoa hoi", "HOA HOI", "hop tac xa don hang", "thu hoạch sớ"])
def test_words_are_found_with_and_without_marks(public: Callable[..., object], reader: Client, asked: str) -> None:
    public(title="Hoa hồi được mùa")
    public(title="Chợ phiên Kỳ Lừa")
    page = searched(reader, asked)
    assert "Hoa hồi được mùa" in page


def test_whoever_types_marks_gets_the_marked_first(public: Callable[..., object], reader: Client) -> None:
    public(title="Đèn màu đóng đang về bản")
    wanted = public(title="Đền Mẫu Đồng Đăng mở hội")
    page = searched(reader, "đền mẫu đồng đăng")
    assert page.index(wanted.title) < page.index("Đèn màu đóng")
    assert wanted.title in searched(reader, "den mau dong dang")


@pytest.mark.parametrize("asked", ['"', "*", "AND", "a\"b' OR 1", "(", "%00", "🙂", "x" * 5000, "-:^"])
def test_odd_questions_are_answered(public: Callable[..., object], reader: Client, asked: str) -> None:
    public()
    assert reader.get("/vi/tim/", {"q": asked}).status_code == 200


def test_chinese_is_found_inside_a_line(
    newsroom: SimpleNamespace, public: Callable[..., object], reader: Client
) -> None:
    public(title="友谊关口岸通关更快", language="zh-hans")
    assert "友谊关口岸" in searched(reader, "口岸", "zh")


def test_news_are_filtered_by_topic_and_place(
    newsroom: SimpleNamespace, public: Callable[..., object], unit: Callable[[str], object], reader: Client
) -> None:
    story = newsroom.write(title="Tin theo địa bàn")
    place = unit("lang-son.xa-that-khe")
    save_text(newsroom.reporter, story, topic="san-vat", place=place)
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    public(title="Tin khác")
    for asked in ("chuyen-muc=san-vat", f"dia-ban={place.pk}"):
        page = text(reader, f"/vi/tin/?{asked}")
        assert "Tin theo địa bàn" in page
        assert "Tin khác" not in page
    for odd in ("trang=999", "trang=x", "dia-ban=abc", "dia-ban=99999999999999999999"):
        assert reader.get(f"/vi/tin/?{odd}").status_code == 200


def test_a_page_asks_the_database_little(
    public: Callable[..., object], reader: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    story = [public(title=f"Tin số {number}") for number in range(4)][0]
    reader.get("/vi/")
    for address in ("/vi/", "/vi/tin/"):
        with django_assert_max_num_queries(9):
            reader.get(f"{address}?x=1")
    with django_assert_max_num_queries(11):
        reader.get(f"/vi/tin/{story.slug}/?x=1")


def test_what_is_drafted_after_a_withdrawal_stays_inside(
    newsroom: SimpleNamespace, public: Callable[..., object], reader: Client
) -> None:
    story = public(title="Tin đã gỡ")
    withdraw(newsroom.approver, story, "Sai nguồn.")
    story.refresh_from_db()
    story.title = "Tên mới còn là bản nháp"
    story.save()  # as the editor does with a page that is not live
    forget()
    shown = reader.get("/vi/dinh-chinh/").content.decode()
    assert "Tin đã gỡ" in shown
    assert "Tên mới còn là bản nháp" not in shown
