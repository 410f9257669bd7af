"""What a part's number says about its kind, how it is printed and how it looks.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 and Mục V, ô 6.
"""

from __future__ import annotations

import re

from nhip.documents.composing.draft import Part

_KINDS = (
    ("part", re.compile(r"(?:Phần|Chương|Mục|Tiểu mục|Phần thứ)\s+\S+", re.IGNORECASE)),
    ("article", re.compile(r"Điều\s+\d+", re.IGNORECASE)),
    ("section", re.compile(r"[IVXLC]+$")),
    ("clause", re.compile(r"\d+(?:\.\d+)*[a-zđ]?$")),
    ("point", re.compile(r"[a-zđ]\d?$")),
)


def kind_of(number: str) -> str:
    """part | article | section | clause | point; capital letters and anything unknown count as section."""
    bare = number.strip().rstrip(".)")
    for kind, form in _KINDS:
        if form.match(bare):
            return kind
    return "section"


def label(number: str) -> str:
    """The number as printed before a title: "I.", "1.1.", "Điều 3.", "a)"; a part's number stands alone."""
    bare = number.strip().rstrip(".)")
    kind = kind_of(bare)
    if kind == "part":
        return bare
    return f"{bare})" if kind == "point" else f"{bare}."


def bold(part: Part) -> bool:
    """A clause without a title and every point are upright; the rest is bold."""
    kind = kind_of(part.number)
    return kind != "point" and not (kind == "clause" and not part.title)
