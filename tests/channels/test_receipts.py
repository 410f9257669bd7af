"""A receipt proves its activity everywhere and carries what came of the posting, as each platform counts it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.channels.test_letters import joined as subscribed
from tests.channels.test_letters import office
from tests.channels.test_push import confirmed, service

from nhip.channels.actions import delivering
from nhip.channels.actions.releases import release, withdraw
from nhip.channels.jobs import read_own_results, release_due
from nhip.channels.models.outlets import OutletCount
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery
from nhip.channels.models.visits import PageDay
from nhip.channels.queries.receipts import receipts_of
from nhip.journal.actors import Machine
from nhip.measurement.queries.behind import rows_behind
from nhip.measurement.queries.indicators import value_of
from nhip.measurement.rows import Span
from nhip.newsroom.actions.stories import move, save_text
from nhip.plans.models.activities import Activity
from nhip.plans.queries.activities import activities

__all__ = ["office", "service"]

pytestmark = pytest.mark.django_db
CLOCK = Machine("channels.clock")
POSTED = ("facebook", "youtube", "telegram")


@pytest.fixture
def out(joined: SimpleNamespace, office: Any, service: Any) -> SimpleNamespace:
    """A story out on the portal, in letters, in browsers and on three platforms, with their numbers read."""
    subscribed(office, "mot@mau.vn", "hai@mau.vn")
    confirmed(service, "a")
    story = joined.approved()
    release(joined.approver, story, ["portal", "newsletter", "push", *POSTED])
    for _ in range(3):
        release_due.func()
        past = timezone.now() - timedelta(seconds=1)
        Delivery.objects.filter(next_at__isnull=False).update(next_at=past)
    story.refresh_from_db()
    PageDay.objects.create(on=timezone.localdate(), path=f"/vi/tin/{story.slug}/", views=31, visits=20)
    read_own_results.func()
    return SimpleNamespace(story=story, **vars(joined))


def test_a_receipt_says_what_came_of_the_posting_by_its_platforms_definition(out: SimpleNamespace) -> None:
    told = {
        one.way: [(number.text, number.value, number.name) for number in one.numbers]
        for activity in Activity.objects.all()
        for one in receipts_of(activity)
    }
    assert told == {
        "Cổng thông tin, nguồn tin RSS": [("Lượt mở trang, bộ đếm của cổng không dùng cookie", 31, "")],
        "Báo nguồn tin đã đổi (WebSub)": [],
        "Bản tin thư điện tử": [("Thư máy chủ đã nhận chuyển", 2, "")],
        "Thông báo trên trình duyệt": [("Trình duyệt đã nhận", 1, "")],
        "Trang Facebook": [("Cảm xúc, bình luận, chia sẻ", 17, "interactions")],
        "Kênh YouTube": [("Lượt thích và bình luận", 6, "interactions"), ("Lượt xem video", 90, "reach")],
        "Kênh Telegram": [],
    }


def test_a_newer_reading_takes_the_place_and_a_posting_taken_down_is_said(
    out: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    out.platforms["youtube"]._own = lambda *_: (200, {"items": [{"statistics": {"viewCount": "250"}}]})
    read_own_results.func()
    (youtube,) = [one for activity in Activity.objects.filter(channel="Kênh YouTube") for one in receipts_of(activity)]
    assert [(one.value, one.on) for one in youtube.numbers if one.name == "reach"] == [(250, timezone.localdate())]
    withdraw(out.approver, out.story, "Chưa kiểm chứng.")
    delivering.work_deliveries(CLOCK)
    (facebook,) = [one for row in Activity.objects.filter(channel="Trang Facebook") for one in receipts_of(row)]
    assert (facebook.gone, facebook.numbers[0].value) == (True, 17)  # what it did stays on record


def test_what_went_out_is_proven_wherever_activities_are_told(
    out: SimpleNamespace, person: Any, client: Client
) -> None:
    assert set(activities(out.approver).values_list("proven", flat=True)) == {True}
    officer = person("officer", out.unit.key)
    client.force_login(officer)
    activity = Activity.objects.get(channel="Kênh YouTube")
    shown = client.get(f"/hoat-dong/{activity.pk}/").content.decode()
    assert "Có minh chứng" in shown
    assert "Lượt xem video" in shown
    assert "https://www.youtube.com/watch?v=v1" in shown
    assert "Chưa có minh chứng" not in shown


def test_the_rows_behind_reach_name_channel_definition_and_proof(out: SimpleNamespace) -> None:
    today = timezone.localdate()
    figure = value_of(out.officer, "E04", out.unit, Span(today, today))
    assert (figure.value, figure.proven) == (90, 90)
    (row,) = rows_behind(out.officer, figure)
    assert row.title == "Kênh mẫu: Lượt xem video"
    assert (row.source, row.standing, row.amount) == ("outlet", "proven", 90)
    assert OutletCount.objects.get(pk=int(row.key.partition(":")[2])).machine
    followers = rows_behind(out.officer, value_of(out.officer, "E03", out.unit, Span(today, today)))
    assert {one.title for one in followers} >= {"Kênh mẫu: Số người theo dõi trang"}


def test_a_story_corrected_on_our_page_is_one_receipt(out: SimpleNamespace) -> None:
    portal = "Cổng thông tin, nguồn tin RSS"
    (activity,) = Activity.objects.filter(channel=portal)
    (before,) = [one for one in receipts_of(activity) if one.way == portal]
    save_text(out.reporter, out.story, lead="Vườn hồi năm nay được mùa, giá tăng nhẹ.")
    move(out.reporter, out.story, "submit")
    move(out.approver, out.story, "approve")
    release(out.approver, out.story, ["portal"], note="Giá tăng nhẹ, không phải giữ nguyên.")
    assert Receipt.objects.filter(activity=activity, carrier="portal").count() == 2
    (after,) = [one for one in receipts_of(activity) if one.way == portal]
    assert (after.at, after.url, after.numbers) == (before.at, before.url, before.numbers)
    assert after.reference != before.reference
