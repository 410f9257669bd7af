"""Names of places held against a directory: which are known, and what a misread one must have been.

Every level and every time counts: an old district is a right name in an old document. A name is called wrong only
when no such unit is known and exactly one known unit of that kind differs from it in nothing but marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from nhip.text.normalise import fold, tone_key

LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")


class Units(Protocol):
    """What is asked of a directory (`nhip.agencies.directory.Directory`): versions with a name and a key."""

    @property
    def versions(self) -> Iterable[Any]: ...


class PlaceIndex:
    """Units of territory by kind and name."""

    def __init__(self, directory: Units) -> None:
        self.known: set[str] = set()
        self.by_bare: dict[str, set[tuple[str, str]]] = {}
        for version in directory.versions:
            name = str(version.name)
            level = next((w for w in LEVELS if name.casefold().startswith(w + " ")), None)
            if level is None or version.unit != version.territory:
                continue
            key = tone_key(name).casefold()
            self.known.add(key)
            self.by_bare.setdefault(fold(name), set()).add((name[len(level) + 1 :], str(version.unit).split(".")[0]))

    def right_name(self, level: str, name: str, province: str | None = None) -> str | None:
        """The known name that `level name` must be; None when it is known as it stands or cannot be told."""
        written = f"{level} {name}"
        if tone_key(written).casefold() in self.known:
            return None
        found = self.by_bare.get(fold(written), set())
        if province:
            slug = fold(province).replace("tinh ", "").replace("thanh pho ", "").replace(" ", "-")
            near = {pair for pair in found if pair[1] == slug}
            found = near or found
        names = {tone_key(pair[0]) for pair in found}
        return next(iter(names)) if len(names) == 1 else None


_BUILT: dict[int, tuple[Units, PlaceIndex]] = {}


def place_index(directory: Units) -> PlaceIndex:
    """The index of a directory, built once for each."""
    held = _BUILT.get(id(directory))
    if held is None or held[0] is not directory:
        held = (directory, PlaceIndex(directory))
        _BUILT.clear()
        _BUILT[id(directory)] = held
    return held[1]
