"""The province's feedback system over HTTP and JSON, as docs/rules/feedback.md writes it down ("Handing over").

`POST {base}/matters` with our number as `Idempotency-Key` takes a matter once: 201 new, 200 or 409 known, each with
`{"number": …}`. `GET {base}/matters?reference={our number}` says `{"number", "state", "changed_at"}`, or 404. A request
without a whole answer says nothing of what was taken: `find` is asked before `hand` again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError

from nhip.feedback.handover import Handed, Lost, NotHanded, Standing

_POOL = urllib3.PoolManager(maxsize=2)
_LIMIT = urllib3.Timeout(connect=5, read=20)
_MOST = 256 * 1024
LOCAL = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class HttpJson:
    """One system. `key` opens it (Authorization: Bearer). Only HTTPS, except on this very machine."""

    base: str
    key: str = field(repr=False)

    def hand(self, matter: Handed) -> str:
        body = asdict(matter) | {
            "received_at": matter.received_at.isoformat(), "due_at": matter.due_at.isoformat()
        }  # fmt: skip
        status, told = self._ask("POST", "matters", body, {"Idempotency-Key": matter.number})
        if status in (200, 201, 409):
            return self._number(told)
        raise NotHanded(f"Hệ thống của tỉnh trả lời {status}.", again=status == 429)

    def find(self, number: str) -> Standing | None:
        status, told = self._ask("GET", f"matters?reference={quote(number, safe='')}")
        if status == 404:
            return None
        if status != 200:
            raise NotHanded(f"Hệ thống của tỉnh trả lời {status}.", again=status == 429)
        return Standing(self._number(told), str(told.get("state") or "")[:200], _moment(told.get("changed_at")))

    @staticmethod
    def _number(told: Mapping[str, Any]) -> str:
        number = str(told.get("number") or "").strip()
        if not number:
            raise Lost("no number")
        return number[:80]

    def _ask(
        self, method: str, path: str, body: object = None, more: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, Any]]:  # fmt: skip
        parts = urlsplit(self.base)
        if parts.scheme != "https" and parts.hostname not in LOCAL:
            raise NotHanded("Địa chỉ hệ thống của tỉnh phải bắt đầu bằng https://.", again=False)
        headers = {"Authorization": f"Bearer {self.key}", "Accept": "application/json", **(more or {})}
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
            data = json.dumps(body, ensure_ascii=False).encode("utf-8")
        try:
            answer = _POOL.request(
                method, f"{self.base.rstrip('/')}/{path}", body=data, headers=headers, timeout=_LIMIT, retries=False,
                redirect=False, preload_content=False,
            )  # fmt: skip
            read = answer.read(_MOST)
            answer.release_conn()
        except (NewConnectionError, ConnectTimeoutError, MaxRetryError) as error:
            raise NotHanded("Không kết nối được hệ thống của tỉnh.", again=True) from error
        except (HTTPError, OSError) as error:
            raise Lost(type(error).__name__) from error
        if answer.status >= 500:
            raise Lost(f"status {answer.status}")
        try:
            told = json.loads(read) if read else {}
        except ValueError:
            told = {}
        if answer.status in (401, 403):
            raise NotHanded("Hệ thống của tỉnh không nhận khóa truy cập.", again=False)
        return int(answer.status), told if isinstance(told, dict) else {}


def _moment(said: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
