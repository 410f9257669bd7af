"""Class names: "các sở, ban, ngành", "UBND các huyện, thành phố". A reader keeps them whole (see `classes.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nhip.agencies.names import NamedRolls, key_of, words_of
from nhip.agencies.patterns import ClassRow, Custom
from nhip.agencies.readings import Token, fits, signature
from nhip.text.normalise import fold

_JOINING = frozenset(["va", "cap", "truc", "thuoc", "trung", "uong"])
#: Words after which a list of kinds names where the bodies are, not more of them: "trên địa bàn huyện".
_WHERE = frozenset(["tren", "trong", "cua", "toan"])


@dataclass(frozen=True, slots=True)
class ClassUse:
    """A class as a document uses it. `code` is the class's own, or "body@level|level" for a class of bodies by rule
    ("uy-ban-nhan-dan@district"); `within` the territory whose members are meant, None where the context gives none."""

    code: str
    within: str | None
    expands: str


@lru_cache(maxsize=4)
def _phrases(custom_classes: tuple[ClassRow, ...]) -> dict[str, ClassRow]:
    return {key_of(words_of(phrase)): row for row in custom_classes for phrase in row.phrases}


def read_class(
    directory: NamedRolls, tokens: tuple[Token, ...], chain: tuple[str, ...], as_of: date
) -> ClassUse | None:
    """The class a name stands for, or None when it names a single body. `chain`: the issuer's territory upwards."""
    custom = directory.custom
    kept = tuple(token for token in tokens if token.word != ",")
    if fold(kept[0].word) == "luu":  # "Lưu: VT, KGVX" names the desks that keep a copy
        return ClassUse("luu", None, "desk")
    named = _province_at_end(directory, tuple(token.word for token in kept), as_of)
    within = named[1] if named else None
    shorter = kept[: len(named[0])] if named else kept
    for part in dict.fromkeys((kept, shorter, _without_where(kept))):
        words = tuple(token.word for token in part)
        row = _phrases(custom.classes).get(key_of(words)) or _by_vocabulary(custom, words)
        if row is not None:
            return ClassUse(row.code, within or _within(directory, row, chain), row.expands)
    return _bodies_of_places(directory, shorter, within, chain, as_of)


def _without_where(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The name without "trên địa bàn huyện", "tỉnh", "huyện" at its end."""
    folded = [fold(token.word) for token in tokens]
    for at, word in enumerate(folded):
        if at and word in _WHERE:
            return tokens[:at]
    return tokens[:-1] if len(tokens) > 2 and folded[-1] in ("tinh", "huyen", "xa", "phuong") else tokens


def _by_vocabulary(custom: Custom, words: tuple[str, ...]) -> ClassRow | None:
    """ "các sở, ngành, cơ quan thuộc UBND tỉnh": a name made of nothing but the words of classes."""
    folded = f" {key_of(words)} "
    for filler in custom.naming.class_fillers:
        folded = folded.replace(f" {filler} ", "  ").replace(f" {filler} ", "  ")
    open_circle = any(f" {mark} " in f" {key_of(words)} " for mark in custom.naming.class_open)
    heads = [head for head in custom.naming.class_heads if f" {head} " in folded]
    for head in custom.naming.class_heads:
        folded = folded.replace(f" {head} ", "  ").replace(f" {head} ", "  ")
    if not heads or folded.strip() or len(words) < 2:
        return None
    code = "don-vi-lien-quan" if open_circle else custom.naming.class_heads[heads[0]]
    return next(row for row in custom.classes if row.code == code)


def _province_at_end(directory: NamedRolls, words: tuple[str, ...], as_of: date) -> tuple[tuple[str, ...], str] | None:
    """ "các sở, ban, ngành tỉnh Lạng Sơn": the words before the province, and the province."""
    for size in range(min(5, len(words) - 1), 0, -1):
        found = directory.names.provinces.get(key_of(words[-size:]), [])
        if found:
            standing = [unit for unit in found if directory.unit_as_of(unit, as_of) is not None]
            return _without_tail(words[:-size]), (standing or found)[-1]
    return None


def _without_tail(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without what joins them to a place: "tỉnh", "thành phố", "trên địa bàn", "của"."""
    while words:
        if fold(" ".join(words[-2:])) in ("thanh pho", "dia ban"):
            words = words[:-2]
        elif fold(words[-1]) in ("tinh", "tren", "cua"):
            words = words[:-1]
        else:
            break
    return words


def _within(directory: NamedRolls, row: ClassRow, chain: tuple[str, ...]) -> str | None:
    if row.level in ("central", "province-all"):
        return "vn"
    if row.level == "local":  # the rooms of a district or commune; a province's inner rooms are no units of ours
        return next((unit for unit in chain[:1] if directory.level_of(unit) in ("district", "commune")), None)
    if row.level in ("issuer", "below"):
        return chain[0] if chain else None
    return next((unit for unit in chain if directory.level_of(unit) == row.level), None)


def _bodies_of_places(
    directory: NamedRolls, tokens: tuple[Token, ...], within: str | None, chain: tuple[str, ...], as_of: date
) -> ClassUse | None:
    """ "UBND các huyện, thành phố", "các huyện ủy, thành ủy": bodies of one stem in all territories of some levels."""
    folded = [fold(token.word) for token in tokens]
    at = next((place for place, word in enumerate(folded) if word == "cac" or word.isdigit()), -1)
    committees = _committees_listed(folded[at + 1 :], directory.custom)
    if committees:
        levels = committees
    elif at >= 0:
        levels = _levels_listed(folded[at + 1 :], directory.custom)
    else:
        at, levels = _levels_at_end(folded, directory.custom)
    if not levels:
        return None
    home = within or _home_for(directory, levels, chain)
    if at <= 0:
        return ClassUse(f"{'cap-uy' if committees else ''}@{'|'.join(levels)}", home, "yes")
    suffix = "-cap-uy" if committees else ""
    codes = _codes(directory, tokens[:at], levels, suffix)
    standing = [code for code in codes if _stands_by_rule(directory, code, levels, as_of)] or codes
    return ClassUse(f"{standing[0]}@{'|'.join(levels)}", home, "yes") if standing else None


def _levels_at_end(folded: list[str], custom: Custom) -> tuple[int, tuple[str, ...]]:
    """Without "các": "UBND huyện, thành phố", "UBND cấp xã". At least two kinds, or the word "cấp", make it a class."""
    for at in range(1, len(folded)):
        kinds = _kinds_listed(folded[at:], custom)
        if len(kinds) > 1 or (kinds and folded[at] == "cap"):
            return at, _levels_listed(folded[at:], custom)
    return -1, ()


def _stands_by_rule(directory: NamedRolls, code: str, levels: tuple[str, ...], as_of: date) -> bool:
    """Of two bodies of one name (Sở Tài chính before and after March 2025) only one stood on the day."""
    found = [pattern for level in levels if (pattern := directory.pattern(level, code)) is not None]
    return any(
        (p.valid_from is None or p.valid_from <= as_of) and (p.valid_to is None or as_of <= p.valid_to) for p in found
    )


def _codes(directory: NamedRolls, stem: tuple[Token, ...], levels: tuple[str, ...], suffix: str) -> list[str]:
    """Codes of the bodies by rule that a stem names at some levels ("Ban Tuyên giáo" of committees has a suffix)."""
    if suffix:
        wanted = key_of(tuple(token.word for token in stem)).replace(" ", "-") + suffix
        return [p.code for p in directory.custom.patterns if p.level in levels and p.code == wanted]
    names = directory.names
    found = names.stems.get(key_of(tuple(token.word for token in stem)), [])
    if not found:
        letters, parts = signature(stem, False)
        found = [s for s in names.initials.get(letters, []) if fits(parts, s.words)]
    return [s.code for s in found if s.level in levels and s.home is None]


def _committees_listed(folded: list[str], custom: Custom) -> tuple[str, ...]:
    """The levels of a list of party committees: huyện ủy, thành ủy. A single one is no list."""
    kinds = {fold(name): kind for kind, name in reversed(custom.naming.committees.items())}
    pairs = [" ".join(folded[at : at + 2]) for at in range(0, len(folded), 2)]
    while pairs and pairs[-1] in ("truc thuoc", "trung uong"):
        pairs.pop()
    if len(pairs) < 2 or any(pair not in kinds for pair in pairs):
        return ()
    if "tinh uy" in pairs:
        return ("province",)
    return ("district",) if "huyen uy" in pairs or "thanh uy" in pairs or "quan uy" in pairs else ("commune",)


def _levels_listed(folded: list[str], custom: Custom) -> tuple[str, ...]:
    """The levels of a list of kinds to the end of the name (huyện, thị xã, thành phố); () for any other word."""
    found = _kinds_listed(folded, custom)
    if found and found[0] == "tinh":
        return ("province",)
    return tuple(dict.fromkeys(custom.naming.levels[word][0][0] for word in found))


def _kinds_listed(folded: list[str], custom: Custom) -> tuple[str, ...]:
    """The words for kinds in a list that goes to the end of the name, or to where it says whose they are."""
    found: list[str] = []
    at = 0
    while at < len(folded):
        if found and folded[at] in _WHERE:
            break
        two = " ".join(folded[at : at + 2])
        word, size = (two, 2) if two in custom.naming.levels else (folded[at], 1)
        if word in custom.naming.levels and not (found and word == "tinh"):
            found.append(word)
        elif folded[at] not in _JOINING and not (found and folded[at] == "tinh"):
            return ()
        at += size
    return tuple(found)


def _home_for(directory: NamedRolls, levels: tuple[str, ...], chain: tuple[str, ...]) -> str | None:
    if "province" in levels:
        return "vn"
    if "district" in levels:
        return next((u for u in chain if directory.level_of(u) == "province"), None)
    return next((u for u in chain if directory.level_of(u) in ("district", "province")), None)
