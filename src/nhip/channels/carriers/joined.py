"""Which carrier a joined channel is posted to with: one place where a way's code becomes a carrier."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nhip.channels.carriers.carrier import Carrier, NotTaken
from nhip.channels.carriers.facebook import FacebookPage
from nhip.channels.carriers.instagram import InstagramAccount
from nhip.channels.carriers.telegram import TelegramChannel
from nhip.channels.carriers.tiktok import TikTokAccount
from nhip.channels.carriers.youtube import YouTubeChannel
from nhip.channels.carriers.zalo import ZaloAccount
from nhip.channels.carrying import Way

_MADE: Mapping[str, Callable[[Way, Mapping[str, str]], Carrier]] = {
    "facebook": lambda way, held: FacebookPage(way, held["page"], held["token"], held["secret"]),
    "instagram": lambda way, held: InstagramAccount(way, held["account"], held["token"], held["secret"]),
    "telegram": lambda way, held: TelegramChannel(way, held["chat"], held["token"]),
    "tiktok": lambda way, held: TikTokAccount(way, held["token"], held.get("audited", "") == "1"),
    "youtube": lambda way, held: YouTubeChannel(way, held["token"]),
    "zalo": lambda way, held: ZaloAccount(way, held["token"]),
}


def joined(way: Way, held: Mapping[str, str]) -> Carrier:
    """The carrier of a way with the secrets of a channel. Raises NotTaken where a person has to post."""
    made = _MADE.get(way.code)
    if made is None:
        raise NotTaken("Kênh này phải đăng tay.", again=False)
    return made(way, held)
