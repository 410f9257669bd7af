"""Stories as pages show them: a card in a list, an article with its parts. Pictures whose right ended are left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.images.models import Filter

from nhip.agencies.queries.units import names
from nhip.media.queries.rights import words_in
from nhip.newsroom.kinds import public_label
from nhip.newsroom.queries.public import pictures_with_sizes, public_stories
from nhip.newsroom.topics import topic_name
from nhip.portal import addresses
from nhip.portal.bodies import drawn, linked_pages
from nhip.portal.players import Player, players

if TYPE_CHECKING:
    from nhip.media.models.pictures import Picture, Rendition
    from nhip.newsroom.models.stories import Story

SIZES = {"card": "fill-640x400|format-webp|webpquality-70", "wide": "width-1200|format-webp|webpquality-75",
         "shared": "fill-1200x630|format-jpeg|jpegquality-80",
         "scene": "width-4096|format-jpeg|jpegquality-76"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in one size. `url` is a path of this site.

    `alt_tongue`, `caption_tongue`: "vi" where the page's language has no words of its own for it; else empty.
    """

    url: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    machine_made: bool = False
    alt_tongue: str = ""
    caption_tongue: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A story in a list."""

    story: Story
    url: str
    title: str
    lead: str
    at: datetime
    corrected: bool
    topic: str
    place: str
    unit: str
    image: Image | None
    kind: str = ""
    """What it is called where an agency says it in its own name; empty for news."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a body. `kind`: words, picture, quote, facts, gallery, infographic, recording."""

    kind: str
    html: str = ""
    heading: str = ""
    said_by: str = ""
    image: Image | None = None
    images: Sequence[Image] = ()
    player: Player | None = None


def cards(stories: Iterable[Story], *, pictures: bool = True) -> list[Card]:
    """Stories as cards; the names of all agencies and places are asked for at once."""
    rows, today = list(stories), timezone.localdate()
    called = names_of(rows, today)
    return [
        Card(
            row, addresses.of_story(row), row.title, row.lead, row.stage.first_public_at,
            row.stage.public == "corrected", topic_name(row.topic, row.locale.language_code),
            called.get(row.place_id, ""), called.get(row.unit_id, ""),
            image(row.picture, "card", today, language=row.locale.language_code) if pictures else None,
            public_label(row.kind, row.locale.language_code),
        )
        for row in rows
    ]  # fmt: skip


def names_of(rows: Sequence[Story], on: date) -> dict[int, str]:
    """What the owner agencies and places of stories are called, by id."""
    asked = {pk for row in rows for pk in (row.unit_id, row.place_id) if pk}
    return names(None, sorted(asked), on) if asked else {}


def image(
    picture: Picture | None, size: str, on: date, alt: str = "", caption: str = "", language: str = "vi"
) -> Image | None:
    """A picture in a size, made at its first showing; None without one or when it may no longer be shown."""
    if picture is None or picture.stopped or (picture.rights_until is not None and picture.rights_until < on):
        return None
    said = words_in(picture, language)
    made = _made(picture, SIZES[size]) or picture.get_rendition(SIZES[size])
    alt, caption, own = alt or said[0], caption or said[1], language == "vi"
    return Image(
        made.url, made.width, made.height, alt or picture.description, caption or picture.caption, picture.credit,
        picture.machine_made, "" if alt or own else "vi", "" if caption or own else "vi",
    )  # fmt: skip


def _made(picture: Picture, spec: str) -> Rendition | None:
    """The size among those read with the picture; Wagtail's own look-up asks a cache in files first."""
    cut = Filter(spec=spec).get_cache_key(picture)
    held = picture.renditions.all()
    return next((one for one in held if one.filter_spec == spec and one.focal_point_key == cut), None)


def parts(story: Story) -> list[Part]:
    """The body of a story, part by part."""
    today, blocks = timezone.localdate(), list(story.body.raw_data)
    language = story.locale.language_code
    held = pictures_with_sizes([_number(one["picture"]) for block in blocks for one in _pictures(block)])
    heard = players([_number(one["value"]["recording"]) for one in blocks if one["type"] == "recording"], today)

    def shown_as(one: Any) -> Image | None:
        picture, alt, caption = held.get(_number(one["picture"])), one.get("alt", ""), one.get("caption", "")
        return image(picture, "wide", today, alt, caption, language)

    linked = [pk for one in blocks for pk in linked_pages(_rich(one))]
    pages = {row.pk: addresses.of_story(row) for row in public_stories().filter(pk__in=linked)} if linked else {}
    made = []
    for one in blocks:
        value = one["value"]
        if one["type"] == "words":
            made.append(Part("words", drawn(value, pages)))
        elif one["type"] == "quote":
            made.append(Part("quote", value["words"], said_by=value["said_by"]))
        elif one["type"] == "facts":
            made.append(Part("facts", drawn(value["words"], pages), heading=value["heading"]))
        elif one["type"] == "picture":
            if shown := shown_as(value):
                made.append(Part("picture", image=shown))
        elif one["type"] == "infographic":
            if shown := shown_as(value):
                made.append(Part("infographic", drawn(value.get("words") or "", pages), image=shown))
        elif one["type"] == "gallery":
            images = [shown for each in _pictures(one) if (shown := shown_as(each))]
            if images:
                made.append(Part("gallery", heading=value.get("heading") or "", images=images))
        elif one["type"] == "recording":
            player = heard.get(_number(value["recording"]))
            if player:
                made.append(Part("recording", player=replace(player, caption=value.get("caption") or "")))
    return made


def _pictures(block: Any) -> list[Any]:
    """What a block says of each of its pictures."""
    if block["type"] in ("picture", "infographic"):
        return [block["value"]]
    if block["type"] == "gallery":
        return [each.get("value", each) for each in block["value"]["pictures"]]
    return []


def _number(held: Any) -> int:
    return int(held or 0)


def _rich(block: Any) -> str:
    if block["type"] == "words":
        return str(block["value"])
    return str(block["value"]["words"]) if block["type"] == "facts" else ""
