"""What of a story is read aloud: title, lead and words, paragraph by paragraph. Pictures and their captions are not."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from nhip.text.spoken import spoken

_BREAKS = re.compile(r"</(?:p|h2|h3|li|blockquote|td|th)>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")


def script_of(title: str, lead: str, blocks: Iterable[Mapping[str, Any]], language: str) -> str:
    """The text as it is read, a paragraph a line; empty where there is nothing but a title and a lead's place."""
    lines = [title, lead]
    for block in blocks:
        value = block["value"]
        if block["type"] == "words":
            lines += _paragraphs(str(value))
        elif block["type"] == "quote":
            lines += [f"{value['said_by']}: “{value['words']}”"]
        elif block["type"] == "facts":
            lines += [value["heading"], *_paragraphs(str(value["words"]))]
    said = [_ended(" ".join(line.split())) for line in lines if line.strip()]
    return "\n\n".join(spoken(line) if language == "vi" else line for line in said)


def digest(script: str, voice: str) -> str:
    """What exactly is read, by which voice: SHA-256."""
    return hashlib.sha256(f"{voice}\n{script}".encode()).hexdigest()


def _paragraphs(rich: str) -> list[str]:
    return [html.unescape(_TAGS.sub("", one)) for one in _BREAKS.split(rich)]


def _ended(line: str) -> str:
    """A heading gets the pause that its place on the page gives it."""
    return line if line[-1:] in '.!?…:;。！？：”"' else f"{line}."
