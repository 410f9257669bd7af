"""One spelling for one word: composed letters, search keys, and the place of the tone mark.

Three strengths: `nfc` changes how letters are stored, `tone_key` also where the tone mark sits (hoà and hòa are one
word), `fold` drops every mark (a search key). `nfc` and `tone_key` never change how many characters composed text has,
so offsets into composed text stay true.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from nhip.text import syllables

_LETTERS = re.compile(r"[^\W\d_]+")
# Only a run that holds a tone mark beside another vowel can be spelled in two ways.
_MOVABLE = re.compile(
    r"[aeiouyăâêôơư][àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]"
    r"|[àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ][aeiouyăâêôơư]",
    re.IGNORECASE,
)


def nfc(text: str) -> str:
    """The text with every letter and its marks composed into one character (Unicode form NFC)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The key for searching without marks: lower case, marks dropped, đ as d. Folding twice changes nothing."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def bare(text: str) -> str:
    """The text without marks, case kept: what a person types who has no Vietnamese keyboard."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))


@lru_cache(maxsize=65536)
def _placed(word: str) -> str:
    if not _MOVABLE.search(word):
        return word
    parts = syllables.split(word)
    return word if parts is None else syllables.cased_like(parts.spelled(), word)


def tone_key(text: str) -> str:
    """Composed text with each tone mark in its old place: hoà -> hòa, uỷ -> ủy, thuý -> thúy, tóan -> toán.

    Case and every other character stay. Letter runs that are not Vietnamese syllables are left alone.
    """
    return _LETTERS.sub(lambda found: _placed(found[0]), nfc(text))


def same_word(one: str, other: str) -> bool:
    """Whether two words differ at most in case, storage of marks and place of the tone mark."""
    return tone_key(one).casefold() == tone_key(other).casefold()
