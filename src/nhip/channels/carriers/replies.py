"""Answering where one was asked: under a comment at one's own post, in a message to one's own account. Nothing else.

Facts: Meta, edge `comments` of a comment (POST message, GET id,message). Zalo, all secondary: `v3.0/oa/message/cs` with
`recipient.user_id`, `v2.0/oa/conversation`. A comment that does not stand under a post of the page is refused before
anybody is asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from nhip.channels.carriers.asking import ask
from nhip.channels.carriers.carrier import NotTaken, Posting, Unclear
from nhip.channels.carriers.faults import meant
from nhip.channels.carriers.graph import Graph
from nhip.channels.carrying import Way
from nhip.channels.conversing import is_own_comment

PAGES_BACK = 2
"""How many pages of replies under one comment are read to find one's own: 200."""


class Replier(Protocol):
    """A way to answer in one conversation. Whoever implements this cannot do more than it says."""

    def reply(self, key: Mapping[str, str], text: str) -> Posting:
        """Answer there. Raises NotTaken (Gone: the question is no more), Unclear."""

    def find(self, key: Mapping[str, str], number: str) -> Posting | None:
        """One's own answer with this number, if it stands there. Raises NotTaken, Unclear when it cannot say."""


@dataclass(frozen=True, slots=True)
class FacebookReplies:
    """Replies of one page under comments at its own posts."""

    way: Way
    page: str
    token: str = field(repr=False)
    secret: str = field(repr=False)

    def reply(self, key: Mapping[str, str], text: str) -> Posting:
        made = self._graph.ask("POST", f"{self._own(key)}/comments", {"message": text})
        number = str(made.get("id") or "")
        if not number:
            raise Unclear("no id")
        return Posting(number, f"https://www.facebook.com/{number}")

    def find(self, key: Mapping[str, str], number: str) -> Posting | None:
        for one in self._graph.pages(f"{self._own(key)}/comments", "id,message", PAGES_BACK):
            if f"Mã số: {number}" in str(one.get("message", "")):
                return Posting(str(one["id"]), f"https://www.facebook.com/{one['id']}")
        return None

    @property
    def _graph(self) -> Graph:
        return Graph(self.way, self.token, self.secret)

    def _own(self, key: Mapping[str, str]) -> str:
        """The comment, if it stands under a post of this page. Raises NotTaken."""
        comment = key.get("comment", "")
        if not is_own_comment(self.page, key.get("post", ""), comment):
            raise NotTaken("Bình luận không nằm dưới bài của trang mình.", again=False)
        return comment


@dataclass(frozen=True, slots=True)
class ZaloReplies:
    """Answers of one official account in conversations that others began."""

    way: Way
    token: str = field(repr=False)

    def reply(self, key: Mapping[str, str], text: str) -> Posting:
        body = {"recipient": {"user_id": self._user(key)}, "message": {"text": text}}
        made = self._ask("POST", f"{self._root}/v3.0/oa/message/cs", body=body)
        number = str(made.get("message_id") or "")
        if not number:
            raise Unclear("no id")
        return Posting(number)

    def find(self, key: Mapping[str, str], number: str) -> Posting | None:
        told = json.dumps({"user_id": self._user(key), "offset": 0, "count": 10})
        rows = self._ask("GET", f"{self._root}/v2.0/oa/conversation", {"data": told})
        for one in rows if isinstance(rows, list) else ():
            if one.get("src") == 0 and f"Mã số: {number}" in str(one.get("message", "")):
                return Posting(str(one.get("message_id", "")))
        return None

    @property
    def _root(self) -> str:
        return self.way.base.rsplit("/v", 1)[0]

    def _user(self, key: Mapping[str, str]) -> str:
        if not key.get("user"):
            raise NotTaken("Không có hội thoại nào để trả lời.", again=False)
        return key["user"]

    def _ask(self, method: str, address: str, told: Mapping[str, str] | None = None, body: object = None) -> Any:
        status, answer = ask(method, address, fields=told, body=body, headers={"access_token": self.token})
        if status != 200 or not isinstance(answer, dict) or "error" not in answer:
            raise Unclear(f"status {status}")
        if answer["error"] != 0:
            raise meant(self.way, (answer["error"],))
        return answer.get("data") or {}


def replier(way: Way, held: Mapping[str, str]) -> Replier:
    """The way to answer with the secrets of a joined channel. Raises NotTaken where there is none."""
    if way.code == "facebook":
        return FacebookReplies(way, held["page"], held["token"], held["secret"])
    if way.code == "zalo":
        return ZaloReplies(way, held["token"])
    raise NotTaken("Kênh này không trả lời được từ hệ thống.", again=False)
