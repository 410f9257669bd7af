"""Whether a figure says how things stand (pages, stations, accounts) rather than what was done."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from nhip.text.normalise import tone_key


@cache
def _data() -> dict[str, tuple[str, ...]]:
    told: dict[str, Any] = tomllib.loads(
        resources.files("nhip.plans").joinpath("data", "standing.toml").read_text("utf-8")
    )
    return {name: tuple(tone_key(word).lower() for word in words) for name, words in told.items()}


def stands(indicator: str, unit: str) -> bool:
    """A stock by its unit of measure, or a share of those who have something."""
    data, measure, words = _data(), tone_key(unit).lower(), tone_key(indicator).lower()
    if measure in data["share_units"]:
        return any(re.search(rf"\b{word}\b", words) for word in data["share_words"])
    return any(measure == one or measure.startswith(f"{one} ") for one in data["units"])
