"""“Chạy thử” on the pages: a button beside each channel that machines post to, and what was tried in words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_rehearsal_is_told_in_words(joined: SimpleNamespace, client: Client) -> None:
    story = joined.write()
    client.force_login(joined.editor)
    ways = client.get(f"/toa-soan/{story.pk}/kenh/").content.decode()
    assert ways.count(f'action="/toa-soan/{story.pk}/kenh/chay-thu/"') == 8
    page = client.post(f"/toa-soan/{story.pk}/kenh/chay-thu/", {"kenh": "facebook"}).content.decode()
    for said in (
        "Sẵn sàng phát hành",
        "Đăng một bài mới lên trang.",
        "Nội dung bài",
        "Hoa hồi được mùa",
        "0205 000 000",
    ):
        assert said in page, said
    assert joined.platforms["facebook"].token not in page
    assert joined.platforms["facebook"].made == 0
    late = client.post(f"/toa-soan/{story.pk}/kenh/chay-thu/", {"kenh": "instagram"}).content.decode()
    assert "Chưa phát hành được" in late
    assert "Instagram cần ảnh đại diện" in late
    assert client.get(f"/toa-soan/{story.pk}/kenh/chay-thu/").status_code == 405
    assert client.post(f"/toa-soan/{story.pk}/kenh/chay-thu/", {"kenh": "wechat"}).status_code == 302
    client.force_login(joined.reporter)
    assert "chay-thu" not in client.get(f"/toa-soan/{story.pk}/kenh/").content.decode()
    assert client.post(f"/toa-soan/{story.pk}/kenh/chay-thu/", {"kenh": "facebook"}).status_code == 403
    assert client.post("/toa-soan/999999/kenh/chay-thu/", {"kenh": "facebook"}).status_code == 404
