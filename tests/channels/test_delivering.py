"""Machines deliver exactly once: against local platforms, with lost answers, killed workers and withdrawals."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.channels.platforms import HubServer, Platform

from nhip.agencies.refusals import Refused
from nhip.channels.actions import delivering
from nhip.channels.actions.releases import record_posting, release, withdraw
from nhip.channels.jobs import release_due
from nhip.channels.models.joining import Circuit, OutletKey
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery
from nhip.journal.actors import Machine
from nhip.newsroom.models.stories import Story
from nhip.plans.models.activities import Activity

CLOCK = Machine("channels.clock")
MACHINES = ("facebook", "zalo", "instagram", "telegram", "youtube", "tiktok", "websub")
ASKABLE = ("facebook", "zalo", "instagram")
"""Platforms that can be asked what they have."""


def go(joined: SimpleNamespace, *carriers: str) -> Story:
    story = joined.approved()
    release(joined.approver, story, ["portal", *(one for one in carriers if one != "websub")])
    return story


def later() -> None:
    """Everything that waits is due now; pauses are over."""
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(next_at__isnull=False).update(next_at=past)
    Circuit.objects.update(paused_until=None)


def look(joined: SimpleNamespace, carrier: str) -> None:
    """What a person does where no machine can ask: open the channel, and say what stands there."""
    row, shown = Delivery.objects.get(carrier=carrier), joined.platforms[carrier]
    if row.state == "unknown" and shown.shown:
        record_posting(joined.editor, row.pk, f"https://mau.vn/{carrier}/{next(iter(shown.shown))}")
    elif row.state == "unknown":
        delivering.say_absent(joined.editor, row.pk)


def held(platform: Platform) -> int:
    return len(platform.topics) if isinstance(platform, HubServer) else len(platform.shown)


@pytest.mark.django_db
def test_a_release_goes_out_once_by_every_machine_and_is_evidence(joined: SimpleNamespace) -> None:
    story = go(joined, *(one for one in MACHINES if one != "websub"))
    for _ in range(3):
        release_due.enqueue()
        later()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"out"}
    assert [held(one) for one in joined.platforms.values()] == [1] * 7
    assert Receipt.objects.filter(carrier="facebook").get().reference == "1002003004_1"
    assert sorted(Activity.objects.values_list("kind", flat=True)) == ["news_web", *["social_post"] * 6]
    graph, zalo = joined.platforms["facebook"], joined.platforms["zalo"]
    (post,) = graph.shown.values()
    assert "0205 000 000" in post["message"]
    assert post["link"].endswith(f"/vi/tin/{story.pk}/")
    (article,) = zalo.shown.values()
    assert any("0205 000 000" in part["content"] for part in article["body"])
    assert zalo.spent == ["r1"]
    assert '"a2"' not in OutletKey.objects.get(outlet__platform="zalo").sealed


@pytest.mark.django_db
@pytest.mark.parametrize("carrier", ASKABLE)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_after_a_lost_answer_the_platform_is_asked_before_a_second_try(
    joined: SimpleNamespace, carrier: str, moment: str
) -> None:
    go(joined, carrier)
    platform = joined.platforms[carrier]
    platform.break_at = moment
    delivering.work_deliveries(CLOCK)
    row = Delivery.objects.get(carrier=carrier)
    assert (row.state, held(platform)) == ("sending", 1 if moment == "after" else 0)
    delivering.work_deliveries(CLOCK)  # not before its time
    assert Delivery.objects.get(carrier=carrier).tries == 1
    later()
    delivering.work_deliveries(CLOCK)
    row.refresh_from_db()
    assert (row.state, platform.made, held(platform)) == ("out", 1, 1)
    assert row.reference in platform.shown
    assert Receipt.objects.filter(carrier=carrier).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["before", "after"])
def test_where_no_machine_can_ask_a_person_says_what_stands_there(joined: SimpleNamespace, moment: str) -> None:
    go(joined, "telegram")
    platform = joined.platforms["telegram"]
    platform.break_at = moment
    for _ in range(3):
        delivering.work_deliveries(CLOCK)
        later()
    row = Delivery.objects.get(carrier="telegram")
    assert (row.state, row.next_at, platform.made) == ("unknown", None, int(moment == "after"))
    assert "mở kênh xem" in row.fault
    with pytest.raises(Refused):
        delivering.try_again(joined.editor, row.pk)
    look(joined, "telegram")
    delivering.work_deliveries(CLOCK)
    row.refresh_from_db()
    link = "https://mau.vn/telegram/1" if moment == "after" else "https://t.me/mau_langson/1"
    assert (row.state, row.url, platform.made) == ("out", link, 1)
    with pytest.raises(Refused):
        delivering.say_absent(joined.editor, row.pk)


@pytest.mark.django_db
def test_a_platform_that_asks_to_wait_is_given_the_time(joined: SimpleNamespace) -> None:
    go(joined, "telegram", "instagram")
    wait = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 900}}
    joined.platforms["telegram"].faults = [(429, wait)]
    joined.platforms["instagram"].faults = [(429, {}, {"Retry-After": "1200"})]
    before = timezone.now()
    delivering.work_deliveries(CLOCK)
    waits = {row.carrier: (row.state, round((row.next_at - before).total_seconds(), -2))
             for row in Delivery.objects.exclude(carrier__in=("portal", "websub"))}  # fmt: skip
    assert waits == {"telegram": ("failed", 900), "instagram": ("failed", 1200)}
    later()
    delivering.work_deliveries(CLOCK)
    assert [joined.platforms[one].made for one in waits] == [1, 1]


@pytest.mark.django_db
def test_a_token_that_ends_before_its_day_is_exchanged_and_the_posting_goes_out_once(joined: SimpleNamespace) -> None:
    zalo = joined.platforms["zalo"]
    OutletKey.objects.filter(outlet__platform="zalo").update(expires_at=timezone.now() + timedelta(days=1))
    zalo.token = "another"
    go(joined, "zalo")
    for _ in range(3):
        delivering.work_deliveries(CLOCK)
        later()
    assert (Delivery.objects.get(carrier="zalo").state, zalo.made, zalo.spent) == ("out", 1, ["r1"])


@pytest.mark.django_db
def test_a_duplicate_refused_by_the_platform_is_looked_for_and_not_posted_again(joined: SimpleNamespace) -> None:
    go(joined, "facebook")
    graph = joined.platforms["facebook"]
    graph.faults = [(400, {"error": {"code": 506}})]
    delivering.work_deliveries(CLOCK)
    assert Delivery.objects.get(carrier="facebook").state == "sending"
    later()
    delivering.work_deliveries(CLOCK)
    assert (Delivery.objects.get(carrier="facebook").state, graph.made) == ("out", 1)


@pytest.mark.django_db
def test_while_the_question_is_refused_nothing_is_posted_again(joined: SimpleNamespace) -> None:
    go(joined, "facebook")
    graph = joined.platforms["facebook"]
    graph.break_at = "after"
    delivering.work_deliveries(CLOCK)
    graph.token = "another"
    later()
    delivering.work_deliveries(CLOCK)
    row = Delivery.objects.get(carrier="facebook")
    assert (row.state, row.next_at, graph.made) == ("sending", None, 1)
    assert "nối lại trang" in row.fault
    graph.token = "trang-token"
    delivering.try_again(joined.editor, row.pk)
    delivering.work_deliveries(CLOCK)
    row.refresh_from_db()
    assert (row.state, graph.made) == ("out", 1)


@pytest.mark.django_db
def test_faults_are_told_in_vietnamese_and_a_person_takes_over(joined: SimpleNamespace) -> None:
    go(joined, "facebook")
    graph = joined.platforms["facebook"]
    graph.faults = [(400, {"error": {"code": 32}}), (400, {"error": {"code": 200}})]
    delivering.work_deliveries(CLOCK)
    row = Delivery.objects.get(carrier="facebook")
    assert (row.state, row.fault) == ("failed", "Facebook tạm không nhận thêm bài của trang này (hết lượt gọi).")
    with pytest.raises(Refused):
        delivering.try_again(joined.editor, row.pk)
    later()
    delivering.work_deliveries(CLOCK)
    row.refresh_from_db()
    assert (row.state, row.next_at, row.fault) == ("failed", None, "Ứng dụng chưa có quyền đăng lên trang này.")
    delivering.give_to_hand(joined.editor, row.pk)
    later()
    delivering.work_deliveries(CLOCK)
    assert (Delivery.objects.get(carrier="facebook").state, graph.made) == ("by_hand", 0)


@pytest.mark.django_db
def test_a_platform_that_fails_again_and_again_is_left_alone(joined: SimpleNamespace) -> None:
    go(joined, "facebook")
    graph = joined.platforms["facebook"]
    graph.faults = [(400, {"error": {"code": 4}})] * 20
    for _ in range(5):
        Delivery.objects.filter(carrier="facebook").update(next_at=timezone.now())
        delivering.work_deliveries(CLOCK)
    tried = len(graph.asked)
    Delivery.objects.filter(carrier="facebook").update(next_at=timezone.now())
    delivering.work_deliveries(CLOCK)
    assert len(graph.asked) == tried == 5
    graph.faults = []
    later()
    delivering.work_deliveries(CLOCK)
    assert Delivery.objects.get(carrier="facebook").state == "out"
    assert Circuit.objects.get(name__startswith="facebook").faults == 0


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["out", "lost", "waiting"])
def test_a_withdrawal_removes_it_everywhere_even_what_was_under_way(joined: SimpleNamespace, moment: str) -> None:
    story = go(joined, "facebook", "zalo")
    if moment == "lost":
        joined.platforms["facebook"].break_at = joined.platforms["zalo"].break_at = "after"
    if moment != "waiting":
        delivering.work_deliveries(CLOCK)
    withdraw(joined.approver, story, "Chưa kiểm chứng.")
    for _ in range(3):
        later()
        delivering.work_deliveries(CLOCK)
    assert [held(joined.platforms[one]) for one in ("facebook", "zalo")] == [0, 0]
    wanted = "cancelled" if moment == "waiting" else "withdrawn"
    assert set(Delivery.objects.exclude(carrier="portal").values_list("state", flat=True)) == {wanted}


@pytest.mark.django_db
def test_two_workers_at_once_claim_one(joined: SimpleNamespace) -> None:
    go(joined, "facebook")
    row = Delivery.objects.get(carrier="facebook")
    assert delivering._claimed(row.pk)[1] == "waiting"
    assert delivering._claimed(row.pk)[1] == ""


@pytest.mark.django_db
def test_the_single_use_refresh_token_is_exchanged_by_one(joined: SimpleNamespace) -> None:
    from nhip.channels.actions.joining import secrets_of
    from nhip.channels.carriers.carrier import NotTaken

    key = OutletKey.objects.select_related("outlet").get(outlet__platform="zalo")
    OutletKey.objects.update(renewing_until=timezone.now() + timedelta(seconds=30))
    with pytest.raises(NotTaken) as fault:
        secrets_of(CLOCK, key.outlet)
    assert fault.value.again
    assert joined.platforms["zalo"].spent == []
    OutletKey.objects.update(renewing_until=timezone.now() - timedelta(seconds=1))
    assert secrets_of(CLOCK, key.outlet)["token"] == "a2"
    assert secrets_of(CLOCK, key.outlet)["token"] == "a2"
    assert joined.platforms["zalo"].spent == ["r1"]
