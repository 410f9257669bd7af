"""More local servers that speak the vendors' documented protocols: Instagram, Telegram, a browser's push service.

`shown` is what the public would see; `made` how often something was made public.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import http_ece
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.channels.platforms import Platform


class Instagram(Platform):
    """Containers (seen by nobody), `media_publish`, one's own media and their comments, DELETE of one's own media."""

    token, secret, account = "ig-token", "ig-secret", "17841400000000001"

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, dict[str, Any]] = {}
        self.containers: dict[str, dict[str, Any]] = {}
        self.made, self.slow, self.may_delete = 0, 1, True

    def posts(self, path: str) -> bool:
        return path.endswith("/media_publish")

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        proof = hmac.new(self.secret.encode(), self.token.encode(), hashlib.sha256).hexdigest()
        if told.get("access_token") != self.token or told.get("appsecret_proof") != proof:
            return 400, {"error": {"message": "Invalid OAuth access token.", "code": 190}}
        parts = path.strip("/").split("/")
        if method == "POST" and parts == [self.account, "media"]:
            if not told.get("image_url"):
                return 400, {"error": {"code": 100, "message": "The image_url parameter is required."}}
            if len(told["caption"]) > 2200:
                return 400, {"error": {"code": 36000, "message": "The caption is too long."}}
            number = f"c{len(self.containers) + 1}"
            self.containers[number] = told
            return 200, {"id": number}
        if method == "GET" and parts[0] in self.containers:
            self.slow -= 1
            return 200, {"id": parts[0], "status_code": "IN_PROGRESS" if self.slow >= 0 else "FINISHED"}
        if method == "POST" and parts == [self.account, "media_publish"]:
            held = self.containers.pop(told["creation_id"], None)
            if held is None:
                return 400, {"error": {"code": 9007, "error_subcode": 2207027, "message": "not ready"}}
            self.made += 1
            number = f"1790{self.made}"
            self.shown[number] = {"caption": held["caption"], "comments": [], "alt": held.get("alt_text", "")}
            return 200, {"id": number}
        if method == "GET" and parts == [self.account, "media"]:
            rows = [{"id": key, "caption": one["caption"], "permalink": f"https://www.instagram.com/p/{key}/"}
                    for key, one in reversed(self.shown.items())]  # fmt: skip
            return 200, {"data": rows}
        if method == "GET" and parts == [self.account]:
            return 200, {"id": self.account, "followers_count": 310}
        return self._own(method, parts, told)

    def _own(self, method: str, parts: list[str], told: dict[str, Any]) -> tuple[Any, ...]:
        held = self.shown.get(parts[0])
        if held is None:
            return 400, {"error": {"code": 100, "error_subcode": 33, "message": "does not exist"}}
        if method == "DELETE":
            if not self.may_delete:
                return 400, {"error": {"code": 10, "message": "no permission"}}
            del self.shown[parts[0]]
            return 200, {"success": True}
        if parts[1:] == ["comments"]:
            if method == "POST":
                held["comments"].append(told["message"])
                return 200, {"id": f"k{len(held['comments'])}"}
            return 200, {"data": [{"id": f"k{at}", "text": one} for at, one in enumerate(held["comments"])]}
        link = f"https://www.instagram.com/p/{parts[0]}/"
        return 200, {"id": parts[0], "permalink": link, "like_count": 12, "comments_count": 2}


class Telegram(Platform):
    """One bot and one channel. No method reads the channel's past: that is why a person is asked."""

    token, chat = "12:bot", "@mau_langson"

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, dict[str, Any]] = {}
        self.made, self.old = 0, False

    def posts(self, path: str) -> bool:
        return path.endswith(("/sendMessage", "/sendPhoto"))

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        head, _, verb = path.strip("/").partition("/")
        if head != f"bot{self.token}":
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        if told.get("chat_id") != self.chat:
            return 400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
        if verb in ("sendMessage", "sendPhoto"):
            text = told.get("caption") if verb == "sendPhoto" else told.get("text")
            if len(str(text).encode("utf-16-le")) // 2 > (1024 if verb == "sendPhoto" else 4096):
                return 400, {"ok": False, "error_code": 400, "description": "Bad Request: message caption is too long"}
            self.made += 1
            self.shown[str(self.made)] = {"text": text, "photo": told.get("photo", "")}
            chat = {"id": -100, "type": "channel", "username": "mau_langson"}
            return 200, {"ok": True, "result": {"message_id": self.made, "chat": chat}}
        if verb == "getChatMemberCount":
            return 200, {"ok": True, "result": 57}
        held = self.shown.get(str(told.get("message_id")))
        if verb == "deleteMessage":
            if self.old:
                return self._refused("message can't be deleted for everyone")
            if held is None:
                return self._refused("message to delete not found")
            del self.shown[str(told["message_id"])]
            return 200, {"ok": True, "result": True}
        if verb in ("editMessageText", "editMessageCaption"):
            if held is None:
                return self._refused("message to edit not found")
            text = told.get("text") or told.get("caption")
            if text == held["text"]:
                return self._refused("message is not modified: specified new message content is exactly the same")
            held["text"] = text
            return 200, {"ok": True, "result": {"message_id": told["message_id"]}}
        return 404, {"ok": False, "error_code": 404, "description": "Not Found"}

    def _refused(self, said: str) -> tuple[int, Any]:
        return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {said}"}


class PushService(Platform):
    """A push service (RFC 8030) and the browsers behind it, which open what they get (RFC 8291).

    `shown` is what each browser shows: a message with a known tag takes the place of the one before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.browsers: dict[str, tuple[ec.EllipticCurvePrivateKey, bytes]] = {}
        self.shown: dict[tuple[str, str], dict[str, Any]] = {}
        self.topics: list[str] = []
        self.signers: set[str] = set()
        self.gone: set[str] = set()
        self.made = 0

    def browser(self, name: str) -> dict[str, Any]:
        """A browser's `PushSubscription` as JSON."""
        key, secret = ec.generate_private_key(ec.SECP256R1()), name.encode().ljust(16, b"0")[:16]
        self.browsers[name] = key, secret
        kind = serialization.PublicFormat.UncompressedPoint
        raw = key.public_key().public_bytes(serialization.Encoding.X962, kind)
        keys = {"p256dh": _told(raw), "auth": _told(secret)}
        return {"endpoint": f"{self.base}/push/{name}", "expirationTime": None, "keys": keys}

    def posts(self, path: str) -> bool:
        return True

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        name = path.rpartition("/")[2]
        if name in self.gone or name not in self.browsers:
            return 410, None
        if headers.get("Content-Encoding") != "aes128gcm" or not headers.get("TTL"):
            return 400, None
        scheme, _, rest = headers["Authorization"].partition(" ")
        signed, key = (one.strip()[2:] for one in rest.split(","))
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(key))
        claims = jwt.decode(signed, point, algorithms=["ES256"], audience=self.base)
        if scheme != "vapid" or not claims["sub"].startswith(("mailto:", "https:")):
            return 401, None
        if len(told["raw"]) > 4096:
            return 413, None
        mine, secret = self.browsers[name]
        opened = json.loads(http_ece.decrypt(told["raw"], private_key=mine, auth_secret=secret, version="aes128gcm"))
        self.signers.add(key)
        self.topics.append(headers["Topic"])
        self.made += 1
        self.shown[name, opened["tag"]] = opened
        return 201, None, {"Location": f"{self.base}/message/{self.made}"}


def _told(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _raw(told: str) -> bytes:
    return base64.urlsafe_b64decode(told + "=" * (-len(told) % 4))
