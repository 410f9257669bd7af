"""One request to a vendor: short time limits, no redirects, no retries of its own, and an honest word of what is known.

A request that never left (no connection) was surely not taken. One that left and got no whole answer is unclear. One
that was answered with 429 was surely not taken; the answer may say how long to wait (RFC 9110, Retry-After).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NameResolutionError, NewConnectionError

from nhip.channels.carriers.carrier import NotTaken, Unclear

_POOL = urllib3.PoolManager(maxsize=4)
_LIMIT = urllib3.Timeout(connect=5, read=20)
_MOST = 4 * 1024 * 1024
BUSY = "Nền tảng đang giới hạn lượt gọi."


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `told` is its JSON (None where it is none); names of `headers` are in small letters."""

    status: int
    told: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it would leave: `fields` by the vendor's names, nested as they are."""

    method: str
    url: str
    fields: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Rehearsed(Exception):
    """In a rehearsal: the first request that would change something there. It was not sent."""

    def __init__(self, sent: Sent) -> None:
        self.sent = sent
        super().__init__(f"{sent.method} {sent.url}")


_rehearsal: ContextVar[bool] = ContextVar("rehearsal", default=False)


@contextmanager
def rehearsal() -> Iterator[None]:
    """Within it only questions leave this house; whatever would change something raises Rehearsed instead."""
    token = _rehearsal.set(True)
    try:
        yield
    finally:
        _rehearsal.reset(token)


def rehearsing() -> bool:
    return _rehearsal.get()


def ask(
    method: str, url: str, *, fields: Mapping[str, str] | None = None, body: object = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, Any]:  # fmt: skip
    """The status and the JSON of the answer (None where it is none). Raises NotTaken, Unclear."""
    answer = request(method, url, fields=fields, body=body, headers=headers)
    return answer.status, answer.told


def request(
    method: str, url: str, *, fields: Mapping[str, str] | None = None, body: object = None, data: bytes | None = None,
    headers: Mapping[str, str] | None = None, reads: bool = False,
) -> Answer:  # fmt: skip
    """The whole answer. `body` goes as JSON, `data` as it is, `fields` as a form or behind the address.

    `reads`: it changes nothing there, although it is no GET. Raises NotTaken (also for 429), Unclear; Rehearsed.
    """
    if rehearsing() and method != "GET" and not reads:
        held = fields if fields is not None else body if isinstance(body, Mapping) else {}
        raise Rehearsed(Sent(method, url, dict(held), dict(headers or {})))
    sent = dict(headers or {})
    if body is not None:
        sent["Content-Type"] = "application/json; charset=utf-8"
        data = json.dumps(body, ensure_ascii=False).encode("utf-8")
    form = fields is not None and data is None
    try:
        answer = _POOL.request(
            method, url, fields=dict(fields or {}) if form else None, body=data, headers=sent, timeout=_LIMIT,
            retries=False, redirect=False, preload_content=False,
            **({"encode_multipart": False} if form and method not in ("GET", "DELETE") else {}),
        )  # fmt: skip
        read = answer.read(_MOST)
        answer.release_conn()
    except (NewConnectionError, ConnectTimeoutError, NameResolutionError) as error:
        raise NotTaken("Không kết nối được với nền tảng.", again=True) from error
    except MaxRetryError as error:
        raise NotTaken("Không kết nối được với nền tảng.", again=True) from error
    except (HTTPError, OSError) as error:
        raise Unclear(type(error).__name__) from error
    held = {name.lower(): value for name, value in answer.headers.items()}
    try:
        told = json.loads(read) if read else None
    except ValueError:
        told = None
    if answer.status == 429:
        raise NotTaken(BUSY, again=True, after=_wait(held.get("retry-after", ""), held.get("date", ""), told))
    return Answer(answer.status, told, held)


def _wait(said: str, now: str, told: Any) -> int:
    """Seconds to wait: a number, a date (held against the answer's own clock), or Telegram's word in the body."""
    inner = told.get("parameters") if isinstance(told, dict) else None
    if isinstance(inner, dict) and isinstance(inner.get("retry_after"), int):
        return int(inner["retry_after"])
    if said.strip().isdigit():
        return int(said)
    try:
        return max(int((parsedate_to_datetime(said) - parsedate_to_datetime(now)).total_seconds()), 0)
    except (TypeError, ValueError):
        return 0
