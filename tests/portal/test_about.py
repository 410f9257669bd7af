"""What the portal says of itself: who answers, what is kept, where everything is; and what it says where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from nhip.channels.queries import newsletter
from nhip.portal import about, office
from nhip.portal.languages import LANGUAGES
from nhip.portal.missing import broken

pytestmark = pytest.mark.django_db
LANGS = tuple(LANGUAGES)


@pytest.mark.parametrize("lang", LANGS)
def test_the_office_of_the_setting_stands_on_every_page(
    reader: Client, settings: object, tmp_path: Path, lang: str
) -> None:
    file = tmp_path / "office.toml"
    file.write_text(
        'phone = "0205 123 456"\nmail = "cong@tinh.vn"\nresponsible = "Chánh Văn phòng"\n'
        '[name]\nvi = "Văn phòng thử"\nen = "Office on trial"\n', "utf-8",
    )  # fmt: skip
    settings.NHIP_PORTAL_OFFICE = str(file)
    name = "Office on trial" if lang == "en" else "Văn phòng thử"
    for address in ("", "tin/", "gioi-thieu/"):
        page = reader.get(f"/{lang}/{address}").content.decode()
        assert all(said in page for said in (name, "0205 123 456", "cong@tinh.vn", "Chánh Văn phòng")), address


def test_without_a_setting_the_committee_of_the_province_answers(settings: object) -> None:
    settings.NHIP_PORTAL_OFFICE, settings.NHIP_SAMPLE = "", False
    held = office.office(LANGUAGES["en"])
    assert "Lang Son" in held.name
    assert held.phone == ""


@pytest.mark.parametrize("lang", LANGS)
def test_the_source_is_to_be_named(reader: Client, lang: str) -> None:
    words = {"vi": "Ghi rõ nguồn", "en": "name the source", "zh": "注明来源"}
    assert words[lang] in reader.get(f"/{lang}/").content.decode()


def test_the_map_for_people_leads_everywhere(reader: Client) -> None:
    """Every list and form that stands by itself; each of them answers."""
    ways = [url for _, listed in about.sections(LANGUAGES["vi"]) for _, url in listed]
    assert len(set(ways)) == len(ways)
    page = reader.get("/vi/so-do/").content.decode()
    for url in ways:
        assert f'href="{url}"' in page
        assert reader.get(url).status_code == 200, url
    for name in ("news", "laws", "events", "agencies", "answers", "ask", "newsletter", "data", "feeds", "privacy"):
        assert reverse(f"portal:{name}", args=["vi"]) in ways


def test_every_feed_that_is_named_answers(reader: Client) -> None:
    from html.parser import HTMLParser

    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            url = dict(attrs).get("href") or ""
            if tag == "a" and url.endswith((".rss", ".atom", ".feed.json", ".ics")):
                found.append(url)

    Links().feed(reader.get("/en/nguon-tin/").content.decode())
    assert len(found) > 10
    for url in found:
        assert reader.get(url).status_code == 200, url


def test_the_periods_told_are_those_kept_to(reader: Client) -> None:
    from nhip.feedback.terms import kept

    page = reader.get("/en/du-lieu-ca-nhan/").content.decode()
    assert f"erased {kept('contact').months} month" in page
    assert "7 days when you do not confirm" in page
    assert newsletter.HOLDS.days == 7


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_there_is_said_in_the_readers_language(reader: Client, lang: str) -> None:
    answer = reader.get(f"/{lang}/tin/khong-co-bai-nay/")
    words = {"vi": "Trang này không có", "en": "This page does not exist", "zh": "页面不存在"}
    page = answer.content.decode()
    assert answer.status_code == 404
    assert words[lang] in page
    assert "noindex" in page
    assert reverse("portal:search", args=[lang]) in page
    assert answer.headers["Content-Language"] == LANGUAGES[lang].tag


def test_a_link_that_ran_out_speaks_the_browsers_language(reader: Client) -> None:
    answer = reader.get("/xem-truoc/het-han/", headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert answer.status_code == 404
    assert "页面不存在" in answer.content.decode()


def test_staff_keep_their_own_page(reader: Client) -> None:
    assert "portal.css" not in reader.get("/khong-co-gi-o-day/").content.decode()


@pytest.mark.parametrize("lang", LANGS)
def test_a_fault_is_told_without_the_database(lang: str, django_assert_num_queries: object, rf: RequestFactory) -> None:
    request = rf.get(f"/{lang}/tin/")
    request.resolver_match = None
    with django_assert_num_queries(0):
        answer = broken(request)
    words = {"vi": "Hệ thống gặp lỗi", "en": "Something broke on our side", "zh": "系统出现故障"}
    assert answer.status_code == 500
    assert words[lang] in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("Tòa soạn, điện thoại 0205 000 000", "en", "vi"), ("Tòa soạn, điện thoại 0205 000 000", "vi", ""),
        ("Press office, tel. 0205 000 000", "en", ""), ("新闻办公室", "zh", ""), ("Café Zoë", "en", ""),
    ],
)  # fmt: skip
def test_vietnamese_words_on_other_pages_are_marked(text: str, lang: str, said: str) -> None:
    from nhip.portal.templatetags.portal_head import tongue

    assert tongue(text, LANGUAGES[lang]) == said
