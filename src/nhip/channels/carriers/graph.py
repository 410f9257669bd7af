"""Requests to Meta's Graph API: each signed with the app's secret (`appsecret_proof`), each fault read from its code.

Facts: `appsecret_proof` = HMAC-SHA256 of the access token with the app's secret; faults are {code, error_subcode}
(Meta's published error list). Codes in data/carriers.toml.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nhip.channels.carriers.asking import request
from nhip.channels.carriers.carrier import Gone, Unclear
from nhip.channels.carriers.faults import meant
from nhip.channels.carrying import Way

_NOT_THERE = 33
"""The subcode of 100 that says: no such object, or none that this token may see."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The API by one token."""

    way: Way
    token: str = field(repr=False)
    secret: str = field(repr=False)

    def ask(self, method: str, path: str, told: Mapping[str, str]) -> Any:
        """The answer's JSON object. Raises Gone, NotTaken, Unclear."""
        proof = hmac.new(self.secret.encode(), self.token.encode(), hashlib.sha256).hexdigest()
        fields = {**told, "access_token": self.token, "appsecret_proof": proof}
        answer = request(method, f"{self.way.base}/{path}", fields=fields)
        fault = answer.told.get("error") if isinstance(answer.told, dict) else None
        if isinstance(fault, dict):
            code, inner = fault.get("code"), fault.get("error_subcode")
            if code == 100 and inner == _NOT_THERE:
                raise Gone(f"Bài không còn trên {self.way.name}.")
            raise meant(self.way, (inner, code) if self.way.fault(inner) else (code,))
        if answer.status != 200 or not isinstance(answer.told, dict):
            raise Unclear(f"status {answer.status}")
        return answer.told

    def pages(self, path: str, fields: str, most: int) -> Iterator[Mapping[str, Any]]:
        """The rows of an edge, page after page, `most` pages at most."""
        after = ""
        for _ in range(most):
            told = {"fields": fields, "limit": "100"} | ({"after": after} if after else {})
            answer = self.ask("GET", path, told)
            rows = answer.get("data") or ()
            yield from rows
            after = str(answer.get("paging", {}).get("cursors", {}).get("after", ""))
            if not after or not rows:
                return
