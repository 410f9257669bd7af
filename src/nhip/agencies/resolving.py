"""What a name in a document means, on a day and in a context.

A name that fits one body exactly is found with full confidence; what is read out of the context, out of first letters
or in spite of missing marks costs confidence; a near name is a suggestion, never an answer. Several candidates are all
returned. Prose: docs/rules/tenure.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from nhip.agencies.classes import ClassUse, read_class
from nhip.agencies.directory import Directory
from nhip.agencies.names import Stem, key_of, words_of
from nhip.agencies.readings import Place, Reading, Token, cleaned, fits, readings, signature, tokens_of, without_post
from nhip.agencies.units import Version
from nhip.text.normalise import fold

# What each step away from the full, official name on its own day costs.
EXACT, FROM_CONTEXT, BY_INITIALS, WITHOUT_MARKS, OTHER_DAY, MISREAD, NEAREST = 1.0, 0.97, 0.95, 0.85, 0.6, 0.4, 0.3
#: From here on a single candidate may be taken as the answer.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Context:
    """Where the name stands: the territory of the issuing body and the issuing body, when known."""

    territory: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body the name may mean. `reasons`: exact, context, initials, no_marks, spelling, ended, not_yet, misread,
    nearest."""

    unit: str
    version: Version
    confidence: float
    reasons: tuple[str, ...]
    post: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name may mean. `kind`: unit, class, open (a circle without a list), desk (of the issuer), list (several
    names in one line, each in `parts`), unknown."""

    name: str
    as_of: date
    kind: str
    candidates: tuple[Candidate, ...] = ()
    class_use: ClassUse | None = None
    parts: tuple[Resolution, ...] = ()

    @property
    def only(self) -> Candidate | None:
        """The answer, where there is exactly one and it is sure enough; otherwise a person chooses."""
        if len(self.candidates) == 1 and self.candidates[0].confidence >= SURE:
            return self.candidates[0]
        return None


def resolve(directory: Directory, name: str, as_of: date, context: Context | None = None) -> Resolution:
    """The bodies or the class a name may mean. An empty or unknown name gives kind "unknown" and no candidate."""
    return _Resolver(directory, as_of, context or Context()).resolve(name)


class _Resolver:
    def __init__(self, directory: Directory, as_of: date, context: Context) -> None:
        self.directory = directory
        self.as_of = as_of
        self.naming = directory.custom.naming
        territory = context.territory
        if territory is None and context.issuer is not None:
            rows = directory.versions_of(context.issuer)
            territory = rows[-1].territory if rows else None
        self.chain = directory.chain(territory, as_of) if territory else ()
        self.issuer = context.issuer

    def resolve(self, name: str) -> Resolution:
        tokens = tokens_of(name, self.naming)
        if not tokens:
            return Resolution(name, self.as_of, "unknown")
        use = read_class(self.directory, tokens, self.chain, self.as_of)
        if use is not None:
            kind = {"yes": "class", "unconfirmed": "class", "no": "open", "desk": "desk"}[use.expands]
            return Resolution(name, self.as_of, kind, (), use)
        for post, rest in without_post(tokens, self.naming):
            for finder in (self._by_words, self._by_initials):
                found = finder(rest, post)
                if found:
                    return Resolution(name, self.as_of, "unit", found)
        if (parts := self._parts(name)) is not None:
            return Resolution(name, self.as_of, "list", parts=parts)
        found = self._of_the_issuer(tokens) or self._under_the_issuer(tokens) or self._nearest(tokens)
        return Resolution(name, self.as_of, "unit" if found else "unknown", found)

    def _parts(self, name: str) -> tuple[Resolution, ...] | None:
        """Several names in one line, if every one of them is known: "Sở Nội vụ, Sở Tài chính"."""
        pieces = [piece for piece in re.split(r"[;,]", cleaned(name)) if piece.strip()]
        if len(pieces) < 2:
            return None
        parts = tuple(self.resolve(piece) for piece in pieces)
        return None if any(part.kind == "unknown" for part in parts) else parts

    # -- ways to find --------------------------------------------------------------------------------------------

    def _by_words(self, tokens: tuple[Token, ...], post: str) -> tuple[Candidate, ...]:
        weak: tuple[Candidate, ...] = ()
        for reading in readings(tokens, self.naming):
            if not reading.stem:
                found = self._territories_named(reading, post)
            else:
                stems = self.directory.names.stems.get(key_of(tuple(t.word for t in reading.stem)), [])
                words = tuple(token.word for token in reading.stem)
                found = self._settled(
                    [c for stem in stems for c in self._bodies(stem, reading, *likeness(words, stem.words), post)]
                )
            if found and found[0].confidence >= SURE:
                return found
            weak = weak or found
        return weak

    def _by_initials(self, tokens: tuple[Token, ...], post: str) -> tuple[Candidate, ...]:
        if not any(token.initials for token in tokens):
            return ()
        for reading in readings(tokens, self.naming):
            if not reading.stem:
                continue
            for as_letters in (False, True):
                letters, parts = signature(reading.stem, as_letters)
                stems = [s for s in self.directory.names.initials.get(letters, []) if fits(parts, s.words)]
                found = self._settled(
                    [c for stem in stems for c in self._bodies(stem, reading, BY_INITIALS, "initials", post)]
                )
                if found:
                    return found
        return ()

    def _territories_named(self, reading: Reading, post: str) -> tuple[Candidate, ...]:
        first = reading.places[0]
        found = []
        for level in first.levels:
            for unit, worth, reason in self._places(first, level, reading.places[1:]):
                candidate = self._dated(unit, worth, (reason,), post)
                if candidate is not None:
                    found.append(candidate)
        return self._settled(found)

    def _of_the_issuer(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        """ "Chủ tịch" or "Lãnh đạo Sở" without more is the issuer's own."""
        if self.issuer is None:
            return ()
        rows = self.directory.versions_of(self.issuer)
        head = fold(rows[-1].name.split()[0]) if rows else ""
        words = [fold(token.word) for token in tokens]
        if words and words[-1] == head and len(words) > 1:
            words = words[:-1]
        post = self.naming.posts.get(" ".join(word for word in words if word != "cac"))
        candidate = self._dated(self.issuer, FROM_CONTEXT, ("context",), post[0]) if post else None
        return (candidate,) if candidate else ()

    def _under_the_issuer(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        """ "Văn phòng" under UBND tỉnh, "Ban Tuyên giáo" under a Tỉnh ủy: the body above completes the name."""
        rows = self.directory.versions_of(self.issuer) if self.issuer else ()
        if not rows or "/" not in (self.issuer or ""):
            return ()
        found = self._by_words((*tokens, *tokens_of(rows[-1].name, self.naming)), "")
        return tuple(
            Candidate(c.unit, c.version, round(c.confidence * FROM_CONTEXT, 3), (*c.reasons, "context"), c.post)
            for c in found
            if c.unit != self.issuer
        )

    def _nearest(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        """Suggestions by spelling alone, at low confidence."""
        for reading in readings(tokens, self.naming):
            key = key_of(tuple(token.word for token in reading.stem))
            if len(key) < 8:
                continue
            near = get_close_matches(key, [k for k in self.directory.names.stems if k[:1] == key[:1]], 2, 0.86)
            stems = [stem for match in near for stem in self.directory.names.stems[match]]
            found = self._settled([c for stem in stems for c in self._bodies(stem, reading, NEAREST, "nearest", "")])
            if found:
                return found
        return ()

    # -- bodies and places ---------------------------------------------------------------------------------------

    def _bodies(self, stem: Stem, reading: Reading, worth: float, reason: str, post: str) -> list[Candidate]:
        found = []
        for territory, factor, why in self._homes(stem, reading):
            if stem.kinds and not self._kind_fits(territory, stem.kinds):
                continue
            reasons = tuple(dict.fromkeys(r for r in (reason, why) if r != "exact")) or ("exact",)
            candidate = self._dated(f"{territory}/{stem.code}", worth * factor, reasons, post)
            if candidate is not None:
                found.append(candidate)
        return found

    def _homes(self, stem: Stem, reading: Reading) -> list[tuple[str, float, str]]:
        """The territories whose body the name may mean."""
        if stem.home == "vn":
            return [("vn", EXACT, "exact")] if not reading.places else []
        if not reading.places:
            if stem.home is not None and self._names_its_home(stem):
                return [(stem.home, EXACT, "exact")]
            homes = [unit for unit in self.chain if self.directory.level_of(unit) == stem.level]
            return [(unit, FROM_CONTEXT, "context") for unit in homes if stem.home in (None, unit)]
        place = reading.places[0]
        if place.levels and stem.level not in place.levels:
            return []
        found = self._places(place, stem.level, reading.places[1:])
        return [row for row in found if stem.home in (None, row[0])]

    def _names_its_home(self, stem: Stem) -> bool:
        """The whole name stands there, its province included: no context is needed."""
        tails = [self._bare(row.name) for row in self.directory.versions_of(stem.home or "")]
        return any(tail and stem.words[-len(tail) :] == tail for tail in tails)

    def _places(self, place: Place, level: str, wider: tuple[Place, ...]) -> list[tuple[str, float, str]]:
        """Units of territory a place may be, each with what it is worth and why."""
        if not place.words:
            homes = [unit for unit in self.chain if self.directory.level_of(unit) == level]
            return [(unit, FROM_CONTEXT, "context") for unit in homes if self._kind_fits(unit, place.kinds)]
        names = self.directory.names
        within = tuple(unit for unit in self.chain if self.directory.level_of(unit) == "province")
        for outer in wider:
            if "province" in outer.levels and outer.words:
                within = names.places(key_of(outer.words), "province", ()) or within
        within = tuple(dict.fromkeys(p for home in within for p in self._eras(home)))
        key = key_of(place.words)
        found = names.places(key, level, within) or (names.places(key, level, ()) if level != "province" else ())
        rows = []
        for unit in found:
            if place.kinds and not self._kind_fits(unit, place.kinds):
                continue
            if not all(self._inside(unit, outer) for outer in wider):
                continue
            worth, reason = self._place_likeness(unit, place.words)
            rows.append((unit, worth, reason))
        if not found and place.raw and all(raw.isupper() for raw in place.raw):
            rows = [
                (u, BY_INITIALS, "initials")
                for u in self.chain
                if self._initials_of(u, place) and self.directory.level_of(u) == level
            ]
        return self._standing_first(rows)

    def _eras(self, province: str) -> tuple[str, ...]:
        """A province and what it was merged into or made of: communes are listed under their own era's province."""
        events = [*self.directory.out_of.get(province, ()), *self.directory.into.get(province, ())]
        others = [
            u
            for e in events
            for link in e.links
            for u in (link.old, link.new)
            if u and province in (link.old, link.new)
        ]
        return (province, *others)

    def _standing_first(self, rows: list[tuple[str, float, str]]) -> list[tuple[str, float, str]]:
        """Of homonyms those that stood on the day; of these the context's own, then those of its district."""
        standing = [row for row in rows if self.directory.unit_as_of(row[0], self.as_of) is not None] or rows
        own = [row for row in standing if row[0] in self.chain]
        if own or len(standing) < 2:
            return own or standing
        district = next((unit for unit in self.chain if self.directory.level_of(unit) == "district"), None)
        near = [row for row in standing if district is not None and district in self._chains(row[0])]
        return [(unit, worth * FROM_CONTEXT, "context") for unit, worth, _ in near] or standing

    def _inside(self, unit: str, outer: Place) -> bool:
        if not outer.words:
            return True
        key = key_of(outer.words)
        for above in self._chains(unit)[1:]:
            rows = self.directory.versions_of(above)
            if rows and key_of(self._bare(rows[-1].name)) == key:
                return True
        return False

    def _chains(self, unit: str) -> tuple[str, ...]:
        now, then = self.directory.chain(unit, self.as_of), self.directory.chain(unit)
        return tuple(dict.fromkeys((*now, *then)))

    def _bare(self, name: str) -> tuple[str, ...]:
        return words_of(self.naming.bare(name))

    def _initials_of(self, unit: str, place: Place) -> bool:
        rows = self.directory.versions_of(unit)
        letters = "".join(fold(word)[0] for word in self._bare(rows[-1].name)) if rows else ""
        return letters == fold("".join(place.raw))

    def _place_likeness(self, unit: str, words: tuple[str, ...]) -> tuple[float, str]:
        if key_of(words) in self.naming.spellings:
            return WITHOUT_MARKS, "spelling"
        names = {self._bare(row.name) for row in self.directory.versions_of(unit)}
        return max((likeness(words, name) for name in names), default=(MISREAD, "misread"))

    def _kind_fits(self, unit: str, kinds: tuple[str, ...]) -> bool:
        return not kinds or any(row.kind in kinds for row in self.directory.versions_of(unit))

    def _dated(self, unit: str, worth: float, reasons: tuple[str, ...], post: str) -> Candidate | None:
        rows = self.directory.versions_of(unit)
        if not rows:
            return None
        standing = self.directory.unit_as_of(unit, self.as_of)
        if standing is not None:
            return Candidate(unit, standing, round(worth, 3), reasons, post)
        ended = [row for row in rows if row.valid_to is not None and row.valid_to < self.as_of]
        version, why = (ended[-1], "ended") if ended else (rows[0], "not_yet")
        kept = tuple(r for r in reasons if r != "exact")
        return Candidate(unit, version, round(worth * OTHER_DAY, 3), (*kept, why), post)

    def _settled(self, found: list[Candidate]) -> tuple[Candidate, ...]:
        """Each unit once, the best first; a body that stood on the day hides one of the same name that did not."""
        best: dict[str, Candidate] = {}
        for candidate in sorted(found, key=lambda c: -c.confidence):
            best.setdefault(candidate.unit, candidate)
        rows = list(best.values())
        standing = [row for row in rows if not {"ended", "not_yet"} & set(row.reasons)]
        rows = standing or self._last_of_each_name(rows)
        top = max((row.confidence for row in rows), default=0.0)
        return tuple(row for row in rows if row.confidence >= top - 0.2)

    def _last_of_each_name(self, rows: list[Candidate]) -> list[Candidate]:
        """Of bodies of one name and place that had ended, the one that ended last."""
        last: dict[tuple[str, str], Candidate] = {}
        for row in sorted(rows, key=lambda c: c.version.valid_to or date.max):
            last[row.version.name, row.version.territory] = row
        return list(last.values())


def likeness(written: tuple[str, ...], official: tuple[str, ...]) -> tuple[float, str]:
    """How alike two spellings with the same search key are: the same, without marks, or with other marks."""
    if written == official:
        return EXACT, "exact"
    if all(word == fold(word) for word in written):
        return WITHOUT_MARKS, "no_marks"
    return MISREAD, "misread"


def context_of(directory: Directory, as_of: date, *names: str | None) -> Context:
    """The context of a document from what its header says: issuing body first, then parent body, then place.

    Each name is read in the light of the ones after it ("UBND huyện Cao Lộc" under "UBND tỉnh Lạng Sơn").
    """
    context = Context()
    known = True
    for name in reversed([cleaned(n) for n in names if n]):
        found = resolve(directory, name, as_of, context)
        single = found.only
        known = single is not None and "/" in single.unit
        if single is not None:
            context = Context(single.version.territory, single.unit if known else context.issuer)
        elif not found.candidates:
            context = _bare_place(directory, name, as_of, context)
    return context if known else Context(context.territory, None)


def _bare_place(directory: Directory, name: str, as_of: date, context: Context) -> Context:
    """A place line ("Lạng Sơn") names a province, or a district or commune of the context."""
    key = key_of(words_of(directory.custom.naming.bare(name)))
    rows = [u for u in directory.names.places(key, "province", ()) if directory.unit_as_of(u, as_of)]
    return Context(rows[0], context.issuer) if len(rows) == 1 and context.territory is None else context
