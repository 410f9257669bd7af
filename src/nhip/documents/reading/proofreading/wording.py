"""Words doubled, lost, misspelled or with wrong marks, told by the language model and by set phrases.

Only what is nearly certain is reported: proper names, quoted words of other languages and repaired scans are left
alone where the model has no say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import numpy as np

from nhip.documents.reading.agencies_named.kinds import shapes
from nhip.documents.reading.alphabet import LOWER, UPPER
from nhip.documents.reading.proofreading.finding import Finding
from nhip.documents.reading.sheet import Sheet
from nhip.text.language_model import MARK, NUMBER, START, UNKNOWN, load
from nhip.text.normalise import tone_key
from nhip.text.repair import correct
from nhip.text.spelling import suspects
from nhip.text.syllables import is_syllable

MARKS_PENALTY = 6.0  # nats that a change of marks must earn
MARKS_SURE = 0.86  # posterior of the change in small letters
NAMES_SURE = 0.99  # and of a word with a capital
MISSING_SURE = 14.0  # nats a lost word must be worth
_APART = re.compile(r"\S[ \t]{3,}(?=\S)|\n\s*\d{1,3}\s*\n")
DOUBLE_GAIN = 3.5  # nats that one word of a doubled pair must cost

_KINDS = {
    "wrong_mark": "diacritic", "wrong_letter": "spelling", "no_syllable": "spelling",
    "missing_word": "missing_word",
}  # fmt: skip
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,/]*|[^\w\s]")
_DOUBLED_PAIR = re.compile(r"(?<!\w)(?P<once>[^\W\d_]+\s+[^\W\d_]+)\s+(?P=once)(?!\w)", re.IGNORECASE)
_MARKED = re.compile(
    rf"(?<![\w-])[{LOWER}]*[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ][{LOWER}]*"
    rf"(?![\w-])"
)
_HALF_YEAR = re.compile(r"(?<!\d)0?[369] tháng năm(?=\s+(?![\d]))(?!\s+(?:nay|qua|ngoái|trước|sau|học))")
_LONE_THI = re.compile(
    rf"(?<!đô )(?<!Đô )(?<!thành )(?<!Thành )(?<!siêu )(?<!chỉ )(?<!Chỉ )(?<!hiển )(?<!tiếp )(?<!kỳ )"
    rf"(?<!nội )(?<!cận )(?<!yết )(?<!thôn )(?<!giám )\bthị "
    rf"(?=[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+)"
)
_TWO_DOTS = re.compile(r"[^\W\d_.]?\w\.\.[^\W\d_]\w*")


def _lines(name: str) -> list[str]:
    source = resources.files("nhip.documents").joinpath("data", name)
    return [line for line in source.read_text("utf-8").splitlines() if line]


@cache
def _true_doubles() -> frozenset[str]:
    return frozenset(_lines("doubled.txt"))


@cache
def _broken_phrases() -> re.Pattern[str]:
    """Set phrases with one inner syllable lost; what is itself another phrase is not broken."""
    whole = _lines("set_phrases.txt")
    broken: dict[str, str] = {}
    for phrase in whole:
        words = phrase.split()
        if len(words) < 5:
            continue
        for i in range(1, len(words) - 1):
            if words[i].endswith(","):
                continue
            short = " ".join(words[:i] + words[i + 1 :])
            if not any(short in other for other in whole):
                broken[short] = phrase
    _PHRASE.update(broken)
    inner = "|".join(re.escape(short) for short in sorted(broken, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)")


_PHRASE: dict[str, str] = {}


def find_wording(sheet: Sheet) -> Iterator[Finding]:
    """Every finding about words, in no order."""
    yield from _doubles(sheet)
    yield from _lost(sheet.view)
    yield from _dots(sheet)
    if sheet.repaired is None:
        yield from _marks(sheet.view)
        yield from _suspects(sheet.view)
        yield from _no_syllable(sheet.view)


def _doubles(sheet: Sheet) -> Iterator[Finding]:
    for found in _DOUBLED_PAIR.finditer(sheet.view):
        again = found.group()[len(found.group("once")) :].strip()
        lo, hi = sheet.raw_span(found.start(), found.end())
        if (
            "\n" not in found.group()
            and not _APART.search(sheet.raw, lo, hi)
            and again == again.lower()
            and not found.group().isupper()
        ):
            yield Finding(found.start(), found.end(), "duplicate_word", found.group("once"))
    model = load()
    for block in sheet.blocks:
        if block.table:
            continue
        tokens = list(_TOKEN.finditer(block.text))
        for k in range(1, len(tokens)):
            word = tokens[k].group()
            if word.casefold() != tokens[k - 1].group().casefold() or not word.isalpha() or not word[0].islower():
                continue
            if f"{word} {word}" in _true_doubles() or not tokens[k - 1].group()[0].islower():
                continue
            ids = [START, *(_id(t.group(), model.ids) for t in tokens[max(0, k - 2) : k + 3])]
            here = min(k, 2) + 1
            before, after = ids[here - 2], ids[here + 1] if here + 1 < len(ids) else MARK
            both = _score(before, ids[here], ids[here]) + _score(ids[here], ids[here], after)
            if _score(before, ids[here], after) - both >= DOUBLE_GAIN:
                start = block.start + tokens[k - 1].start()
                lo, hi = sheet.raw_span(start, block.start + tokens[k].end())
                if _APART.search(sheet.raw, lo, hi):
                    continue  # two cells of a printed table, or a page between them
                yield Finding(start, block.start + tokens[k].end(), "duplicate_word", word)


def _id(word: str, ids: dict[str, int]) -> int:
    if word[0].isdigit():
        return NUMBER
    if not word[0].isalpha():
        return MARK
    return ids.get(tone_key(word).lower(), UNKNOWN)


def _score(first: int, second: int, third: int) -> float:
    return float(load().score_triples(np.array([first]), np.array([second]), np.array([third]))[0])


def _lost(view: str) -> Iterator[Finding]:
    for found in _broken_phrases().finditer(view):
        yield Finding(found.start(), found.end(), "missing_word", _PHRASE[found.group()], 0.9)
    for found in _HALF_YEAR.finditer(view):
        yield Finding(found.start(), found.end(), "missing_word", None, 0.8)
    for found in _LONE_THI.finditer(view):
        yield Finding(found.start(), found.end() + len(view[found.end() :].split(" ", 1)[0]), "missing_word", None, 0.7)


def _dots(sheet: Sheet) -> Iterator[Finding]:
    for found in _TWO_DOTS.finditer(sheet.view):
        if "www" not in found.group() and "/" not in found.group():
            yield Finding(found.start(), found.end(), "punctuation", found.group().replace("..", "... "), 0.8)


def _marks(view: str) -> Iterator[Finding]:
    repaired = correct(view, MARKS_PENALTY)
    for word in repaired.words:
        if word.raw == word.text or tone_key(word.raw) == tone_key(word.text):
            continue
        capital = word.raw[0].isupper()
        if word.confidence < (NAMES_SURE if capital else MARKS_SURE) or (word.raw.isupper() and len(word.raw) > 1):
            continue
        yield Finding(word.start, word.end, "diacritic", word.text, min(1.0, word.confidence))


def _suspects(view: str) -> Iterator[Finding]:
    """What the text room finds (docs/rules/repair.md); doubled words are judged here, lost ones only if sure."""
    for one in suspects(view):
        if one.kind == "doubled_word" or (one.kind == "missing_word" and one.score < MISSING_SURE):
            continue
        if shapes().noun.fullmatch(view, one.start, one.end):
            continue  # "khóm", "ấp", "buôn": units that the model has hardly met
        yield Finding(one.start, one.end, _KINDS[one.kind], one.suggestion, 0.84)


def _no_syllable(view: str) -> Iterator[Finding]:
    for found in _MARKED.finditer(view):
        if len(found.group()) > 1 and not is_syllable(tone_key(found.group())) and not is_syllable(found.group()):
            yield Finding(found.start(), found.end(), "spelling", None, 0.8)
