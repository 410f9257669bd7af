"""What came of our own postings: read once a day by the platform's definition, and told to whoever must act."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from nhip.channels.actions import delivering, results
from nhip.channels.actions.releases import release, withdraw
from nhip.channels.actions.telling import tell_people
from nhip.channels.jobs import read_own_results
from nhip.channels.models.joining import OutletKey
from nhip.channels.models.outlets import OutletCount
from nhip.channels.models.releases import Delivery, PostingCount
from nhip.journal.actors import Machine
from nhip.notices.models import Notice

pytestmark = pytest.mark.django_db
CLOCK = Machine("channels.clock")
POSTED = ("facebook", "zalo", "instagram", "telegram", "youtube", "tiktok")


def out(joined: SimpleNamespace, *carriers: str) -> None:
    release(joined.approver, joined.approved(), ["portal", *carriers])
    for _ in range(3):
        delivering.work_deliveries(CLOCK)
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))


def numbers() -> dict[str, int]:
    return {one.definition: int(one.value) for one in PostingCount.objects.all()}


def test_every_posting_is_read_once_a_day_by_the_platforms_definitions(joined: SimpleNamespace) -> None:
    out(joined, *POSTED)
    for _ in range(2):
        read_own_results.enqueue()
    assert numbers() == {
        "facebook.engagements": 17, "zalo.interactions": 7, "instagram.likes_comments": 14,
        "youtube.likes_comments": 6, "youtube.views": 90, "tiktok.interactions": 12, "tiktok.views": 400,
    }  # fmt: skip
    followers = {one.definition: int(one.value) for one in OutletCount.objects.filter(name="followers")}
    assert followers == {
        "facebook.followers": 1204, "zalo.followers": 88, "instagram.followers": 310, "telegram.members": 57,
        "youtube.subscribers": 2300, "tiktok.followers": 640,
    }  # fmt: skip
    assert OutletCount.objects.filter(machine=False).count() == 0


def test_what_happened_on_a_channel_is_the_growth_since_the_reading_before(
    joined: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    out(joined, "youtube")
    youtube, now = joined.platforms["youtube"], timezone.now()
    row, views = Delivery.objects.get(carrier="youtube"), iter((90, 250, 240))

    def read(day: int) -> Any:
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=day))
        PostingCount.objects.filter(on__gt=timezone.localdate()).delete()
        monkeypatch.setattr(youtube, "_own", lambda *_: (200, {"items": [{"statistics": {"viewCount": next(views)}}]}))
        OutletKey.objects.update(expires_at=timezone.now() + timedelta(hours=1))
        results.read_results(CLOCK)
        return OutletCount.objects.filter(definition="youtube.views").order_by("on").last()

    today = timezone.localdate(now)
    first = read(0)
    assert (first.value, first.since, first.on) == (90, timezone.localdate(row.out_at), today)
    third = read(3)
    assert (third.value, third.since, third.on) == (160, today + timedelta(days=1), today + timedelta(days=3))
    assert read(4).value == 0  # the platform took some back: a span of days is never less than nought
    assert PostingCount.objects.filter(definition="youtube.views").count() == 3


def test_a_posting_that_is_gone_is_told_and_not_asked_about_again(joined: SimpleNamespace) -> None:
    out(joined, "facebook")
    joined.platforms["facebook"].shown.clear()
    for _ in range(2):
        read_own_results.enqueue()
    row = Delivery.objects.get(carrier="facebook")
    assert row.missing_at is not None
    asked = [path for _, path in joined.platforms["facebook"].asked if path.strip("/") == row.reference]
    assert len(asked) == 1
    told = Notice.objects.get(kind="posting_missing", account=joined.editor)
    assert "Trang Facebook" in told.title


def test_tokens_are_spoken_of_before_they_end_and_when_they_are_over(joined: SimpleNamespace) -> None:
    key = OutletKey.objects.get(outlet__platform="instagram")
    joined.outlets["instagram"].administrators = "Chánh Văn phòng\nChuyên viên truyền thông"
    joined.outlets["instagram"].save()

    def told(kind: str) -> int:
        tell_people(CLOCK)
        return Notice.objects.filter(kind=kind, account=joined.approver).count()

    assert told("channel_key_ends") == 0
    for days, count in ((13, 1), (12, 1), (2, 2), (-1, 3)):
        OutletKey.objects.filter(pk=key.pk).update(expires_at=timezone.now() + timedelta(days=days, minutes=5))
        assert told("channel_key_ends") == count, days
    body = Notice.objects.filter(kind="channel_key_ends").first().body
    assert "Chánh Văn phòng, Chuyên viên truyền thông" in body
    assert f"{datetime.now():%Y}" in body
    joined.platforms["instagram"].token = "another"
    read_own_results.enqueue()
    assert Notice.objects.filter(kind="channel_key_over", account=joined.approver).count() == 1
    assert "Instagram" in OutletKey.objects.get(pk=key.pk).fault


def test_what_waits_for_a_person_is_told_once(joined: SimpleNamespace) -> None:
    story = joined.approved()
    release(joined.approver, story, ["portal", "wechat", "telegram"])
    joined.platforms["telegram"].break_at = "after"
    for _ in range(3):
        delivering.work_deliveries(CLOCK)
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))
    for _ in range(2):
        tell_people(CLOCK)
    mine = Notice.objects.filter(account=joined.editor)
    assert sorted(mine.values_list("kind", flat=True)) == ["posting_by_hand", "posting_unknown"]
    withdraw(joined.approver, story, "Chưa kiểm chứng.")
    tell_people(CLOCK)
    assert mine.count() == 2
