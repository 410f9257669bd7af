"""The file of a published picture says who published it; the library reads it back and sees when a byte changed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from tests.channels.test_rights import picture, shown

from nhip.channels.actions.releases import release
from nhip.channels.jobs import sign_public_pictures
from nhip.media.provenance import CHAIN, KEY, read
from nhip.newsroom.actions.stories import move, save_text

pytestmark = pytest.mark.django_db


def test_a_published_picture_says_where_it_comes_from(newsroom: SimpleNamespace) -> None:
    one = picture(newsroom.unit, machine_made=True, credit="Người vẽ Mẫu")
    large, small = one.get_rendition("width-1200|format-webp"), one.get_rendition("width-300")
    type(large).objects.filter(pk=large.pk).update(width=1200)  # the test's picture is small
    story = shown(newsroom, one)
    save_text(newsroom.reporter, story, machine_help="Ảnh do máy vẽ")
    sign_public_pictures.call()
    assert read(Path(large.file.path).read_bytes(), ".webp") is None, "nothing is said before it is published"
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"])
    sign_public_pictures.call()
    data = Path(large.file.path).read_bytes()
    sign_public_pictures.call()
    assert Path(large.file.path).read_bytes() == data, "once is enough"
    found = read(data, ".webp")
    assert found.whole
    assert "Sở Văn hóa" in found.publisher
    work, actions = found.facts["stds.schema-org.CreativeWork"], found.facts["c2pa.actions.v2"]["actions"]
    assert f"/{story.pk}/" in work["url"] or story.slug in work["url"]
    assert work["creditText"] == "Ảnh do máy vẽ"
    assert [each["action"] for each in actions] == ["c2pa.created", "c2pa.edited", "c2pa.published"]
    assert actions[0]["digitalSourceType"].endswith("trainedAlgorithmicMedia")
    changed = bytearray(data)
    changed[-30] ^= 1
    assert not read(bytes(changed), ".webp").whole
    assert read(Path(small.file.path).read_bytes(), ".jpg") is None, "cards stay light"
    for name in (CHAIN, KEY):
        assert (settings.NHIP_KEYS / name).stat().st_mode & 0o077 == 0
