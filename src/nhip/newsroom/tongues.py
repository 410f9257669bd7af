"""In which language a text is written, told by its letters alone: enough to see that a translation is none."""

from __future__ import annotations

import re
import unicodedata

ENOUGH = 60
"""Letters below which nothing is said."""
SIGN = re.compile(r"[\u3400-\u9fff]")


def tongue_of(text: str) -> str:
    """ "vi", "zh-hans" or "en"; empty where there are too few letters to tell or they are in between.

    Of a hundred letters of Vietnamese about twenty-five bear a mark; of English that names places here, under six.
    """
    letters = [one for one in unicodedata.normalize("NFC", text.lower()) if one.isalpha()]
    if 2 * sum(1 for one in letters if "LATIN" in unicodedata.name(one, "") or SIGN.match(one)) < len(letters):
        return ""  # another script: nothing is said of it
    signs = sum(1 for one in letters if SIGN.match(one))
    if signs >= 20 and signs * 3 >= len(letters):
        return "zh-hans"
    if len(letters) < ENOUGH:
        return ""
    marked = sum(1 for one in letters if one == "đ" or len(unicodedata.normalize("NFD", one)) > 1)
    share = marked / len(letters)
    if share >= 0.12:
        return "vi"
    return "en" if share < 0.07 else ""
