"""Languages that stories are written in: those that the house publishes in (`text/languages.py`), as desks use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from nhip.text import languages as text


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is the locale's, `tag` goes into `lang` and exchange files, `machine` is its code at a machine's service.

    `helped` is what readers are told under a text that a machine helped to translate. `spaced`: words stand apart.
    """

    code: str
    name: str
    tag: str
    machine: str
    helped: str
    spaced: bool


@cache
def languages() -> Mapping[str, Language]:
    """Every language by its code, Vietnamese first."""
    held = text.languages().values()
    return {one.code: Language(one.code, one.said, one.tag, one.machine, one.helped, one.spaced) for one in held}


def by_tag(tag: str) -> Language | None:
    """The language of a BCP 47 tag as exchange files write it ("en-US", "zh_CN"); None for one that is not ours."""
    asked = tag.replace("_", "-").casefold()
    for one in languages().values():
        if asked in (one.tag.casefold(), one.code):
            return one
    first = asked.split("-", 1)[0]
    if first == "zh" and ("hant" in asked or asked.endswith(("-tw", "-hk", "-mo"))):
        return None  # another script
    return next((one for one in languages().values() if one.tag.casefold().split("-", 1)[0] == first), None)
