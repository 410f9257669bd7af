"""A professional Instagram account by Meta's Graph API: one picture and its caption. Nothing else.

Facts (Meta, Content Publishing, IG Container, IG Media): `POST /{account}/media` makes a container, which is public to
nobody; its `status_code` says when it is ready; `POST /{account}/media_publish` posts it. The picture is fetched from
our address and must be JPEG. A caption cannot be changed: a correction is a comment of ours. `DELETE /{media}` needs
the permission instagram_manage_contents and Facebook login.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

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
from nhip.channels.carriers.graph import Graph
from nhip.channels.carrying import Way
from nhip.channels.media import against_picture
from nhip.text.issues import Issue

PAGES_BACK = 4
LOOKS = 10
"""How often a container is asked whether it is ready, before the whole is left for later."""
_TAG = re.compile(r"#\w+")


@dataclass(frozen=True, slots=True)
class InstagramAccount:
    """One account. `secret` is the app's."""

    way: Way
    account: str
    token: str = field(repr=False)
    secret: str = field(repr=False)
    pause: float = 3.0
    """Seconds between two questions whether a container is ready."""

    @property
    def _graph(self) -> Graph:
        return Graph(self.way, self.token, self.secret)

    def preview(self, message: Message) -> Preview:
        note = f"Đính chính: {message.note}" if message.note else ""
        parts = [message.title.strip(), note, message.lead.strip(), message.marked_address, attributed(message)]
        text = "\n\n".join(part for part in parts if part)
        tags, most = len(_TAG.findall(text.replace(message.marked_address, ""))), self.way.limit("tags")
        issues = [
            *against(message),
            *too_long("text", text, self.way.limit("text"), self.way.name),
            *too_long("alt", message.alt, self.way.limit("alt"), self.way.name),
            *against_picture(self.way, message),
        ]
        if most and tags > most:
            facts = {"way": self.way.name, "count": str(tags), "most": str(most)}
            issues.append(Issue("text", "channels.too_many_tags", facts))
        fields = {"image_url": message.picture, "caption": text, "alt_text": message.alt}
        return Preview(text, {name: value for name, value in fields.items() if value}, tuple(issues))

    def publish(self, message: Message) -> Posting:
        graph = self._graph
        told = {name: str(value) for name, value in self.preview(message).fields.items()}
        try:
            container = str(graph.ask("POST", f"{self.account}/media", told).get("id") or "")
            if not container:
                raise NotTaken("Instagram không nhận ảnh.", again=True)
            self._ready(graph, container)
        except Unclear as lost:  # nobody sees a container: another one is made
            raise NotTaken("Instagram chưa chuẩn bị xong bài.", again=True) from lost
        made = graph.ask("POST", f"{self.account}/media_publish", {"creation_id": container})
        reference = str(made.get("id") or "")
        if not reference:
            raise Unclear("no id")
        return Posting(reference, self._link(graph, reference))

    def _ready(self, graph: Graph, container: str) -> None:
        for look in range(LOOKS):
            if look:
                time.sleep(self.pause)
            state = graph.ask("GET", container, {"fields": "status_code"}).get("status_code")
            if state == "FINISHED":
                return
            if state in ("ERROR", "EXPIRED"):
                raise NotTaken("Instagram không xử lý được ảnh này.", again=state == "EXPIRED")
        raise NotTaken("Instagram chưa xử lý xong ảnh.", again=True)

    def _link(self, graph: Graph, reference: str) -> str:
        try:
            return str(graph.ask("GET", reference, {"fields": "permalink"}).get("permalink") or "")
        except (NotTaken, Unclear):
            return ""  # it is out; where it can be seen is not worth losing that

    def find(self, message: Message) -> Posting | None:
        for one in self._graph.pages(f"{self.account}/media", "id,caption,permalink", PAGES_BACK):
            if message.marked_address in str(one.get("caption", "")):
                return Posting(str(one["id"]), str(one.get("permalink", "")))
        return None

    def update(self, reference: str, message: Message) -> Posting:
        graph = self._graph
        told = f"Đính chính: {message.note}\n{message.marked_address}"
        if not any(message.marked_address in str(one.get("text", ""))
                   for one in graph.pages(f"{reference}/comments", "id,text", PAGES_BACK)):  # fmt: skip
            graph.ask("POST", f"{reference}/comments", {"message": told})
        return Posting(reference, self._link(graph, reference))

    def withdraw(self, reference: str) -> None:
        try:
            self._graph.ask("DELETE", reference, {})
        except Gone:
            return

    def results(self, reference: str) -> Mapping[str, int]:
        held = self._graph.ask("GET", reference, {"fields": "like_count,comments_count"})
        return {"instagram.likes_comments": int(held.get("like_count", 0)) + int(held.get("comments_count", 0))}

    def audience(self) -> Mapping[str, int]:
        held = self._graph.ask("GET", self.account, {"fields": "followers_count"})
        return {"instagram.followers": int(held["followers_count"])} if "followers_count" in held else {}
