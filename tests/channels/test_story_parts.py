"""What stands in a story's text is shown to whoever approves it: series of pictures, infographics, recordings."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.rich_text import RichText

from nhip.media.actions.originals import keep
from nhip.media.models.pictures import Picture
from nhip.media.models.recordings import Recording
from nhip.newsroom.actions.stories import save_text


def picture(newsroom: SimpleNamespace, number: int) -> Picture:
    kept = io.BytesIO()
    Image.new("RGB", (800, 500), (40, 60, 20 * number)).save(kept, "JPEG")
    file = ContentFile(kept.getvalue(), f"{number}.jpg")
    told = {"title": f"Ảnh {number}", "description": f"Mô tả ảnh {number}", "licence": "own"}
    return Picture.objects.create(unit=newsroom.unit, width=800, height=500, file=file, **told)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["workspace:story", "workspace:story-print"])
def test_the_approver_sees_every_part(newsroom: SimpleNamespace, client: Client, address: str) -> None:
    one, two, drawn = (picture(newsroom, number) for number in (1, 2, 3))
    sent = keep(newsroom.reporter, b"OggS1", "a", "application/octet-stream")
    row = Recording.objects.create(
        unit=newsroom.unit, key="then", kind="audio", title="Lời then", language="vi", sent=sent, packed=sent,
        state="ready", seconds=9, recorded_by=newsroom.reporter, recorded_at=timezone.now(), transcript="Lời bằng chữ.",
    )  # fmt: skip
    story = newsroom.write()
    body = [
        (
            "gallery",
            {"heading": "Một buổi chợ", "pictures": [{"picture": one}, {"picture": two, "caption": "Tan chợ"}]},
        ),
        ("infographic", {"picture": drawn, "alt": "", "words": RichText("<p>Ba con số trong hình.</p>")}),
        ("recording", {"recording": row, "caption": "Ghi ở thôn"}),
        ("facts", {"heading": "Giờ mở cửa", "words": RichText("<p>7 giờ.</p>")}),
    ]
    save_text(newsroom.reporter, story, body=body)
    client.force_login(newsroom.approver, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse(address, args=[story.pk])).content.decode()
    for told in (
        "Một buổi chợ", "Mô tả ảnh 1", "Mô tả ảnh 2", "Tan chợ", "Mô tả ảnh 3", "Ba con số trong hình.", "Lời then",
        "Lời bằng chữ.", "Ghi ở thôn", "<audio", "<h2>Giờ mở cửa</h2>",
    ):  # fmt: skip
        assert told in page
