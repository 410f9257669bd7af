"""Exchanging a refresh token for a new access token (RFC 6749, part 6), and a code of consent for both (part 4.1).

Zalo's and TikTok's refresh tokens work once; Google's stays. What a vendor calls the app is in data/carriers.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nhip.channels.carriers.asking import request
from nhip.channels.carriers.carrier import NotTaken, Unclear
from nhip.channels.carrying import Way


@dataclass(frozen=True, slots=True)
class Renewed:
    """New tokens. A refresh token that works once is worth nothing from now on. `seconds`: 0 where none were told."""

    token: str = field(repr=False)
    refresh: str = field(repr=False)
    seconds: int = 0


def renew(way: Way, held: Mapping[str, str]) -> Renewed:
    """Exchange the refresh token, once. Raises NotTaken (the channel must be joined again), Unclear."""
    told = {"grant_type": "refresh_token", "refresh_token": held["refresh"]}
    return _exchanged(way, held, told)


def first(way: Way, held: Mapping[str, str], code: str, back: str, verifier: str = "") -> Renewed:
    """Exchange the code that a vendor's page of consent sent back to `back`. Raises NotTaken, Unclear."""
    told = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
    return _exchanged(way, held, told | ({"code_verifier": verifier} if verifier else {}))


def _exchanged(way: Way, held: Mapping[str, str], told: Mapping[str, str]) -> Renewed:
    zalo = way.code == "zalo"  # the one vendor that takes the app's secret in a header
    fields = {**told, way.join.app_field: held["app"]} | ({} if zalo else {"client_secret": held["secret"]})
    headers = {"secret_key": held["secret"]} if zalo else {}
    answer = request("POST", way.exchange, fields=fields, headers=headers)
    if answer.status >= 500 or not isinstance(answer.told, dict):
        raise Unclear(f"status {answer.status}")
    token = str(answer.told.get("access_token") or "")
    # a vendor that keeps the refresh token sends none with the new access token
    refresh = str(answer.told.get("refresh_token") or ("" if zalo else told.get("refresh_token", "")))
    if not token or (zalo and not refresh):
        raise NotTaken(f"{way.name} không nhận mã làm mới. Hãy nối lại kênh.", again=False)
    return Renewed(token, refresh, _seconds(answer.told.get("expires_in")))


def _seconds(said: Any) -> int:
    try:
        return max(int(said), 0)
    except (TypeError, ValueError):
        return 0
