"""A Facebook page by Meta's Graph API: post to its own feed, read its own posts, delete its own post. Nothing else.

Facts: edges `feed` (write) and `published_posts` (read) of a page, `DELETE /{post}`, `appsecret_proof` = HMAC-SHA256 of
the access token with the app's secret (Meta's published page description and error list). Codes in data/carriers.toml.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nhip.channels.carriers.asking import ask
from nhip.channels.carriers.carrier import (
    Message,
    NotTaken,
    Posting,
    Preview,
    Unclear,
    against,
    attributed,
    too_long,
)  # fmt: skip
from nhip.channels.carrying import Way

PAGES_BACK = 4
"""How many pages of one's own posts are read to find a key: 400 posts."""


@dataclass(frozen=True, slots=True)
class FacebookPage:
    """One page. `secret` is the app's; `token` the page's."""

    way: Way
    page: str
    token: str = field(repr=False)
    secret: str = field(repr=False)

    def preview(self, message: Message) -> Preview:
        head = [message.title.strip()]
        if message.note:
            head.append(f"Đính chính: {message.note}")
        parts = ["\n".join(head), message.lead.strip(), message.marked_address, attributed(message)]
        text = "\n\n".join(part for part in parts if part)
        issues = [*against(message), *too_long("text", text, self.way.limit("text"), self.way.name)]
        return Preview(text, {"message": text, "link": message.address}, tuple(issues))

    def publish(self, message: Message) -> Posting:
        shown = self.preview(message)
        answer = self._ask("POST", f"{self.page}/feed", {str(key): str(value) for key, value in shown.fields.items()})
        reference = str((answer or {}).get("id") or "")
        if not reference:
            raise Unclear("no id")
        return Posting(reference, f"https://www.facebook.com/{reference}")

    def find(self, message: Message) -> Posting | None:
        after = ""
        for _ in range(PAGES_BACK):
            told = {"fields": "id,message,permalink_url", "limit": "100"} | ({"after": after} if after else {})
            answer = self._ask("GET", f"{self.page}/published_posts", told) or {}
            for one in answer.get("data", ()):
                if message.marked_address in str(one.get("message", "")):
                    return Posting(str(one["id"]), str(one.get("permalink_url", "")))
            after = str(answer.get("paging", {}).get("cursors", {}).get("after", ""))
            if not after or not answer.get("data"):
                break
        return None

    def withdraw(self, reference: str) -> None:
        try:
            self._ask("DELETE", reference, {})
        except NotTaken as fault:
            if not isinstance(fault.__cause__, _Gone):
                raise

    def _ask(self, method: str, path: str, told: Mapping[str, str]) -> Any:
        proof = hmac.new(self.secret.encode(), self.token.encode(), hashlib.sha256).hexdigest()
        fields = {**told, "access_token": self.token, "appsecret_proof": proof}
        status, answer = ask(method, f"{self.way.base}/{path}", fields=fields)
        fault = answer.get("error") if isinstance(answer, dict) else None
        if isinstance(fault, dict):
            raise self._fault(fault)
        if status != 200 or not isinstance(answer, dict):
            raise Unclear(f"status {status}")
        return answer

    def _fault(self, fault: Mapping[str, Any]) -> Exception:
        code = fault.get("code")
        told = self.way.fault(code)
        if told is None:
            made = NotTaken(f"Facebook báo lỗi {code}.", again=False)
        elif told.unclear:
            return Unclear(f"code {code}")
        else:
            made = NotTaken(told.text, again=told.again)
        if (told is not None and told.gone) or (code == 100 and fault.get("error_subcode") == 33):
            made.__cause__ = _Gone()
        return made


class _Gone(Exception):
    """What was asked for is not there any more."""
