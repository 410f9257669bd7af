"""The unit of government a document belongs to: its level, its name and its province, as the text writes them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from nhip.documents.reading.alphabet import LOWER, UPPER
from nhip.documents.reading.record import Body, GovernmentUnit, PlaceName, Title

LEVEL_WORDS = r"tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_HYPHENED = "|".join(
    re.escape(name).replace(r"\ \-\ ", r"\s+[-–]\s+")
    for name in resources.files("nhip.documents").joinpath("data", "hyphen_names.txt").read_text("utf-8").splitlines()
)
PROPER = rf"(?:{_HYPHENED}|[{UPPER}][{LOWER}'\-]+(?:\s+[{UPPER}][{LOWER}'\-]+){{0,3}})"
_UNIT = re.compile(
    rf"(?P<level>{LEVEL_WORDS}|TP\.?|Tỉnh|Thành phố|Huyện|Xã|Phường|Thị trấn|Thị xã|Quận|Đặc khu)\s+"
    rf"(?P<name>{PROPER}|\d{{1,2}}(?=\D|$))"
)


def unit_of(
    body: Body | None, parent: Body | None, title: Title | None, place: PlaceName | None, running: str
) -> GovernmentUnit | None:
    """The unit of government the document belongs to, as it is written in the text."""
    names: list[tuple[str, str]] = []
    for source in (body.name if body else "", body.text if body else "", parent.name if parent else ""):
        names.extend((_level(m.group("level")), m.group("name")) for m in _UNIT.finditer(source))
    level_hint = re.search(rf"\b({LEVEL_WORDS})$", body.text) if body else None
    party = re.search(
        rf"(?P<head>Tỉnh|Thành|Huyện|Thị|Quận) ủy\s+(?P<name>{PROPER})",
        f"{body.name if body else ''} {parent.name if parent else ''}",
    )
    if party:
        names.append(
            (
                {"Tỉnh": "tỉnh", "Thành": "thành phố", "Huyện": "huyện", "Thị": "thị xã", "Quận": "quận"}[
                    party.group("head")
                ],
                party.group("name"),
            )
        )
    if not names and title:
        names.extend((_level(m.group("level")), m.group("name")) for m in _UNIT.finditer(title.value))
    if not names and place:
        for level in ("tỉnh", "thành phố", "huyện", "xã", "phường", "thị xã", "thị trấn", "đặc khu"):
            if re.search(rf"\b{level} {re.escape(place.name)}\b", running):
                names.append((level, place.name))
                break
    if not names:
        commonest = _commonest(running)
        if commonest:
            names.append(commonest)
    if not names:
        return None
    level, name = names[0]
    if level_hint and level_hint.group(1) != level:
        other = next((n for n in names if n[0] == level_hint.group(1)), None)
        level, name = other or (level, name)
    full = f"{level} {name}"
    central = level == "thành phố" and name in central_cities()
    province = full if level == "tỉnh" or central else _province(running, names, name)
    shown = "thành phố thuộc tỉnh" if level == "thành phố" and province and province.startswith("tỉnh ") else level
    return GovernmentUnit(name=full, level=shown, province=province)


@cache
def central_cities() -> tuple[str, ...]:
    """Cities under central rule (Resolution 202/2025/QH15)."""
    source = resources.files("nhip.documents").joinpath("data", "central_cities.txt")
    return tuple(line for line in source.read_text("utf-8").splitlines() if line)


def _level(word: str) -> str:
    return "thành phố" if word.startswith("TP") else word.lower()


def _commonest(running: str) -> tuple[str, str] | None:
    counts: dict[tuple[str, str], int] = {}
    for m in _UNIT.finditer(running):
        key = (_level(m.group("level")), m.group("name"))
        counts[key] = counts.get(key, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda k: counts[k])
    return best if counts[best] >= 2 else None


def _province(running: str, names: list[tuple[str, str]], name: str) -> str | None:
    for level, other in names:
        if level == "tỉnh":
            return f"tỉnh {other}"
    counts: dict[str, int] = {}
    for m in re.finditer(rf"(?:tỉnh|Tỉnh)\s+(?P<name>{PROPER})", running):
        counts[m.group("name")] = counts.get(m.group("name"), 0) + 1
    if counts:
        return f"tỉnh {max(counts, key=lambda k: counts[k])}"
    city = next((c for c in central_cities() if f"thành phố {c}" in running or f"Thành phố {c}" in running), None)
    return f"thành phố {city}" if city else None
