"""What a citation means in its document: which body issued it, and what the document does with it."""

from __future__ import annotations

import re

from nhip.documents.reading import issuers
from nhip.documents.reading.context import Context
from nhip.documents.reading.grammar import words
from nhip.documents.reading.sections import Outline


def resolved(name: str, context: Context) -> str:
    """A body whose place the document itself tells: "UBND tỉnh" is the document's own province."""
    name = " ".join(name.split())
    committee = re.fullmatch(r"(?:.*\s)?(?P<level>Tỉnh|Thành|Huyện) (?:ủy|uỷ)", name)
    if committee and context.province:
        level = {"Tỉnh": "tỉnh", "Thành": "thành phố", "Huyện": "huyện"}[committee.group("level")]
        for unit in (context.unit, context.province):
            if unit and unit.startswith(level + " "):
                return f"{name} {unit[len(level) + 1 :]}"
    bare = re.fullmatch(
        r"(.*(?:\s|^)(?:UBND|HĐND|(?:Ủy|Uỷ|ủy) ban nhân dân|Hội đồng nhân dân|Đảng bộ)) "
        r"([Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Xx]ã|[Pp]hường)",
        name,
    )
    if bare:
        level = bare.group(2).lower()
        if context.unit and context.unit.startswith(level + " "):
            return f"{bare.group(1)} {context.unit}"
        if context.province and context.province.startswith(level + " "):
            return f"{bare.group(1)} {context.province}"
    return name


def inferred(number: str, role: str, context: Context, *, bracketed: bool) -> str | None:
    """The body the symbol tells, or None where the letters alone do not say whose they are."""
    if role == "nested" and "UBND" in number:
        return None
    told = issuers.by_symbol(number)
    if told is None:
        return None
    if told.scope in ("central", "party"):
        return told.issuer
    if told.scope == "province":
        return f"{told.issuer} {context.province}" if context.province else told.issuer
    if told.scope in ("district", "commune"):
        return f"{told.issuer} {context.unit}" if context.unit else told.issuer
    if told.symbol == "TU" and role != "nested" and context.province:
        level, _, name = context.province.partition(" ")
        return f"Tỉnh ủy {name}" if level == "tỉnh" else f"Thành ủy {name.removeprefix('phố ')}"
    if told.scope == "own" and told.symbol == "UBND" and (role == "issued" or bracketed):
        return f"UBND {context.unit}" if context.unit else None
    if told.scope == "own" and context.unit:
        return f"{'UBND' if told.symbol == 'UBND' else 'HĐND'} {context.unit}"
    return None


def role_of(text: str, at: int, *, nested: bool, bracketed: bool, grounds: bool) -> str:
    if nested:
        return "nested"
    if grounds:
        return "basis"
    before = text[max(0, at - 60) : at].casefold().rstrip()
    if before.endswith(("theo", "tại", "của", "trong", "so với")):
        return "mention"
    if bracketed:
        return "issued"
    if any(before.endswith(w) for w in words("issued")):
        return "issued"
    if any(before.endswith(w) for w in words("disseminated")):
        return "disseminated"
    if any(before.endswith(w) for w in words("implement")):
        return "implement"
    sentence = text[:at].casefold()
    sentence = sentence[max(sentence.rfind(". "), 0) :]
    spread = max(sentence.rfind(w) for w in words("disseminated"))
    carried = max(sentence.rfind(w) for w in words("implement"))
    if spread >= 0 and (":" in sentence[spread:] or "như" in sentence[spread:]):
        return "disseminated"
    if sentence.lstrip(". ").startswith(tuple(words("implement"))) and carried <= 30:
        return "implement"
    return "mention"


def under_grounds(outline: Outline, block: int) -> bool:
    name = outline.of_block[block]
    section = next((s for s in outline.sections if s.id == name), None) if name else None
    return bool(section and any(w in section.title.casefold() for w in words("basis_titles")))
