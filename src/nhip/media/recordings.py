"""What a recording must have before it may stand in a story: words, captions, and for some languages a second listener.

Prose: docs/rules/media.md.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from nhip.text.issues import Issue

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_CUE = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+.*)?")
MOST_CAPTIONS = 400_000
"""Letters of a captions file that is read at all."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of recordings. `tag`: for `lang` in pages."""

    code: str
    name: str
    tag: str
    needs_listener: bool = False


@cache
def languages() -> Mapping[str, Language]:
    """Every language by its code, in the order of the file."""
    text = resources.files("nhip.media").joinpath("data/languages.toml").read_text("utf-8")
    return {row["code"]: Language(**row) for row in tomllib.loads(text)["language"]}


def needs_listener(code: str) -> bool:
    """Whether a second person must hear it. A language nobody entered is one that few can follow."""
    held = languages().get(code)
    return held is None or held.needs_listener


def digest(packed: str, transcript: str, captions: str) -> str:
    """What exactly a second listener heard and read: the hash of the packed file and of its words."""
    return hashlib.sha256("\0".join((packed, transcript, captions)).encode()).hexdigest()


def wrong_captions(text: str, seconds: int) -> list[Issue]:
    """What stands against a WebVTT file: its head, its times, their order. An empty one has nothing against it."""
    if not text.strip():
        return []
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(text) > MOST_CAPTIONS or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return [Issue("captions", "media.captions_head", {})]
    last, count = -1.0, 0
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        found = _CUE.fullmatch(line.strip())
        if found is None:
            return [Issue("captions", "media.captions_time", {"line": number})]
        begin, end = _seconds(found, 1), _seconds(found, 5)
        if end <= begin or begin < last:
            return [Issue("captions", "media.captions_order", {"line": number})]
        if seconds and begin > seconds + 1:
            return [Issue("captions", "media.captions_beyond", {"line": number})]
        last, count = begin, count + 1
    return [] if count else [Issue("captions", "media.captions_empty", {})]


def tidy_captions(text: str) -> str:
    """As it is served: one kind of line end, no byte order mark."""
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip() + "\n" if text.strip() else ""


def _seconds(found: re.Match[str], first: int) -> float:
    hours, minutes, seconds, part = (int(found[first + at] or 0) for at in range(4))
    return hours * 3600 + minutes * 60 + seconds + part / 1000
