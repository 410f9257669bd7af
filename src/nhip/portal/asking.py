"""What readers send without an account: forms without cookies, kept from machines by patience alone.

No third party looks on and nothing of the reader is kept. How often one address of the network sent something is
counted in this process's memory, under a key that is made at its start and lost at its end.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

TRAP = "trang-web"
"""A field that people do not see. Whoever fills it in is thanked, and nothing is done."""
_KEY = secrets.token_bytes(32)
_MOST_KEPT = 10_000
_SIGNER = Signer(salt="portal.page")


@dataclass(slots=True)
class Pace:
    """So many deeds of one sender in so many seconds."""

    most: int
    seconds: int
    _held: OrderedDict[bytes, deque[float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def takes(self, request: HttpRequest, about: str = "") -> bool:
        """Whether one more deed (about one thing) is taken; it is then counted."""
        sender, now = _sender(request, about), time.monotonic()
        with self._lock:
            times = self._held.setdefault(sender, deque())
            self._held.move_to_end(sender)
            while times and times[0] <= now - self.seconds:
                times.popleft()
            if len(times) >= self.most:
                return False
            times.append(now)
            while len(self._held) > _MOST_KEPT:
                self._held.popitem(last=False)
        return True

    def forget(self) -> None:
        """Nobody has sent anything: for tests."""
        with self._lock:
            self._held.clear()


def _sender(request: HttpRequest, about: str) -> bytes:
    """A name for the sender that says nothing outside this process."""
    address = str(get_adapter().get_client_ip(request))
    return hashlib.blake2b(f"{address} {about}".encode(), key=_KEY, digest_size=12).digest()


def from_here(request: HttpRequest) -> bool:
    """Whether the form stood on a page of ours. Older browsers do not say; what they send is taken."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def trapped(request: HttpRequest) -> bool:
    """Whether a machine filled in what people do not see."""
    return bool(request.POST.get(TRAP))


def page_mark(path: str) -> str:
    """A page's path as its forms carry it: nobody can name a page that was never shown."""
    return _SIGNER.sign(path)


def page_of(mark: str) -> str:
    """The path in a mark; empty for one that is not ours."""
    try:
        return _SIGNER.unsign(mark)
    except BadSignature:
        return ""
