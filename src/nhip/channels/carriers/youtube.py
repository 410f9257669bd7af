"""A YouTube channel by the Data API v3: upload a film, put its words right, delete it, read one's own numbers.

Facts (Google's discovery document and the guide to resumable uploads): a session is opened by POST, its address comes
back as `Location`; pieces are PUT with `Content-Range` and are multiples of 256 KB; 308 says with `Range` how much is
there; `bytes */total` asks. A film exists only when its last piece arrived. One's own films stand in the channel's
uploads playlist, which costs 1 unit to read; `search.list` is not used. The description is counted in bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nhip.channels.carriers.asking import Answer, request
from nhip.channels.carriers.carrier import (
    Clip,
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
from nhip.channels.media import against_clip

PAGES_BACK = 4
"""How many pages of one's own uploads are read to find a key: 200 films."""
RESUMES = 5
"""How often a broken upload is taken up again before the whole is left for later."""
NEWS = "25"
"""YouTube's category “News & Politics”."""
_ANGLES = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class YouTubeChannel:
    """The channel of whoever gave the token."""

    way: Way
    token: str = field(repr=False)

    def preview(self, message: Message) -> Preview:
        note = f"Đính chính: {message.note}" if message.note else ""
        parts = [note, message.lead.strip(), message.marked_address, attributed(message)]
        # YouTube takes no angle brackets in titles and descriptions
        title = message.title.strip().translate(_ANGLES)
        text = "\n\n".join(part for part in parts if part).translate(_ANGLES)
        size = len(text.encode("utf-8"))
        issues = [
            *against(message),
            *against_clip(self.way, message),
            *too_long("title", title, self.way.limit("title"), self.way.name),
            *too_long("lead", "x" * size, self.way.limit("description_bytes"), self.way.name),
        ]
        language = message.language.split("-")[0]
        fields: dict[str, object] = {
            "snippet": {"title": title, "description": text, "categoryId": NEWS, "defaultLanguage": language},
            "status": {
                "privacyStatus": "public", "selfDeclaredMadeForKids": False,
                "containsSyntheticMedia": bool(message.machine_help),
            },
        }  # fmt: skip
        return Preview(f"{title}\n\n{text}", fields, tuple(issues))

    def publish(self, message: Message) -> Posting:
        clip = message.clip
        if clip is None:
            raise NotTaken("Bài không có video.", again=False)
        session, sent, broken = message.handle, 0, 0
        if session:
            try:  # an earlier upload goes on where it broke off
                answer = self._asked(session, clip.size)
                if answer.status in (200, 201):
                    return self._posting(answer)
                sent = self._sent(answer)
            except Gone:
                session = ""
        session = session or self._open(message, clip)
        with clip.path.open("rb") as film:
            while True:
                film.seek(sent)
                if message.hold is not None:
                    message.hold(session)
                try:
                    answer = self._piece(session, film.read(self._size()), sent, clip.size)
                except Unclear as lost:
                    broken += 1
                    if broken > RESUMES:
                        raise Unclear("upload broke", handle=session) from lost
                    answer = self._asked(session, clip.size)
                if answer.status in (200, 201):
                    return self._posting(answer)
                sent = self._sent(answer)

    def _open(self, message: Message, clip: Clip) -> str:
        headers = {"X-Upload-Content-Length": str(clip.size), "X-Upload-Content-Type": clip.kind}
        address = f"{self.way.base}/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status"
        try:
            answer = self._request("POST", address, body=dict(self.preview(message).fields), headers=headers)
        except Unclear as lost:  # an opened session is no film
            raise NotTaken("YouTube chưa mở được phiên tải lên.", again=True) from lost
        session = answer.headers.get("location", "")
        if not session:
            raise NotTaken("YouTube chưa mở được phiên tải lên.", again=True)
        return session

    def _size(self) -> int:
        return max(self.way.clip.chunk - self.way.clip.chunk % self.way.clip.multiple, self.way.clip.multiple)

    def _piece(self, session: str, data: bytes, start: int, total: int) -> Answer:
        headers = {"Content-Range": f"bytes {start}-{start + len(data) - 1}/{total}", "Content-Type": "video/*"}
        return self._request("PUT", session, data=data, headers=headers)

    def _asked(self, session: str, total: int) -> Answer:
        """How much the session has; or its film, where it was whole all the same."""
        return self._request("PUT", session, data=b"", headers={"Content-Range": f"bytes */{total}"})

    @staticmethod
    def _sent(answer: Answer) -> int:
        found = re.fullmatch(r"bytes=0-(\d+)", answer.headers.get("range", ""))
        return int(found[1]) + 1 if found else 0

    @staticmethod
    def _posting(answer: Answer) -> Posting:
        number = str((answer.told or {}).get("id") or "")
        if not number:
            raise Unclear("no id")
        return Posting(number, f"https://www.youtube.com/watch?v={number}")

    def find(self, message: Message) -> Posting | None:
        """By the upload of an earlier try, whose last piece alone makes a film; without one, in one's uploads."""
        if message.handle and message.clip is not None:
            try:
                answer = self._asked(message.handle, message.clip.size)
                return self._posting(answer) if answer.status in (200, 201) else None
            except Gone:
                pass  # sessions are forgotten after a week, whole or not
        return self._listed(message)

    def _listed(self, message: Message) -> Posting | None:
        held = self._ask("GET", "channels", {"part": "contentDetails", "mine": "true"})
        rows = held.get("items") or [{}]
        uploads = rows[0].get("contentDetails", {}).get("relatedPlaylists", {}).get("uploads", "")
        if not uploads:
            raise Unclear("no uploads playlist")
        page = ""
        for _ in range(PAGES_BACK):
            told = {"part": "snippet", "playlistId": uploads, "maxResults": "50"} | (
                {"pageToken": page} if page else {}
            )
            held = self._ask("GET", "playlistItems", told)
            for one in held.get("items", ()):
                snippet = one.get("snippet", {})
                if message.marked_address in str(snippet.get("description", "")):
                    number = str(snippet["resourceId"]["videoId"])
                    return Posting(number, f"https://www.youtube.com/watch?v={number}")
            page = str(held.get("nextPageToken") or "")
            if not page:
                break
        return None

    def update(self, reference: str, message: Message) -> Posting:
        body = {"id": reference, "snippet": self.preview(message).fields["snippet"]}
        self._ask("PUT", "videos", {"part": "snippet"}, body)
        return Posting(reference, f"https://www.youtube.com/watch?v={reference}")

    def withdraw(self, reference: str) -> None:
        try:
            self._ask("DELETE", "videos", {"id": reference})
        except Gone:
            return

    def results(self, reference: str) -> Mapping[str, int]:
        rows = self._ask("GET", "videos", {"part": "statistics", "id": reference}).get("items") or ()
        if not rows:
            raise Gone("Video không còn trên kênh YouTube.")
        held = rows[0].get("statistics", {})
        likes = int(held.get("likeCount", 0)) + int(held.get("commentCount", 0))
        return {"youtube.likes_comments": likes, "youtube.views": int(held.get("viewCount", 0))}

    def audience(self) -> Mapping[str, int]:
        rows = self._ask("GET", "channels", {"part": "statistics", "mine": "true"}).get("items") or ()
        held = rows[0].get("statistics", {}) if rows else {}
        return {"youtube.subscribers": int(held["subscriberCount"])} if "subscriberCount" in held else {}

    def _ask(self, method: str, path: str, told: Mapping[str, str], body: object = None) -> Any:
        asked = "&".join(f"{name}={value}" for name, value in told.items())
        answer = self._request(method, f"{self.way.base}/youtube/v3/{path}?{asked}", body=body)
        return answer.told or {}

    def _request(
        self, method: str, address: str, *, body: object = None, data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        sent = {**(headers or {}), "Authorization": f"Bearer {self.token}"}
        answer = request(method, address, body=body, data=data, headers=sent)
        if answer.status in (200, 201, 204, 308):
            return answer
        fault = answer.told.get("error") if isinstance(answer.told, dict) else None
        if not isinstance(fault, dict):
            raise Unclear(f"status {answer.status}")
        reasons = [one.get("reason") for one in fault.get("errors", ()) if isinstance(one, dict)]
        raise meant(self.way, reasons or (fault.get("status"),))
