"""Names of places, old and new: what a commune or district of before 1 July 2025 belongs to now, and the other way.

Built from the directory of agencies for the provinces in hand. Whole and part successors both count: whoever looks for
an old name wants every place it may lie in today.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nhip.agencies.directory import Directory
from nhip.assistant.searching.words import folded_words

Phrase = tuple[str, ...]
KINDS = (
    "thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã",
)  # fmt: skip
"""The words before a name that say what kind of place it is (Law on Local Government 72/2025/QH15; older acts)."""
MOST = 12
"""Other names that one name may bring along; a large district became more communes than a question can hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """One name as people write it, without its kind. `now`: full names of the places that it belongs to today."""

    name: str
    full: str
    words: Phrase
    kind: Phrase
    standing: bool
    now: tuple[str, ...]
    units: tuple[str, ...]
    """Keys of the units that stand there today: itself, or those it belongs to now."""
    others: tuple[Phrase, ...]
    """Folded names that stand for the same ground: of today for an old name, of before for a new one."""


class Gazetteer:
    """Places by their folded names; several may bear one name."""

    def __init__(self, places: Iterable[Place]) -> None:
        found: dict[Phrase, list[Place]] = {}
        for place in places:
            found.setdefault(place.words, []).append(place)
        self.by_name: Mapping[Phrase, tuple[Place, ...]] = {name: tuple(rows) for name, rows in found.items()}
        self.longest = max((len(name) for name in self.by_name), default=0)

    def at(self, words: list[str], start: int) -> tuple[Place, ...]:
        """The places whose name begins at a word, the longest name first; none for names of one word."""
        for size in range(min(self.longest, len(words) - start), 1, -1):
            if found := self.by_name.get(tuple(words[start : start + size])):
                return found
        return ()


def bare_name(full: str) -> tuple[str, Phrase]:
    """A name without the word for its kind, and that word folded: ("Đồng Đăng", ("thi", "tran"))."""
    for kind in KINDS:
        if full.casefold().startswith(kind + " "):
            return full[len(kind) + 1 :], tuple(folded_words(kind))
    return full, ()


def gazetteer(directory: Directory, provinces: Iterable[str], on: date) -> Gazetteer:
    """Every place of the provinces, standing on a day or ended before."""
    homes = tuple(provinces)
    last: dict[str, tuple[str, bool]] = {}
    for version in directory.versions:
        if version.line == "territory" and version.unit.partition(".")[0] in homes:
            stands = version.stands(on)
            if stands or not last.get(version.unit, ("", False))[1]:
                last[version.unit] = (version.name, stands)
    heirs = {unit: _heirs(directory, unit, on) for unit, (_, stands) in last.items() if not stands}
    before: dict[str, list[str]] = {}
    for unit, targets in heirs.items():
        for target in targets if directory.level_of(unit) == "commune" else ():
            before.setdefault(target, []).append(unit)
    names = {tuple(folded_words(bare_name(name)[0])) for name, stands in last.values() if stands}
    return Gazetteer(_place(unit, last, heirs, before, names) for unit in last)


def _heirs(directory: Directory, unit: str, on: date) -> tuple[str, ...]:
    found = [one.unit for one in directory.successors(unit, on) if one.unit and one.unit != unit]
    return tuple(dict.fromkeys(found))


def _place(
    unit: str, last: Mapping[str, tuple[str, bool]], heirs: Mapping[str, tuple[str, ...]],
    before: Mapping[str, list[str]], standing_names: Container[Phrase],
) -> Place:  # fmt: skip
    full, standing = last[unit]
    name, kind = bare_name(full)
    words = tuple(folded_words(name))
    near = heirs.get(unit, ()) if not standing else tuple(before.get(unit, ()))
    named = [last[one][0] for one in near if one in last]
    others = dict.fromkeys(tuple(folded_words(bare_name(one)[0])) for one in named)
    others.pop(words, None)
    if (
        standing
    ):  # "Cao Lộc" was a part of this one; whoever asks for this one does not mean the other that is so called
        for one in [one for one in others if one in standing_names]:
            del others[one]
    now = tuple(named) if not standing else ()
    units = (unit,) if standing else near
    return Place(name, full, words, kind, standing, now, units, tuple(one for one in others if len(one) > 1)[:MOST])
