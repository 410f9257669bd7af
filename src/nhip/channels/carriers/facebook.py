"""A Facebook page by Meta's Graph API: post to its own feed, read, put right and delete its own posts. Nothing else.

Facts: edges `feed` (write) and `published_posts` (read) of a page, `POST /{post}` with a new message for a post that
this very app made, `DELETE /{post}` (Meta's published page description).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nhip.channels.carriers.carrier import (
    Gone,
    Message,
    Posting,
    Preview,
    Unclear,
    against,
    attributed,
    too_long,
)  # fmt: skip
from nhip.channels.carriers.graph import Graph
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

    @property
    def _graph(self) -> Graph:
        return Graph(self.way, self.token, self.secret)

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
        told = {str(key): str(value) for key, value in shown.fields.items()}
        reference = str(self._graph.ask("POST", f"{self.page}/feed", told).get("id") or "")
        if not reference:
            raise Unclear("no id")
        return Posting(reference, f"https://www.facebook.com/{reference}")

    def find(self, message: Message) -> Posting | None:
        for one in self._graph.pages(f"{self.page}/published_posts", "id,message,permalink_url", PAGES_BACK):
            if message.marked_address in str(one.get("message", "")):
                return Posting(str(one["id"]), str(one.get("permalink_url", "")))
        return None

    def update(self, reference: str, message: Message) -> Posting:
        self._graph.ask("POST", reference, {"message": self.preview(message).text})
        return Posting(reference, f"https://www.facebook.com/{reference}")

    def withdraw(self, reference: str) -> None:
        try:
            self._graph.ask("DELETE", reference, {})
        except Gone:
            return

    def results(self, reference: str) -> Mapping[str, int]:
        fields = "shares,reactions.limit(0).summary(true),comments.limit(0).summary(true)"
        held = self._graph.ask("GET", reference, {"fields": fields})
        said = (held.get(name, {}).get("summary", {}) for name in ("reactions", "comments"))
        total = sum(int(one.get("total_count", 0)) for one in said)
        return {"facebook.engagements": total + int(held.get("shares", {}).get("count", 0))}

    def audience(self) -> Mapping[str, int]:
        held = self._graph.ask("GET", self.page, {"fields": "followers_count"})
        return {"facebook.followers": int(held["followers_count"])} if "followers_count" in held else {}
