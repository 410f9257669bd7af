"""Names of places that no directory knows but for their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nhip.documents.reading.alphabet import LOWER, UPPER
from nhip.documents.reading.context import Context
from nhip.documents.reading.place_names import LEVELS, PlaceIndex
from nhip.documents.reading.proofreading.finding import Finding
from nhip.documents.reading.sheet import Sheet

_NAMED = re.compile(
    rf"(?<!\w)(?P<level>{'|'.join(LEVELS)})\s+(?P<name>[{UPPER}][{LOWER}]+"
    rf"(?:\s+[{UPPER}][{LOWER}]+){{1,2}})(?!\w)",
    re.UNICODE,
)


def find_places(sheet: Sheet, context: Context, places: PlaceIndex) -> Iterator[Finding]:
    """Misread names after their level word, and the same names standing alone."""
    wrong: dict[str, str] = {}
    for found in _NAMED.finditer(sheet.view):
        words = found.group("name").split()
        for size in range(len(words), 1, -1):
            name = " ".join(words[:size])
            right = places.right_name(found.group("level"), name, context.province)
            if right:
                wrong[name] = right
                break
    for name, right in wrong.items():
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sheet.view):
            yield Finding(found.start(), found.end(), "place_name", right, 0.9)
