"""TCVN3 (ABC) and VNI-Windows: texts typed with the fonts of the 1990s, brought to Unicode.

Both hide in files that call themselves Latin-1, and in Word files set in fonts such as .VnTime or VNI-Times, where the
letters come out as "ñöôøng" or "®êng". Which one it is, is told by how many words become valid Vietnamese syllables.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

from nhip.text.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]{2,}", re.UNICODE)


@cache
def _tables() -> dict[str, Any]:
    source = resources.files("nhip.documents.intake").joinpath("data/legacy_encodings.toml")
    return tomllib.loads(source.read_text("utf-8"))


@cache
def _tcvn3() -> dict[int, str]:
    pairs = _tables()["tcvn3"]["pairs"]
    return {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str], dict[int, str]]:
    table = _tables()["vni"]
    marks: dict[str, str] = dict(table["marks"])
    marks |= {key.upper(): value for key, value in table["marks"].items()}
    single = {ord(key): value for key, value in table["single"].items()}
    # the mark follows a plain vowel, or the letters ô (ơ) and ö (ư) that are themselves vowels
    vowels = table["vowels"] + "ôö"
    pattern = re.compile(f"([{vowels}{vowels.upper()}])([{''.join(marks)}])")
    return pattern, marks, single


def from_tcvn3(latin: str) -> str:
    """TCVN3 read as Latin-1 (or windows-1252) to Unicode. Capital letters with tone marks were a matter of the font."""
    return latin.translate(_tcvn3())


def from_vni(latin: str) -> str:
    """VNI-Windows read as Latin-1 (or windows-1252) to Unicode."""
    pattern, marks, single = _vni()

    def letter(found: re.Match[str]) -> str:
        base = single.get(ord(found[1]), found[1])
        return unicodedata.normalize("NFC", base + marks[found[2]])

    pieces, last = [], 0
    for found in pattern.finditer(latin):
        pieces.append(latin[last : found.start()].translate(single))
        pieces.append(letter(found))
        last = found.end()
    pieces.append(latin[last:].translate(single))
    return "".join(pieces)


def vietnamese_share(text: str, most: int = 600) -> float:
    """Of the words that hold a letter beyond a-z, how many are Vietnamese syllables (0 to 1); 0 without such words.

    Words in plain a-z are left out: they look alike in every encoding.
    """
    seen = good = 0
    for found in _WORD.finditer(unicodedata.normalize("NFC", text)):
        word = found[0]
        if word.isascii():
            continue
        seen += 1
        good += is_syllable(word.lower())
        if seen >= most:
            break
    return good / seen if seen else 0.0


def marked_words(text: str, most: int = 600) -> int:
    """How many of the first words hold a letter beyond a-z."""
    return sum(1 for i, found in enumerate(_WORD.finditer(text)) if i < most * 3 and not found[0].isascii())


def modern(text: str) -> tuple[str, str | None]:
    """The text in Unicode letters and the name of the old encoding it was in; the text itself and None when it is
    modern.

    Only for text that came out of a container (Word, PDF, HTML), where the letters are Latin-1 look-alikes.
    """
    before = vietnamese_share(text)
    if before >= 0.5 or marked_words(text) < 8:
        return text, None
    best, name = text, None
    score = max(before, 0.6)
    for key, convert in (("tcvn3", from_tcvn3), ("vni", from_vni)):
        after = convert(text)
        share = vietnamese_share(after)
        if share > score:
            best, name, score = after, str(_tables()[key]["name"]), share
    return best, name
