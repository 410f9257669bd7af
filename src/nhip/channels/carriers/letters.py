"""The newsletter: one letter, one person, one SMTP transaction; and what comes back.

SMTP has no “find”. Each letter therefore goes in one transaction to the person and to our own mailbox: a server takes
both or none, so the copy there says whether a lost answer was a yes. The path back (VERP) names the subscriber, never
the address.
"""

from __future__ import annotations

import email
import mailbox
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage, Message
from email.policy import SMTP
from html import escape
from pathlib import Path

from nhip.channels.carriers import carrier
from nhip.channels.carriers.carrier import NotTaken, Unclear
from nhip.channels.letter_words import words


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `token` names the subscriber in the path back; `leave` is the address that ends it with one click,
    `choose` the one where topics and language are changed."""

    key: str
    to: str
    token: str
    subject: str
    text: str
    language: str
    at: datetime
    leave: str = ""
    choose: str = ""

    @property
    def body(self) -> str:
        """What the reader sees, with the ways to change or end it below."""
        said = words(self.language)
        ways = [said.choose.format(link=self.choose)] if self.choose else []
        ways += [said.leave.format(link=self.leave)] if self.leave else []
        return "\n".join([f"{self.text}\n\n--", *ways, ""]) if ways else self.text


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server letters go through. `sender` is the newsletter's address; `box` its Maildir, where there is one."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = True
    seconds: float = 20
    box: Path | None = None

    @property
    def domain(self) -> str:
        return self.sender.partition("@")[2] or "localhost"

    def back(self, token: str) -> str:
        """Where a bounce of the subscriber comes back to."""
        return f"{self.sender.partition('@')[0]}+{token}@{self.domain}"

    def written(self, letter: Letter) -> bytes:
        """The letter byte for byte, as it is sent. Pure."""
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"], mail["Subject"] = self.sender, letter.to, letter.subject
        mail["Date"] = letter.at
        mail["Message-ID"] = self._number(letter.key)
        mail["Auto-Submitted"], mail["Content-Language"] = "auto-generated", letter.language
        text = letter.body
        if letter.leave:
            mail["List-Unsubscribe"] = f"<{letter.leave}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(text, charset="utf-8", cte="quoted-printable")
        mail.add_alternative(_page(text, letter.language), subtype="html", charset="utf-8", cte="quoted-printable")
        for part, mark in zip(mail.iter_parts(), ("text", "html"), strict=True):
            part["Content-ID"] = f"<{mark}.{letter.key}@{self.domain}>"
        mail.set_boundary(f"nhip-{letter.key}")
        return mail.as_bytes()

    def rehearse(self, letter: Letter) -> int:
        """Everything up to the last word: the server, its sign-in, sender and reader are asked, the letter is written
        and taken back (RSET) before it is handed over. Its size in bytes. Raises NotTaken."""
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        except (OSError, smtplib.SMTPException) as error:
            raise NotTaken("Không kết nối được máy chủ thư.", again=True) from error
        try:
            self._addressed(server, letter)
            server.rset()
            return len(self.written(letter))
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    def send(self, letter: Letter) -> str:
        """Send it; the message number. Raises NotTaken (`again` False: the address itself is refused), Unclear."""
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        except (OSError, smtplib.SMTPException) as error:
            raise NotTaken("Không kết nối được máy chủ thư.", again=True) from error
        try:
            return self._send(server, letter)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()

    def _addressed(self, server: smtplib.SMTP, letter: Letter) -> None:
        """Sign-in, sender and readers: what comes before the letter itself. Raises NotTaken."""
        try:
            if self.tls:
                # smtplib alone would take anybody's certificate: passwords and readers' addresses go through here
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            server.ehlo_or_helo_if_needed()
            _must(server.mail(self.back(letter.token)))
            _must(server.rcpt(letter.to), address=True)
            if self.box is not None:
                _must(server.rcpt(self.sender))
        except (OSError, smtplib.SMTPException) as error:
            raise NotTaken("Máy chủ thư không nhận.", again=True) from error

    def _send(self, server: smtplib.SMTP, letter: Letter) -> str:
        written = self.written(letter)
        self._addressed(server, letter)
        try:
            answer = server.data(written)
        except smtplib.SMTPDataError as error:
            raise NotTaken(f"Máy chủ thư trả lời {error.smtp_code}.", again=True) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unclear(type(error).__name__) from error
        _must(answer)
        return self._number(letter.key)

    def find(self, key: str) -> bool | None:
        """Whether the server took the letter; None where there is no mailbox that could say."""
        if self.box is None:
            return None
        number = self._number(key)
        held = mailbox.Maildir(self.box, create=True)
        return any(str(mail["Message-ID"]).strip() == number for mail in held)

    def _number(self, key: str) -> str:
        return f"<{key}@{self.domain}>"


def _must(answer: tuple[int, bytes], *, address: bool = False) -> None:
    code = answer[0]
    if code in (250, 251):
        return
    if address and code >= 500:
        raise NotTaken("Máy chủ thư báo địa chỉ không còn.", again=False)
    raise NotTaken(f"Máy chủ thư trả lời {code}.", again=True)


LOOK = "margin:0 auto;padding:16px;max-width:600px;font:16px/1.6 sans-serif;overflow-wrap:anywhere"
"""Written into the letter: mail programs fetch no style sheet. Colours are the reader's own, dark ones as well."""


def _page(text: str, language: str) -> str:
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
    )
    body = f'<head>{head}</head><body style="{LOOK}">{drawn(text)}</body>'
    return f'<!DOCTYPE html>\n<html lang="{escape(language)}">{body}</html>\n'


def drawn(text: str) -> str:
    """The text as the letter's HTML has it: paragraphs and links, everything else escaped."""
    return "".join(f"<p>{_linked(part)}</p>" for part in text.split("\n\n") if part.strip())


def _linked(part: str) -> str:
    told = escape(part.strip(), quote=False)
    return re.sub(r"(https?://[^\s<]+)", r'<a href="\1">\1</a>', told).replace("\n", "<br>")


def subject_of(message: carrier.Message) -> str:
    """What stands in the list of mails; a correction says so first."""
    return words(message.language).corrected.format(text=message.title) if message.note else message.title


def story_text(message: carrier.Message) -> str:
    """What a subscriber reads: title, what was put right, lead, where the whole stands, who speaks."""
    note = words(message.language).corrected.format(text=message.note) if message.note else ""
    parts = (message.title, note, message.lead, message.address, carrier.attributed(message))
    return "\n\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back. `dead`: the address is no more (status 5), not merely full or slow."""

    token: str
    dead: bool
    name: str
    """The mailbox's name of the message, to take it out."""


def bounces(box: Path, sender: str) -> Iterator[Bounce]:
    """The delivery reports (RFC 3464) in the mailbox. Copies and other mail are passed over."""
    local, _, domain = sender.partition("@")
    told = re.compile(rf"{re.escape(local)}\+([0-9a-f]{{16,32}})@{re.escape(domain)}", re.IGNORECASE)
    held = mailbox.Maildir(box, create=True)
    for name, raw in ((name, held.get_bytes(name)) for name in held.keys()):  # noqa: SIM118
        mail = email.message_from_bytes(raw)
        if mail.get_content_type() != "multipart/report" or mail.get_param("report-type") != "delivery-status":
            continue
        path = " ".join(str(mail.get(head, "")) for head in ("Delivered-To", "X-Original-To", "X-RcptTo", "To"))
        found = told.search(path)
        status = _status(mail)
        if found and status[:1] in ("4", "5"):
            yield Bounce(found[1].lower(), status.startswith("5"), name)


def _status(mail: Message) -> str:
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                if isinstance(block, Message) and block.get("Action", "").strip().lower() == "failed":
                    return str(block.get("Status", "")).strip()
    return ""


def take_out(box: Path, names: list[str]) -> None:
    """Remove messages that were dealt with."""
    held = mailbox.Maildir(box, create=True)
    for name in names:
        held.discard(name)


def old_copies(box: Path, before: datetime) -> list[str]:
    """Messages that came in before a moment."""
    held = mailbox.Maildir(box, create=True)
    return [name for name, mail in held.iteritems() if mail.get_date() < before.timestamp()]
