"""Questions about browsers that asked for messages, and the settings of the push carrier."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import resources

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from nhip.channels.carriers import push
from nhip.channels.models.browsers import Browser, BrowserNote
from nhip.channels.queries.carriers import way_at
from nhip.channels.queries.messages import message_of


@dataclass(frozen=True, slots=True)
class Rules:
    """`data/push.toml`."""

    hosts: tuple[str, ...]
    holds: timedelta
    most_waiting: int
    words: Mapping[str, Mapping[str, str]]


@cache
def rules() -> Rules:
    held = tomllib.loads(resources.files("nhip.channels").joinpath("data/push.toml").read_text("utf-8"))
    return Rules(tuple(held["hosts"]), timedelta(days=held["holds_days"]), held["most_waiting"], held["words"])


def hosts() -> tuple[str, ...]:
    """Where messages may be handed in; a closed network adds its own service by a setting."""
    return (*rules().hosts, *settings.NHIP_PUSH_HOSTS)


def key() -> ec.EllipticCurvePrivateKey:
    return push.signing_key(settings.NHIP_KEYS)


def contact() -> str:
    """Whom a push service may ask about our messages."""
    portal: str = settings.NHIP_PORTAL
    return portal if portal.startswith("https://") else f"mailto:{settings.DEFAULT_FROM_EMAIL}"


def note_of(row: BrowserNote) -> push.Note:
    """The message as it is sent: the question whether the browser wants any, or a story."""
    if row.delivery is None:
        words = rules().words.get(row.browser.language, rules().words["vi"])
        return push.Note("nhip-confirm", words["title"], words["body"], settings.NHIP_PORTAL, confirm=row.browser.token)
    return push.note_of(way_at("push"), str(row.delivery.release.story_id), message_of(row.delivery))[0]


def readers_of(language: str) -> list[Browser]:
    """Browsers that confirmed, in a language."""
    return list(Browser.objects.filter(state="confirmed", language=language).order_by("pk"))


def readers_count() -> int:
    return Browser.objects.filter(state="confirmed").count()
