"""A TikTok account by the Content Posting API: post a film directly, see whether it is out, read one's own numbers.

Facts (developers.tiktok.com): `creator_info` before each posting; `video/init` opens an upload whose pieces are PUT in
order, 5 to 64 MB each, the last one up to 128 MB; `status/fetch` says when it is out. The API neither changes nor
deletes a posting: both are a person's task. An app that TikTok has not audited can only post for the account's own
eyes, which is no publication, so it posts nothing here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nhip.channels.carriers.asking import request
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
from nhip.channels.media import against_clip, pieces
from nhip.text.issues import Issue

LOOKS = 10
PAGES_BACK = 5
"""How many pages of one's own films are read to find a key: 100 films."""
EVERYONE = "PUBLIC_TO_EVERYONE"
_FIELDS = "id,title,video_description,share_url"


@dataclass(frozen=True, slots=True)
class TikTokAccount:
    """One account by its access token of two hours. `audited`: TikTok has looked at the app."""

    way: Way
    token: str = field(repr=False)
    audited: bool = False
    pause: float = 3.0

    def preview(self, message: Message) -> Preview:
        note = f"Đính chính: {message.note}" if message.note else ""
        parts = [message.title.strip(), note, message.marked_address, attributed(message)]
        text = "\n\n".join(part for part in parts if part)
        length = len(text.encode("utf-16-le")) // 2
        issues = [
            *against(message),
            *against_clip(self.way, message),
            *too_long("text", "x" * length, self.way.limit("text"), self.way.name),
        ]
        if not self.audited:
            issues.append(Issue("app", "channels.app_not_audited", {"way": self.way.name}))
        clip = message.clip
        chunk, count = self._cut(clip) if clip is not None else (0, 0)
        fields: dict[str, object] = {
            "post_info": {
                "title": text, "privacy_level": EVERYONE, "disable_comment": False, "disable_duet": False,
                "disable_stitch": False, "is_aigc": bool(message.machine_help),
            },
            "source_info": {
                "source": "FILE_UPLOAD", "video_size": clip.size if clip else 0, "chunk_size": chunk,
                "total_chunk_count": count,
            },
        }  # fmt: skip
        return Preview(text, fields, tuple(issues))

    def _cut(self, clip: Clip) -> tuple[int, int]:
        """The size of a piece and how many: what is left over goes with the last, a small film goes whole."""
        chunk = min(self.way.clip.chunk, clip.size)
        return chunk, len(pieces(clip.size, chunk, joined=True))

    def publish(self, message: Message) -> Posting:
        clip, shown = message.clip, self.preview(message)
        if clip is None or shown.issues:
            raise NotTaken("Bài không có video, hoặc ứng dụng chưa được TikTok duyệt.", again=False)
        try:
            creator = self._ask("/v2/post/publish/creator_info/query/", {}, reads=True)
            if EVERYONE not in (creator.get("privacy_level_options") or ()):
                raise NotTaken("Tài khoản TikTok đang để riêng tư nên không đăng công khai được.", again=False)
            opened = self._ask("/v2/post/publish/video/init/", dict(shown.fields))
            number, address = str(opened.get("publish_id") or ""), str(opened.get("upload_url") or "")
            if not number or not address:
                raise NotTaken("TikTok chưa mở được phiên tải lên.", again=True)
            whole = self._upload(clip, address, number, message)
        except Unclear as lost:  # without its last piece nothing is out
            raise NotTaken("Chưa tải hết video lên TikTok.", again=True) from lost
        if not whole:
            raise Unclear("last piece", handle=number)
        return self._settled(number, message)

    def _upload(self, clip: Clip, address: str, number: str, message: Message) -> bool:
        """Every piece in order. False where the answer to the last one was lost: it may be whole. Raises Unclear."""
        chunk, _ = self._cut(clip)
        parts = pieces(clip.size, chunk, joined=True)
        with clip.path.open("rb") as film:
            for start, end in parts:
                film.seek(start)
                if message.hold is not None:
                    message.hold(number)
                data = film.read(end - start + 1)
                headers = {"Content-Range": f"bytes {start}-{end}/{clip.size}", "Content-Type": clip.kind}
                try:
                    answer = request("PUT", address, data=data, headers=headers)
                except Unclear:
                    if (start, end) == parts[-1]:
                        return False
                    raise
                if answer.status not in (200, 201, 206):
                    raise NotTaken("TikTok không nhận tệp video.", again=answer.status >= 500)
        return True

    def _settled(self, number: str, message: Message) -> Posting:
        """Wait a little until it is out. Whatever is asked from here on, the film lies there: nothing is “not taken”
        any more except what TikTok itself calls failed."""
        for look in range(LOOKS):
            if look:
                time.sleep(self.pause)
            try:
                state, held = self._state(number)
                if state == "PUBLISH_COMPLETE" and (out := self._out(held, message)):
                    return out
            except NotTaken as fault:
                raise Unclear(fault.fault, handle=number) from fault
            if state == "FAILED":
                raise meant(self.way, (held.get("fail_reason"),))
        raise Unclear("TikTok has not looked at it yet", handle=number)

    def _state(self, number: str) -> tuple[str, Mapping[str, Any]]:
        held = self._ask("/v2/post/publish/status/fetch/", {"publish_id": number})
        return str(held.get("status") or ""), held

    def _out(self, held: Mapping[str, Any], message: Message) -> Posting | None:
        ids = held.get("publicaly_available_post_id") or ()  # TikTok spells the field this way
        return self._listed(message) or (Posting(str(ids[0])) if ids else None)

    def find(self, message: Message) -> Posting | None:
        """By the number of an earlier try, which TikTok can be asked about: a film that did not arrive whole is public
        never. The number is kept before the first piece is sent, so without one nothing was."""
        if message.handle:
            state, held = self._state(message.handle)
            came, whole = held.get("uploaded_bytes"), message.clip.size if message.clip is not None else 0
            if state == "FAILED" or (state == "PROCESSING_UPLOAD" and isinstance(came, int) and came < whole):
                return None
            out = self._out(held, message) if state == "PUBLISH_COMPLETE" else None
            if out is None:
                raise Unclear(f"state {state}", handle=message.handle)
            return out
        return self._listed(message)

    def _listed(self, message: Message) -> Posting | None:
        cursor: object = None
        for _ in range(PAGES_BACK):
            told: dict[str, object] = {"max_count": 20} | ({"cursor": cursor} if cursor else {})
            held = self._ask(f"/v2/video/list/?fields={_FIELDS}", told)
            for one in held.get("videos") or ():
                if message.marked_address in f"{one.get('title', '')} {one.get('video_description', '')}":
                    return Posting(str(one["id"]), str(one.get("share_url") or ""))
            cursor = held.get("cursor")
            if not held.get("has_more"):
                break
        return None

    def update(self, reference: str, message: Message) -> Posting:
        raise NotTaken("TikTok không cho sửa bài đã đăng. Hãy sửa tay.", again=False)

    def withdraw(self, reference: str) -> None:
        raise NotTaken("TikTok không cho hệ thống gỡ bài. Hãy gỡ tay.", again=False)

    def results(self, reference: str) -> Mapping[str, int]:
        path = "/v2/video/query/?fields=id,like_count,comment_count,share_count,view_count"
        rows = self._ask(path, {"filters": {"video_ids": [reference]}}).get("videos") or ()
        if not rows:
            raise Gone("Video không còn trên TikTok.")
        liked = sum(int(rows[0].get(name, 0)) for name in ("like_count", "comment_count", "share_count"))
        return {"tiktok.interactions": liked, "tiktok.views": int(rows[0].get("view_count", 0))}

    def audience(self) -> Mapping[str, int]:
        held = self._ask("/v2/user/info/?fields=follower_count", None).get("user") or {}
        return {"tiktok.followers": int(held["follower_count"])} if "follower_count" in held else {}

    def _ask(self, path: str, body: object, *, reads: bool = False) -> Mapping[str, Any]:
        method, headers = "GET" if body is None else "POST", {"Authorization": f"Bearer {self.token}"}
        answer = request(method, f"{self.way.base}{path}", body=body, headers=headers, reads=reads)
        held = answer.told if isinstance(answer.told, dict) else {}
        fault = held.get("error")
        code = fault.get("code") if isinstance(fault, dict) else None
        if code not in (None, "", "ok"):
            raise meant(self.way, (code,))
        if answer.status != 200:
            raise Unclear(f"status {answer.status}")
        data = held.get("data")
        return data if isinstance(data, dict) else {}
