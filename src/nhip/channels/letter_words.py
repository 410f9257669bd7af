"""What the newsletter says of itself in each language, from `data/letters.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of one language; `{link}`, `{site}` and `{text}` are filled in by whoever uses them."""

    confirm_subject: str
    confirm: str
    corrected: str
    choose: str
    leave: str


@cache
def _told() -> Mapping[str, Words]:
    text = resources.files("nhip.channels").joinpath("data/letters.toml").read_text("utf-8")
    return {language: Words(**held) for language, held in tomllib.loads(text).items()}


def words(language: str) -> Words:
    """The sentences of a language; Vietnamese ones where nobody wrote it yet."""
    return _told().get(language, _told()["vi"])
