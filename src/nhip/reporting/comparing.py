"""What differs between the text that was approved and the text that came back signed, word by word.

The clerk fills in number and day, the signature brings a name and its own box of text: those are *filled*. A stretch
that only stands elsewhere (the two columns of the head read in another order) is *moved*. Anything else is *changed*.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from nhip.text.normalise import nfc, tone_key

_WORD = re.compile(r"\d[\d.,]*\d|\w+|%")
AROUND = 4
"""Words shown before a difference, so that a person finds its place."""
MOVED = 2
"""Words that a stretch must have to count as moved: one word elsewhere may turn a sentence round."""
HEAD_LETTERS = 2500
"""Letters of the beginning in which number and day of the head stand."""
HEAD, FOOT = 80, 200
"""Words from the beginning, and around "Nơi nhận", that two columns may bring in another order."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind`: filled | moved | changed. `before` and `after` are the words; `where` the words just before them."""

    kind: str
    before: str
    after: str
    where: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@cache
def _rules() -> dict[str, Any]:
    text = resources.files("nhip.reporting").joinpath("data", "filled.toml").read_text("utf-8")
    told = tomllib.loads(text)
    return {
        "blanks": {name: re.compile(rule) for name, rule in told["blanks"].items()},
        "boxes": [re.compile(rule, re.IGNORECASE) for rule in told["boxes"]],
    }


@dataclass(slots=True)
class _Stretch:
    """A stretch that differs; `columns`: it stands where two columns may be read in another order."""

    before: list[str]
    after: list[str]
    where: list[str]
    columns: bool


def differences(approved: str, returned: str) -> tuple[Difference, ...]:
    """Every stretch that is not the same, in the order of the returned text; what the clerk filled in stands first."""
    (first_text, blanks), (second_text, given) = _blanked(approved), _blanked(returned)
    filled = [
        Difference("filled", before, after, name)
        for (name, before), (_, after) in zip(blanks, given, strict=True)
        if before != after and not before
    ]
    swapped = [
        Difference("changed", before, after, name)
        for (name, before), (_, after) in zip(blanks, given, strict=True)
        if before and before != after
    ]
    found = _stretches(_words(without_boxes(first_text)), _words(without_boxes(second_text)))
    moved = list(_moves(found))
    rest = [_judged(one) for one in found if one.before or one.after]
    return (*filled, *swapped, *moved, *rest)


def _blanked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text with number and day of the head taken out, and what stood there ("" for a blank)."""
    given = []
    for name, rule in _rules()["blanks"].items():
        found = rule.search(text, 0, HEAD_LETTERS)
        given.append((name, " ".join((found["value"] if found else "").split())))
        if found:
            text = text[: found.start("value")] + " " + text[found.end("value") :]
    return text, given


def _stretches(first: list[str], second: list[str]) -> list[_Stretch]:
    keys = [_key(word) for word in first], [_key(word) for word in second]
    foot = _foot(keys[0])
    return [
        _Stretch(first[a:b], second[c:d], first[max(0, a - AROUND) : a], a < HEAD or abs(a - foot) < FOOT)
        for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def _moves(found: list[_Stretch]) -> Iterator[Difference]:
    """Take out of both sides what only stands elsewhere in head or foot: the longest stretches first."""
    for gone in sorted(found, key=lambda one: -len(one.before)):
        for come in found:
            if gone is come or not (gone.columns and come.columns) or not gone.before or not come.after:
                continue
            run = _longest(gone.before, come.after)
            while len(run) >= MOVED:
                yield Difference("moved", " ".join(run), " ".join(run), " ".join(come.where))
                gone.before, come.after = _without(gone.before, run), _without(come.after, run)
                run = _longest(gone.before, come.after)


def _longest(one: list[str], other: list[str]) -> list[str]:
    match = SequenceMatcher(None, [_key(w) for w in one], [_key(w) for w in other], autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size]


def _without(words: list[str], run: list[str]) -> list[str]:
    keys, wanted = [_key(word) for word in words], [_key(word) for word in run]
    place = next(at for at in range(len(keys)) if keys[at : at + len(wanted)] == wanted)
    return words[:place] + words[place + len(run) :]


def same(found: Sequence[Difference]) -> bool:
    """Whether nothing but what the clerk and the signature add is different."""
    return all(one.kind != "changed" for one in found)


def without_boxes(text: str) -> str:
    """The text without page numbers alone on their line and without the words of signature boxes."""
    return "\n".join(_kept_lines(nfc(text)))


def _kept_lines(text: str) -> Iterator[str]:
    boxes = _rules()["boxes"]
    for line in text.splitlines():
        if re.fullmatch(r"\s*\d{1,3}\s*", line) or any(rule.match(line.strip()) for rule in boxes):
            continue
        yield line


def _judged(one: _Stretch) -> Difference:
    told = " ".join(one.before), " ".join(one.after), " ".join(one.where)
    post = len(one.where) > 1 and all(word.isupper() for word in one.where[-2:])
    if not one.before and post and _is_name(one.after):
        return Difference("filled", *told)  # the signer's name, below the post in capitals
    return Difference("changed", *told)


def _is_name(words: Sequence[str]) -> bool:
    return 2 <= len(words) <= 6 and all(word.istitle() for word in words)


def _foot(keys: Sequence[str]) -> int:
    """Where the list of recipients begins; the end of the text where there is none."""
    return next((place for place, pair in enumerate(pairwise(keys)) if pair == ("nơi", "nhận")), len(keys))


def _key(words: str) -> str:
    return tone_key(words).lower()


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
