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
from nhip.channels.carriers.carrier import Clip, Message
from nhip.channels.carrying import Way, ways
from nhip.channels.media import cut_to
from nhip.media import originals

if TYPE_CHECKING:
    from wagtail.images.models import AbstractRendition

    from nhip.channels.models.releases import Delivery
    from nhip.newsroom.models.stories import Story

WIDE = 1200
"""Pixels across of the picture that goes out with a story; the picture's focal point stays inside where it is cut."""
_ENDS = re.compile(r"</(?:p|h2|h3|li)>|<br\s*/?>")


def message_of(delivery: Delivery) -> Message:
    """What goes out by one delivery. A later change of the story changes nothing of it."""
    row = delivery.release
    return message_for(row.revision.as_object(), row.story_id, delivery.key, row.note, ways()[delivery.carrier])


def message_for(story: Story, number: int, key: str, note: str = "", way: Way | None = None) -> Message:
    """A text of a story as a carrier would get it. `story` may be a draft, for a preview. `way` cuts the picture."""
    language = story.locale.language_code
    version = directory(None).unit_as_of(story.unit.key, timezone.localdate())
    picture, alt, width, height, weight = "", "", 0, 0, 0
    if story.picture_id:
        held = story.picture
        shown = held.get_rendition(cut_of(way, held.width, held.height))
        picture, alt = f"{settings.NHIP_PORTAL}{shown.url}", held.description
        width, height, weight = shown.width, shown.height, _weight(shown)
    return Message(
        key=key, title=story.title, lead=story.lead, plain=tuple(_paragraphs(story)),
        address=f"{settings.NHIP_PORTAL}{story_path(language, number)}",
        office=version.name if version is not None else "", contact=story.contact, language=language, note=note,
        picture=picture, machine_help=story.machine_help, alt=alt, width=width, height=height, weight=weight,
        clip=_clip_of(story),
    )  # fmt: skip


def _weight(shown: AbstractRendition) -> int:
    """Bytes of a picture's file; 0 where it cannot be looked at (a carrier will say so)."""
    try:
        return int(shown.file.size)
    except OSError:
        return 0


def cut_of(way: Way | None, width: int, height: int) -> str:
    """The size and cut in which a picture goes out by a way."""
    ratio = cut_to(way, width, height) if way is not None else None
    return f"fill-{WIDE}x{round(WIDE / ratio)}|format-jpeg" if ratio else f"width-{WIDE}|format-jpeg"


def _clip_of(story: Story) -> Clip | None:
    """The first film of a story that is packed and lies here."""
    for block in story.body:
        held = block.value.get("recording") if block.block_type == "recording" else None
        if held is not None and held.kind == "video" and held.state == "ready" and held.packed_id:
            path = originals.place(settings.NHIP_ORIGINALS, held.packed.sha256)
            return Clip(path, held.packed.size, held.packed.type, held.seconds)
    return None


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
