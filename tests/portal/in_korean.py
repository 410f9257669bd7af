"""A fourth language, set and nothing else: written, approved, released, read, found (`test_more_languages.py`)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.rich_text import RichText

from nhip.agencies.refusals import Refused
from nhip.assistant.actions.indexing import refresh
from nhip.channels.actions.releases import release
from nhip.channels.actions.showings import offer_event, show
from nhip.channels.addresses import story_path
from nhip.journal.actors import Machine
from nhip.newsroom.actions.stories import move, open_story, save_text
from nhip.newsroom.actions.translating import open_translation
from nhip.places.catalogue import chosen, kinds
from nhip.places.sheets import OTHERS
from nhip.portal.languages import LANGUAGES

pytestmark = pytest.mark.django_db
TITLE = "랑선 팔각 향신료 수확이 시작되었습니다"
WORDS = "농민들은 열매를 말려 가까운 집하장으로 가져옵니다. 협동조합은 올해 전량을 계약했습니다. " * 2


def test_a_language_that_was_set_is_everywhere(newsroom: SimpleNamespace, person: Any, reader: Client) -> None:
    assert list(LANGUAGES) == ["vi", "en", "zh", "ko"]
    assert "ko" in dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal"])
    korean = open_story(newsroom.reporter, newsroom.unit, TITLE, language="ko", translation_of=story)
    body = [("words", RichText(f"<p>{WORDS}</p>"))]
    save_text(newsroom.reporter, korean, lead="협동조합이 올해 계약을 마쳤습니다.", sources="협동조합", body=body,
              contact="Sở Văn hóa, Thể thao và Du lịch, 0205 000 000", topic="san-vat")  # fmt: skip
    move(newsroom.reporter, korean, "submit")
    move(newsroom.approver, korean, "approve")
    release(newsroom.approver, korean, ["portal"])
    korean.refresh_from_db()
    refresh(Machine("test"))
    assert story_path("ko", korean.pk) == f"/ko/tin/{korean.pk}/"
    page = reader.get(f"/ko/tin/{korean.slug}/").content.decode()
    assert '<html lang="ko">' in page
    assert TITLE in page
    assert (
        f'hreflang="ko" href="http://testserver/ko/tin/{korean.slug}/"'
        in reader.get(f"/vi/tin/{story.slug}/").content.decode()
    )
    assert TITLE in reader.get("/ko/").content.decode()
    for feed in ("tin.rss", "tin.atom", "tin.feed.json"):
        assert TITLE in reader.get(f"/ko/{feed}").content.decode(), feed
    assert f"/ko/tin/{korean.slug}/" in reader.get("/sitemap.xml").content.decode()
    assert "수확" in reader.get("/ko/tim/?q=수확").content.decode().replace("<mark>", "").replace("</mark>", "")


def test_every_list_answers_in_it_and_says_in_english_what_nobody_translated(
    newsroom: SimpleNamespace, person: Any, reader: Client
) -> None:
    assert kinds()["place"].names["ko"] == "Places"
    assert chosen("place_sorts", "worship", "ko") == "Temple or pagoda"
    assert OTHERS["ko"] == "tiếng hàn"
    officer, leader = person("officer", newsroom.unit.key), person("leader", newsroom.unit.key)
    from datetime import timedelta

    from django.utils import timezone

    texts = {"vi": {"title": "Ngày hội"}, "ko": {"title": "꽃 축제"}}
    begins = timezone.now() + timedelta(days=2)
    show(leader, offer_event(officer, newsroom.unit, texts, begins, None, venue="Nhà văn hóa", contact="0205 000 000"))
    assert "꽃 축제" in reader.get("/ko/su-kien/").content.decode()
    for path in (
        "", "tin/", "dinh-chinh/", "tim/", "tim/?q=lang+son", "van-ban/", "ke-hoach/", "bao-cao/", "nguoi-phat-ngon/",
        "thong-cao/", "co-quan/", "co-quan/lang-son.xa-that-khe/", "kenh/", "kenh/kiem-tra/", "so-luot-xem/",
        "ban-tin/", "hoi-dap/", "hoi-dap/gui/", "diem-den/", "san-pham/", "du-an/", "cua-khau/", "chinh-quyen/",
        "du-lieu/", "du-lieu/tin.csv", "du-lieu/dcat.jsonld", "du-lieu/diem-den.json", "nhan-thong-bao/",
        "nhung/tin/", "su-kien.ics",
    ):  # fmt: skip
        assert reader.get(f"/ko/{path}").status_code == 200, path
    assert reader.get("/api/v1/news?lang=ko").status_code == 200
    assert "News" in reader.get("/ko/").content.decode()


def test_one_that_was_not_set_is_refused(newsroom: SimpleNamespace) -> None:
    with pytest.raises(Refused) as refused:
        open_story(newsroom.reporter, newsroom.unit, "Titre", language="fr")
    assert [one.code for one in refused.value.issues] == ["newsroom.language_unknown"]


def test_a_translation_beside_its_source_speaks_it(newsroom: SimpleNamespace) -> None:
    story = newsroom.approved()
    made = open_translation(newsroom.reporter, story, "ko")
    assert made.locale.language_code == "ko"
