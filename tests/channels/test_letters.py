"""The newsletter: double opt-in, one click to leave, bounces, and each letter once through a real mail server."""

from __future__ import annotations

import os
import re
import signal
import smtplib
import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from django.utils import timezone

from nhip.agencies.refusals import Refused
from nhip.channels.actions import letters
from nhip.channels.actions.releases import release, withdraw
from nhip.channels.actions.subscribers import confirm, erase_unconfirmed, leave, note_bounce, subscribe
from nhip.channels.carriers import letters as post
from nhip.channels.carriers.carrier import NotTaken
from nhip.channels.jobs import read_bounces, release_due
from nhip.channels.models.receipts import Receipt
from nhip.channels.models.releases import Delivery
from nhip.channels.models.subscribers import Letter, Subscriber, SubscriberAddress
from nhip.journal.actors import Machine
from nhip.journal.models import Entry

CLOCK = Machine("channels.clock")
SENDER = "bantin@mau.vn"


class Post:
    """A mail server: readers' mail is kept, our own copies go into a Maildir, as a local delivery would do."""

    def __init__(self, box: Path) -> None:
        self.box = Mailbox(str(box))
        self.kept: list[tuple[str, str, EmailMessage]] = []
        self.break_at, self.victim, self.refuse = "", 0, ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address == self.refuse:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.break_at == "before":
            return self._die(server)
        for address in envelope.rcpt_tos:
            if address == SENDER:
                await self.box.handle_DATA(server, session, envelope)
            else:
                mail = message_from_bytes(envelope.content, policy=policy.default)
                self.kept.append((envelope.mail_from, address, mail))
        if self.break_at == "after":
            return self._die(server)
        return "250 OK"

    def _die(self, server: Any) -> str:
        if self.victim:
            os.kill(self.victim, signal.SIGKILL)
        self.break_at = ""
        server.transport.abort()
        return "421 bye"


@pytest.fixture
def office(settings: Any, tmp_path: Path) -> Iterator[Post]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Post(tmp_path / "box")
    server = Controller(made, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.NHIP_NEWSLETTER_FROM, settings.NHIP_NEWSLETTER_BOX = SENDER, tmp_path / "box"
    settings.NHIP_PORTAL = "https://mau.vn"
    yield made
    server.stop()


def joined(office: Post, *addresses: str) -> None:
    """Readers who asked and followed the link of the first letter."""
    for address in addresses:
        subscribe(address)
    letters.work_letters(CLOCK)
    for _, _, mail in office.kept:
        text = mail.get_body(("plain",)).get_content()
        assert confirm(re.search(r"/ban-tin/xac-nhan/([^/\s]+)/", text)[1])
    office.kept.clear()


def later() -> None:
    past = timezone.now() - timedelta(seconds=1)
    Letter.objects.filter(next_at__isnull=False).update(next_at=past)


@pytest.mark.django_db
def test_nobody_is_written_to_who_did_not_say_so_twice(office: Post, newsroom: SimpleNamespace) -> None:
    for wrong in ("", "khong-phai-thu", "a@b", "a b@mau.vn", "a@mau.vn\nBcc: b@mau.vn"):
        with pytest.raises(Refused):
            subscribe(wrong)
    subscribe("doc@mau.vn")
    subscribe("Doc@mau.vn")
    letters.work_letters(CLOCK)
    ((path, to, mail),) = office.kept
    assert to == "doc@mau.vn"
    assert "List-Unsubscribe" not in mail
    token = Subscriber.objects.get().token
    assert path == f"bantin+{token}@mau.vn"
    release(newsroom.approver, newsroom.approved(), ["portal", "newsletter"])
    release_due.enqueue()
    assert len(office.kept) == 1
    assert Delivery.objects.get(carrier="newsletter").state == "cancelled"
    assert not confirm("sai")
    assert not confirm(token)
    assert not Entry.objects.filter(facts__icontains="doc@").exists()


@pytest.mark.django_db
def test_a_letter_says_who_speaks_and_how_to_leave(office: Post, newsroom: SimpleNamespace) -> None:
    joined(office, "mot@mau.vn", "hai@mau.vn")
    story = newsroom.approved()
    release(newsroom.approver, story, ["portal", "newsletter"])
    release_due.enqueue()
    release_due.enqueue()
    assert sorted(to for _, to, _ in office.kept) == ["hai@mau.vn", "mot@mau.vn"]
    mail = office.kept[0][2]
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "Hoa hồi được mùa"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "0205 000 000" in text
    assert f"https://mau.vn/vi/tin/{story.pk}/" in text
    row = Delivery.objects.get(carrier="newsletter")
    assert (row.state, row.fault) == ("out", "Đã gửi 02 / 02 thư.")
    assert Receipt.objects.filter(carrier="newsletter").count() == 1
    token = re.search(r"/ban-tin/thoi/([0-9a-f]+)/", mail["List-Unsubscribe"])[1]
    assert leave(token)
    assert leave(token)
    assert not leave("0" * 32)
    assert SubscriberAddress.objects.count() == 1
    withdraw(newsroom.approver, story, "Chưa kiểm chứng.")
    row.refresh_from_db()
    assert row.state == "out"  # a letter cannot be called back


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["before", "after"])
def test_after_a_lost_answer_our_own_mailbox_says_whether_it_went(
    office: Post, newsroom: SimpleNamespace, moment: str
) -> None:
    joined(office, "mot@mau.vn")
    release(newsroom.approver, newsroom.approved(), ["portal", "newsletter"])
    office.break_at = moment
    letters.work_letters(CLOCK)
    assert Letter.objects.get(delivery__isnull=False).state == "sending"
    letters.work_letters(CLOCK)
    assert len(office.kept) == (1 if moment == "after" else 0)
    later()
    letters.work_letters(CLOCK)
    assert len(office.kept) == 1
    assert Delivery.objects.get(carrier="newsletter").state == "out"


@pytest.mark.django_db
def test_without_a_mailbox_a_letter_that_may_be_out_is_not_sent_again(
    office: Post, newsroom: SimpleNamespace, settings: Any
) -> None:
    joined(office, "mot@mau.vn")
    settings.NHIP_NEWSLETTER_BOX = None
    release(newsroom.approver, newsroom.approved(), ["portal", "newsletter"])
    office.break_at = "after"
    letters.work_letters(CLOCK)
    later()
    letters.work_letters(CLOCK)
    assert len(office.kept) == 1
    assert Letter.objects.get(delivery__isnull=False).state == "unclear"


@pytest.mark.django_db
def test_a_dead_address_is_erased_when_its_letter_comes_back(office: Post, settings: Any) -> None:
    joined(office, "mot@mau.vn", "hai@mau.vn")
    one = SubscriberAddress.objects.get(address="mot@mau.vn").subscriber
    other = SubscriberAddress.objects.get(address="hai@mau.vn").subscriber
    box = settings.NHIP_NEWSLETTER_BOX
    import mailbox

    held = mailbox.Maildir(box)
    before = len(held)
    held.add(report(one.token, "5.1.1", "failed"))
    held.add(report(other.token, "4.2.2", "failed"))
    held.add(report(other.token, "4.4.1", "delayed"))
    read_bounces.enqueue()
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state, other.bounces) == ("dead", "confirmed", 1)
    assert list(SubscriberAddress.objects.values_list("address", flat=True)) == ["hai@mau.vn"]
    assert len(mailbox.Maildir(box)) == before + 1
    for _ in range(4):
        note_bounce(other.token, dead=False)
    other.refresh_from_db()
    assert other.state == "dead"


@pytest.mark.django_db
def test_an_address_that_the_server_refuses_is_erased(office: Post, newsroom: SimpleNamespace) -> None:
    joined(office, "mot@mau.vn")
    office.refuse = "mot@mau.vn"
    release(newsroom.approver, newsroom.approved(), ["portal", "newsletter"])
    release_due.enqueue()
    assert Subscriber.objects.get().state == "dead"
    assert not SubscriberAddress.objects.exists()


@pytest.mark.django_db
def test_what_nobody_confirmed_is_erased(office: Post) -> None:
    subscribe("mot@mau.vn")
    assert erase_unconfirmed() == 0
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert erase_unconfirmed() == 1
    assert not Subscriber.objects.exists()
    assert not SubscriberAddress.objects.exists()


def report(token: str, status: str, action: str) -> bytes:
    """A delivery report as mail servers write it (RFC 3464)."""
    return (
        f"From: MAILER-DAEMON@mau.vn\r\nTo: bantin+{token}@mau.vn\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mau.vn\r\n\r\n"
        f"Final-Recipient: rfc822; x@mau.vn\r\nAction: {action}\r\nStatus: {status}\r\n\r\n--b--\r\n"
    ).encode()


def test_a_letter_is_the_same_bytes_each_time() -> None:
    from datetime import UTC, datetime

    server = post.MailServer("h", 25, SENDER)
    one = post.Letter(
        "k-1", "a@mau.vn", "0" * 32, "Tiêu đề", "Đoạn.\n\nhttps://mau.vn/a?b=1&c=2", "vi",
        datetime(2026, 1, 1, tzinfo=UTC), "https://mau.vn/t/",
    )  # fmt: skip
    assert server.written(one) == server.written(one)
    assert b"<k-1@mau.vn>" in server.written(one)


@pytest.mark.django_db
def test_the_first_letter_says_whose_newsletter_it_is(office: Post) -> None:
    subscribe("doc@mau.vn")
    letters.work_letters(CLOCK)
    ((_, _, mail),) = office.kept
    for kind in ("plain", "html"):
        assert "nhận bản tin của mau.vn bằng" in mail.get_body((kind,)).get_content()
    assert "max-width:600px" in mail.get_body(("html",)).get_content()


def test_a_mail_server_with_somebody_elses_certificate_is_not_trusted(
    office: Post, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[ssl.SSLContext] = []

    def starttls(self: smtplib.SMTP, *, context: ssl.SSLContext) -> None:
        asked.append(context)
        raise ssl.SSLCertVerificationError("self-signed certificate")

    monkeypatch.setattr(smtplib.SMTP, "starttls", starttls)
    letter = post.Letter("k", "doc@mau.vn", "t", "Thử", "Thử", "vi", timezone.now())
    with pytest.raises(NotTaken) as said:
        post.MailServer("127.0.0.1", settings.EMAIL_PORT, SENDER, tls=True).send(letter)
    assert said.value.again
    assert asked[0].verify_mode == ssl.CERT_REQUIRED
    assert asked[0].check_hostname
