"""A release as the message that carriers get, made from the approved revision alone."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.html import strip_tags

from nhip.agencies.queries.units import directory
from nhip.channels.addresses import story_path
from nhip.channels.carriers.carrier import Message

if TYPE_CHECKING:
    from nhip.channels.models.releases import Delivery
    from nhip.newsroom.models.stories import Story

_ENDS = re.compile(r"</(?:p|h2|h3|li)>|<br\s*/?>")


def message_of(delivery: Delivery) -> Message:
    """What goes out by one delivery. A later change of the story changes nothing of it."""
    row = delivery.release
    return message_for(row.revision.as_object(), row.story_id, delivery.key, row.note)


def message_for(story: Story, number: int, key: str, note: str = "") -> Message:
    """A text of a story as a carrier would get it. `story` may be a draft, for a preview."""
    language = story.locale.language_code
    version = directory(None).unit_as_of(story.unit.key, timezone.localdate())
    picture = ""
    if story.picture_id:
        picture = f"{settings.NHIP_PORTAL}{story.picture.get_rendition('width-1200|format-jpeg').url}"
    return Message(
        key=key, title=story.title, lead=story.lead, plain=tuple(_paragraphs(story)),
        address=f"{settings.NHIP_PORTAL}{story_path(language, number)}",
        office=version.name if version is not None else "", contact=story.contact, language=language, note=note,
        picture=picture, machine_help=story.machine_help,
    )  # fmt: skip


def _paragraphs(story: Story) -> list[str]:
    found = []
    for block in story.body:
        if block.block_type == "words":
            found += _plain(str(block.value.source))
        elif block.block_type == "quote":
            found.append(f"“{block.value['words']}” ({block.value['said_by']})")
        elif block.block_type == "facts":
            found += [block.value["heading"], *_plain(str(block.value["words"].source))]
    return found


def _plain(source: str) -> list[str]:
    parts = (html.unescape(strip_tags(part)).strip() for part in _ENDS.split(source))
    return [part for part in parts if part]
