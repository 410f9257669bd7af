"""The pages of what goes out: by hand on a phone, what is unclear, previews, and joining a channel to its platform."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from nhip.channels.actions import delivering
from nhip.channels.actions.joining import part_outlet
from nhip.channels.actions.releases import release, withdraw
from nhip.channels.models.joining import OutletKey
from nhip.channels.models.outlets import OutletShare
from nhip.channels.models.releases import Delivery
from nhip.channels.queries.deliveries import would_go
from nhip.journal.actors import Machine

pytestmark = pytest.mark.django_db
CLOCK = Machine("channels.clock")


def page(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def desk(joined: SimpleNamespace, settings: object) -> SimpleNamespace:
    settings.NHIP_SECOND_FACTOR = False
    settings.NHIP_ADDRESS = "https://nhip.mau.vn"
    return SimpleNamespace(
        **vars(joined), editors=page(joined.editor), approvers=page(joined.approver), reporters=page(joined.reporter)
    )


def work(times: int = 3) -> None:
    for _ in range(times):
        delivering.work_deliveries(CLOCK)
        Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now() - timedelta(seconds=1))


def test_a_person_posts_corrects_and_takes_down_by_hand(desk: SimpleNamespace) -> None:
    story = desk.approved()
    release(desk.approver, story, ["portal", "wechat"])
    row = Delivery.objects.get(carrier="wechat")
    assert story.title in desk.editors.get("/kenh/bai-dang/").content.decode()
    text = desk.editors.get(f"/kenh/bai-dang/{row.pk}/").content.decode()
    (area,) = re.findall(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", text, re.DOTALL)
    assert area.strip().startswith(story.title)
    assert "0205 000 000" in area
    assert f"/vi/tin/{story.pk}/" in area
    assert "#" not in area
    told = desk.editors.post(f"/kenh/bai-dang/{row.pk}/viec/post/", {"duong-dan": "a.vn"}, follow=True)
    assert "https://" in told.content.decode()
    desk.editors.post(f"/kenh/bai-dang/{row.pk}/viec/post/", {"duong-dan": "https://a.vn/1"})
    row.refresh_from_db()
    assert (row.state, row.url) == ("out", "https://a.vn/1")
    withdraw(desk.approver, story, "Chưa kiểm chứng.")
    assert "https://a.vn/1" in desk.editors.get(f"/kenh/bai-dang/{row.pk}/").content.decode()
    desk.editors.post(f"/kenh/bai-dang/{row.pk}/viec/down/", {"minh-chung": "https://a.vn/anh"})
    row.refresh_from_db()
    assert (row.state, row.proof) == ("withdrawn", "https://a.vn/anh")
    assert desk.reporters.post(f"/kenh/bai-dang/{row.pk}/viec/down/", {"minh-chung": "x"}).status_code == 403


def test_what_is_unclear_is_looked_at_and_said(desk: SimpleNamespace) -> None:
    release(desk.approver, desk.approved(), ["portal", "telegram"])
    desk.platforms["telegram"].break_at = "before"
    work(2)
    row = Delivery.objects.get(carrier="telegram")
    assert "Chưa có: đăng lên" in desk.editors.get(f"/kenh/bai-dang/{row.pk}/").content.decode()
    desk.editors.post(f"/kenh/bai-dang/{row.pk}/viec/absent/")
    work()
    row.refresh_from_db()
    assert (row.state, desk.platforms["telegram"].made) == ("out", 1)
    assert row.url in desk.editors.get("/kenh/bai-dang/?xem=da-len").content.decode() or row.state == "out"


def test_a_story_is_seen_on_each_channel_with_its_faults_before_it_goes_out(desk: SimpleNamespace) -> None:
    story = desk.write(title="Hoa hồi được mùa " + "x" * 120)
    text = desk.reporters.get(f"/toa-soan/{story.pk}/kenh/").content.decode()
    assert "Instagram cần ảnh đại diện" in text
    assert "Zalo OA chỉ nhận 150 ký tự" not in text
    assert "cần tệp video" in text
    assert "0205 000 000" in text
    OutletKey.objects.filter(outlet__platform="instagram").update(expires_at=timezone.now() + timedelta(days=5))
    text = desk.reporters.get(f"/toa-soan/{story.pk}/kenh/").content.decode()
    assert "Mã truy cập của kênh còn 04 ngày" in text
    assert Delivery.objects.count() == 0
    assert all(not one.asked for one in desk.platforms.values())


def test_a_channel_is_tried_parted_and_joined_with_tokens(desk: SimpleNamespace) -> None:
    row = desk.outlets["telegram"]
    assert "Kênh mẫu" in desk.approvers.get("/kenh/noi/").content.decode()
    told = desk.approvers.post(f"/kenh/{row.pk}/noi/viec/check/", follow=True).content.decode()
    assert "Kết nối còn hiệu lực" in told
    desk.platforms["telegram"].token = "another"
    told = desk.approvers.post(f"/kenh/{row.pk}/noi/viec/check/", follow=True).content.decode()
    assert "Mã của bot Telegram không còn hiệu lực" in told
    desk.approvers.post(f"/kenh/{row.pk}/noi/viec/part/")
    assert not OutletKey.objects.filter(outlet=row).exists()
    told = desk.approvers.post(f"/kenh/{row.pk}/noi/viec/join/", {"token": "t"}, follow=True).content.decode()
    assert "Thiếu" in told
    desk.approvers.post(f"/kenh/{row.pk}/noi/viec/join/", {"token": "another", "chat": "@mau_langson"})
    key = OutletKey.objects.get(outlet=row)
    assert "another" not in key.sealed
    assert "another" not in desk.approvers.get(f"/kenh/{row.pk}/noi/").content.decode()
    assert desk.editors.get(f"/kenh/{row.pk}/noi/").status_code == 403


@pytest.mark.parametrize("code", ["youtube", "facebook"])
def test_a_channel_is_joined_by_the_vendors_page_of_consent(desk: SimpleNamespace, code: str) -> None:
    row, vendor = desk.outlets[code], desk.platforms[code]
    part_outlet(desk.approver, row.pk)
    told = {"app": "app", "secret": vendor.secret, "page": getattr(vendor, "page", "")}
    missing = desk.approvers.post(f"/kenh/{row.pk}/noi/viec/consent/", {}, follow=True).content.decode()
    assert "Thiếu" in missing
    answer = desk.approvers.post(f"/kenh/{row.pk}/noi/viec/consent/", told).content.decode()
    (link,) = (one for one in re.findall(r'href="(https://[^"]+)"', answer) if "oauth" in one)
    asked = {name: held[0] for name, held in parse_qs(urlsplit(link.replace("&amp;", "&")).query).items()}
    assert asked["redirect_uri"] == "https://nhip.mau.vn/kenh/noi-xong/"
    assert vendor.secret not in answer
    wrong = desk.approvers.get("/kenh/noi-xong/", {"code": "agreed", "state": "x"}, follow=True).content.decode()
    assert "Hãy bắt đầu lại" in wrong
    answer = desk.approvers.post(f"/kenh/{row.pk}/noi/viec/consent/", told).content.decode()
    (state,) = re.findall(r"state=([\w-]+)", answer)
    desk.approvers.get("/kenh/noi-xong/", {"code": "agreed", "state": state})
    assert OutletKey.objects.get(outlet=row).fault == ""
    again = desk.approvers.get("/kenh/noi-xong/", {"code": "agreed", "state": state}, follow=True).content.decode()
    assert "Hãy bắt đầu lại" in again
    release(desk.approver, desk.approved(), ["portal", code])
    work()
    assert (Delivery.objects.get(carrier=code).state, vendor.made) == ("out", 1)


def test_a_page_is_shared_with_another_agency_and_the_sharing_ends(
    desk: SimpleNamespace, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    both = person("leader", desk.unit.key)
    from nhip.agencies.actions import accounts

    accounts.appoint(
        CLOCK, both, role="officer", unit=desk.unit, since=timezone.localdate() - timedelta(days=9), decision="thử"
    )
    client, row = page(both), desk.outlets["facebook"]
    unit("lang-son.xa-ba-son/uy-ban-nhan-dan")
    client.post(f"/kenh/{row.pk}/noi/viec/share/", {"co-quan": "lang-son.xa-ba-son/uy-ban-nhan-dan"})
    share = OutletShare.objects.get(outlet=row)
    client.post(f"/kenh/{row.pk}/noi/viec/unshare/", {"dung-chung": str(share.pk)})
    share.refresh_from_db()
    assert share.until == timezone.localdate()


def test_what_the_page_says_of_a_withdrawal_is_what_happens(desk: SimpleNamespace) -> None:
    story = desk.approved()
    release(desk.approver, story, ["portal", "telegram", "wechat", "douyin"])
    work(2)
    posted = Delivery.objects.get(carrier="wechat")
    desk.editors.post(f"/kenh/bai-dang/{posted.pk}/viec/post/", {"duong-dan": "https://a.vn/1"})
    told = {row.carrier: how for row, how in would_go(story.pk)}
    assert told == {"portal": "now", "telegram": "machine", "wechat": "hand", "douyin": "unsent"}
    withdraw(desk.approver, story, "Chưa kiểm chứng.")
    states = {row.carrier: (row.state, row.next_at is not None) for row in Delivery.objects.exclude(carrier="websub")}
    assert states["portal"][0] == "withdrawn"
    assert states["telegram"] == ("withdrawing", True)
    assert states["wechat"] == ("withdrawing", False)
    assert states["douyin"][0] == "cancelled"
    assert would_go(story.pk) == []
