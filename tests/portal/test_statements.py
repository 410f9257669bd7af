"""What agencies say in their own name: in three languages, the answer to a falsehood first, never a correction."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from tests.channels.conftest import WORDS
from wagtail.rich_text import RichText

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release
from nhip.newsroom.actions.stories import move, open_story, save_text

pytestmark = pytest.mark.django_db
CODES = {"vi": "vi", "en": "en", "zh-hans": "zh"}
LABELS = {"vi": "Thông tin chính thức", "en": "Official information", "zh-hans": "官方信息"}


def said(newsroom: SimpleNamespace, title: str, kind: str, source: Any = None, language: str = "vi") -> Any:
    story = open_story(newsroom.reporter, newsroom.unit, title, kind=kind, language=language, translation_of=source)
    lead, words = WORDS[language]
    save_text(
        newsroom.reporter, story, lead=lead, body=[("words", RichText(f"<p>{words}</p>"))],
        contact="Văn phòng, 0205 000 000", sources="12/BC-UBND", byline="Nông Thị Mẫu",
        number="05/TC-UBND" if kind == "release" else "",
    )  # fmt: skip
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    story.refresh_from_db()
    return story


def test_the_answer_to_a_falsehood_stands_first(newsroom: SimpleNamespace, reader: Client) -> None:
    for title, kind in (
        ("Chợ vẫn họp", "official"), ("Phát ngôn về cầu", "statement"), ("Thông cáo mùa hoa", "release"),
        ("Tin thường", "story"),
    ):  # fmt: skip
        said(newsroom, title, kind)
    shown = reader.get("/vi/thong-cao/").content.decode()
    assert "Tin thường" not in shown
    places = [shown.index(title) for title in ("Chợ vẫn họp", "Phát ngôn về cầu", "Thông cáo mùa hoa")]
    assert places == sorted(places)
    only = reader.get("/vi/thong-cao/?loai=statement").content.decode()
    assert "Phát ngôn về cầu" in only
    assert "Chợ vẫn họp" not in only
    feed = reader.get("/vi/thong-cao.atom").content.decode()
    assert "Chợ vẫn họp" in feed
    assert "Tin thường" not in feed
    assert '<category term="Phát ngôn"' in feed
    assert "Chợ vẫn họp" not in reader.get("/vi/dinh-chinh/").content.decode()


def test_each_language_says_what_it_is(newsroom: SimpleNamespace, reader: Client) -> None:
    source = None
    for language, code in CODES.items():
        story = said(newsroom, f"Chợ {language}", "official", source, language)
        source = source or story
        shown = reader.get(f"/{code}/tin/{story.slug}/").content.decode()
        assert LABELS[language] in shown
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown)
        nodes = [one for block in blocks for one in json.loads(block).get("@graph", [json.loads(block)])]
        told = next(one for one in nodes if "headline" in one)
        assert (told["genre"], told["sourceOrganization"]["@type"]) == (LABELS[language], "GovernmentOrganization")
        assert LABELS[language] in reader.get(f"/{code}/thong-cao/").content.decode()


def test_a_statement_says_who_speaks(newsroom: SimpleNamespace, reader: Client) -> None:
    story = newsroom.write(title="Phát ngôn về cầu", kind="statement")
    with pytest.raises(Refused) as refused:
        move(newsroom.reporter, story, "submit")
    assert [issue.code for issue in refused.value.issues] == ["newsroom.checklist_open"]
    shown = said(newsroom, "Phát ngôn về chợ", "statement")
    assert "Người phát ngôn: Nông Thị Mẫu" in reader.get(f"/vi/tin/{shown.slug}/").content.decode()
