"""Local servers that speak the documented upload protocols of YouTube and TikTok.

`drop`: how many pieces break half way; what came before the break is kept, as the protocols say.
"""

from __future__ import annotations

import re
from typing import Any

from tests.channels.platforms import Platform


class YouTube(Platform):
    """Resumable uploads (308, Range, `bytes */total`), the uploads playlist, update, delete, statistics."""

    app, secret = "yt-app", "yt-secret"

    def __init__(self) -> None:
        super().__init__()
        self.token, self.refresh, self.renewed = "ya1", "yr", 0
        self.shown: dict[str, dict[str, Any]] = {}
        self.sessions: dict[str, dict[str, Any]] = {}
        self.made, self.drop = 0, 0
        self.sizes: list[int] = []

    def posts(self, path: str) -> bool:
        """The piece that makes the film whole; the others make nothing public."""
        held = self.sessions.get(path.rpartition("/")[2])
        return held is not None and held["total"] - held["got"] <= held.get("coming", 0)

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        if path == "/token":
            if told.get("client_secret") != self.secret:
                return 401, {"error": "invalid_client"}
            if told.get("grant_type") == "authorization_code":
                if told.get("code") != "agreed" or not told["redirect_uri"].endswith("/kenh/noi-xong/"):
                    return 400, {"error": "invalid_grant"}
                return 200, {"access_token": self.token, "refresh_token": self.refresh, "expires_in": 3599}
            if told.get("refresh_token") != self.refresh:
                return 400, {"error": "invalid_grant"}
            self.renewed += 1
            self.token = f"ya{self.renewed + 1}"
            return 200, {"access_token": self.token, "expires_in": 3599, "token_type": "Bearer"}
        if headers.get("Authorization") != f"Bearer {self.token}":
            return self._fault(401, "authError")
        if path == "/upload/youtube/v3/videos" and method == "POST":
            number = f"s{len(self.sessions) + 1}"
            kept = {name: told[name] for name in ("snippet", "status")}
            total = int(headers["X-Upload-Content-Length"])
            self.sessions[number] = {"kept": kept, "total": total, "got": 0, "coming": total}
            return 200, None, {"Location": f"{self.base}/upload/session/{number}"}
        if path.startswith("/upload/session/"):
            return self._piece(path.rpartition("/")[2], told, headers)
        if path == "/youtube/v3/channels":
            lists = {"relatedPlaylists": {"uploads": "UU1"}}
            return 200, {"items": [{"contentDetails": lists, "statistics": {"subscriberCount": "2300"}}]}
        if path == "/youtube/v3/playlistItems":
            rows = [{"snippet": {**one["snippet"], "resourceId": {"videoId": key}}}
                    for key, one in reversed(self.shown.items())]  # fmt: skip
            return 200, {"items": rows}
        return self._own(method, told)

    def _piece(self, number: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        held = self.sessions.get(number)
        if held is None:
            return self._fault(404, "notFound")
        said = re.fullmatch(r"bytes (?:(\d+)-(\d+)|\*)/(\d+)", headers["Content-Range"])
        assert said
        if held.get("film"):
            return 200, {"id": held["film"], "kind": "youtube#video"}
        if said[1] is not None:
            start, data = int(said[1]), told["raw"]
            last = int(said[2]) + 1 == held["total"]
            if start != held["got"] or (not last and len(data) % 262144):
                return self._fault(400, "badRequest")
            self.sizes.append(len(data))
            held["got"] += len(data)
        if held["got"] < held["total"]:
            more = {"Range": f"bytes=0-{held['got'] - 1}"} if held["got"] else {}
            return 308, None, more
        self.made += 1
        held["film"] = f"v{self.made}"
        self.shown[held["film"]] = held["kept"]
        return 200, {"id": held["film"], "kind": "youtube#video"}

    def _own(self, method: str, told: dict[str, Any]) -> tuple[Any, ...]:
        number = told.get("id", "")
        if method == "GET":
            numbers = {"viewCount": "90", "likeCount": "5", "commentCount": "1"}
            return 200, {"items": [{"id": number, "statistics": numbers}] if number in self.shown else []}
        if number not in self.shown:
            return self._fault(404, "videoNotFound")
        if method == "DELETE":
            del self.shown[number]
            return 204, None
        self.shown[number]["snippet"] = told["snippet"]
        return 200, {"id": number}

    def _fault(self, status: int, reason: str) -> tuple[int, Any]:
        inner = [{"reason": reason, "domain": "youtube"}]
        return status, {"error": {"code": status, "message": reason, "errors": inner}}


class TikTok(Platform):
    """creator_info, video/init, pieces in order, status/fetch, video/list; tokens whose refresh rotates."""

    app, secret = "tk-app", "tk-secret"

    def __init__(self) -> None:
        super().__init__()
        self.token, self.refresh = "ta1", "tr1"
        self.spent: list[str] = []
        self.shown: dict[str, dict[str, Any]] = {}
        self.uploads: dict[str, dict[str, Any]] = {}
        self.made, self.reviewing, self.fails = 0, 1, ""
        self.sizes: list[int] = []

    def posts(self, path: str) -> bool:
        held = self.uploads.get(path.rpartition("/")[2])
        return held is not None and held["left"] == 1

    def answer(self, method: str, path: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        if path == "/v2/oauth/token/":
            if told.get("client_key") != self.app or told.get("refresh_token") != self.refresh:
                return 200, {"error": "invalid_grant", "error_description": "Refresh token is invalid or expired."}
            self.spent.append(self.refresh)
            self.token, self.refresh = f"ta{len(self.spent) + 1}", f"tr{len(self.spent) + 1}"
            return 200, {"access_token": self.token, "refresh_token": self.refresh, "expires_in": 7200}
        if path.startswith("/upload/"):
            return self._piece(path.rpartition("/")[2], told, headers)
        if headers.get("Authorization") != f"Bearer {self.token}":
            return 401, {"error": {"code": "access_token_invalid", "message": "", "log_id": "x"}}
        data = self._asked(path, told)
        if isinstance(data, str):
            return 400, {"data": {}, "error": {"code": data, "message": "", "log_id": "x"}}
        return 200, {"data": data, "error": {"code": "ok", "message": "", "log_id": "x"}}

    def _asked(self, path: str, told: dict[str, Any]) -> dict[str, Any] | str:
        if path == "/v2/post/publish/creator_info/query/":
            return {"creator_username": "mau", "privacy_level_options": ["PUBLIC_TO_EVERYONE", "SELF_ONLY"]}
        if path == "/v2/post/publish/video/init/":
            source = told["source_info"]
            if source["total_chunk_count"] != max(source["video_size"] // source["chunk_size"], 1):
                return "invalid_params"
            number = f"p{len(self.uploads) + 1}"
            self.uploads[number] = {"info": told["post_info"], "left": source["total_chunk_count"], "got": 0}
            return {"publish_id": number, "upload_url": f"{self.base}/upload/{number}"}
        if path == "/v2/post/publish/status/fetch/":
            held = self.uploads[told["publish_id"]]
            if self.fails:
                return {"status": "FAILED", "fail_reason": self.fails}
            if not held.get("film"):
                return {"status": "PROCESSING_UPLOAD", "uploaded_bytes": held["got"]}
            if self.reviewing > 0:
                self.reviewing -= 1
                return {"status": "PROCESSING_UPLOAD", "publicaly_available_post_id": []}
            return {"status": "PUBLISH_COMPLETE", "publicaly_available_post_id": [int(held["film"])]}
        if path == "/v2/video/list/":
            if self.reviewing > 0:  # what is under review stands in no list
                return {"videos": [], "has_more": False, "cursor": 0}
            rows = [{"id": key, "title": one["title"], "share_url": f"https://www.tiktok.com/@mau/video/{key}"}
                    for key, one in reversed(self.shown.items())]  # fmt: skip
            return {"videos": rows, "has_more": False, "cursor": 0}
        if path == "/v2/video/query/":
            known = [one for one in told["filters"]["video_ids"] if one in self.shown]
            counts = {"like_count": 9, "comment_count": 1, "share_count": 2, "view_count": 400}
            return {"videos": [{"id": one, **counts} for one in known]}
        if path == "/v2/user/info/":
            return {"user": {"follower_count": 640}}
        return "invalid_params"

    def _piece(self, number: str, told: dict[str, Any], headers: dict[str, str]) -> tuple[Any, ...]:
        held = self.uploads[number]
        said = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", headers["Content-Range"])
        assert said
        if int(said[1]) != held["got"] or int(said[2]) - int(said[1]) + 1 != len(told["raw"]):
            return 416, None
        self.sizes.append(len(told["raw"]))
        held["got"], held["left"] = int(said[2]) + 1, held["left"] - 1
        if held["left"]:
            return 206, None
        self.made += 1
        held["film"] = str(7_400_000_000_000_000_000 + self.made)
        self.shown[held["film"]] = held["info"]
        return 201, None
