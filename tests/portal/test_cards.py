"""Cards of shared links on the portal: the agency's kit, only what is public, nothing before its moment or after it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from tests.channels.test_rights import picture

from nhip.channels.actions.releases import release, withdraw
from nhip.media.actions.brands import add_brand_item, approve_brand_item, end_brand_item
from nhip.media.models.brands import BrandItem
from nhip.newsroom.actions.stories import plan_day, save_text
from nhip.portal.keeping import forget

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def logo() -> bytes:
    kept = io.BytesIO()
    Image.new("RGBA", (300, 300), "#a53f10").save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def kit(newsroom: SimpleNamespace, person: Callable[..., object]) -> object:
    """The agency's colour and logo, approved by another person; an older and an unapproved colour beside them."""
    leader = person("leader", newsroom.unit.key)
    day = TODAY - timedelta(days=9)
    file = ("l.png", logo(), "image/png")
    for kind, value, given in (("colour", "#7a4f00", None), ("colour", "#1f6b45", None), ("logo", "", file)):
        made = add_brand_item(newsroom.editor, newsroom.unit, kind, "Chính", day, value=value, file=given)
        approve_brand_item(leader, made)
    add_brand_item(newsroom.editor, newsroom.unit, "colour", "Chưa duyệt", day, value="#ff00ff")
    return leader


def shared(page: str) -> str:
    return re.search(r'property="og:image" content="[^"]*?(/(?:the|static|anh)/[^"]+)"', page).group(1)


def of(account: object) -> Client:
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_story_without_a_picture_is_shared_with_its_agencys_card(
    public: Callable[..., object], kit: object, reader: Client
) -> None:
    story = public(title="Chợ phiên họp sớm")
    page = reader.get(f"/vi/tin/{story.slug}/").content.decode()
    where = shared(page)
    assert where.startswith(f"/the/{story.pk}-")
    assert 'og:image:width" content="1200"' in page
    answer = reader.get(where)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    with Image.open(io.BytesIO(answer.content)) as card:
        assert card.size == (1200, 630)
        assert card.convert("RGB").getpixel((600, 620)) == (0x1F, 0x6B, 0x45), "the newest approved colour"
        assert card.convert("RGB").getpixel((140, 140)) == (0xA5, 0x3F, 0x10)


def test_another_kit_another_address_and_without_one_the_portals_own(
    public: Callable[..., object], kit: object, newsroom: SimpleNamespace, reader: Client
) -> None:

    story = public()
    place = f"/vi/tin/{story.slug}/"
    first = shared(reader.get(place).content.decode())
    end_brand_item(kit, BrandItem.objects.get(value="#1f6b45"), TODAY - timedelta(days=1))
    forget()
    second = shared(reader.get(place).content.decode())
    assert second != first
    assert reader.get(first).content == reader.get(second).content, "platforms keep old addresses: today's card"
    for item in BrandItem.objects.filter(approved_by__isnull=False, until=None):
        end_brand_item(kit, item, TODAY - timedelta(days=1))
    forget()
    assert shared(reader.get(place).content.decode()).startswith("/static/")
    assert reader.get(second).status_code == 404


def test_nothing_before_its_moment_and_nothing_after(
    newsroom: SimpleNamespace, kit: object, reader: Client, person: Callable[..., object]
) -> None:
    story = newsroom.approved(title="Tin cấm đưa")
    plan_day(newsroom.reporter, story, None, timezone.now() + timedelta(hours=5))
    where = f"/the/{story.pk}-x.png"
    assert reader.get(where).status_code == 404
    assert of(person("reporter", "lang-son/so-cong-thuong")).get(where).status_code == 404
    inside = of(newsroom.reporter).get(where)
    assert (inside.status_code, inside.headers["Cache-Control"]) == (200, "private, no-store")
    plan_day(newsroom.reporter, story, None, None)
    if story.stage.state != "approved":
        story.stage.refresh_from_db()
    release(newsroom.approver, story, ["portal"])
    assert reader.get(where).status_code == 200
    withdraw(newsroom.approver, story, "Sai ngày.")
    assert reader.get(where).status_code == 404


def test_a_picture_of_its_own_and_letters_that_are_not_there(
    public: Callable[..., object], newsroom: SimpleNamespace, kit: object, reader: Client
) -> None:
    chinese = public(title="七溪集市", language="zh-hans")
    assert shared(reader.get(f"/zh/tin/{chinese.slug}/").content.decode()).startswith("/static/")
    story = newsroom.write(title="Có ảnh")
    save_text(newsroom.reporter, story, picture=picture(newsroom.unit))
    assert of(newsroom.reporter).get(f"/the/{story.pk}-x.png").status_code == 404


def test_the_desk_sees_the_card_and_prints_under_its_own_head(newsroom: SimpleNamespace, kit: object) -> None:
    story = newsroom.write(title="Thông cáo", kind="release")
    desk = of(newsroom.reporter)
    looks = desk.get(f"/toa-soan/{story.pk}/kenh/").content.decode()
    assert f"/the/{story.pk}-" in looks
    paper = desk.get(f"/toa-soan/{story.pk}/in/").content.decode()
    assert 'src="data:image/png;base64,' in paper
    assert 'fill="#1f6b45"' in paper
    other = newsroom.write(title="Khác")
    save_text(newsroom.reporter, other, picture=picture(newsroom.unit))
    assert "/the/" not in desk.get(f"/toa-soan/{other.pk}/kenh/").content.decode()
