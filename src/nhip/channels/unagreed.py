"""What readers are told where a story was taken down for a consent that ended, from `data/unagreed.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def _told() -> Mapping[str, str]:
    return tomllib.loads(resources.files("nhip.channels").joinpath("data/unagreed.toml").read_text("utf-8"))


def unagreed(language: str) -> str:
    """The sentence in a story's language (the locale's code); in English where the file has none."""
    return _told().get(language) or _told()["en"]
