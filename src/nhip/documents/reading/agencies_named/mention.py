"""One body named in a text: where, by what name, one body or a class of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nhip.documents.reading.agencies_named.kinds import shapes
from nhip.text.normalise import tone_key


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names a body; `generic` marks a class of bodies ("các sở, ban, ngành")."""

    start: int
    end: int
    name: str
    generic: bool


def named(text: str, start: int, end: int, *, generic: bool) -> Mention:
    """A mention with its name cleaned: single spaces, tone marks in one place, no outer stops, a class in small."""
    while start < end and text[start] in " \t\n,;:.-–":
        start += 1
    while end > start and text[end - 1] in " \t\n,;:.-–/*":
        end -= 1
    name = tone_key(re.sub(r"\s+", " ", text[start:end]))
    name = re.sub(r"\s*\([^)]*\)\s*$", "", name)
    name = shapes().spelled.get(name, name)
    if generic and name[:1].isupper() and not name.split(" ")[0].isupper():
        first = name.split(" ")[0].lower()
        if first in {
            "các",
            "những",
            "từng",
            "mỗi",
            "mọi",
            "tất",
            "toàn",
            "một",
            "cơ",
            "đơn",
            "cấp",
            "chính",
            "địa",
            "sở",
            "doanh",
            "nhà",
        }:
            name = name[0].lower() + name[1:]
    return Mention(start, end, name, generic)
