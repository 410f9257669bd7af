"""Notifications of a browser, by the push service that the browser itself chose (RFC 8030), sealed so that only that
browser reads them (RFC 8291, aes128gcm) and signed with our own key (RFC 8292, VAPID).

`Topic` and the notification's tag are made of the story: a message told twice, or a correction of it, takes the place
of the one before. 404 and 410 mean that the browser has left.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import http_ece  # type: ignore[import-untyped]
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from nhip.channels.carriers.asking import request
from nhip.channels.carriers.carrier import Gone, Message, NotTaken, Preview, Unclear, against, too_long
from nhip.channels.carrying import Way
from nhip.journal.keys import made_once
from nhip.text.issues import Issue

KEY = "push_signing_key.pem"
_DAY = 24 * 3600
_SIGNED_FOR = timedelta(hours=12)
"""RFC 8292 allows 24 hours."""
TAKEN = (200, 201, 202)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where one browser gets its messages: an address of its push service and two keys. Nothing says whose it is."""

    endpoint: str
    key: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Note:
    """One message as the browser's script gets it. `tag`: what takes the place of what."""

    tag: str
    title: str
    body: str
    url: str
    confirm: str = ""

    def payload(self) -> bytes:
        told = {"tag": self.tag, "title": self.title, "body": self.body, "url": self.url}
        told |= {"confirm": self.confirm} if self.confirm else {}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def signing_key(folder: Path) -> ec.EllipticCurvePrivateKey:
    """Our own key, made at first need; another key would lose every browser that ever asked for messages."""

    def make() -> bytes:
        return ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    held = serialization.load_pem_private_key(made_once(folder / KEY, make), None)
    if not isinstance(held, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{folder / KEY} is not a P-256 key")
    return held


def public_key(key: ec.EllipticCurvePrivateKey) -> str:
    """What a browser is told as `applicationServerKey`."""
    raw = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return _told(raw)


def note_of(way: Way, story: str, message: Message) -> tuple[Note, Preview]:
    """A story as a notification, and what stands against it. `story` names it in every release."""
    title = f"Đính chính: {message.title.strip()}" if message.note else message.title.strip()
    body = message.note or message.lead.strip()
    short = _cut(body, way.limit("lead"))
    foot = message.office.strip()
    note = Note(f"nhip-{story}", _cut(title, way.limit("title")), f"{short}\n{foot}".strip(), message.address)
    size, most = len(note.payload()), way.limit("payload")
    issues = list(against(message))
    if size > most:
        issues += too_long("payload", "x" * size, most, way.name)
    text = f"{note.title}\n{note.body}"
    fields = {"title": note.title, "body": note.body, "url": note.url, "tag": note.tag}
    return note, Preview(text, fields, tuple(issues))


def against_browser(told: Browser, hosts: tuple[str, ...]) -> list[Issue]:
    """An address that is not one of a known push service is asked nothing: it may be anybody's machine."""
    parts = urlsplit(told.endpoint)
    host = (parts.hostname or "").lower()
    known = any(host == one or host.endswith(f".{one}") for one in hosts)
    local = host in ("127.0.0.1", "localhost") and known  # a local server in tests
    if not known or (parts.scheme != "https" and not local) or parts.username or len(told.endpoint) > 1000:
        return [Issue("endpoint", "channels.push_service_unknown", {})]
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(told.key))
        if len(_raw(told.secret)) != 16:
            raise ValueError
    except ValueError:
        return [Issue("key", "channels.push_key_wrong", {})]
    return []


def send(
    key: ec.EllipticCurvePrivateKey, contact: str, browser: Browser, note: Note, now: datetime, seconds: int = _DAY
) -> None:
    """Hand the message to the push service. `contact`: whom the service may ask (mailto: or https:).

    Raises Gone (the browser has left), NotTaken, Unclear.
    """
    parts = urlsplit(browser.endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int((now + _SIGNED_FOR).timestamp()), "sub": contact}
    signed = jwt.encode(claims, key, algorithm="ES256")
    once = ec.generate_private_key(ec.SECP256R1())
    sealed = http_ece.encrypt(
        note.payload(), private_key=once, dh=_raw(browser.key), auth_secret=_raw(browser.secret), version="aes128gcm"
    )
    headers = {
        "Content-Type": "application/octet-stream", "Content-Encoding": "aes128gcm", "TTL": str(seconds),
        "Urgency": "normal", "Topic": topic(note.tag), "Authorization": f"vapid t={signed}, k={public_key(key)}",
    }  # fmt: skip
    answer = request("POST", browser.endpoint, data=sealed, headers=headers)
    if answer.status in TAKEN:
        return
    if answer.status in (404, 410):
        raise Gone("Trình duyệt đã thôi nhận.")
    if answer.status >= 500:
        raise Unclear(f"status {answer.status}")
    raise NotTaken(f"Máy chủ thông báo trả lời {answer.status}.", again=False)


def topic(tag: str) -> str:
    """At most 32 letters of the base64url alphabet (RFC 8030, part 5.4)."""
    return _told(hashlib.sha256(tag.encode("utf-8")).digest())[:32]


def _cut(text: str, most: int) -> str:
    return text if not most or len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"


def _told(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _raw(told: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(told + "=" * (-len(told) % 4))
    except ValueError as error:
        raise ValueError("not base64url") from error
