"""Films: sent in pieces as each platform asks, taken up again where they broke, out once; and what stops one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from tests.channels.films import TikTok, YouTube
from tests.channels.killing import Dying

from nhip.channels.actions import delivering
from nhip.channels.actions.releases import release, withdraw
from nhip.channels.carriers.carrier import Clip, Message, NotTaken, Unclear
from nhip.channels.carriers.tiktok import TikTokAccount
from nhip.channels.carriers.youtube import YouTubeChannel
from nhip.channels.carrying import ways
from nhip.channels.media import pieces
from nhip.channels.models.joining import OutletKey
from nhip.channels.models.releases import Delivery
from nhip.journal.actors import Machine

CLOCK = Machine("channels.clock")


@pytest.fixture
def message(tmp_path: Path) -> Message:
    film = tmp_path / "hoi.mp4"
    film.write_bytes(bytes(range(256)) * 5000)  # 1 280 000 bytes
    clip = Clip(film, film.stat().st_size, seconds=60)
    return Message(
        key="1-x", title="Hoa hồi <mùa> mới", lead="Hợp tác xã ký đơn hàng.", plain=(), address="https://mau.vn/vi/tin/1/",
        office="Sở Mẫu", contact="0205 000 000", clip=clip,
    )  # fmt: skip


def small(code: str, base: str, **rule: int) -> Any:
    """The way with small pieces, so that a small film has many."""
    way = ways()[code]
    return replace(way, base=base, clip=replace(way.clip, **rule))


def test_youtube_gets_whole_multiples_and_what_is_left(message: Message) -> None:
    server = YouTube()
    try:
        made = YouTubeChannel(small("youtube", server.base, chunk=600_000), server.token).publish(message)
        assert server.sizes == [524_288, 524_288, 231_424]
        assert made.url == "https://www.youtube.com/watch?v=v1"
        snippet = server.shown["v1"]["snippet"]
        assert snippet["title"] == "Hoa hồi ‹mùa› mới"
        assert "https://mau.vn/vi/tin/1/#1-x" in snippet["description"]
    finally:
        server.close()


def test_a_broken_upload_is_taken_up_where_it_broke(message: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    server = YouTube()
    try:
        channel = YouTubeChannel(small("youtube", server.base, chunk=262_144), server.token)
        sent, broken = YouTubeChannel._piece, iter([2, 3])
        wanted = [next(broken)]

        def breaks(self: Any, session: str, data: bytes, start: int, total: int) -> Any:
            answer = sent(self, session, data, start, total)
            if len(server.sizes) == wanted[0]:
                wanted[0] = next(broken, 0)
                raise Unclear("line")
            return answer

        monkeypatch.setattr(YouTubeChannel, "_piece", breaks)
        assert channel.publish(message).reference == "v1"
        assert (server.made, sum(server.sizes)) == (1, 1_280_000)
    finally:
        server.close()


def test_tiktok_gets_its_pieces_in_order_and_is_asked_until_the_film_is_out(message: Message) -> None:
    server = TikTok()
    try:
        way = small("tiktok", server.base, chunk=400_000)
        made = TikTokAccount(way, server.token, audited=True, pause=0).publish(message)
        assert server.sizes == [400_000, 400_000, 480_000]
        assert made.reference in server.shown
        assert made.url.startswith("https://www.tiktok.com/@mau/video/")
        server.fails = "file_format_check_failed"
        with pytest.raises(NotTaken) as fault:
            TikTokAccount(way, server.token, audited=True, pause=0).publish(message)
        assert "định dạng" in fault.value.fault
    finally:
        server.close()


def test_an_app_that_was_not_audited_posts_nothing(message: Message) -> None:
    account = TikTokAccount(ways()["tiktok"], "ta1")
    assert [one.code for one in account.preview(message).issues] == ["channels.app_not_audited"]
    with pytest.raises(NotTaken):
        account.publish(message)


def test_a_film_that_is_missing_too_long_or_too_big_is_said_before() -> None:
    message = Message("k", "Tin", "", (), "https://mau.vn/", "Sở", "0205")
    channel = YouTubeChannel(ways()["youtube"], "")
    assert [one.code for one in channel.preview(message).issues] == ["channels.clip_missing"]
    long = replace(message, clip=Clip(Path("x"), 5 * 1024**3, seconds=900))
    assert [one.code for one in TikTokAccount(ways()["tiktok"], "", True).preview(long).issues] == [
        "channels.clip_big", "channels.clip_long",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "chunk", "joined", "lengths"),
    [(10, 4, False, [4, 4, 2]), (10, 4, True, [4, 6]), (3, 4, True, [3]), (8, 4, False, [4, 4]), (0, 4, False, [])],
)
def test_pieces(size: int, chunk: int, joined: bool, lengths: list[int]) -> None:
    assert [end - start + 1 for start, end in pieces(size, chunk, joined=joined)] == lengths


@pytest.mark.django_db
def test_a_film_under_review_is_asked_about_by_its_number_and_never_sent_again(joined: SimpleNamespace) -> None:
    tiktok = joined.platforms["tiktok"]
    tiktok.reviewing = 40
    release(joined.approver, joined.approved(), ["portal", "tiktok"])
    for _ in range(3):
        delivering.work_deliveries(CLOCK)
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))
    row = Delivery.objects.get(carrier="tiktok")
    assert (row.state, row.reference, tiktok.made) == ("sending", "p1", 1)
    tiktok.reviewing = 0
    delivering.work_deliveries(CLOCK)
    row.refresh_from_db()
    assert (row.state, tiktok.made) == ("out", 1)
    assert row.reference in tiktok.shown


@pytest.mark.django_db
@pytest.mark.parametrize("carrier", ["youtube", "tiktok"])
def test_a_token_that_ends_on_the_way_is_exchanged_and_the_film_goes_out_once(
    joined: SimpleNamespace, carrier: str
) -> None:
    platform = joined.platforms[carrier]
    platform.token = "another"
    release(joined.approver, joined.approved(), ["portal", carrier])
    for _ in range(3):
        delivering.work_deliveries(CLOCK)
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))
    assert (Delivery.objects.get(carrier=carrier).state, platform.made) == ("out", 1)
    assert OutletKey.objects.get(outlet__platform=carrier).fault == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("carrier", "again"), [("youtube", 0), ("tiktok", 2)])
def test_an_upload_whose_worker_was_killed_goes_on_soon_and_the_film_is_out_once(
    joined: SimpleNamespace, carrier: str, again: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """YouTube is asked what it has and gets the rest; TikTok forgets a broken upload, so its pieces are sent again."""
    platform = joined.platforms[carrier]
    way = small(carrier, platform.base, chunk=262_144)  # the film of a mebibyte in four pieces
    monkeypatch.setattr(delivering, "way_at", lambda code: replace(way, renew=f"{platform.base}/token"))
    release(joined.approver, joined.approved(), ["portal", carrier])
    platform.changes = lambda method, path: method == "PUT" and len(platform.sizes) == 1
    platform.break_at = "after"
    row = Delivery.objects.get(carrier=carrier)
    begun = timezone.now()
    Dying(
        lambda: delivering.work_delivery(CLOCK, row.pk), None, lambda pid: setattr(platform, "victim", pid)
    ).run()  # fmt: skip
    platform.break_at = ""
    del platform.changes
    row.refresh_from_db()
    assert (row.state, len(platform.sizes), platform.made, bool(row.reference)) == ("sending", 2, 0, True)
    assert row.next_at - begun < timedelta(minutes=20)  # not the hours of a whole upload
    for _ in range(4):
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))
        delivering.work_deliveries(CLOCK)
    row.refresh_from_db()
    assert (row.state, platform.made, len(platform.sizes)) == ("out", 1, 4 + again)


@pytest.mark.django_db
def test_a_worker_that_lost_its_film_to_another_stops(joined: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    youtube = joined.platforms["youtube"]
    way = small("youtube", youtube.base, chunk=262_144)
    monkeypatch.setattr(delivering, "way_at", lambda code: replace(way, renew=f"{youtube.base}/token"))
    release(joined.approver, joined.approved(), ["portal", "youtube"])
    row, sent = Delivery.objects.get(carrier="youtube"), YouTubeChannel._piece

    def taken(self: Any, *told: Any) -> Any:
        answer = sent(self, *told)
        Delivery.objects.filter(pk=row.pk).update(tries=7)  # another worker has it in hand
        return answer

    monkeypatch.setattr(YouTubeChannel, "_piece", taken)
    assert delivering.work_delivery(CLOCK, row.pk).state == "sending"
    assert (len(youtube.sizes), youtube.made) == (1, 0)
    monkeypatch.setattr(YouTubeChannel, "_piece", sent)
    for _ in range(2):
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))
        delivering.work_deliveries(CLOCK)
    row.refresh_from_db()
    assert (row.state, len(youtube.sizes), youtube.made) == ("out", 4, 1)


@pytest.mark.django_db
def test_a_withdrawal_stops_an_upload_under_way(joined: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    youtube = joined.platforms["youtube"]
    way = small("youtube", youtube.base, chunk=262_144)
    monkeypatch.setattr(delivering, "way_at", lambda code: replace(way, renew=f"{youtube.base}/token"))
    story = joined.approved()
    release(joined.approver, story, ["portal", "youtube"])
    sent = YouTubeChannel._piece

    def piece(self: Any, *told: Any) -> Any:
        answer = sent(self, *told)
        if len(youtube.sizes) == 1:
            withdraw(joined.approver, story, "Chưa kiểm chứng.")
        return answer

    monkeypatch.setattr(YouTubeChannel, "_piece", piece)
    for _ in range(3):
        delivering.work_deliveries(CLOCK)
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))
    assert (Delivery.objects.get(carrier="youtube").state, youtube.made, len(youtube.sizes)) == ("cancelled", 0, 1)
