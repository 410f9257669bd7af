"""Words before a number that say how exact it is: kept as given, printed again, never added away."""

from __future__ import annotations

from nhip.text.normalise import fold

QUALIFIERS = (
    ("khoảng", "khoảng"),
    ("gần", "gần"),
    ("trên", "trên"),
    ("hơn", "hơn"),
    ("dưới", "dưới"),
    ("ít nhất", "ít nhất"),
    ("ước", "ước"),
)

_SAME = {
    "khoang": "khoảng", "gan": "gần", "tren": "trên", "hon": "hơn", "duoi": "dưới", "it nhat": "ít nhất",
    "toi thieu": "ít nhất", "uoc": "ước", "uoc tinh": "ước", "uoc dat": "ước", "xap xi": "khoảng", "chung": "khoảng",
    ">": "trên", "<": "dưới", "~": "khoảng", "≈": "khoảng", "≥": "ít nhất",
}  # fmt: skip

ESTIMATING = frozenset({"khoảng", "gần", "ước"})
"""Words that say the number was not counted to the end."""


def qualifier_of(word: str) -> str | None:
    """The word as it is kept; "" for none, None for one that is not known."""
    folded = fold(word).strip()
    return "" if not folded else _SAME.get(folded)
