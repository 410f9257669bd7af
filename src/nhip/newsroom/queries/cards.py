"""The picture that goes with a shared link of a story that has none: whether there is one, and what is drawn on it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from nhip.agencies.queries.units import names
from nhip.media import originals
from nhip.media.cards import Kit, drawable
from nhip.media.queries.brands import InUse, kit_of
from nhip.newsroom.queries.public import public_stories

if TYPE_CHECKING:
    from nhip.newsroom.models.stories import Story


def card_mark(story: Story, agency: str, on: date) -> str:
    """A word that changes with the card; empty where the story has a picture, its agency no kit, or no letters fit."""
    if story.picture_id or not (held := kit_of(story.unit_id, on)):
        return ""
    if not drawable(story.title) or not drawable(agency):
        return ""
    said = "\0".join((story.title, agency, held.colour, held.logo.sha256 if held.logo else ""))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def kit_for(story: Story, on: date) -> Kit:
    """The agency's colour and the bytes of its logo; a logo whose file is missing is left out."""
    held: InUse = kit_of(story.unit_id, on)
    try:
        logo = originals.load(settings.NHIP_MEDIA, held.logo.sha256) if held.logo else b""
    except (OSError, ValueError):
        logo = b""
    return Kit(held.colour, logo)


def agency_of(story: Story) -> str:
    """The name of the story's agency today."""
    return names(None, [story.unit_id], timezone.localdate()).get(story.unit_id, "")


def public_by_number(number: int) -> Story | None:
    """A story that anybody may read now, in whatever language; None for everything else."""
    return public_stories().filter(pk=number).first()
