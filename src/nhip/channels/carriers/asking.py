"""One request to a vendor: short time limits, no redirects, no retries of its own, and an honest word of what is known.

A request that never left (no connection) was surely not taken. One that left and got no whole answer is unclear.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NameResolutionError, NewConnectionError

from nhip.channels.carriers.carrier import NotTaken, Unclear

_POOL = urllib3.PoolManager(maxsize=4)
_LIMIT = urllib3.Timeout(connect=5, read=20)
_MOST = 4 * 1024 * 1024


def ask(
    method: str, url: str, *, fields: Mapping[str, str] | None = None, body: object = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, Any]:  # fmt: skip
    """The status and the JSON of the answer (None where it is none). Raises NotTaken, Unclear."""
    sent = dict(headers or {})
    if body is not None:
        sent["Content-Type"] = "application/json"
    try:
        answer = _POOL.request(
            method, url, fields=dict(fields) if fields is not None and body is None else None,
            body=json.dumps(body, ensure_ascii=False).encode("utf-8") if body is not None else None, headers=sent,
            timeout=_LIMIT, retries=False, redirect=False, preload_content=False,
            **({"encode_multipart": False} if fields is not None and method not in ("GET", "DELETE") else {}),
        )  # fmt: skip
        data = answer.read(_MOST)
        answer.release_conn()
    except (NewConnectionError, ConnectTimeoutError, NameResolutionError) as error:
        raise NotTaken("Không kết nối được với nền tảng.", again=True) from error
    except MaxRetryError as error:
        raise NotTaken("Không kết nối được với nền tảng.", again=True) from error
    except (HTTPError, OSError) as error:
        raise Unclear(type(error).__name__) from error
    try:
        return answer.status, json.loads(data) if data else None
    except ValueError:
        return answer.status, None
