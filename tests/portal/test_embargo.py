"""What is under embargo, or withdrawn, stands in no answer that anybody can get. The addresses come from the resolver.

Every address of the whole site is asked by somebody who is nobody, with every value that could lead to the story: its
numbers, its addresses, the names of its files, words of its title. A new address is asked without anybody remembering.
"""

from __future__ import annotations

import io
import itertools
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from PIL import Image
from tests.channels.test_letters import joined as subscribed
from tests.channels.test_letters import later, office
from wagtail.rich_text import RichText

from nhip.agencies.refusals import Refused
from nhip.assistant.actions.indexing import refresh
from nhip.channels.actions import delivering, letters
from nhip.channels.actions.releases import go_out, release, withdraw
from nhip.channels.actions.showings import offer_event, show
from nhip.channels.models.releases import Delivery, Release
from nhip.channels.queries.due import due_releases
from nhip.journal.actors import Machine
from nhip.media.actions.originals import keep
from nhip.media.models.pictures import Picture, PictureWords
from nhip.media.models.recordings import Recording
from nhip.newsroom.actions.previews import make_preview
from nhip.newsroom.actions.shelf import shelve_story
from nhip.newsroom.actions.stories import move, open_story, plan_day, save_text
from nhip.newsroom.models.spoken import SpokenStory
from nhip.newsroom.queries.previews import token_of
from nhip.newsroom.queries.stories import newest
from nhip.portal.keeping import forget
from nhip.portal.places.lists import ThingPart
from nhip.portal.players import mark

__all__ = ["office"]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CLOCK = Machine("channels.clock")
WORD = "Quvanhac"
"""Stands in every title, and in what is asked; a page may say back what it was asked, but nothing more."""
TITLES = {
    "vi": f"{WORD} khởi công nhà máy chế biến hồi", "en": f"{WORD} breaks ground for a new star anise plant",
    "zh-hans": f"{WORD} 八角加工厂今日开工建设",
}  # fmt: skip
SAID = {
    "vi": (
        "Nhà máy đặt tại bản Nà Lình mẫu, vốn 120 tỷ đồng.",
        "Các hộ trồng hồi quanh vùng được mua tận nơi, giá giữ cả vụ.",
    ),
    "en": (
        "The plant stands at the sample village of Na Linh.",
        "Growers around it sell at their own door, at one price for the season.",
    ),
    "zh-hans": (
        "工厂设在示例村那灵，总投资一千二百亿盾。",
        "周边种植户可以在家门口出售八角，整个收购季价格保持不变，工厂还将培训当地青年并提供岗位，预计明年春季投产。",
    ),
}
"""A lead and a paragraph in each language."""
NUMBER = "887/TC-SVHTTDL"
SHOWS = {
    "home", "news", "story", "statements", "statements_atom", "rss", "atom", "json_feed", "sitemap_sheet", "search",
    "suggest", "api_news", "data_csv", "data_json", "exchange_ninjs", "exchange_rss", "embed", "picture", "recording",
    "spoken", "newsletter_issues", "newsletter_issue", "story_by_number", "agency",
}  # fmt: skip
"""Where it stands once its moment has come: those that would otherwise prove nothing by being empty before."""
TOLD_GONE = {
    "story", "story_by_number", "corrections", "exchange_ninjs", "exchange_rss", "newsletter", "newsletter_issue",
    "newsletter_issues",
}  # fmt: skip
"""Where the title of a withdrawn story stands with the reason."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    held = SimpleNamespace(now=timezone.now())
    monkeypatch.setattr(timezone, "now", lambda: held.now)
    return held


def picture(name: str) -> Picture:
    kept = io.BytesIO()
    Image.new("RGB", (1300, 800), "#446688").save(kept, "JPEG")
    made = Picture.objects.create(
        title="Ảnh khởi công", description="Một nền xanh", licence="own", width=1300, height=800,
        file=ContentFile(kept.getvalue(), name),
    )  # fmt: skip
    for language, words in (("en", "A plain blue ground"), ("zh-hans", "蓝色背景")):
        PictureWords.objects.create(picture=made, language=language, description=words)
    return made


def recording(newsroom: SimpleNamespace, language: str) -> Recording:
    packed = keep(newsroom.reporter, f"ID3 {language}".encode(), "goc.mp3", "audio/mpeg")
    return Recording.objects.create(
        unit=newsroom.unit, key=f"khoi-cong-{language}", kind="audio", title="Lời ở lễ khởi công", language="vi",
        sent=packed, packed=packed, state="ready", seconds=9, licence="own", recorded_by=newsroom.reporter,
        recorded_at=timezone.now(), transcript="Hôm nay chúng ta khởi công.",
    )  # fmt: skip


@pytest.fixture
def held(newsroom: SimpleNamespace, settings: Any, office: Any, clock: SimpleNamespace) -> SimpleNamespace:
    """A press release in three languages, each with a picture and a recording, approved, and due in three hours."""
    settings.NHIP_NEWSLETTER_LANGUAGES = ("vi", "en", "zh-hans")
    subscribed(office, "doc@mau.vn")
    until, stories, renditions, recordings = clock.now + timedelta(hours=3), {}, [], []
    for language, title in TITLES.items():
        lead, words = SAID[language]
        story = open_story(
            newsroom.reporter, newsroom.unit, title, kind="release", language=language,
            translation_of=stories.get("vi"),
        )  # fmt: skip
        plan_day(newsroom.reporter, story, timezone.localdate(), until)
        shown, spoken = picture(f"khoicong-{language}.jpg"), recording(newsroom, language)
        body = [
            ("words", RichText(f"<p>{words}</p>")), ("picture", {"picture": shown, "alt": "Nền xanh", "caption": ""}),
            ("recording", {"recording": spoken, "caption": ""}),
        ]  # fmt: skip
        save_text(
            newsroom.reporter, story, lead=lead, body=body, picture=shown, number=NUMBER, topic="kinh-te",
            sources="Hợp tác xã Hồi Mẫu", contact="Sở, 0205 000 000", place=newsroom.unit,
        )  # fmt: skip
        move(newsroom.reporter, story, "submit")
        move(newsroom.approver, story, "approve")
        for size in ("width-400", "fill-640x400|format-webp|webpquality-70"):
            renditions.append(shown.get_rendition(size).file.name)
        recordings.append(spoken)
        stories[language] = story
    for language, story in stories.items():
        ways = ["portal", "newsletter", "vietnam_vn"] if language == "vi" else ["portal"]
        release(newsroom.approver, story, ways, until)
    return SimpleNamespace(
        **vars(newsroom), stories=stories, files=renditions, recordings=recordings, until=until,
        slugs=[one.slug for one in stories.values()], spoken=[],
    )  # fmt: skip


def everything(patterns: Any, before: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, route, converters) of every address of the site."""
    for one in patterns:
        route = before + str(one.pattern).lstrip("^").rstrip("$")
        if isinstance(one, URLResolver):
            yield from everything(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield one.name or route, route, dict(one.pattern.converters)


def values(held: SimpleNamespace) -> dict[str, list[str]]:
    """What may stand in each kind of hole of an address, whatever the address is."""
    numbers = [one.pk for one in (*held.stories.values(), *held.recordings)] + [1, 2]
    numbers += list(Picture.objects.values_list("pk", flat=True)) + list(Release.objects.values_list("pk", flat=True))
    numbers += list(Delivery.objects.values_list("pk", flat=True))  # an issue of the newsletter bears the delivery's
    marks = [*(mark(one) for one in held.recordings), *(one.sha256[:16] for one in held.spoken)]
    return {
        "LanguagePart": ["vi", "en", "zh"], "ThingPart": ThingPart.regex.split("|"),
        "IntConverter": [str(one) for one in dict.fromkeys(numbers)],
        "SlugConverter": [*held.slugs, *marks, "tin", "news"],
        "StringConverter": [*getattr(held, "tokens", []), "x"],
        "PathConverter": [*held.files, held.unit.key], "UUIDConverter": ["00000000-0000-0000-0000-000000000000"],
    }  # fmt: skip


def paths(held: SimpleNamespace) -> Iterator[tuple[str, str]]:
    """(name, path) for every address and every value that could lead to the story."""
    known = values(held)
    for name, route, converters in everything(get_resolver().url_patterns):
        if "(?P" in route or "(" in route:
            continue  # Wagtail's own previews by pattern: behind its sign-in, asked in tests/project
        choices = [known.get(type(one).__name__, ["x"]) for one in converters.values()]
        if len(choices) > 2:  # a number, a mark and an ending: every mark, but not every ending
            choices[2:] = [["mp3", "jpg"] for _ in choices[2:]]
        for given in itertools.islice(itertools.product(*choices), 400):
            path = route
            for value in given:
                path = re.sub(r"<[^>]+>", lambda _hole, value=value: value, path, count=1)
            yield name, "/" + path
            if name in ("search", "suggest", "news", "statements", "api_news", "agencies", "ask"):
                for asked in (WORD, "khởi công", "八角"):
                    yield name, f"/{path}?q={quote(asked)}&tim={quote(asked)}&chuyen-muc=kinh-te"


def said_in(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace") + "\n".join(f"{name}: {value}" for name, value in answer.items())


def found(client: Client, held: SimpleNamespace, marks: list[str]) -> dict[str, set[str]]:
    """Where any of the marks stands: by the name of the address, what stood there. Never what was only asked back."""
    seen: dict[str, set[str]] = {}
    for name, path in paths(held):
        answer = client.get(path)
        assert answer.status_code != 500, path
        told = said_in(answer)
        file = answer.status_code == 200 and not answer["Content-Type"].startswith("text/html")
        if file and any(one in path for one in files_of(held)):
            seen.setdefault(name, set()).add("a file")
        for one in marks:
            if one in told and one not in path:
                seen.setdefault(name, set()).add(one)
    return seen


def files_of(held: SimpleNamespace) -> list[str]:
    """What the addresses of its pictures, recordings and readings aloud cannot go without."""
    return [*held.files, *(mark(one) for one in held.recordings), *(one.sha256[:16] for one in held.spoken)]


def marks_of(held: SimpleNamespace) -> list[str]:
    texts = [one for lead, words in SAID.values() for one in (lead, words)]
    return [*TITLES.values(), *held.slugs, *texts, NUMBER, *held.files, *(mark(one) for one in held.recordings)]


def pass_on(clock: SimpleNamespace) -> None:
    """The clock's round: releases, deliveries, letters, the search index."""
    for pk in due_releases(clock.now):
        go_out(CLOCK, pk)
    for _ in range(2):
        delivering.work_deliveries(CLOCK)
        letters.work_letters(CLOCK)
        later()
    refresh(CLOCK)


def test_nothing_is_told_before_its_moment_and_everything_after(
    held: SimpleNamespace, clock: SimpleNamespace, reader: Client, office: Any, caplog: pytest.LogCaptureFixture
) -> None:
    first = held.stories["vi"]
    with pytest.raises(Refused):
        make_preview(held.reporter, first, "Người đọc thử", 3)
    with pytest.raises(Refused):
        shelve_story(held.editor, first, ways=["print"])
    marks = marks_of(held)
    office.kept.clear()
    clock.now = held.until - timedelta(minutes=1)
    for row in Release.objects.all():
        go_out(CLOCK, row.pk)  # whoever starts the job before its time
    pass_on(clock)
    with caplog.at_level(logging.DEBUG):
        assert found(reader, held, marks) == {}
    logged = [one.getMessage() for one in caplog.records if one.name.startswith(("nhip", "django.request"))]
    assert not [line for line in logged for one in (*TITLES.values(), NUMBER) if one in line]
    assert office.kept == []

    clock.now = held.until + timedelta(minutes=1)
    pass_on(clock)
    for language, story in held.stories.items():
        held.spoken.append(aloud(held, story, language))
    after = found(reader, held, marks)
    assert SHOWS - set(after) == set(), "no longer asked rightly, or not shown any more"
    assert len(office.kept) == 1


def test_a_withdrawn_story_leaves_its_title_where_the_reason_stands_and_nothing_else(
    held: SimpleNamespace, clock: SimpleNamespace, reader: Client
) -> None:
    clock.now = held.until + timedelta(minutes=1)
    pass_on(clock)
    for story in held.stories.values():
        held.spoken.append(aloud(held, story, story.locale.language_code))
    for story in held.stories.values():
        withdraw(held.approver, story, "Chưa đủ căn cứ.")
    pass_on(clock)
    seen = found(reader, held, marks_of(held))
    titles = {*TITLES.values(), *held.slugs}
    assert set(seen) <= TOLD_GONE, {name: seen[name] for name in set(seen) - TOLD_GONE}
    for name, told in seen.items():
        assert told <= titles, name


def test_a_link_given_before_the_embargo_shows_nothing_under_it(
    newsroom: SimpleNamespace, clock: SimpleNamespace, reader: Client
) -> None:
    story = newsroom.write(title=TITLES["vi"])
    link = make_preview(newsroom.reporter, story, "Người đọc thử", 3)
    page = f"/xem-truoc/{token_of(link)}/"
    assert TITLES["vi"] in reader.get(page).content.decode()
    plan_day(newsroom.reporter, story, None, clock.now + timedelta(hours=3))
    assert reader.get(page).status_code == 404


def test_an_event_stays_inside_as_long_as_its_activity_does(
    newsroom: SimpleNamespace, clock: SimpleNamespace, reader: Client
) -> None:
    from decimal import Decimal
    from uuid import uuid4

    from nhip.plans.actions.activities import record_activity

    begins = clock.now + timedelta(days=3)
    activity = record_activity(
        newsroom.reporter, entry=uuid4(), unit=newsroom.unit, task=None, kind="event", title="Lễ khởi công",
        on=timezone.localdate() + timedelta(days=3), quantity=Decimal(1), state="planned",
        embargo_until=clock.now + timedelta(hours=3),
    )  # fmt: skip
    event = offer_event(
        newsroom.editor, newsroom.unit, {"vi": {"title": "Lễ khởi công nhà máy", "text": "Tại bản Nà Lình mẫu."}},
        begins, begins + timedelta(hours=2), venue="Bản Nà Lình", contact="Sở, 0205 000 000", activity=activity,
    )  # fmt: skip
    with pytest.raises(Refused, match="chỉ được công bố từ"):
        show(newsroom.approver, event)
    for address in ("/vi/su-kien/", "/vi/su-kien.ics"):
        assert "Lễ khởi công nhà máy" not in said_in(reader.get(address))
    clock.now += timedelta(hours=4)
    show(newsroom.approver, event)
    forget()
    assert "Lễ khởi công nhà máy" in said_in(reader.get("/vi/su-kien/"))


def aloud(held: SimpleNamespace, story: Any, language: str) -> SpokenStory:
    """A reading aloud as the job keeps it, without waiting for the voice."""
    original = keep(held.reporter, f"ID3 {language} {story.pk}".encode(), "doc.mp3", "audio/mpeg")
    story.stage.refresh_from_db()
    read = f"{story.pk:016x}".ljust(64, "0")
    return SpokenStory.objects.create(
        story=story, revision=story.stage.released or newest(story), sha256=read, original=original,
        seconds=9, made_at=timezone.now(),
    )  # fmt: skip
