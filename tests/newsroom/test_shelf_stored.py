"""The shared shelf: used with a tap that counts once, gone when withdrawn, with word to whoever used it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from PIL import Image

from nhip.agencies.refusals import Refused
from nhip.channels.actions.releases import release, withdraw
from nhip.newsroom.actions.proving import prove_use
from nhip.newsroom.actions.shelf import shelve_file, shelve_story, use_item, withdraw_item
from nhip.newsroom.models.shelf import ShelfUse
from nhip.newsroom.queries.shelf import on_shelf, shelf_for, uses_unproven
from nhip.notices.models import Notice
from nhip.plans.actions.activities import cancel_activity
from nhip.plans.actions.evidence import withdraw_evidence
from nhip.plans.actions.playback import take_log
from nhip.plans.models.activities import Activity

pytestmark = [pytest.mark.django_db, pytest.mark.database]
COMMUNE, OTHER = "lang-son.xa-ba-son/uy-ban-nhan-dan", "lang-son.xa-bac-son/uy-ban-nhan-dan"
WAYS = ["play", "post", "print"]


@pytest.fixture
def shelf(newsroom: SimpleNamespace, person: Callable[..., object], unit: Callable[[str], object]) -> SimpleNamespace:
    """A public story on the shelf, a commune and its focal point."""
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal"])
    item = shelve_story(newsroom.editor, story, ways=WAYS)
    return SimpleNamespace(
        **vars(newsroom), story=story, item=item, commune=unit(COMMUNE), focal=person("focal_point", COMMUNE)
    )


def test_a_tap_is_an_activity_of_the_commune_and_counts_once(shelf: SimpleNamespace) -> None:
    entry = uuid4()
    first = use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=entry, quantity=Decimal(2))
    again = use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=entry, quantity=Decimal(2))
    assert first.pk == again.pk
    activity = Activity.objects.get(unit=shelf.commune)
    assert (activity.kind, activity.quantity, activity.source) == ("loudspeaker_play", 2, "log")
    use_item(shelf.focal, shelf.item, shelf.commune, "post", entry=uuid4(), link="https://facebook.com/xa/1")
    posted = Activity.objects.get(kind="social_post")
    assert [one.link for one in posted.evidence.all()] == ["https://facebook.com/xa/1"]
    assert ShelfUse.objects.count() == 2


def test_who_may_use_it_and_until_when(
    shelf: SimpleNamespace, person: Callable[..., object], unit: Callable[[str], object]
) -> None:
    stranger = person("focal_point", OTHER)
    with pytest.raises(PermissionDenied):
        use_item(stranger, shelf.item, shelf.commune, "play", entry=uuid4())
    withdraw_item(shelf.editor, shelf.item, "Thay bản mới")
    named = shelve_story(
        shelf.editor, shelf.story, ways=WAYS, users=[shelf.commune], until=timezone.localdate() + timedelta(days=2)
    )
    assert list(shelf_for(stranger)) == []
    assert [one.pk for one in shelf_for(shelf.focal)] == [named.pk]
    with pytest.raises(PermissionDenied):
        use_item(stranger, named, unit(OTHER), "play", entry=uuid4())
    assert not on_shelf(timezone.localdate() + timedelta(days=3)).exists()
    with pytest.raises(Refused, match="không dùng theo cách"):
        use_item(shelf.focal, named, shelf.commune, "screen", entry=uuid4())
    assert not Activity.objects.filter(unit__in=[shelf.commune, unit(OTHER)]).exists()


@pytest.mark.parametrize("how", ["shelf", "portal"])
def test_withdrawn_it_vanishes_and_users_are_told(shelf: SimpleNamespace, how: str) -> None:
    use_item(shelf.focal, shelf.item, shelf.commune, "print", entry=uuid4(), quantity=Decimal(300))
    if how == "shelf":
        withdraw_item(shelf.editor, shelf.item, "Sai số điện thoại")
    else:
        withdraw(shelf.approver, shelf.story, "Sai số điện thoại")
    assert list(shelf_for(shelf.focal)) == []
    told = Notice.objects.get(account=shelf.focal, kind="shelf_withdrawn")
    assert "Sai số điện thoại" in told.body
    with pytest.raises(Refused, match="đã rút"):
        use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=uuid4())


def test_only_what_is_public_and_only_by_an_editor(shelf: SimpleNamespace) -> None:
    draft = shelf.write("Tin chưa duyệt")
    with pytest.raises(Refused, match="chưa công bố"):
        shelve_story(shelf.editor, draft, ways=WAYS)
    with pytest.raises(Refused, match="đã ở trên kệ"):
        shelve_story(shelf.editor, shelf.story, ways=WAYS)
    with pytest.raises(PermissionDenied):
        shelve_story(shelf.reporter, shelf.story, ways=WAYS)


def test_files_are_what_they_say(shelf: SimpleNamespace) -> None:
    def put(data: bytes, type: str = "image/png") -> object:
        return shelve_file(
            shelf.editor, shelf.unit, "Áp phích", data, "ap-phich.png", type, contact="Sở, 0205 000 000", ways=["print"]
        )

    assert put(b"\x89PNG\r\n\x1a\n" + b"0" * 40).original.type == "image/png"
    for data, type in ((b"MZ", "image/png"), (b"", "image/png"), (b"<svg/>", "image/svg+xml")):
        with pytest.raises(Refused, match="không dùng được"):
            put(data, type)


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#224466").save(out, "JPEG")
    return out.getvalue()


def log_of(title: str = "Hoa hồi được mùa") -> bytes:
    today = f"{timezone.localdate():%d/%m/%Y}"
    rows = [f"Cụm 0{n};{today} 17:0{n}:00;300;{title};Hoàn thành" for n in (1, 2, 3)]
    rows.append(f"Cụm 01;{today} 05:00:00;120;Chào buổi sáng;Hoàn thành")
    return "\n".join(["Thiết bị;Bắt đầu;Thời lượng (giây);Nội dung;Trạng thái", *rows]).encode()


def test_a_use_waits_for_its_proof_until_a_photo_stands_beside_it(shelf: SimpleNamespace, person: Any) -> None:
    use = use_item(shelf.focal, shelf.item, shelf.commune, "print", entry=uuid4(), quantity=Decimal(200))
    assert [one.pk for one in uses_unproven(shelf.focal)] == [use.pk]
    with pytest.raises(Refused, match="Chưa có tệp"):
        prove_use(shelf.focal, use)
    with pytest.raises(Refused, match="không có nhật ký"):
        prove_use(shelf.focal, use, log=("a.csv", log_of()))
    with pytest.raises(PermissionDenied):
        prove_use(person("focal_point", OTHER), use, photo=photo())
    withdraw_item(shelf.editor, shelf.item, "Thay bản mới")  # what was done before can still be proven
    prove_use(shelf.focal, use, photo=photo())
    assert not uses_unproven(shelf.focal).exists()
    (proof,) = use.activity.evidence.all()
    assert proof.kind == "photo"
    withdraw_evidence(shelf.focal, proof, "Nhầm ảnh")
    assert uses_unproven(shelf.focal).exists()
    cancel_activity(shelf.focal, use.activity, "Ghi nhầm")
    assert not uses_unproven(shelf.focal).exists()
    use.activity.refresh_from_db()
    with pytest.raises(Refused, match="đã hủy"):
        prove_use(shelf.focal, use, photo=photo())


def test_the_log_of_the_loudspeaker_proves_a_play_and_says_how_often(shelf: SimpleNamespace) -> None:
    use = use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=uuid4())
    with pytest.raises(Refused, match="không có lượt phát nào của"):
        prove_use(shelf.focal, use, log=("nhat-ky.csv", log_of("Bản tin khác")))
    prove_use(shelf.focal, use, log=("nhat-ky.csv", log_of()))
    use.activity.refresh_from_db()
    assert (use.activity.quantity, use.activity.values["clusters"]) == (3, "3")
    assert [one.kind for one in use.activity.evidence.all()] == ["playback"]
    again = use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=uuid4())
    with pytest.raises(Refused, match="đã được tính ở hoạt động khác"):
        prove_use(shelf.focal, again, log=("nhat-ky.csv", log_of()))
    (day,), _log = take_log(shelf.focal, shelf.commune, "nhat-ky.csv", log_of())
    assert day.quantity == 1  # the plays of the product are counted where they were proven


def test_the_communes_report_counts_it_as_proven(shelf: SimpleNamespace, person: Any) -> None:
    from tests.stories.test_one_story_everywhere import half_of_today

    from nhip.reporting.actions.rounds import open_round
    from nhip.reporting.models.reports import Report
    from nhip.reporting.opening import by_hand
    from nhip.reporting.regimes import packaged_outlines

    played = use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=uuid4())
    printed = use_item(shelf.focal, shelf.item, shelf.commune, "print", entry=uuid4(), quantity=Decimal(200))
    use_item(shelf.focal, shelf.item, shelf.commune, "print", entry=uuid4(), quantity=Decimal(50))
    prove_use(shelf.focal, played, log=("nhat-ky.csv", log_of()))
    prove_use(shelf.focal, printed, photo=photo())
    period = half_of_today()
    opening = by_hand("Báo cáo", packaged_outlines()["communications"], period, period.end, [COMMUNE], shelf.unit.key)
    open_round(person("officer", shelf.unit.key), opening)
    figures = {one.code: one for one in Report.objects.get(unit=shelf.commune).figures.all()}
    found = {code: (one.value, one.proven) for code, one in figures.items() if one.value}
    assert (3, 3) in found.values()
    assert (250, 200) in found.values()


def test_one_tap_on_the_phone_proves_it(shelf: SimpleNamespace, settings: Any) -> None:
    settings.NHIP_SECOND_FACTOR = False
    use = use_item(shelf.focal, shelf.item, shelf.commune, "play", entry=uuid4())
    client = Client()
    client.force_login(shelf.focal, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = client.get("/toa-soan/ke-chung/").content.decode()
    assert "Chờ minh chứng" in shown
    assert 'capture="environment"' in shown
    file = io.BytesIO(photo())
    file.name = "loa.jpg"
    told = client.post(f"/toa-soan/ke-chung/su-dung/{use.pk}/minh-chung/", {"anh": file}, follow=True)
    assert "Đã gắn minh chứng" in told.content.decode()
    assert "Chờ minh chứng" not in client.get("/toa-soan/ke-chung/").content.decode()
    assert "đã có minh chứng" in client.get(f"/toa-soan/ke-chung/{shelf.item.pk}/").content.decode()
