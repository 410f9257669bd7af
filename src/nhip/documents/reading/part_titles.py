"""What a part of a document holds, told by the words of its title.

Data: `documents/data/part_titles.toml`. A title may speak of several things ("Ưu điểm, tồn tại, hạn chế");
the innermost section that speaks of one of them decides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from nhip.documents.reading.record import Section
from nhip.text.normalise import tone_key


@cache
def _patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(resources.files("nhip.documents").joinpath("data", "part_titles.toml").read_text("utf-8"))
    out = []
    for kind, words in data[group].items():
        body = "|".join(
            re.escape(tone_key(word)).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)
        )
        out.append((kind, re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)))
    return tuple(out)


@lru_cache(maxsize=4096)
def kinds_of(title: str, group: str = "parts") -> tuple[str, ...]:
    """Every kind the title speaks of, in the order of the words in it."""
    text = tone_key(title).lower()
    found = [(hit.start(), -len(hit[0]), kind) for kind, pattern in _patterns(group) if (hit := pattern.search(text))]
    return tuple(kind for _, _, kind in sorted(found))


def kind_of(path: Sequence[Section], *kinds: str, group: str = "parts") -> str | None:
    """The kind among `kinds` of the innermost section that speaks of one of them."""
    for section in reversed(path):
        hits = [kind for kind in kinds_of(section.title, group) if kind in kinds]
        if hits:
            return hits[0]
    return None
