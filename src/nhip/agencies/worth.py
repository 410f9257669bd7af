"""What a way of reading a name is worth. The full, official name on its own day is worth 1."""

from __future__ import annotations

from nhip.text.normalise import fold

EXACT = 1.0
#: The place, or the body above, comes from the context.
FROM_CONTEXT = 0.97
BY_INITIALS = 0.95
WITHOUT_MARKS = 0.85
#: No source confirms that this territory has such a body.
UNCONFIRMED = 0.7
#: The body had ended or did not exist yet.
OTHER_DAY = 0.6
#: The same letters with other marks: a misreading.
MISREAD = 0.4
#: A name that is only near: a suggestion.
NEAREST = 0.3
#: From here on a single candidate may be taken as the answer.
SURE = 0.5


def likeness(written: tuple[str, ...], official: tuple[str, ...]) -> tuple[float, str]:
    """How alike two spellings with the same search key are: the same, without marks, or with other marks."""
    if written == official:
        return EXACT, "exact"
    if all(word == fold(word) for word in written):
        return WITHOUT_MARKS, "no_marks"
    return MISREAD, "misread"
