"""The index by name: stems of bodies, first letters, and names of places.

A body's name is a stem ("Sở Tài chính") and a place ("tỉnh Lạng Sơn"). Stems are kept once for the whole country;
"và", punctuation and the place of tone marks do not count. Abbreviations need no list: they are found by the first
letters of the words (STTTT, KH&ĐT, TTXTĐTTMDL), each candidate then checked word by word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from nhip.agencies.rolls import Rolls
from nhip.agencies.units import Version
from nhip.text.normalise import fold, tone_key

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=32768)
def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words in one spelling, without "và": the form in which two names are compared."""
    return tuple(word for word in _WORD.findall(tone_key(text).lower()) if word != "và")


@lru_cache(maxsize=32768)
def key_of(words: tuple[str, ...]) -> str:
    """The search key of a name: its words without marks."""
    return fold(" ".join(word for word in words if word not in ("và", "va")))


class Stem(NamedTuple):
    """A body's name without its place."""

    code: str
    level: str
    home: str | None
    """The territory of a body recorded by itself; None for a pattern, which every territory of its level has."""
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    """Kinds of territory the stem is right for (Thành ủy: cities); empty = all."""


class NameIndex:
    """Lookups by name over one directory."""

    def __init__(self, directory: Rolls) -> None:
        self._directory = directory
        self.stems: dict[str, list[Stem]] = defaultdict(list)
        self.initials: dict[str, list[Stem]] = defaultdict(list)
        self._locals: dict[str, dict[str, list[str]]] = {}
        for pattern in directory.custom.patterns:
            for template in (pattern.name, *pattern.also):
                self._add_template(pattern.code, pattern.level, template)
        for version in directory.versions:
            if "/" in version.unit:
                self._add_body(version, version.name)
        for alias in directory.aliases:
            rows = directory.versions_of(alias.unit)
            if rows:
                self._add_body(rows[-1], alias.name)

    def _add_template(self, code: str, level: str, template: str) -> None:
        naming = self._directory.custom.naming
        plain = template.replace("{T}", "").replace("{N}", "")
        if "{C}" not in plain:
            self._add(Stem(code, level, None, words_of(plain), ()))
            return
        at_level = {
            "province": ("province", "central_city"),
            "district": ("rural_district", "urban_district", "town", "provincial_city"),
            "commune": ("township", "commune", "ward", "special_zone"),
        }[level]
        by_name: dict[str, list[str]] = defaultdict(list)
        for kind in at_level:
            by_name[naming.committees[kind]].append(kind)
        for committee, kinds in by_name.items():
            self._add(Stem(code, level, None, words_of(plain.replace("{C}", committee)), tuple(kinds)))

    def _add_body(self, version: Version, name: str) -> None:
        code = version.unit.partition("/")[2]
        words = words_of(name)
        home = self._directory.versions_of(version.territory)
        for place in home:
            full, bare = words_of(place.name), words_of(self._directory.custom.naming.bare(place.name))
            for tail in (full, bare):
                if tail and len(words) > len(tail) and words[-len(tail) :] == tail:
                    self._add(Stem(code, version.level, version.territory, words[: -len(tail)], ()))
        self._add(Stem(code, version.level, version.territory, words, ()))

    def _add(self, stem: Stem) -> None:
        if not stem.words:
            return
        rows = self.stems[key_of(stem.words)]
        if stem not in rows:
            rows.append(stem)
            self.initials["".join(fold(word)[0] for word in stem.words)].append(stem)

    # -- places --------------------------------------------------------------------------------------------------

    @cached_property
    def provinces(self) -> dict[str, list[str]]:
        """Provinces by search key of the bare name."""
        found: dict[str, list[str]] = defaultdict(list)
        for version in self._directory.versions:
            if version.level == "province" and "/" not in version.unit:
                self._add_place(found, version)
        return found

    @cached_property
    def _by_province(self) -> dict[str, list[Version]]:
        found: dict[str, list[Version]] = defaultdict(list)
        for version in self._directory.versions:
            if version.line == "territory" and version.level in ("district", "commune"):
                found[version.unit.partition(".")[0]].append(version)
        return found

    def _local(self, province: str) -> dict[str, list[str]]:
        """Districts and communes of a province by search key; made when the province is first asked for."""
        if province not in self._locals:
            found: dict[str, list[str]] = defaultdict(list)
            for version in self._by_province.get(province, ()):
                self._add_place(found, version)
            self._locals[province] = found
        return self._locals[province]

    def _add_place(self, found: dict[str, list[str]], version: Version) -> None:
        rows = found[key_of(words_of(self._directory.custom.naming.bare(version.name)))]
        if version.unit not in rows:
            rows.append(version.unit)

    def places(self, key: str, level: str, provinces: tuple[str, ...]) -> tuple[str, ...]:
        """Units of territory of a level by search key; below the province those of `provinces`, of all if none."""
        key = self._directory.custom.naming.spellings.get(key, key)
        if level == "province":
            return tuple(self.provinces.get(key, ()))
        homes = provinces or tuple(self._by_province)
        found = [unit for home in homes for unit in self._local(home).get(key, ())]
        return tuple(unit for unit in found if self._directory.level_of(unit) == level)


@dataclass(frozen=True)
class NamedRolls(Rolls):
    """The rolls with their index by name."""

    @cached_property
    def names(self) -> NameIndex:
        """Made on first use."""
        return NameIndex(self)
