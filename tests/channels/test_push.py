"""Messages to browsers: two consents, each story once, put right in its place, and a browser that left is erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.channels.vendors import PushService

from nhip.agencies.refusals import Refused
from nhip.channels.actions import browsers, notes
from nhip.channels.actions.releases import release, withdraw
from nhip.channels.carriers.push import Browser as Address
from nhip.channels.carriers.push import against_browser
from nhip.channels.jobs import read_bounces, release_due
from nhip.channels.models.browsers import Browser, BrowserNote
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery
from nhip.journal.actors import Machine
from nhip.newsroom.actions.stories import move, save_text

CLOCK = Machine("channels.clock")


@pytest.fixture
def service(settings: Any, db: None) -> Iterator[PushService]:
    made = PushService()
    settings.NHIP_PUSH_HOSTS = ("127.0.0.1",)
    settings.NHIP_PORTAL = "https://mau.vn"
    yield made
    made.close()


def ask(told: dict[str, Any], language: str = "vi") -> None:
    browsers.ask_for_messages(told["endpoint"], told["keys"]["p256dh"], told["keys"]["auth"], language)


def confirmed(service: PushService, *names: str) -> None:
    """Browsers that asked, got the first message and clicked it."""
    for name in names:
        ask(service.browser(name))
    notes.work_notes(CLOCK)
    for (name, tag), held in list(service.shown.items()):
        if tag == "nhip-confirm":
            assert browsers.confirm_browser(held["confirm"])
            del service.shown[name, tag]
    service.made = 0


def later() -> None:
    past = timezone.now() - timedelta(seconds=1)
    BrowserNote.objects.filter(next_at__isnull=False).update(next_at=past)
    Delivery.objects.filter(next_at__isnull=False).update(next_at=past)


@pytest.mark.django_db
def test_nothing_comes_before_the_first_message_was_clicked(newsroom: SimpleNamespace, service: PushService) -> None:
    ask(service.browser("a"))
    ask(service.browser("a") | {"endpoint": f"{service.base}/push/a"})  # twice is once
    release(newsroom.approver, newsroom.approved(), ["portal", "push"])
    for _ in range(2):
        release_due.enqueue()
    assert [tag for _, tag in service.shown] == ["nhip-confirm"]
    assert Delivery.objects.get(carrier="push").state == "cancelled"
    assert not browsers.confirm_browser("0" * 32)
    Browser.objects.update(asked_at=timezone.now() - timedelta(days=8))
    read_bounces.enqueue()
    assert not Browser.objects.exists()


@pytest.mark.django_db
def test_a_story_is_shown_once_corrected_in_its_place_and_counted(
    newsroom: SimpleNamespace, service: PushService
) -> None:
    confirmed(service, "a", "b", "c")
    service.gone.add("c")
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal", "push"])
    for _ in range(3):
        release_due.enqueue()
        later()
    assert (service.made, sorted(name for name, _ in service.shown)) == (2, ["a", "b"])
    shown = service.shown["a", f"nhip-{story.pk}"]
    assert shown["title"] == story.title
    assert shown["url"] == f"https://mau.vn/vi/tin/{story.pk}/"
    assert "Sở Văn hóa" in shown["body"]
    assert Browser.objects.count() == 2
    assert Receipt.objects.filter(carrier="push").count() == 1
    save_text(newsroom.reporter, story, lead="Hợp tác xã ký 12 đơn hàng.")
    move(newsroom.reporter, story, "submit")
    move(newsroom.approver, story, "approve")
    release(newsroom.approver, story, ["portal"], note="Số đơn hàng là 12.")
    release_due.enqueue()
    assert {held["title"] for held in service.shown.values()} == {f"Đính chính: {story.title}"}
    assert (service.made, len(set(service.topics[-2:]))) == (4, 1)
    assert len(service.signers) == 1


@pytest.mark.django_db
def test_a_withdrawal_stops_what_was_not_sent(newsroom: SimpleNamespace, service: PushService) -> None:
    confirmed(service, "a")
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal", "push"])
    row = Delivery.objects.get(carrier="push")
    notes.address_notes(CLOCK, row.pk)
    withdraw(newsroom.approver, story, "Chưa kiểm chứng.")
    for _ in range(2):
        notes.work_notes(CLOCK)
    assert service.made == 0


@pytest.mark.parametrize(
    "endpoint",
    ["http://fcm.googleapis.com/a", "https://evil.vn/fcm.googleapis.com", "https://127.0.0.1/a",
     "https://fcm.googleapis.com.evil.vn/a", "https://a@fcm.googleapis.com/b", "file:///etc/passwd"],
)  # fmt: skip
def test_only_known_push_services_are_asked(endpoint: str) -> None:
    told = Address(endpoint, "BA", "AA")
    assert [one.code for one in against_browser(told, ("fcm.googleapis.com",))] == ["channels.push_service_unknown"]


@pytest.mark.django_db
def test_the_page_explains_and_the_browsers_script_answers(service: PushService) -> None:
    from nhip.portal import keeping, push

    keeping.forget()
    push.PACE.forget()
    reader = Client()
    text = reader.get("/vi/nhan-thong-bao/").content.decode()
    assert 'data-scope="/vi/"' in text
    assert "scripts/notify" in text
    script = reader.get("/vi/day.js")
    assert (script.status_code, script["Content-Type"]) == (200, "text/javascript; charset=utf-8")

    def post(deed: str, told: object, **more: Any) -> int:
        more = {"headers": {"Origin": "http://testserver"}} | more
        kind = "application/json"
        return reader.post(f"/vi/day/{deed}/", json.dumps(told), content_type=kind, **more).status_code

    told = service.browser("x")
    assert post("nhan", told, headers={"Origin": "https://evil.vn"}) == 403
    assert post("nhan", {"endpoint": "https://evil.vn", "keys": told["keys"]}) == 400
    assert post("nhan", told) == 204
    row = Browser.objects.get()
    assert post("xac-nhan", {"token": row.token}) == 204
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert post("thoi", {"endpoint": told["endpoint"]}) == 204
    assert not Browser.objects.exists()
    with pytest.raises(Refused):
        ask(told | {"keys": {"p256dh": "AA", "auth": "AA"}})
