"""A picture is anybody's while it stands in a public story and its right lasts."""

from __future__ import annotations

import io
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.rich_text import RichText

from nhip.channels.actions.releases import release, withdraw
from nhip.media.models.pictures import Picture
from nhip.newsroom.actions.stories import move, save_text

pytestmark = pytest.mark.django_db


def picture(until: date | None = None) -> Picture:
    kept = io.BytesIO()
    Image.new("RGB", (1300, 800), "#446688").save(kept, "JPEG")
    return Picture.objects.create(
        title="Ảnh thử", description="Một nền xanh", licence="own", rights_until=until, width=1300, height=800,
        file=ContentFile(kept.getvalue(), "thu.jpg"),
    )  # fmt: skip


def test_seen_only_while_its_story_is_public(newsroom: SimpleNamespace, reader: Client) -> None:
    shown = picture()
    story = newsroom.write()
    body = [("words", RichText("<p>Một đoạn văn đủ dài để qua được danh mục kiểm tra.</p>")),
            ("picture", {"picture": shown, "alt": "Nền xanh", "caption": ""})]  # fmt: skip
    save_text(newsroom.reporter, story, picture=shown, body=body)
    address = shown.get_rendition("width-400").url
    assert address.startswith("/anh/")
    assert reader.get(address).status_code == 404
    staff = Client()
    staff.force_login(newsroom.reporter, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert staff.get(address).status_code == 200
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    answer = reader.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    page = reader.get(f"/vi/tin/{story.slug}/").content.decode()
    assert 'alt="Nền xanh"' in page
    assert 'loading="lazy"' in page
    assert 'width="1200"' in page
    Picture.objects.filter(pk=shown.pk).update(rights_until=timezone.localdate() - timedelta(days=1))
    assert reader.get(address).status_code == 404
    Picture.objects.filter(pk=shown.pk).update(rights_until=None)
    withdraw(newsroom.approver, story, "Sai.")
    assert reader.get(address).status_code == 404


def test_a_made_up_name_is_not_found(reader: Client) -> None:
    for name in ("x.jpg", "../keys/secret", "%2e%2e/nhip.sqlite3"):
        assert reader.get(f"/anh/{name}").status_code == 404
