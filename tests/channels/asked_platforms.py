"""Local servers for answers in conversations: Meta's edge `comments` of a comment, Zalo's messages and conversation.

They hold who wrote, as the platforms do, and hand it out: nothing of it may be found in our house afterwards.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from tests.channels.platforms import Platform

AUTHOR, AUTHOR_ID, AVATAR = "Chu Thị Lạ Lẫm", "8800112233445566", "https://scontent.fb/anh-dai-dien-8800.jpg"


class Comments(Platform):
    """Comments under posts of pages: POST and GET /{comment}/comments."""

    token, secret, page = "trang-token", "ung-dung-secret", "1002003004"

    def __init__(self) -> None:
        super().__init__()
        self.under: dict[str, list[dict[str, Any]]] = {}
        self.made = 0

    def posts(self, path: str) -> bool:
        return path.endswith("/comments")

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        comment = path.strip("/").split("/")[0]
        if told.get("access_token") != self.token:
            return 400, {"error": {"message": "Invalid OAuth access token.", "type": "OAuthException", "code": 190}}
        if comment not in self.under:
            fault = {"message": "Unsupported request.", "code": 100, "error_subcode": 33}
            return 400, {"error": fault}
        if method == "POST":
            self.made += 1
            number = f"{comment.split('_')[0]}_{900 + self.made}"
            self.under[comment].append({"id": number, "message": told["message"]})
            return 200, {"id": number}
        rows = [{**row, "from": {"name": AUTHOR, "id": AUTHOR_ID}} for row in self.under[comment]]
        return 200, {"data": rows}

    def notification(self, comment: str, text: str, *, post: str = "", verb: str = "add", who: str = "") -> bytes:
        """What Meta posts to the door; the comment now stands there."""
        post = post or f"{self.page}_{comment.split('_')[0]}"
        if verb == "add":
            self.under.setdefault(comment, [])
        value = {
            "item": "comment", "verb": verb, "comment_id": comment, "post_id": post, "parent_id": post,
            "message": text, "created_time": 1_790_000_000,
            "from": {"id": who or AUTHOR_ID, "name": AUTHOR, "picture": AVATAR},
            "post": {"permalink_url": f"https://www.facebook.com/{AUTHOR_ID}/posts/1"},
        }  # fmt: skip
        told = {
            "object": "page",
            "entry": [{"id": self.page, "time": 1, "changes": [{"field": "feed", "value": value}]}],
        }
        return json.dumps(told, ensure_ascii=False).encode()

    def signed(self, body: bytes) -> dict[str, str]:
        made = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        return {"HTTP_X_HUB_SIGNATURE_256": f"sha256={made}"}


class Messages(Platform):
    """Messages of a Zalo official account as secondary sources describe them."""

    app, oa, token, webhook = "900100", "579745863508352884", "a1", "oa-webhook-secret"

    def __init__(self) -> None:
        super().__init__()
        self.talks: dict[str, list[dict[str, Any]]] = {}
        self.made = 0

    def posts(self, path: str) -> bool:
        return path.endswith("/message/cs")

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if {name.lower(): value for name, value in headers.items()}.get("access_token") != self.token:
            return 200, {"error": -216, "message": "Access token is invalid"}
        if path.endswith("/v3.0/oa/message/cs"):
            user = told["recipient"]["user_id"]
            if user not in self.talks:
                return 200, {"error": -213, "message": "User has not followed OA"}
            self.made += 1
            self.talks[user].insert(0, {"src": 0, "message_id": f"m{self.made}", "message": told["message"]["text"]})
            return 200, {"error": 0, "message": "Success", "data": {"message_id": f"m{self.made}", "user_id": user}}
        if path.endswith("/v2.0/oa/conversation"):
            asked = json.loads(told["data"])
            rows = [{**row, "from_display_name": AUTHOR, "from_avatar": AVATAR} for row in self.talks[asked["user_id"]]]
            return 200, {"error": 0, "data": rows[: asked["count"]]}
        return 200, {"error": -201, "message": "Params is invalid"}

    def notification(self, number: str, text: str, user: str = AUTHOR_ID) -> bytes:
        self.talks.setdefault(user, []).insert(0, {"src": 1, "message_id": number, "message": text})
        told = {
            "app_id": self.app, "event_name": "user_send_text", "timestamp": "1790000000000", "sender": {"id": user},
            "recipient": {"id": self.oa}, "user_id_by_app": f"app-{user}", "message": {"text": text, "msg_id": number},
        }  # fmt: skip
        return json.dumps(told, ensure_ascii=False).encode()

    def signed(self, body: bytes) -> dict[str, str]:
        stamp = json.loads(body)["timestamp"]
        made = hashlib.sha256(self.app.encode() + body + stamp.encode() + self.webhook.encode()).hexdigest()
        return {"HTTP_X_ZEVENT_SIGNATURE": f"mac={made}"}
