"""Files sent whole or in part: players of sound and pictures ask for stretches (RFC 9110, section 14)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class _Stretch:
    """A file from where it stands, up to so many bytes."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self.file, self.left = file, length

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def asked_for(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one stretch asked for; None for the whole. Raises ValueError for one not there."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None  # several stretches, or a unit nobody knows: the whole is a right answer
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    if first > last or first >= size:
        raise ValueError(header)
    return first, last


def sent(request: HttpRequest, path: Path, type: str, tag: str) -> HttpResponseBase:
    """The file at a path, whole or the stretch asked for. `tag`: its ETag. Raises FileNotFoundError."""
    size, etag = path.stat().st_size, f'"{tag}"'
    headers = {"Accept-Ranges": "bytes", "ETag": etag, "Content-Type": type}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers=headers)
    wanted = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        wanted = ""
    try:
        stretch = asked_for(wanted, size) if wanted else None
    except ValueError:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    file = path.open("rb")
    first, last = stretch or (0, size - 1)
    file.seek(first)
    answer = FileResponse(_Stretch(file, last - first + 1), content_type=type, status=206 if stretch else 200)
    for name, value in headers.items():
        answer.headers[name] = value
    answer.headers["Content-Length"] = str(last - first + 1)
    if stretch:
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer
