"""What a name in a document means, on a day and in a context.

A name that fits one body exactly is found with full confidence; what is read out of the context, out of first letters
or in spite of missing marks costs confidence; a near name is a suggestion, never an answer. Several candidates are all
returned. Prose: docs/rules/tenure.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from nhip.agencies.class_names import ClassUse, read_class
from nhip.agencies.names import NamedRolls, Stem, key_of, words_of
from nhip.agencies.placing import Found, Placing, exactly
from nhip.agencies.readings import (
    Reading,
    Token,
    all_letters,
    cleaned,
    cuts,
    fits,
    in_capitals,
    readings,
    signature,
    tokens_of,
    without_post,
)
from nhip.agencies.units import Version
from nhip.agencies.worth import BY_INITIALS, FROM_CONTEXT, NEAREST, OTHER_DAY, SURE, UNCONFIRMED, likeness
from nhip.text.normalise import fold

#: Below this a name with commas is first tried as a list of several names.
CERTAIN = 0.6


@dataclass(frozen=True, slots=True)
class Context:
    """Where the name stands: the territory of the issuing body and the issuing body, when known."""

    territory: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body the name may mean. `reasons`: exact, context, initials, no_marks, spelling, unconfirmed, ended, not_yet,
    misread, nearest."""

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

    @property
    def settled(self) -> bool:
        """A class, a desk or one sure body: nothing is left to ask."""
        return self.only is not None if self.kind == "unit" else self.kind != "unknown"


def resolve(directory: NamedRolls, name: str, as_of: date, context: Context | None = None) -> Resolution:
    """The bodies or the class a name may mean. An empty or unknown name gives kind "unknown" and no candidate."""
    return _Resolver(directory, as_of, context or Context()).resolve(name)


class _Resolver:
    def __init__(self, directory: NamedRolls, as_of: date, context: Context) -> None:
        self.directory = directory
        self.as_of = as_of
        self.naming = directory.custom.naming
        territory = context.territory
        if territory is None and context.issuer is not None:
            rows = directory.versions_of(context.issuer)
            territory = rows[-1].territory if rows else None
        self.chain = directory.chain(territory, as_of) if territory else ()
        self.issuer = context.issuer
        self.placing = Placing(directory, as_of, self.chain)
        self.seen: dict[str, Resolution] = {}

    def resolve(self, name: str) -> Resolution:
        """One reading of each piece is enough: lists are cut in many ways."""
        if name not in self.seen:
            self.seen[name] = self._read(name)
        return self.seen[name]

    def _read(self, name: str) -> Resolution:
        tokens = tokens_of(name, self.naming)
        if all(token.word == "," for token in tokens):
            return Resolution(name, self.as_of, "unknown")
        use = read_class(self.directory, tokens, self.chain, self.as_of)
        if use is not None:
            kind = {"yes": "class", "unconfirmed": "class", "no": "open", "desk": "desk"}[use.expands]
            return Resolution(name, self.as_of, kind, (), use)
        found = self._unit(tokens)
        if found and found[0].confidence >= CERTAIN:
            return Resolution(name, self.as_of, "unit", found)
        if parts := self._parts(name):
            return Resolution(name, self.as_of, "list", parts=parts)
        if not found and (louder := in_capitals(name)) != name and (meant := self.resolve(louder)).kind != "unknown":
            return replace(meant, name=name)
        found = found or self._of_the_issuer(tokens) or self._under_the_issuer(tokens) or self._nearest(tokens)
        return Resolution(name, self.as_of, "unit" if found else "unknown", found)

    def _unit(self, tokens: tuple[Token, ...]) -> tuple[Candidate, ...]:
        for post, rest in without_post(tokens, self.naming):
            for finder in (self._by_words, self._by_initials):
                found = finder(rest, post)
                if found:
                    return found
        return ()

    def _parts(self, name: str) -> tuple[Resolution, ...]:
        """Several names in one line, if every one of them is known; of several cuts the one with the fewest."""
        best: tuple[Resolution, ...] = ()
        for left, right in cuts(name):
            first = self.resolve(left)
            if first.kind == "list" or not first.settled:
                continue
            rest = self.resolve(right)
            parts = (first, *rest.parts) if rest.kind == "list" else (first, rest)
            if all(part.settled for part in parts) and (not best or len(parts) < len(best)):
                best = parts
        return best

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
                    [c for stem in stems for c in self._bodies(stem, reading, *likeness(words, stem.words), post)],
                    reading,
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
                    [c for stem in stems for c in self._bodies(stem, reading, BY_INITIALS, "initials", post)],
                    reading,
                )
                if found:
                    return found
        return ()

    def _territories_named(self, reading: Reading, post: str) -> tuple[Candidate, ...]:
        first = reading.places[0]
        found = []
        for level in first.levels:
            for unit, worth, reason in self.placing.named(first, level, reading.places[1:]):
                candidate = self._dated(unit, worth, (reason,), post)
                if candidate is not None:
                    found.append(candidate)
        return self._settled(found, reading)

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
            if len(key) < 8 or any(all_letters(token) for token in reading.stem):
                continue
            near = get_close_matches(key, [k for k in self.directory.names.stems if k[:1] == key[:1]], 2, 0.86)
            stems = [stem for match in near for stem in self.directory.names.stems[match]]
            suggested = [c for stem in stems for c in self._bodies(stem, reading, NEAREST, "nearest", "")]
            found = self._settled(suggested, reading)
            if found:
                return found
        return ()

    # -- bodies and places ---------------------------------------------------------------------------------------

    def _bodies(self, stem: Stem, reading: Reading, worth: float, reason: str, post: str) -> list[Candidate]:
        found = []
        for territory, factor, why in self._homes(stem, reading):
            if stem.kinds and not self.placing.kind_fits(territory, stem.kinds):
                continue
            reasons = tuple(dict.fromkeys(r for r in (reason, why) if r != "exact")) or ("exact",)
            candidate = self._dated(f"{territory}/{stem.code}", worth * factor, reasons, post)
            if candidate is not None:
                found.append(candidate)
        return found

    def _homes(self, stem: Stem, reading: Reading) -> list[Found]:
        """The territories whose body the name may mean."""
        if stem.home == "vn":
            return [exactly("vn")] if not reading.places else []
        if not reading.places:
            if stem.home is not None and self._names_its_home(stem):
                return [exactly(stem.home)]
            homes = [unit for unit in self.chain if self.directory.level_of(unit) == stem.level]
            return [(unit, FROM_CONTEXT, "context") for unit in homes if stem.home in (None, unit)]
        place = reading.places[0]
        if place.levels and stem.level not in place.levels:
            return []
        found = self.placing.named(place, stem.level, reading.places[1:])
        return [row for row in found if stem.home in (None, row[0])]

    def _names_its_home(self, stem: Stem) -> bool:
        """The whole name stands there, its province included: no context is needed."""
        tails = [self.placing.bare(row.name) for row in self.directory.versions_of(stem.home or "")]
        return any(tail and stem.words[-len(tail) :] == tail for tail in tails)

    def _dated(self, unit: str, worth: float, reasons: tuple[str, ...], post: str) -> Candidate | None:
        rows = self.directory.versions_of(unit)
        if not rows:
            return None
        standing = self.directory.unit_as_of(unit, self.as_of)
        if standing is not None:
            if standing.confidence == "U":
                worth, reasons = worth * UNCONFIRMED, (*(r for r in reasons if r != "exact"), "unconfirmed")
            return Candidate(unit, standing, round(worth, 3), reasons, post)
        ended = [row for row in rows if row.valid_to is not None and row.valid_to < self.as_of]
        version, why = (ended[-1], "ended") if ended else (rows[0], "not_yet")
        kept = tuple(r for r in reasons if r != "exact")
        return Candidate(unit, version, round(worth * OTHER_DAY, 3), (*kept, why), post)

    def _settled(self, found: list[Candidate], reading: Reading) -> tuple[Candidate, ...]:
        """Each unit once, the best first. A body that stood on the day hides those that did not; a body of the
        document's own territory hides its namesakes higher up, where no place is written."""
        best: dict[str, Candidate] = {}
        for candidate in sorted(found, key=lambda c: -c.confidence):
            best.setdefault(candidate.unit, candidate)
        rows = list(best.values())
        standing = [row for row in rows if not {"ended", "not_yet"} & set(row.reasons)]
        rows = standing or self._last_of_each_name(rows)
        if not reading.places:
            depth = {unit: at for at, unit in enumerate(self.chain)}
            nearest = min((depth.get(row.version.territory, len(depth)) for row in rows), default=0)
            rows = [row for row in rows if depth.get(row.version.territory, len(depth)) == nearest]
        top = max((row.confidence for row in rows), default=0.0)
        return tuple(row for row in rows if row.confidence >= top - 0.2)

    def _last_of_each_name(self, rows: list[Candidate]) -> list[Candidate]:
        """Of bodies of one name and place that had ended, the one that ended last."""
        last: dict[tuple[str, str], Candidate] = {}
        for row in sorted(rows, key=lambda c: c.version.valid_to or date.max):
            last[row.version.name, row.version.territory] = row
        return list(last.values())


def context_of(directory: NamedRolls, as_of: date, *names: str | None) -> Context:
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


def _bare_place(directory: NamedRolls, name: str, as_of: date, context: Context) -> Context:
    """A place line ("Lạng Sơn") names a province, or a district or commune of the context."""
    key = key_of(words_of(directory.custom.naming.bare(name)))
    rows = [u for u in directory.names.places(key, "province", ()) if directory.unit_as_of(u, as_of)]
    return Context(rows[0], context.issuer) if len(rows) == 1 and context.territory is None else context
