"""A message as a reader of a platform would see it, and everything that would stop or spoil it.

Made by the same pure functions that make what is sent; what a platform folds away or cuts is data (`shows`, `picture`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from nhip.channels.carriers import letters, push
from nhip.channels.carriers.carrier import Message, Preview, against, attributed
from nhip.channels.carriers.joined import joined
from nhip.channels.carrying import Way
from nhip.channels.media import cut_to
from nhip.text.issues import Issue

WARN_DAYS = 14
"""How long before its end a token is spoken of."""
_ADDRESS = re.compile(r"https?://\S+")
_TAG = re.compile(r"(?<![\w&/])#\w+")


class _Blank(dict[str, str]):
    """What a channel was joined with, without its secrets: a preview asks no platform and needs none."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a way stands at an agency today: who posts, on which channel, how long its token holds (None: no end).

    `given` is what the channel was joined with, without anything secret.
    """

    how: str
    channel: str = ""
    days_left: int | None = None
    fault: str = ""
    paused: bool = False
    given: Mapping[str, str] = field(hash=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """One way's preview. `head` is what stands before the fold, `rest` what a reader opens; `ratio` a picture's cut.

    `issues` stop it; `warnings` do not. `fields` are the vendor's own, exactly as they would be sent.
    """

    way: Way
    standing: Standing
    head: str
    rest: str
    label: str
    picture: str = ""
    alt: str = ""
    ratio: float | None = None
    cut: bool = False
    film: bool = False
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    fields: Mapping[str, object] = field(hash=False, default_factory=dict)
    issues: tuple[Issue, ...] = ()
    warnings: tuple[Issue, ...] = ()


def look(way: Way, message: Message, standing: Standing, picture: tuple[int, int] = (0, 0)) -> Look:
    """The preview of a message on a way. `picture`: the original's width and height, before it is cut."""
    shown = _shown(way, message, standing)
    fold = way.shows.fold
    head, rest = _folded(shown.text, fold)
    ratio = cut_to(way, *picture)
    own = round(picture[0] / picture[1], 3) if picture[1] else None
    links = tuple(dict.fromkeys(_ADDRESS.findall(shown.text)))
    bare = _ADDRESS.sub(" ", shown.text)
    return Look(
        way=way, standing=standing, head=head, rest=rest, label=attributed(message),
        picture=message.picture if _has_picture(way, shown) else "", alt=message.alt, ratio=ratio or own,
        cut=ratio is not None, film=message.clip is not None and way.clip.needed, links=links,
        tags=tuple(dict.fromkeys(_TAG.findall(bare))), fields=shown.fields, issues=shown.issues,
        warnings=tuple(_warnings(way, message, standing, shown)),
    )  # fmt: skip


def _shown(way: Way, message: Message, standing: Standing) -> Preview:
    if way.code == "newsletter":
        subject, text = letters.subject_of(message), letters.story_text(message)
        return Preview(text, {"Subject": subject}, tuple(against(message)))
    if way.code == "push":
        return push.note_of(way, "", message)[1]
    if way.how == "machine" and way.join.needs:
        shown = joined(way, _Blank(standing.given)).preview(message)
        if standing.how == "machine":
            return shown
        # a person posts there: the platform's wants hold, the app's do not
        return replace(shown, issues=tuple(one for one in shown.issues if one.field != "app"))
    return by_hand(message)


def by_hand(message: Message) -> Preview:
    """What a person is given to post: the same parts, the address without the key, which nobody would look for."""
    note = f"Đính chính: {message.note}" if message.note else ""
    parts = (message.title.strip(), note, message.lead.strip(), message.address, attributed(message))
    return Preview("\n\n".join(part for part in parts if part), {}, tuple(against(message)))


def _folded(text: str, fold: int) -> tuple[str, str]:
    if not fold or len(text) <= fold:
        return text, ""
    cut = text.rfind(" ", 0, fold)
    cut = cut if cut > fold // 2 else fold
    return text[:cut], text[cut:]


def _has_picture(way: Way, shown: Preview) -> bool:
    """Facebook and others draw the portal's own card; where fields name a picture it goes with the posting."""
    return bool({"image_url", "photo", "cover"} & set(shown.fields)) or way.how == "hand" or way.code == "facebook"


def _warnings(way: Way, message: Message, standing: Standing, shown: Preview) -> list[Issue]:
    found = []
    if standing.fault:
        found.append(Issue("token", "channels.key_over", {"fault": standing.fault}))
    elif standing.days_left is not None and standing.days_left <= WARN_DAYS and not way.life.renews:
        found.append(Issue("token", "channels.key_ends_soon", {"days": f"{max(standing.days_left, 0):02d}"}))
    if standing.paused:
        found.append(Issue("way", "channels.way_paused", {"way": way.name}))
    if way.how == "machine" and standing.how == "hand" and not way.keeps:
        found.append(Issue("way", "channels.way_not_joined", {"way": way.name}))
    if message.picture and not message.alt.strip() and not way.picture.alt_needed and _has_picture(way, shown):
        found.append(Issue("alt", "channels.alt_advised", {}))
    if way.code == "telegram" and message.picture and "photo" not in shown.fields:
        found.append(Issue("picture", "channels.picture_left_out", {"way": way.name}))
    return found
