"""What is scheduled stands in the order in which it goes out; who took a consent back is told in each language."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.portal.test_pictures import picture

from nhip.channels.actions.releases import cancel, go_out, release
from nhip.channels.actions.telling import tell_people
from nhip.channels.queries.due import by_moment
from nhip.channels.unagreed import unagreed
from nhip.journal.actors import Machine
from nhip.media.models.pictures import Picture
from nhip.newsroom.actions.stories import move, save_text
from nhip.newsroom.queries.desk import Wanted, desk_rows
from nhip.notices.models import Notice

CLOCK = Machine("channels.clock")


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


@pytest.mark.django_db
def test_what_is_held_at_its_moment_is_told_and_said(
    newsroom: SimpleNamespace, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NHIP_SECOND_FACTOR = False
    shown = picture()
    story = newsroom.write()
    save_text(newsroom.reporter, story, picture=shown)
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    due = timezone.now() + timedelta(days=2)
    row = release(newsroom.approver, story, ["portal"], due)
    Picture.objects.filter(pk=shown.pk).update(rights_until=timezone.localdate())
    monkeypatch.setattr(timezone, "now", lambda: due + timedelta(minutes=1))
    assert go_out(CLOCK, row.pk).held
    assert tell_people(CLOCK) > 0
    assert tell_people(CLOCK) == 0
    told = set(Notice.objects.filter(kind="release_held").values_list("account", "link"))
    assert told == {(one.pk, f"/toa-soan/{story.pk}/") for one in (newsroom.reporter, newsroom.approver)}
    client = Client()
    client.force_login(newsroom.approver, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Đã đến giờ hẹn nhưng" in client.get(f"/toa-soan/{story.pk}/").content.decode()
    Picture.objects.filter(pk=shown.pk).update(rights_until=None)
    assert go_out(CLOCK, row.pk).held == ""
    story.refresh_from_db()
    assert story.live


def test_readers_of_each_language_are_told_why() -> None:
    assert len({unagreed(language) for language in ("vi", "en", "zh-hans")}) == 3
    assert unagreed("ko") == unagreed("en")
