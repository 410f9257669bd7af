"""Telling and delivering: once for each event, by a real mail server, tried again when the server is away."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as held_settings
from django.utils import timezone

from nhip.agencies.actions import accounts
from nhip.journal.actors import Machine
from nhip.journal.models import Entry
from nhip.notices.actions import TRIES, deliver, mark_read, set_contact, tell
from nhip.notices.jobs import deliver_waiting
from nhip.notices.models import Delivery, Notice
from nhip.notices.queries import notices_of, to_deliver, unread

TEST = Machine("thử")
FACTS = {
    "report": "Báo cáo",
    "unit": "Xã Mẫu",
    "period": "quý I",
    "due": "16/3/2026",
    "state": "đang soạn",
    "late": "02",
}

pytestmark = pytest.mark.django_db


class Box:
    """What the mail server took in."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], Message]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 OK"


@pytest.fixture
def post(settings: Any) -> Iterator[Box]:
    """A real mail server on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    yield box
    server.stop()


@pytest.fixture
def person() -> Any:
    made = accounts.open_account(TEST, email="mau@mau.vn", name="Nông Thị Mẫu", password=None, ground="thử")
    accounts.appoint(TEST, made, role="focal_point", unit=None, since=date(2020, 1, 1), decision="thử")
    return made


def told(person: Any, key: str = "k") -> Notice | None:
    return tell(TEST, person, "report_overdue", key, "/bao-cao/1/", FACTS)


def test_told_twice_is_told_once(person: Any) -> None:
    assert told(person) is not None
    assert told(person) is None
    assert (notices_of(person).count(), unread(person)) == (1, 1)
    assert mark_read(person) == 1
    assert mark_read(person) == 0
    assert unread(person) == 0


def test_a_mail_goes_out_once_by_a_real_server(person: Any, post: Box, settings: Any) -> None:
    settings.NHIP_ADDRESS = "https://mau.vn"
    told(person)
    deliver_waiting.call()
    deliver_waiting.call()
    ((to, mail),) = post.mails
    assert to == ["mau@mau.vn"]
    assert str(make_header(decode_header(mail["Subject"]))) == "Báo cáo quá hạn 02 ngày"
    text = mail.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert "https://mau.vn/bao-cao/1/" in text.decode()
    assert Delivery.objects.get().state == "sent"
    assert Entry.objects.filter(verb="notices.deliver").count() == 1


def test_a_server_that_is_away_is_tried_again_and_then_given_up(person: Any, post: Box, settings: Any) -> None:
    told(person)
    row = Delivery.objects.get()
    right, settings.EMAIL_PORT = held_settings.EMAIL_PORT, 1
    assert not deliver(TEST, row.pk)
    row.refresh_from_db()
    assert (row.state, row.tries, bool(row.trouble)) == ("waiting", 1, True)
    assert row.next_at > timezone.now() + timedelta(minutes=4)
    assert to_deliver() == [], "not before its time"
    settings.EMAIL_PORT = right
    Delivery.objects.update(next_at=timezone.now())
    assert deliver(TEST, row.pk)
    assert len(post.mails) == 1
    Delivery.objects.update(state="waiting", tries=TRIES - 1, next_at=timezone.now())
    settings.EMAIL_PORT = 1
    assert not deliver(TEST, row.pk)
    row.refresh_from_db()
    assert row.state == "failed"


def test_without_a_mail_server_nothing_waits(person: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    told(person)
    assert not Delivery.objects.exists()


def test_whoever_wants_no_mail_gets_none(person: Any, post: Box) -> None:
    set_contact(person, "mail", "", wanted=False)
    told(person)
    assert not Delivery.objects.exists()


def test_a_short_message_carries_the_link_and_nothing_of_the_matter(person: Any, settings: Any, tmp_path: Path) -> None:
    settings.NHIP_DATA, settings.NHIP_CARRIERS = tmp_path, {"zalo": "file:zalo.jsonl", "sms": ""}
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    set_contact(person, "zalo", "0900000000")
    set_contact(person, "sms", "0900000000")
    told(person)
    deliver_waiting.call()
    (line,) = (tmp_path / "zalo.jsonl").read_text("utf-8").splitlines()
    sent = json.loads(line)
    assert sent["to"] == "0900000000"
    assert sent["link"].endswith("/bao-cao/1/")
    assert "Mẫu" not in line
    with pytest.raises(ValueError, match="fax"):
        set_contact(person, "fax", "1")
