"""What platforms tell of comments under one's own posts and of messages to one's own account, read and proved genuine.

Who wrote is never kept: it is looked at to leave out one's own words and to mask the name in the text, then dropped.
`Told.key` is what an answer needs; whoever keeps it seals it (`actions/conversations.py`).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

LEAST_WORDS = 2
"""A comment of fewer words ("hay", a row of hearts) asks nothing and is not taken in."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Place:
    """A platform that is written to. `public`: whoever reads the post reads the answer."""

    code: str
    hours: int
    certainty: str
    source: str
    public: bool
    most: int
    needs: tuple[str, ...]
    texts: Mapping[str, str] = field(hash=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was written, or taken back (`gone`). `ticket` names the message, not its author."""

    ticket: str
    post: str = ""
    text: str = field(default="", repr=False)
    key: Mapping[str, str] = field(default_factory=dict, repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    gone: bool = False

    @property
    def asks(self) -> bool:
        return len(_WORD.findall(self.text)) >= LEAST_WORDS


@cache
def places() -> Mapping[str, Place]:
    """Every platform that is written to, by its code."""
    told = tomllib.loads(resources.files("nhip.channels").joinpath("data/conversations.toml").read_text("utf-8"))
    return {code: Place(code, **{**row, "needs": tuple(row["needs"])}) for code, row in told.items()}


def meta_signed(secret: str, body: bytes, header: str) -> bool:
    """`X-Hub-Signature-256`: "sha256=" and the HMAC-SHA256 of the body with the app's secret (Meta, webhooks)."""
    made = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={made}".encode(), header.encode("utf-8", "replace"))


def zalo_signed(app: str, secret: str, body: bytes, stamp: str, header: str) -> bool:
    """`X-ZEvent-Signature`: "mac=" and SHA-256 of app id, body, time stamp and the account's secret (secondary)."""
    made = hashlib.sha256(app.encode() + body + stamp.encode() + secret.encode()).hexdigest()
    return hmac.compare_digest(f"mac={made}".encode(), header.encode("utf-8", "replace"))


def of_meta(told: Mapping[str, Any], page: str) -> Iterator[Told]:
    """Comments under posts of the page; everything else of the notification is left out."""
    for entry in _rows(told.get("entry")) if told.get("object") == "page" else ():
        for change in _rows(entry.get("changes")) if str(entry.get("id")) == page else ():
            value = change.get("value")
            if change.get("field") == "feed" and isinstance(value, Mapping) and value.get("item") == "comment":
                yield from _comment(value, page)


def _comment(value: Mapping[str, Any], page: str) -> Iterator[Told]:
    post, comment = str(value.get("post_id") or ""), str(value.get("comment_id") or "")
    who = _mapping(value.get("from"))
    if not is_own_comment(page, post, comment) or str(who.get("id") or "") == page:
        return
    if value.get("verb") == "remove":
        yield Told(f"facebook:{comment}", post, gone=True)
    elif value.get("verb") == "add":
        tags = [str(one.get("name") or "") for one in _rows(value.get("message_tags"))]
        names = tuple(name for name in (str(who.get("name") or ""), *tags) if name)
        key = {"comment": comment, "post": post}
        yield Told(f"facebook:{comment}", post, str(value.get("message") or ""), key, names)


def is_own_comment(page: str, post: str, comment: str) -> bool:
    """Whether a comment's number says that it stands under a post of the page: {page}_{post} and {post}_{comment}."""
    owner, _, number = post.partition("_")
    under, _, own = comment.partition("_")
    numbers = (page, owner, number, under, own)
    return all(one.isascii() and one.isdigit() for one in numbers) and owner == page and under == number


def of_zalo(told: Mapping[str, Any], account: str) -> Iterator[Told]:
    """Text messages to the account."""
    to, sender, message = (_mapping(told.get(name)) for name in ("recipient", "sender", "message"))
    user, number = str(sender.get("id") or ""), str(message.get("msg_id") or "")
    if told.get("event_name") == "user_send_text" and user and number and str(to.get("id") or "") == account:
        yield Told(f"zalo:{number}", "", str(message.get("text") or ""), {"user": user})


def reply(answer: str, office: str, number: str, link: str, most: int) -> str:
    """The answer as it goes out: it names the office, where to ask further, and the number by which it is found again.

    An answer that is too long for the platform is cut at a word and leads to the portal for the rest.
    """
    foot = f"\n\n{office}\nHỏi thêm: {link}\nMã số: {number}"
    room = most - len(foot)
    text = answer.strip()
    if len(text) > room:
        cut = text[: max(room - 60, 0)].rsplit(None, 1)
        text = f"{cut[0] if cut else ''}… (câu trả lời đầy đủ: xin hỏi cơ quan theo mã số)"
    return text + foot


def _rows(told: object) -> list[Mapping[str, Any]]:
    return [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []


def _mapping(told: object) -> Mapping[str, Any]:
    return told if isinstance(told, Mapping) else {}
