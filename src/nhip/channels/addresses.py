"""Where the portal shows what was released. `portal` builds its addresses from these, so both always agree."""

from __future__ import annotations

from nhip.text.languages import known


def language_path(language: str) -> str:
    """The first part of a public address: the locale's own code, Chinese shortened."""
    held = known().get(language)
    return held.path if held else language


def story_path(language: str, number: int) -> str:
    """The address of a story on the portal, for ever."""
    return f"/{language_path(language)}/tin/{number}/"
