"""Whether an address is one of the register's: the same, a part of one, or only alike. Plain."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

ALIKE = 0.88
"""From here on two addresses may be taken for each other at a glance (0 to 1, by letters in the same order)."""


def part_of(key: str, keys: Collection[str]) -> str:
    """The channel that an address lies below: a post on an official page, a page of an official site; or empty."""
    held = set(keys)
    path = key
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in held:
            return path
    return ""


def alike(key: str, keys: Collection[str]) -> str:
    """The channel that an address is easily taken for; empty where none is near."""
    found = get_close_matches(key, [one for one in keys if one != key], n=1, cutoff=ALIKE)
    return found[0] if found else ""
