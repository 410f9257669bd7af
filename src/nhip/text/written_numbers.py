"""Numbers written in words: "hai mươi lăm", "một trăm linh năm", "ba triệu rưỡi", "hai phẩy năm".

The grammar is digit words, the tens word (mười, mươi), then trăm, nghìn, triệu, tỷ, each smaller than the one before.
Words such as "năm" (five, year) and "một" (one, a) mean other things too, so running text is searched only for runs
that hold a unit word or at least two number words.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_BIG = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_UNITS = {"mười", "mươi", "trăm", "linh", "lẻ", "rưỡi", "phẩy", *_BIG}
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _below_thousand(words: list[str]) -> int | None:
    """The value of words below một nghìn; None when they do not follow the grammar."""
    total, rest = 0, list(words)
    if "trăm" in rest:
        at = rest.index("trăm")
        if at != 1 or rest[0] not in _DIGITS:
            return None
        total, rest = _DIGITS[rest[0]] * 100, rest[2:]
        if rest and rest[0] in ("linh", "lẻ"):
            return total + _DIGITS[rest[1]] if len(rest) == 2 and rest[1] in _DIGITS else None
        if not rest:
            return total
    if rest and rest[0] == "mười":
        total, rest = total + 10, rest[1:]
    elif len(rest) >= 2 and rest[1] == "mươi" and rest[0] in _DIGITS:
        total, rest = total + _DIGITS[rest[0]] * 10, rest[2:]
    elif len(rest) == 2 and rest[0] in _DIGITS and rest[1] in ("mốt", "tư", "lăm", "nhăm"):
        return total + _DIGITS[rest[0]] * 10 + _DIGITS[rest[1]]  # hai lăm
    if not rest:
        return total
    return total + _DIGITS[rest[0]] if len(rest) == 1 and rest[0] in _DIGITS else None


def _whole(words: list[str]) -> Decimal | None:
    half = Decimal(0)
    if words and words[-1] == "rưỡi":
        words = words[:-1]
        unit = 100 if words and words[-1] == "trăm" else _BIG.get(words[-1]) if words else None
        if unit is None:
            return None
        half = Decimal(unit) / 2
    total, last, group = 0, 10**12, []
    for word in words:
        if word not in _BIG:
            group.append(word)
            continue
        unit = _BIG[word]
        if unit >= last:
            return None
        value = _below_thousand([w for w in group if w not in ("linh", "lẻ")] if total else group) if group else None
        if value is None:
            return None
        total, last, group = total + value * unit, unit, []
    if group:
        if total and group[0] in ("linh", "lẻ"):
            group = group[1:]
        value = _below_thousand(group)
        if value is None:
            return None
        total += value
    return Decimal(total) + half


def read_written(text: str) -> Decimal | None:
    """The number a text in words names; None when it is none. "một nghìn không trăm lẻ hai" -> 1002."""
    words = text.lower().split()
    if not words or any(word not in _DIGITS and word not in _UNITS for word in words):
        return None
    if "phẩy" in words:
        at = words.index("phẩy")
        whole, part = _whole(words[:at]), words[at + 1 :]
        if whole is None or not part:
            return None
        if all(word in _DIGITS for word in part):
            return whole + Decimal("0." + "".join(str(_DIGITS[word]) for word in part))
        tail = _below_thousand(part)
        return None if tail is None else whole + Decimal(f"0.{tail}")
    return _whole(words)


def find_written(text: str) -> tuple[tuple[int, int, Decimal], ...]:
    """Numbers in words in running text, as (start, end, value): runs of number words of which one is a unit word."""
    found: list[tuple[int, int, Decimal]] = []
    run: list[re.Match[str]] = []

    def close() -> None:
        while run:
            words = [one[0].lower() for one in run]
            value = read_written(" ".join(words)) if any(word in _UNITS for word in words) else None
            if value is not None:
                found.append((run[0].start(), run[-1].end(), value))
                run.clear()
                return
            run.pop()

    last_end = -1
    for one in _WORD.finditer(text):
        known = one[0].lower() in _DIGITS or one[0].lower() in _UNITS
        if run and (not known or text[last_end : one.start()].strip(" ")):
            close()
        if known:
            run.append(one)
        last_end = one.end()
    close()
    return tuple(found)


def write_written(value: int) -> str:
    """A whole number from 0 to 999 999 999 999 in words: 1005 -> "một nghìn không trăm linh năm".

    Raises ValueError outside that range.
    """
    if not 0 <= value < 10**12:
        raise ValueError(f"outside 0 to 999 999 999 999: {value}")
    if value == 0:
        return "không"
    words: list[str] = []
    for unit, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = value // unit % 1000
        if group:
            words += _group_words(group, full=bool(words))
            words += [name] if name else []
    return " ".join(words)


def _group_words(group: int, *, full: bool) -> list[str]:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [_SMALL_NAMES[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return words + (["linh", _SMALL_NAMES[ones]] if ones and words else [_SMALL_NAMES[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [_SMALL_NAMES[tens], "mươi"]
    if ones == 1 and tens > 1:
        return [*words, "mốt"]
    if ones == 5:
        return [*words, "lăm"]
    return [*words, _SMALL_NAMES[ones]] if ones else words
