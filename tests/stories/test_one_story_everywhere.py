"""Written once, approved by another: on the portal in three languages with its reading aloud, in the feeds, in the
newsletter and on seven carriers, each once; in its commune's report with proof; and gone everywhere when withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.channels import conftest as channels
from tests.channels.test_delivering import held, later
from tests.channels.test_letters import joined as subscribed
from tests.channels.test_letters import office

from nhip.channels.actions.releases import release, withdraw
from nhip.channels.jobs import release_due
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery
from nhip.measurement.periods import Period, slots
from nhip.newsroom.actions.stories import move, open_story, save_text
from nhip.newsroom.jobs import read_public_stories
from nhip.newsroom.models.spoken import SpokenStory
from nhip.portal.keeping import forget
from nhip.reporting.actions.rounds import open_round
from nhip.reporting.models.reports import Report
from nhip.reporting.opening import by_hand
from nhip.reporting.regimes import packaged_outlines

__all__ = ["office", "person", "unit"]

person, unit, newsroom, platforms, joined = (
    channels.person, channels.unit, channels.newsroom, channels.platforms, channels.joined,
)  # fmt: skip
COMMUNE, PROVINCE = "lang-son.xa-that-khe/uy-ban-nhan-dan", "lang-son/so-van-hoa-the-thao-va-du-lich"
MACHINES = ("facebook", "zalo", "instagram", "telegram", "youtube", "tiktok")
TITLES = {"vi": "Chợ phiên Thất Khê mở sớm", "en": "That Khe market opens early", "zh-hans": "七溪集市提前开市"}
CODES = {"vi": "vi", "en": "en", "zh-hans": "zh"}

pytestmark = [pytest.mark.django_db, pytest.mark.live]


@pytest.fixture(autouse=True)
def _a_commune(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The newsroom is a commune's; pages of other tests are forgotten."""
    monkeypatch.setattr(channels, "DESK", COMMUNE)
    forget()
    yield
    forget()


def approved(joined: SimpleNamespace, language: str, source: Any) -> Any:
    if source is None:
        story = joined.write(title=TITLES[language])
    else:
        story = open_story(joined.reporter, joined.unit, TITLES[language], language=language, translation_of=source)
        lead, words = channels.WORDS[language]
        body = [("words", channels.RichText(f"<p>{words}</p>"))]
        save_text(joined.reporter, story, lead=lead, sources="UBND xã", contact="UBND xã, 0205 000 000", body=body)
    move(joined.reporter, story, "submit")
    move(joined.approver, story, "approve")
    return story


def test_one_story_everywhere_once_and_gone_everywhere(
    joined: SimpleNamespace, person: Any, office: Any, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    subscribed(office, "mot@mau.vn", "hai@mau.vn")
    stories: dict[str, Any] = {}
    for language in TITLES:
        stories[language] = approved(joined, language, stories.get("vi"))
    first, *others = stories.values()
    release(joined.approver, first, ["portal", "newsletter", *MACHINES])
    for one in others:
        release(joined.approver, one, ["portal"])
    for _ in range(3):  # the clock comes round again and again
        release_due.enqueue()
        later()
    read_public_stories.call()

    # on the portal, in the feeds, read aloud: in three languages
    for language, story in stories.items():
        story.refresh_from_db()
        code = CODES[language]
        shown = client.get(f"/{code}/tin/{story.slug}/").content.decode()
        assert TITLES[language] in shown
        assert "<audio" in shown
        for other in CODES.values():
            assert f'hreflang="{"zh-Hans" if other == "zh" else other}"' in shown
        for feed in ("tin.rss", "tin.atom", "tin.feed.json"):
            assert TITLES[language] in client.get(f"/{code}/{feed}").content.decode()
    assert SpokenStory.objects.count() == 3

    # on each carrier once
    once = dict.fromkeys(MACHINES, 1) | {"websub": len(TITLES)}  # the hub hears of the feed of each language
    assert {code: held(one) for code, one in joined.platforms.items()} == once
    assert sorted(to for _, to, _ in office.kept) == ["hai@mau.vn", "mot@mau.vn"]
    assert set(Delivery.objects.values_list("state", flat=True)) == {"out"}

    # in its commune's report, counted from receipts
    period = half_of_today()
    outline = packaged_outlines()["communications"]
    opening = by_hand("Báo cáo công tác truyền thông", outline, period, period.end, [COMMUNE], PROVINCE)
    open_round(person("officer", PROVINCE), opening)
    figures = {one.code: one for one in Report.objects.get(unit=joined.unit).figures.all()}
    assert (figures["web_items"].value, figures["web_items"].proven) == (3, 3)
    posted = Receipt.objects.filter(carrier__in=MACHINES).count()
    assert posted == len(MACHINES)
    assert (figures["social_posts"].value, figures["social_posts"].proven) == (posted, posted)

    # withdrawn: removed where a machine can, marked for a person where it cannot, told on the portal
    for one in stories.values():
        withdraw(joined.approver, one, "Ngày họp chợ chưa chắc chắn.")
    for _ in range(3):
        later()
        release_due.enqueue()
    for language, story in stories.items():
        code = CODES[language]
        gone = client.get(f"/{code}/tin/{story.slug}/")
        assert gone.status_code == 410
        assert "Ngày họp chợ chưa chắc chắn." in gone.content.decode()
        assert TITLES[language] not in client.get(f"/{code}/tin.atom").content.decode()
        assert TITLES[language] in client.get(f"/{code}/dinh-chinh/").content.decode()
    left = {code for code, one in joined.platforms.items() if code in MACHINES and held(one)}
    for delivery in Delivery.objects.filter(carrier__in=MACHINES):
        assert (delivery.carrier in left) == (delivery.state != "withdrawn"), (delivery.carrier, delivery.state)
    assert client.get(f"/nghe/{first.pk}-x.mp3").status_code == 404


def half_of_today() -> Period:
    today = timezone.localdate()
    return next(
        period
        for one in slots("half", today.year)
        if (period := one.period("calendar")).start <= today <= period.end
    )  # fmt: skip
