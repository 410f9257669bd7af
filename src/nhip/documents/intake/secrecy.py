"""Does a document bear a secrecy mark? One that does is refused at the door and leaves no trace.

A mark is a stamp: MẬT, TỐI MẬT or TUYỆT MẬT on a line (or a table cell) of its own, in capitals, near a head: the
head of
the document, of one of its appendices, or the top of a page. The words inside a sentence ("bí mật nhà nước", "bảo mật",
"mật độ") are no mark. The degrees are dated data (`data/secrecy.toml`) with their legal source. A mark of any year
counts:
nobody but the issuer may lift it (Law 117/2025/QH15), and the refusal costs a person one question.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources

_HEAD_LINES = 40  # non-empty lines that a head may take when every word stands on its own line
_TOP_LINES = 6  # of every later page
_APPENDIX_LINES = 10
_SPLIT = re.compile(r"\t|\||\s{2,}")
_TRIM = " \u00a0*_#`~.,:;-–—=+<>()[]{}\"'“”‘’/\\|!^°•·…"
_TAG = re.compile(r"<[^<>\n]{1,60}>")
_BODY = re.compile(
    r"^\s*(?:(?:phần|chương)\s+(?:thứ\s+)?[\divxlc]+\b|[ivxlc]+\s*[.)]\s|điều\s+1\b|1\s*[.)]\s|kính\s+gửi|căn\s+cứ\s)",
    re.IGNORECASE,
)
_NEW_HEAD = re.compile(
    r"^\W*(?:phụ\s+lục\b|c[ộo]ng\s+h(?:òa|oà)\s+xã\s+hội|đảng\s+cộng\s+sản\s+việt\s+nam\W*$)", re.IGNORECASE
)
_LETTER_BY_LETTER = re.compile(r"^(?:\S\s+){2,}\S$")
# what engines read for the letters of the stamp when ink or box damages them
_LOOKALIKE = str.maketrans({"0": "o", "1": "i", "l": "i", "|": "i", "!": "i", "6": "o", "5": "s", "y": "y", "j": "i"})


@cache
def _marks() -> frozenset[str]:
    table = tomllib.loads(resources.files("nhip.documents.intake").joinpath("data/secrecy.toml").read_text("utf-8"))
    return frozenset(_nfc(word) for row in table["marks"] for word in row["words"])


@cache
def _labels() -> tuple[str, ...]:
    table = tomllib.loads(resources.files("nhip.documents.intake").joinpath("data/secrecy.toml").read_text("utf-8"))
    return tuple(table["labels"]["words"])


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _bare(text: str) -> str:
    """Lower case, marks dropped, đ to d, letters and figures only."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d").translate(_LOOKALIKE)
    return "".join(c for c in plain if c.isalnum())


def bears_mark(text: str, *, from_scan: bool = False) -> bool:
    """True when the text of a whole document bears a mark at its head, at the head of an appendix or at the top of a
    page."""
    left, in_head = _HEAD_LINES, True
    for line in text.splitlines():
        if not line.strip():
            continue
        if "\f" in line:
            left, in_head = max(left, _TOP_LINES), True
        if _NEW_HEAD.match(_TAG.sub("", line)):
            left, in_head = max(left, _APPENDIX_LINES), True
        if in_head and any(is_mark(part, from_scan=from_scan) for part in _parts(line)):
            return True
        left -= 1
        if left <= 0 or (_BODY.match(_TAG.sub("", line).lstrip("#*_ ")) and left < _HEAD_LINES - 3):
            in_head = False
            left = 0
    return False


def top_bears_mark(lines: Sequence[str], *, from_scan: bool = False) -> bool:
    """True when the first lines of a page bear a mark."""
    seen = [line for line in lines if line.strip()][:_TOP_LINES]
    return any(is_mark(part, from_scan=from_scan) for line in seen for part in _parts(line))


def _parts(line: str) -> list[str]:
    """A line as stamps see it: whole, and cut where columns or cells meet."""
    line = _nfc(_TAG.sub(" ", line))
    return [line, *(_SPLIT.split(line.strip()))]


def is_mark(words: str, *, from_scan: bool = False) -> bool:
    """True for the words of a stamp and nothing else. `from_scan` allows for letters that ink, box or engine
    damaged."""
    words = _nfc(words).strip(_TRIM)
    labelled = _after_label(words)
    if labelled is not None:
        return labelled.upper() in _marks()
    if not words or len(words) > 24:
        return False
    if _LETTER_BY_LETTER.match(words):  # "T Ố I  M Ậ T"
        words = words.replace(" ", "")
        return _bare(words) in {_bare(mark) for mark in _marks()} and words == words.upper()
    words = " ".join(words.split())
    if words in _marks():
        return True
    if words != words.upper():
        return False
    bare = _bare(words)
    if " " in words and bare in ("toimat", "tuyetmat"):  # typed without marks
        return True
    return from_scan and _damaged(words, bare)


def _after_label(words: str) -> str | None:
    lower = words.lower()
    for label in _labels():
        if lower.startswith(label) and lower[len(label) :].lstrip()[:1] == ":":
            return words[len(label) :].lstrip()[1:].strip(_TRIM)
    return None


def _damaged(words: str, bare: str) -> bool:
    """One letter of the two-word stamps may be lost, added or changed; of MẬT only the marks may be."""
    if bare == "mat":
        return len(words) <= 4
    return len(bare) >= 5 and any(_one_slip(bare, whole) for whole in ("toimat", "tuyetmat"))


def _one_slip(seen: str, whole: str) -> bool:
    if abs(len(seen) - len(whole)) > 1:
        return False
    if len(seen) == len(whole):
        return sum(a != b for a, b in zip(seen, whole, strict=True)) <= 1
    short, long = sorted((seen, whole), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
