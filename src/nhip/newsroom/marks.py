"""Inline markup as marks that a translator keeps: `a <b>bold</b> word<br/>` is `a {1}bold{/1} word{2/}`.

A pair `{1}…{/1}` stands for an element around words, `{2/}` for one without. Braces of the text itself are doubled.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from nhip.text.issues import Issue

TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>""")
AROUND = frozenset({
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strike", "strong", "sub", "sup", "u",
})  # fmt: skip
ALONE = frozenset({"br", "embed", "img", "wbr"})
INLINE = AROUND | ALONE
_MARK = re.compile(r"\{\{|\}\}|\{(/?)(\d{1,4})(/?)\}|[{}]")

Tags = tuple[tuple[str, str | None], ...]
"""By number, from 1: what stands before and after the words; None after for an element alone."""


def marked(markup: str) -> tuple[str, Tags]:
    """A run of inline markup as text with marks, and the tags that the marks stand for."""
    partner = _partners(markup)
    tags: list[tuple[str, str | None]] = []
    number: dict[int, int] = {}
    parts, at = [], 0
    for match in TAG.finditer(markup):
        parts.append(_outside(markup[at : match.start()]))
        at, here = match.end(), match.start()
        if here in partner and partner[here] > here:
            tags.append((match[0], ""))
            number[partner[here]] = len(tags)
            parts.append(f"{{{len(tags)}}}")
        elif here in number:
            opened = number[here]
            tags[opened - 1] = (tags[opened - 1][0], match[0])
            parts.append(f"{{/{opened}}}")
        else:
            tags.append((match[0], None))
            parts.append(f"{{{len(tags)}/}}")
    parts.append(_outside(markup[at:]))
    return "".join(parts), tuple(tags)


def unmarked(text: str, tags: Tags) -> str:
    """The markup again. Raises ValueError where a mark stands for nothing (ask `faults` first)."""

    def tag(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        number = int(match[2])
        if not 0 < number <= len(tags):
            raise ValueError(match[0])
        before, after = tags[number - 1]
        return (after or "") if match[1] else before

    pieces, at = [], 0
    for match in _MARK.finditer(text):
        pieces.append(html.escape(text[at : match.start()], quote=False))
        pieces.append({"{{": "{", "}}": "}"}.get(match[0]) or tag(match))
        at = match.end()
    return "".join(pieces) + html.escape(text[at:], quote=False)


def shown(text: str) -> str:
    """The words alone, without marks."""
    return _MARK.sub(lambda match: {"{{": "{", "}}": "}"}.get(match[0], ""), text)


def literal(text: str) -> str:
    """Plain words as a segment's text: their braces doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text in order: ("words", …), ("open", "1"), ("close", "1"), ("alone", "2"), ("stray", "{")."""
    at = 0
    for match in _MARK.finditer(text):
        if match.start() > at:
            yield "words", text[at : match.start()]
        at = match.end()
        if match[0] in ("{{", "}}"):
            yield "words", match[0][0]
        elif match[2] is None or (match[1] and match[3]):
            yield "stray", match[0]
        else:
            yield ("close" if match[1] else "alone" if match[3] else "open"), match[2]
    if at < len(text):
        yield "words", text[at:]


def faults(source: str, target: str) -> list[Issue]:
    """What is wrong with the marks of a translation: each of the source's once, none other, pairs closed inside out."""
    wanted, had = Counter(_marks(source)), Counter(_marks(target))
    issues = [Issue("target", "newsroom.mark_missing", {"mark": _said(one)}) for one in wanted - had]
    issues += [Issue("target", "newsroom.mark_unknown", {"mark": _said(one)}) for one in had - wanted]
    if not issues and not _nested(target):
        issues.append(Issue("target", "newsroom.marks_crossed", {}))
    return issues


def _marks(text: str) -> Iterator[tuple[str, str]]:
    return (one for one in pieces(text) if one[0] != "words")


def _said(mark: tuple[str, str]) -> str:
    kind, number = mark
    return {"open": "{%s}", "close": "{/%s}", "alone": "{%s/}"}.get(kind, "%s") % number


def _nested(text: str) -> bool:
    opened: list[str] = []
    for kind, number in pieces(text):
        if kind == "open":
            opened.append(number)
        elif kind == "close" and (not opened or opened.pop() != number):
            return False
    return not opened


def _outside(text: str) -> str:
    return literal(html.unescape(text))


def _partners(markup: str) -> dict[int, int]:
    """Places of opening tags and of what closes them, each to the other; what has no partner stands in neither."""
    found: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for match in TAG.finditer(markup):
        name = match[2].lower()
        if name not in AROUND or match[3].rstrip().endswith("/"):
            continue
        if not match[1]:
            opened.append((name, match.start()))
        elif name in [one for one, _ in opened]:
            while opened:
                held, at = opened.pop()
                if held == name:
                    found[at], found[match.start()] = match.start(), at
                    break
    return found
