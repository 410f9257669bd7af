"""Traces of private people in a text: numbers, addresses, names that somebody gives as their own.

A machine finds what has a shape; a person decides before anything is shown publicly. Nothing found here is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CAPITAL = "A-ZÀ-ỸĐ"
_WORD = rf"[{_CAPITAL}][\wÀ-ỹ]*"
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mail", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")),
    ("link", re.compile(r"(?i)\b(?:https?://|www\.|(?:facebook|fb|zalo|tiktok|t)\.(?:com|me|vn)/)\S+")),
    ("handle", re.compile(r"(?<![\w.])@[\w.]{2,40}")),
    ("plate", re.compile(r"\b\d{2}\s?-?\s?[A-Z]{1,2}\d?\s?[-.\s]\s?\d{3}\.?\d{1,2}\b")),
    ("phone", re.compile(r"(?<![\d.,])(?:\+?84(?:[ .-]?\d){8,10}|0(?:[ .-]?\d){9,10})(?!\d)")),
    (
        "number",
        re.compile(
            r"(?<![\d.,/-])\d(?:[ .]?\d){8}(?:(?:[ .]?\d){3})?"
            r"(?!\d|[ .,/-]\d|\s?(?:đồng|đ\b|VN[DĐ]|USD|m2|m²|ha\b|kg|tấn))"
        ),
    ),
    ("account", re.compile(r"(?i)(?:stk|số tài khoản|tài khoản(?: số)?)\W{0,4}\d(?:[ .-]?\d){5,18}")),
    (
        "name",
        re.compile(
            rf"(?:(?:[Tt]ôi|[Ee]m|[Cc]háu|[Mm]ình) (?:là|tên là|tên)|[Tt]ên (?:tôi|em|cháu|mình) là|[Hh]ọ (?:và )?tên"
            rf"(?: là)?:?|[Kk]ính thư,?|[Nn]gười (?:viết|gửi):?|[Mm]y name is|I am) ((?:{_WORD})(?: {_WORD}){{1,4}})"
        ),
    ),
    (
        "house",
        re.compile(r"(?i)\b(?:số nhà|nhà số)\s+\d[\w/-]*"),
    ),
)
WORDS = {
    "mail": "[thư điện tử]", "link": "[đường dẫn]", "handle": "[tài khoản]", "plate": "[biển số]",
    "phone": "[số điện thoại]", "number": "[số giấy tờ]", "account": "[số tài khoản]", "name": "[họ tên]",
    "house": "[số nhà]",
}  # fmt: skip
"""What stands in the place of each kind."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a text names somebody, and as what (a key of WORDS)."""

    start: int
    end: int
    kind: str


def traces(text: str, names: Iterable[str] = ()) -> list[Trace]:
    """What was found, in order, never overlapping. `names`: names known to be people's, found wherever they stand."""
    found = [
        Trace(*match.span(1 if match.re.groups and match.group(1) else 0), kind)
        for kind, shape in _SHAPES
        for match in shape.finditer(text)
    ]
    for name in {one.strip() for one in names if len(one.strip()) > 1}:
        found += [Trace(*match.span(), "name") for match in re.finditer(re.escape(name), text, re.IGNORECASE)]
    kept: list[Trace] = []
    for one in sorted(found, key=lambda trace: (trace.start, -trace.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text with each trace replaced by what it was."""
    out, last = [], 0
    for one in traces(text, names):
        out += [text[last : one.start], WORDS[one.kind]]
        last = one.end
    return "".join([*out, text[last:]])
