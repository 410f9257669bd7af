"""What exactly an entry says: facts once, words in each language, pictures and files. One value, one digest.

    {"facts": {key: text}, "words": {language: {key: text}}, "of": {language: digest}, "pictures": [id],
     "scene": id or None, "files": [{"original": id, "what": "model" or "document", "title": text}]}

Every fact is text in one spelling (days as 2026-11-21, numbers with a dot, lists with a comma): what is the same has
the same digest. `of` keeps, for a translation, the digest of the Vietnamese words that it was made from.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from nhip.places import hours, points
from nhip.places.catalogue import LANGUAGES, Field, Kind, choices
from nhip.text.issues import Issue
from nhip.text.normalise import fold, nfc

SOURCE = LANGUAGES[0]
Content = dict[str, Any]
_MONTHS = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+")
MOST = {"name": 200, "lead": 500, "body": 8000}
"""Signs of a text; others have at most 1000."""


def empty() -> Content:
    return {"facts": {}, "words": {SOURCE: {}}, "of": {}, "pictures": [], "scene": None, "files": []}


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the whole content."""
    packed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()


def words_digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the words that others are translated from."""
    return digest(content["words"].get(SOURCE, {}))[:16]


def stale(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages whose translation was made of other words than the Vietnamese now has."""
    now = words_digest(content)
    return tuple(one for one in LANGUAGES[1:] if content["words"].get(one) and content["of"].get(one) != now)


def languages(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The languages in which an entry can be read: name and lead are there."""
    return tuple(one for one in LANGUAGES if all(content["words"].get(one, {}).get(key) for key in ("name", "lead")))


def number(text: str) -> Decimal | None:
    """A number as people type it (1.250,5) or as it is kept (1250.5); None for anything else and below nought."""
    typed = text.strip().replace(" ", "").replace("\u00a0", "")
    if "," in typed:
        typed = typed.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", typed):
        typed = typed.replace(".", "")
    try:
        found = Decimal(typed)
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < Decimal(10) ** 15 else None


def day(text: str) -> date | None:
    """21/11/2026 or 2026-11-21."""
    typed = text.strip()[:10]
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", typed)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(typed)
    except ValueError:
        return None


def months(text: str) -> tuple[int, ...] | None:
    """ "9-11", "1, 2, 12", "11-2": months of the year in their order from the first named; None where unreadable."""
    found: list[int] = []
    for part in filter(None, (one.strip() for one in text.replace("–", "-").split(","))):
        met = _MONTHS.fullmatch(part)
        if met is None:
            return None
        first, last = int(met[1]), int(met[2] or met[1])
        if not (1 <= first <= 12 and 1 <= last <= 12):
            return None
        span = range(first, last + 1) if first <= last else (*range(first, 13), *range(1, last + 1))
        found.extend(span)
    return tuple(dict.fromkeys(found)) or None


def fact(field: Field, typed: str) -> str | Issue:
    """One fact in its one spelling, or what is wrong with it. Nothing typed is nothing."""
    text = nfc(" ".join(typed.split())) if field.type != "text" else _clean(typed)
    wrong = Issue(field.key, "places.field_unread", {"name": field.name, "typed": text[:60]})
    if not text:
        return ""
    if field.type in ("number", "money", "whole"):
        value = number(text)
        if value is None or (field.type != "number" and value != value.to_integral_value()):
            return wrong
        return f"{value.normalize():f}"
    if field.type == "day":
        on = day(text)
        return on.isoformat() if on else wrong
    if field.type == "months":
        found = months(text)
        return ",".join(map(str, found)) if found else wrong
    if field.type == "hours":
        spans = hours.read(text)
        return hours.written(spans) if spans else wrong
    if field.type == "point":
        point = points.read(text)
        return str(point) if point else wrong
    if field.type in ("choice", "choices"):
        return _chosen(field, text) or wrong
    if field.type == "address":
        return text[:500] if _LINK.fullmatch(text) else wrong
    return _short(field, text)


def _chosen(field: Field, text: str) -> str:
    """Codes, or names in Vietnamese, of a list; "" when one of them is not in it."""
    held = choices(field.choices)
    by_name = {fold(names["vi"]): code for code, names in held.items()}
    parts = (
        [text] if field.type == "choice" else [one.strip() for one in re.split("[;|]" if ";" in text else "[,|]", text)]
    )
    codes = [one if one in held else by_name.get(fold(one), "") for one in parts if one]
    return ",".join(sorted(dict.fromkeys(codes))) if codes and all(codes) else ""


def word(field: Field, typed: str) -> str | Issue:
    """Words of one language: composed letters, no stray spaces, not longer than a page holds."""
    return _short(field, _clean(typed))


def _clean(typed: str) -> str:
    lines = [" ".join(line.split()) for line in nfc(typed).replace("\r", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _short(field: Field, text: str) -> str | Issue:
    most = MOST.get(field.key, 1000)
    if len(text) > most:
        return Issue(field.key, "places.text_long", {"name": field.name, "most": most})
    return text


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two versions. `language` is "" for a fact."""

    key: str
    language: str
    was: str
    now: str


def changes(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """What differs between two contents, field by field in the order of the form; pictures and files as counts."""
    found = []
    for one in kind.plain:
        was, now = before["facts"].get(one.key, ""), after["facts"].get(one.key, "")
        if was != now:
            found.append(Change(one.key, "", was, now))
    for language in LANGUAGES:
        for one in kind.spoken:
            was, now = (held["words"].get(language, {}).get(one.key, "") for held in (before, after))
            if was != now:
                found.append(Change(one.key, language, was, now))
    for key in ("pictures", "scene", "files"):
        if before.get(key) != after.get(key):
            found.append(Change(key, "", _count(before.get(key)), _count(after.get(key))))
    return tuple(found)


def _count(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"{len(value):02d}"
    return "01" if value else "00"


def plain_text(content: Mapping[str, Any], language: str) -> str:
    """All the words of an entry in a language, for checks and for search."""
    return "\n".join(one for one in content["words"].get(language, {}).values() if one)
