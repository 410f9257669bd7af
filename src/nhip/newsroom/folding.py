"""One page, one address: what does not change the page is left out, so that a link sent twice is seen to be one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from urllib.parse import parse_qsl, urlencode, urlsplit


@cache
def _followers() -> tuple[frozenset[str], tuple[str, ...]]:
    text = resources.files("nhip.newsroom").joinpath("data/followers.toml").read_text("utf-8")
    rows = tomllib.loads(text)
    return frozenset(rows["names"]), tuple(rows["beginnings"])


def folded(address: str) -> str:
    """The address without scheme, "www." or "m.", fragment, marks that only follow a reader, and a last slash.

    The order of what was asked for does not matter. Give a whole address (`media.fetching.written`).
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".").lower()
    for first in ("www.", "m.", "amp."):
        if host.startswith(first) and host.count(".") > 1:
            host = host.removeprefix(first)
            break
    if parts.port not in (None, 80, 443):
        host = f"{host}:{parts.port}"
    names, beginnings = _followers()
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in names and not name.lower().startswith(beginnings)
    ]
    asked = urlencode(sorted(kept))
    return f"{host}{parts.path.rstrip('/')}{'?' + asked if asked else ''}"
