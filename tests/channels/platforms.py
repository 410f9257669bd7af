"""Local servers that speak the vendors' documented protocols, and what they hold afterwards.

`break_at`: "before" closes the line before anything was kept, "after" keeps the posting and closes the line without an
answer; `victim` is a process that is killed (SIGKILL) in that moment instead of the line being closed alone.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit


class Platform:
    """One vendor on a free port of this machine."""

    def __init__(self) -> None:
        self.break_at = ""
        self.victim = 0
        self.asked: list[tuple[str, str]] = []
        self.faults: list[Any] = []
        self.lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            platform: ClassVar[Platform] = outer

            def do_GET(self) -> None:
                self._do("GET")

            def do_POST(self) -> None:
                self._do("POST")

            def do_PUT(self) -> None:
                self._do("PUT")

            def do_DELETE(self) -> None:
                self._do("DELETE")

            def log_message(self, *_: object) -> None:
                """Quiet."""

            def _do(self, method: str) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                parts = urlsplit(self.path)
                told = {name: held[0] for name, held in parse_qs(parts.query).items()}
                kind = self.headers.get("Content-Type", "")
                if kind.startswith("application/json"):
                    told |= json.loads(body)
                elif kind.startswith("application/x-www-form-urlencoded"):
                    told |= {name: held[0] for name, held in parse_qs(body.decode()).items()}
                elif body:
                    told["raw"] = body
                posts = outer.changes(method, parts.path)
                with outer.lock:
                    outer.asked.append((method, parts.path))
                    if posts and outer.break_at == "before":
                        return self._die()
                    status, answer, *more = (
                        outer.faults.pop(0)
                        if outer.faults and posts
                        else (outer.answer(method, parts.path, told, dict(self.headers)))
                    )
                    if posts and outer.break_at == "after":
                        return self._die()
                data = json.dumps(answer).encode() if answer is not None else b""
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                for name, value in (more[0] if more else {}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def _die(self) -> None:
                if outer.victim:
                    os.kill(outer.victim, signal.SIGKILL)
                outer.break_at = ""
                self.close_connection = True
                self.connection.close()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def changes(self, method: str, path: str) -> bool:
        """Whether a request is one that a test may break or answer with a fault."""
        return method in ("POST", "PUT") and self.posts(path)

    def posts(self, path: str) -> bool:
        """Whether a POST (or PUT) to the path makes something public."""
        raise NotImplementedError

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        """Status, JSON and, where there are any, headers."""
        raise NotImplementedError

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Graph(Platform):
    """A Facebook page: POST /{page}/feed, GET /{page}/published_posts with cursors, DELETE /{post}."""

    token, secret, page = "trang-token", "ung-dung-secret", "1002003004"

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, dict[str, str]] = {}
        self.made = 0

    def posts(self, path: str) -> bool:
        return path.endswith("/feed")

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if path == "/oauth/access_token":
            known = told.get("client_secret") == self.secret
            given = {
                "code": told.get("code") == "agreed",
                "fb_exchange_token": told.get("fb_exchange_token") == "short",
            }
            if not known or not any(given.values()):
                return 400, {"error": {"message": "Invalid verification code format.", "code": 100}}
            return 200, {"access_token": "short" if told.get("code") else "long", "expires_in": 5_184_000}
        if told.get("access_token") == "long" and told.get("fields") == "access_token":
            return 200, {"id": self.page, "access_token": self.token}
        proof = hmac.new(self.secret.encode(), self.token.encode(), hashlib.sha256).hexdigest()
        if told.get("access_token") != self.token:
            return 400, {"error": {"message": "Invalid OAuth access token.", "type": "OAuthException", "code": 190}}
        if told.get("appsecret_proof") != proof:
            fault = "Invalid appsecret_proof provided in the API argument"
            return 400, {"error": {"message": fault, "type": "GraphMethodException", "code": 100}}
        if method == "POST" and path == f"/{self.page}/feed":
            self.made += 1
            number = f"{self.page}_{self.made}"
            self.shown[number] = {"message": told["message"], "link": told["link"]}
            return 200, {"id": number}
        if method == "GET" and path == f"/{self.page}/published_posts":
            rows = [{"id": key, "message": one["message"], "permalink_url": f"https://www.facebook.com/{key}"}
                    for key, one in reversed(self.shown.items())]  # fmt: skip
            first = int(told.get("after") or 0)
            last = first + min(int(told.get("limit", 25)), 2)  # small pages, so that paging is walked
            paging = {"cursors": {"before": str(first), "after": str(last)}} if rows[last:] else {}
            return 200, {"data": rows[first:last], "paging": paging}
        if method == "GET" and path == f"/{self.page}":
            return 200, {"id": self.page, "followers_count": 1204}
        post = path.strip("/")
        if method in ("GET", "POST") and post in self.shown:
            if method == "POST":
                self.shown[post]["message"] = told["message"]
                return 200, {"success": True}
            many = {"summary": {"total_count": 7}, "data": []}
            return 200, {"id": post, "reactions": many, "comments": many, "shares": {"count": 3}}
        if method == "DELETE" or "_" in post:
            if method != "DELETE" or self.shown.pop(post, None) is None:
                fault = {"message": "Unsupported delete request.", "code": 100, "error_subcode": 33}
                return 400, {"error": fault}
            return 200, {"success": True}
        return 400, {"error": {"message": "Unknown path components", "code": 2500}}


class Zalo(Platform):
    """A Zalo official account as secondary sources describe it: create, verify, getslice, getdetail, remove, tokens."""

    app, secret = "900100", "oa-secret"

    def __init__(self) -> None:
        super().__init__()
        self.token, self.refresh = "a1", "r1"
        self.spent: list[str] = []
        self.shown: dict[str, dict[str, Any]] = {}
        self.tokens: dict[str, str] = {}
        self.made = 0
        self.slow = 1

    def posts(self, path: str) -> bool:
        return path.endswith("/article/create")

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if path == "/v4/oa/access_token":
            if headers.get("secret_key") != self.secret or told.get("refresh_token") != self.refresh:
                return 200, {"error": -14014, "error_name": "Invalid refresh token."}
            self.spent.append(self.refresh)
            self.token, self.refresh = f"a{len(self.spent) + 1}", f"r{len(self.spent) + 1}"
            return 200, {"access_token": self.token, "refresh_token": self.refresh, "expires_in": "90000"}
        if headers.get("access_token") != self.token:
            return 200, {"error": -216, "message": "Access token is invalid"}
        if path == "/article/create":
            self.made += 1
            self.shown[str(self.made)] = {name: told[name] for name in ("title", "description", "body", "cover")}
            self.tokens[f"t{self.made}"] = str(self.made)
            return 200, {"error": 0, "message": "Success", "data": {"token": f"t{self.made}"}}
        if path == "/article/verify":
            self.slow -= 1
            number = self.tokens.get(told["token"]) if self.slow < 0 else None
            return 200, {"error": 0, "message": "Success", "data": {"id": number} if number else {}}
        if path == "/article/getslice":
            rows = [{"id": key, "title": one["title"], "link_view": f"https://rd.zapps.vn/detail/{key}"}
                    for key, one in reversed(self.shown.items())]  # fmt: skip
            first = int(told["offset"])
            return 200, {"error": 0, "data": {"medias": rows[first : first + int(told["limit"])], "total": len(rows)}}
        if path == "/article/getdetail":
            held = self.shown.get(told["id"])
            held = held and {**held, "total_like": 4, "total_comment": 1, "total_share": 2}
            return 200, {"error": 0, "data": held} if held else {"error": -241, "message": "Article is not found"}
        if path == "/article/update":
            if told["id"] not in self.shown:
                return 200, {"error": -241, "message": "Article is not found"}
            self.shown[told["id"]] = {name: told[name] for name in ("title", "description", "body", "cover")}
            return 200, {"error": 0, "message": "Success"}
        if path == "/oa/getoa":
            return 200, {"error": 0, "data": {"oa_id": "1", "num_follower": 88}}
        if path == "/article/remove":
            gone = self.shown.pop(told["id"], None)
            return 200, {"error": 0, "message": "Success"} if gone else {
                "error": -241,
                "message": "Article is not found",
            }
        return 404, None


class HubServer(Platform):
    """A WebSub hub: takes hub.mode=publish and answers 204."""

    def __init__(self) -> None:
        super().__init__()
        self.topics: list[str] = []

    def posts(self, path: str) -> bool:
        return True

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        if told.get("hub.mode") != "publish" or not told.get("hub.url"):
            return 400, None
        self.topics.append(told["hub.url"])
        return 204, None
