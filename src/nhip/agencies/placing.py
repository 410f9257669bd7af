"""Which unit of territory a place in a name is, on a day, seen from where the document stands."""

from __future__ import annotations

from datetime import date

from nhip.agencies.names import NamedRolls, key_of, words_of
from nhip.agencies.readings import Place
from nhip.agencies.worth import BY_INITIALS, EXACT, FROM_CONTEXT, MISREAD, WITHOUT_MARKS, likeness
from nhip.text.normalise import fold

#: A unit, what the reading is worth, and why (see `worth.py`).
Found = tuple[str, float, str]


class Placing:
    """Places seen from one document: its territory and all above it (`chain`), on one day."""

    def __init__(self, directory: NamedRolls, as_of: date, chain: tuple[str, ...]) -> None:
        self.directory = directory
        self.as_of = as_of
        self.chain = chain
        self.naming = directory.custom.naming

    def named(self, place: Place, level: str, wider: tuple[Place, ...]) -> list[Found]:
        """The units a place may be; `wider` are the places written after it ("huyện Bình Gia")."""
        if not place.words:
            return self._unnamed(place, level)
        key = key_of(place.words)
        names = self.directory.names
        found = names.places(key, level, self._within(wider))
        if not found and level != "province":
            found = names.places(key, level, ())
        rows = [
            (unit, *self._likeness(unit, place.words))
            for unit in found
            if self.kind_fits(unit, place.kinds) and all(self._inside(unit, outer) for outer in wider)
        ]
        if not found and place.raw and all(raw.isupper() for raw in place.raw):
            homes = [unit for unit in self.at_level(level) if self._initials_of(unit, place)]
            rows = [(unit, BY_INITIALS, "initials") for unit in homes]
        return self._standing_first(rows)

    def at_level(self, level: str) -> list[str]:
        """The units of the chain at a level: one, or none."""
        return [unit for unit in self.chain if self.directory.level_of(unit) == level]

    def kind_fits(self, unit: str, kinds: tuple[str, ...]) -> bool:
        return not kinds or any(row.kind in kinds for row in self.directory.versions_of(unit))

    def bare(self, name: str) -> tuple[str, ...]:
        """The words of a place's name without its kind."""
        return words_of(self.naming.bare(name))

    def _unnamed(self, place: Place, level: str) -> list[Found]:
        """ "tỉnh", "huyện": the one above the document; or the only one of its kind in the province ("thành phố")."""
        homes = [unit for unit in self.at_level(level) if self.kind_fits(unit, place.kinds)]
        if not homes and level == "district" and place.kinds:
            # in a central city "thành phố" is the city itself
            provinces = [unit for unit in self.at_level("province") if not self.kind_fits(unit, ("central_city",))]
            inside = self.directory.below(provinces[0], self.as_of) if provinces else ()
            alone = [unit for unit in inside if self.kind_fits(unit, place.kinds)]
            homes = alone if len(alone) == 1 else []
        return [(unit, FROM_CONTEXT, "context") for unit in homes]

    def _within(self, wider: tuple[Place, ...]) -> tuple[str, ...]:
        provinces = tuple(self.at_level("province"))
        for outer in wider:
            if "province" in outer.levels and outer.words:
                provinces = self.directory.names.places(key_of(outer.words), "province", ()) or provinces
        return tuple(dict.fromkeys(era for home in provinces for era in self._eras(home)))

    def _eras(self, province: str) -> tuple[str, ...]:
        """A province and what it was merged into or made of: communes are listed under their own era's province."""
        events = [*self.directory.out_of.get(province, ()), *self.directory.into.get(province, ())]
        links = [link for event in events for link in event.links if province in (link.old, link.new)]
        return (province, *(unit for link in links for unit in (link.old, link.new) if unit is not None))

    def _standing_first(self, rows: list[Found]) -> list[Found]:
        """Of homonyms those that stood on the day; of these the context's own, then those of its district."""
        standing = [row for row in rows if self.directory.unit_as_of(row[0], self.as_of) is not None] or rows
        own = [row for row in standing if row[0] in self.chain]
        if own or len(standing) < 2:
            return own or standing
        districts = self.at_level("district")
        near = [row for row in standing if districts and districts[0] in self._chains(row[0])]
        return [(unit, worth * FROM_CONTEXT, "context") for unit, worth, _ in near] or standing

    def _inside(self, unit: str, outer: Place) -> bool:
        if not outer.words:
            return True
        key = key_of(outer.words)
        above = [self.directory.versions_of(one) for one in self._chains(unit)[1:]]
        return any(key_of(self.bare(row.name)) == key for rows in above for row in rows)

    def _chains(self, unit: str) -> tuple[str, ...]:
        now, then = self.directory.chain(unit, self.as_of), self.directory.chain(unit)
        return tuple(dict.fromkeys((*now, *then)))

    def _initials_of(self, unit: str, place: Place) -> bool:
        rows = self.directory.versions_of(unit)
        letters = "".join(fold(word)[0] for word in self.bare(rows[-1].name)) if rows else ""
        return letters == fold("".join(place.raw))

    def _likeness(self, unit: str, words: tuple[str, ...]) -> tuple[float, str]:
        if key_of(words) in self.naming.spellings:
            return WITHOUT_MARKS, "spelling"
        names = {self.bare(row.name) for row in self.directory.versions_of(unit)}
        found = [likeness(words, name) for name in names]
        return max(found) if found else (MISREAD, "misread")


def exactly(unit: str) -> Found:
    """A unit that the name itself gives."""
    return unit, EXACT, "exact"
