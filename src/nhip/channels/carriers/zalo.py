"""Articles of a Zalo official account: create, read one's own list, put right and remove one's own. Nothing else.

All facts here are secondary (data/carriers.toml says so): confirm them on the real account before use. Creating an
article answers with a token; `verify` turns it into the article's number. On a fault Zalo answers 200 and an `error`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nhip.channels.carriers.asking import ask
from nhip.channels.carriers.carrier import (
    Gone,
    Message,
    NotTaken,
    Posting,
    Preview,
    Unclear,
    against,
    attributed,
    too_long,
)  # fmt: skip
from nhip.channels.carriers.faults import meant
from nhip.channels.carrying import Way
from nhip.channels.media import against_picture

LOOKS = 5
"""How often the number of a fresh article is asked for before it is looked for in the list."""


@dataclass(frozen=True, slots=True)
class ZaloAccount:
    """One official account by its access token of the hour."""

    way: Way
    token: str = field(repr=False)
    pause: float = 1.0
    """Seconds between two questions for a fresh article's number."""

    def preview(self, message: Message) -> Preview:
        lead = f"Đính chính: {message.note}" if message.note else message.lead.strip()
        # the address with the key stands in the summary: the list of one's own articles shows it
        foot = f"{attributed(message)}\n{message.marked_address}"
        body = [{"type": "text", "content": one} for one in (*message.plain, foot) if one]
        way = self.way
        issues = [
            *against(message),
            *against_picture(way, message),
            *too_long("title", message.title, way.limit("title"), way.name),
            *too_long("author", message.office, way.limit("author"), way.name),
            *too_long("lead", lead, way.limit("summary"), way.name),
        ]
        fields: dict[str, object] = {
            "type": "normal", "title": message.title.strip(), "author": message.office,
            "cover": {"cover_type": "photo", "photo_url": message.picture, "status": "show"},
            "description": lead, "body": body, "status": "show", "comment": "hide",
        }  # fmt: skip
        text = "\n\n".join(part for part in (message.title.strip(), lead, *message.plain, foot) if part)
        return Preview(text, fields, tuple(issues))

    def publish(self, message: Message) -> Posting:
        made = self._ask("POST", "article/create", body=dict(self.preview(message).fields))
        token = str(made.get("token") or "")
        for look in range(LOOKS if token else 0):
            if look:
                time.sleep(self.pause)
            try:
                number = str(self._ask("POST", "article/verify", body={"token": token}).get("id") or "")
            except NotTaken:
                continue  # not ready yet: it was created all the same
            if number:
                return Posting(number)
        raise Unclear("created, number not known")

    def find(self, message: Message) -> Posting | None:
        for offset in range(0, 50, 10):
            held = self._ask("GET", "article/getslice", {"offset": str(offset), "limit": "10", "type": "normal"})
            rows = held.get("medias") or []
            for one in rows:
                if one.get("title") == message.title.strip() and self._is_ours(str(one["id"]), message):
                    return Posting(str(one["id"]), str(one.get("link_view") or ""))
            if len(rows) < 10:
                break
        return None

    def _is_ours(self, number: str, message: Message) -> bool:
        held = self._ask("GET", "article/getdetail", {"id": number})
        return any(message.marked_address in str(part.get("content", "")) for part in held.get("body") or ())

    def update(self, reference: str, message: Message) -> Posting:
        self._ask("POST", "article/update", body={"id": reference, **self.preview(message).fields})
        return Posting(reference)

    def withdraw(self, reference: str) -> None:
        try:
            self._ask("POST", "article/remove", body={"id": reference})
        except Gone:
            return

    def results(self, reference: str) -> Mapping[str, int]:
        held = self._ask("GET", "article/getdetail", {"id": reference})
        parts = [held[name] for name in ("total_like", "total_comment", "total_share") if name in held]
        return {"zalo.interactions": sum(int(one) for one in parts)} if parts else {}

    def audience(self) -> Mapping[str, int]:
        held = self._ask("GET", "oa/getoa")
        return {"zalo.followers": int(held["num_follower"])} if "num_follower" in held else {}

    def _ask(
        self, method: str, path: str, told: Mapping[str, str] | None = None, body: object = None
    ) -> Mapping[str, Any]:
        headers = {"access_token": self.token}
        status, answer = ask(method, f"{self.way.base}/{path}", fields=told, body=body, headers=headers)
        if status != 200 or not isinstance(answer, dict) or "error" not in answer:
            raise Unclear(f"status {status}")
        code = answer["error"]
        if code == 0:
            data = answer.get("data")
            return data if isinstance(data, dict) else {}
        raise meant(self.way, (code,))
