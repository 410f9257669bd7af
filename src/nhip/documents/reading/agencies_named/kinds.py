"""The kinds of bodies and the shapes of their names, read once from the packaged data.

Data: `documents/data/bodies.toml` (kinds, with their legal source), `body_names.csv` (names that hold commas or "và"),
`duty_verbs.toml` (words that end a name in running text).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"


@dataclass(frozen=True, slots=True)
class Head:
    """How a name may begin. `verbal`: a small verb may follow; `bare`: a name by itself; `lower`: small words."""

    words: str
    verbal: bool = False
    bare: bool = False
    lower: tuple[str, ...] = ()
    small: bool = False
    party: bool = False
    numbered: bool = False  # a number may follow: "Quân khu 1"


@dataclass(frozen=True, slots=True)
class Shapes:
    """All that the recogniser knows, ready for matching."""

    heads: dict[str, Head]
    head: re.Pattern[str]
    full_names: re.Pattern[str]
    spelled: dict[str, str]  # a whole known name in capitals -> its usual spelling
    post: re.Pattern[str]
    comrade: re.Pattern[str]
    opener: re.Pattern[str]
    noun: re.Pattern[str]
    bare_class: re.Pattern[str]
    unit: re.Pattern[str]
    class_tail: re.Pattern[str]
    acting: re.Pattern[str]
    topical: re.Pattern[str]
    stop: re.Pattern[str]


def _data(name: str) -> str:
    return resources.files("nhip.documents").joinpath("data", name).read_text("utf-8")


def any_of(words: Iterable[str], *, anycase: bool = False) -> re.Pattern[str]:
    """A pattern for any of the words as whole words, the longest first."""
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(set(words), key=len, reverse=True))
    return re.compile(rf"(?:{body})(?![\w])", re.IGNORECASE if anycase else 0)


def _both_cases(head: Head) -> tuple[str, ...]:
    small = head.words[0].lower() + head.words[1:]
    return (head.words, small) if head.small else (head.words,)


def _heads(book: dict[str, Any]) -> dict[str, Head]:
    found: dict[str, Head] = {}
    for group in book["group"]:
        for row in group["heads"]:
            head = Head(
                row["head"], row.get("verbal", False), row.get("bare", False), tuple(row.get("lower", ())),
                row.get("small", False), group.get("party", False), row.get("numbered", False),
            )  # fmt: skip
            for spelled in _both_cases(head):
                found[spelled] = head
    # Whole words in capitals, as headings have them ("SỞ NỘI VỤ"), open a name as well.
    found.update({spelled.upper(): head for spelled, head in list(found.items())})
    return found


@cache
def shapes() -> Shapes:
    """The patterns of the packaged data, built once."""
    book = tomllib.loads(_data("bodies.toml"))
    verbs = tomllib.loads(_data("duty_verbs.toml"))
    heads = _heads(book)
    names = list(csv.DictReader(_data("body_names.csv").splitlines()))
    classes = book["classes"]
    openers = [*classes["openers"], *(word.capitalize() for word in classes["openers"])]
    nouns = [*classes["nouns"], *(word.capitalize() for word in classes["nouns"])]
    return Shapes(
        heads=heads,
        head=any_of(heads),
        full_names=any_of((f"{row['head']} {row['name']}" for row in names), anycase=True),
        spelled={f"{row['head']} {row['name']}".upper(): f"{row['head']} {row['name']}" for row in names},
        post=any_of([*book["posts"]["heads"], *(word[0].lower() + word[1:] for word in book["posts"]["heads"])]),
        comrade=any_of(book["posts"]["comrade"]),
        opener=any_of(openers),
        noun=any_of(nouns),
        bare_class=any_of([*classes["bare"], *(word[0].upper() + word[1:] for word in classes["bare"])]),
        unit=any_of(classes["units"], anycase=True),
        class_tail=any_of(classes["tails"]),
        acting=any_of(verbs["acting"]),
        topical=any_of(verbs["topical"]),
        stop=any_of(verbs["stops"]),
    )
