"""The vendor's page of consent (OAuth 2.0, RFC 6749 4.1; PKCE, RFC 7636), and Meta's two further exchanges."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from urllib.parse import urlencode

from nhip.channels.carriers.carrier import NotTaken
from nhip.channels.carriers.graph import Graph
from nhip.channels.carriers.tokens import Renewed, first
from nhip.channels.carrying import Way

GIVEN = ("token", "refresh")
"""What the page of consent gives; the rest a person enters before."""


def page_of(way: Way, app: str, back: str, state: str, verifier: str) -> str:
    """Where a person agrees at the vendor's. `state` comes back with the answer; `verifier` proves who asked."""
    told = {
        way.join.app_field: app, "redirect_uri": back, "response_type": "code", "state": state,
        "scope": way.join.scope_sign.join(way.join.scopes), **way.join.more,
    }  # fmt: skip
    if way.join.pkce:
        told |= {"code_challenge": challenge(verifier), "code_challenge_method": "S256"}
    return f"{way.join.authorize}?{urlencode({name: value for name, value in told.items() if value})}"


def challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).decode("ascii").rstrip("=")


def tokens_of(way: Way, held: Mapping[str, str], code: str, back: str, verifier: str) -> Renewed:
    """The tokens for a code. Raises NotTaken, Unclear."""
    made = first(way, held, code, back, verifier if way.join.pkce else "")
    return _of_page(way, held, made) if way.code in ("facebook", "instagram") else made


def _of_page(way: Way, held: Mapping[str, str], made: Renewed) -> Renewed:
    """A short token of the person for a long one; of a page, its own."""
    graph = Graph(way, made.token, held["secret"])
    told = {"grant_type": "fb_exchange_token", "client_id": held["app"], "client_secret": held["secret"]}
    long = graph.ask("GET", "oauth/access_token", {**told, "fb_exchange_token": made.token})
    token = str(long.get("access_token") or "")
    if not token:
        raise NotTaken(f"{way.name} không cấp mã truy cập dài hạn.", again=False)
    if way.code == "instagram":
        return Renewed(token, "", int(long.get("expires_in") or way.life.hours * 3600))
    page = Graph(way, token, held["secret"]).ask("GET", held["page"], {"fields": "access_token"})
    own = str(page.get("access_token") or "")
    if not own:
        raise NotTaken("Tài khoản này chưa có quyền quản trị trang.", again=False)
    return Renewed(own, "", 0)
