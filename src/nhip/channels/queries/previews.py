"""How a story would look on each way, before and at its release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from nhip.channels import sealing
from nhip.channels.carrying import Way, ways
from nhip.channels.deliveries import circuit_name
from nhip.channels.models.joining import Circuit
from nhip.channels.models.outlets import Outlet
from nhip.channels.previewing import Look, Standing, look
from nhip.channels.queries.carriers import way_at
from nhip.channels.queries.messages import cut_of, message_for
from nhip.channels.queries.posting import joined_outlets, who_posts

if TYPE_CHECKING:
    from collections.abc import Collection

    from nhip.channels.carriers.carrier import Message
    from nhip.newsroom.models.stories import Story

KEY = "xem-truoc"
"""Stands in previews where a delivery's own key will."""


def looks(draft: Story, number: int, note: str = "") -> list[Look]:
    """A text on every way, in the order of the list. Ways that go with another one need no preview."""
    shown = [way for way in ways().values() if not way.follows and way.how != "portal"]
    outlets = joined_outlets(draft.unit_id, [way.code for way in shown])
    paused = frozenset(Circuit.objects.filter(paused_until__gt=timezone.now()).values_list("name", flat=True))
    size = (draft.picture.width, draft.picture.height) if draft.picture_id else (0, 0)
    said: dict[str, Message] = {}  # ways that cut the picture alike get the same message
    for way in shown:
        cut = cut_of(way, *size)
        if cut not in said:
            said[cut] = message_for(draft, number, KEY, note, way)
    return [
        look(way_at(way.code), said[cut_of(way, *size)], standing(way, outlets.get(way.code), paused), size)
        for way in shown
    ]


def standing(way: Way, outlet: Outlet | None, paused: Collection[str]) -> Standing:
    """How a way stands at an agency today: by its channel there, if any. `paused` are the circuits that rest."""
    held = getattr(outlet, "joined", None)
    rests = circuit_name(way.code, outlet.pk if outlet else None) in paused
    left = (held.expires_at - timezone.now()).days if held is not None and held.expires_at is not None else None
    return Standing(
        who_posts(way.code, joined=outlet is not None), _called(outlet), left, held.fault if held else "", rests,
        _given(way, held.sealed) if held else {},
    )  # fmt: skip


def _given(way: Way, sealed: str) -> dict[str, str]:
    """What the channel was joined with that is no secret."""
    try:
        told = sealing.unseal(settings.NHIP_KEYS, sealed)
    except ValueError:
        return {}
    plain = {one.name for one in way.join.needs if not one.secret}
    return {name: value for name, value in told.items() if name in plain}


def _called(outlet: Outlet | None) -> str:
    return outlet.name if outlet is not None else ""
