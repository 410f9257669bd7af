"""What is scheduled stands in the order in which it goes out; who took a consent back is told in each language."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nhip.channels.actions.releases import cancel, release
from nhip.channels.queries.due import by_moment
from nhip.channels.unagreed import unagreed
from nhip.newsroom.queries.desk import Wanted, desk_rows


@pytest.mark.django_db
def test_scheduled_stories_stand_by_their_moment(newsroom: SimpleNamespace, settings: Any) -> None:
    settings.NHIP_SECOND_FACTOR = False
    now, stories = timezone.now(), {}
    for title, hours in (("Tin chiều", 9), ("Tin sáng", 2), ("Tin trưa", 5)):
        stories[title] = newsroom.approved(title=title)
        row = release(newsroom.approver, stories[title], ["portal"], now + timedelta(hours=hours))
    rows = by_moment(desk_rows(newsroom.approver, Wanted("scheduled")))
    assert [one.story.title for one in rows] == ["Tin sáng", "Tin trưa", "Tin chiều"]
    assert rows[0].due == now + timedelta(hours=2)
    client = Client()
    client.force_login(newsroom.approver, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = client.get("/toa-soan/?xem=da-hen-gio").content.decode()
    assert shown.index("Tin sáng") < shown.index("Tin trưa") < shown.index("Tin chiều")
    assert f"phát hành lúc {timezone.localtime(row.due_at):%H:%M}" in shown
    cancel(newsroom.approver, row.pk)
    assert [one.story.title for one in by_moment(desk_rows(newsroom.approver, Wanted("scheduled")))] == [
        "Tin sáng", "Tin chiều",
    ]  # fmt: skip


def test_readers_of_each_language_are_told_why() -> None:
    assert len({unagreed(language) for language in ("vi", "en", "zh-hans")}) == 3
    assert unagreed("ko") == unagreed("en")
