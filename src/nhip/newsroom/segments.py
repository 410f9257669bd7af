"""A story's content cut into the pieces a translator works on, and put together again in another language.

Prose: docs/rules/translation.md. A segment's key says where it stands (ids of blocks, keys of paragraphs), so that it
is found again when a paragraph is added before it. The structure is always the source's: translations fill its places.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from nhip.newsroom.marks import INLINE, TAG, Tags, literal, marked, shown, unmarked
from nhip.text.normalise import nfc


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of the texts at a path: `kind` is plain, rich or kept; `most` characters fit."""

    kind: str
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece to translate. `path` says what it is ("body.quote.words"), `text` holds marks for inline markup."""

    key: str
    path: str
    text: str
    tags: Tags = ()
    most: int | None = None

    @property
    def sha256(self) -> str:
        """The same for the same words, however their letters are composed. Addresses of links are not words."""
        return hashlib.sha256(" ".join(nfc(self.text).split()).encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Run:
    """Words inside one paragraph of rich text, with the spaces around them."""

    key: str
    before: str
    markup: str
    after: str


@cache
def parts() -> Mapping[str, Part]:
    """What is translated, by path, from `data/parts.toml`."""
    text = resources.files("nhip.newsroom").joinpath("data/parts.toml").read_text("utf-8")
    return {row["path"]: Part(row["as"], row.get("most")) for row in tomllib.loads(text)["part"]}


def cut(content: Mapping[str, Any]) -> tuple[Segment, ...]:
    """The segments of a story's content, in the order of reading. Texts without a single letter are left out."""
    found: list[Segment] = []

    def keep(segment: Segment) -> str:
        found.append(segment)
        return segment.text

    _through(content, keep)
    return tuple(found)


def put_back(content: Mapping[str, Any], targets: Mapping[str, str]) -> dict[str, Any]:
    """The same content with every segment's text replaced; one that has no target becomes empty.

    Raises ValueError for a target whose marks stand for nothing in the source (`marks.faults` says which).
    """
    return _through(content, lambda segment: targets.get(segment.key, ""))


def with_own_words(content: Mapping[str, Any], pictures: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """Pictures that borrow their description and caption from the library get them written in, to be translated.

    `pictures`: description and caption by the picture's id.
    """

    def said(value: Any) -> Any:
        if isinstance(value, list):
            return [said(one) for one in value]
        if not isinstance(value, Mapping):
            return value
        held = {name: said(one) for name, one in value.items()}
        if _is_picture(value):
            alt, caption = pictures.get(value["picture"], ("", ""))
            held["alt"] = value.get("alt") or alt[:250]
            if "caption" in value:
                held["caption"] = value["caption"] or caption[:300]
        return held

    return {**content, "body": said(_body(content))}


def picture_ids(content: Mapping[str, Any]) -> list[int]:
    """The pictures that stand in a body with words of their own, in order."""

    def found(value: Any) -> Iterator[int]:
        if isinstance(value, list):
            for one in value:
                yield from found(one)
        elif isinstance(value, Mapping):
            if _is_picture(value):
                yield value["picture"]
            for one in value.values():
                yield from found(one)

    return list(dict.fromkeys(found(_body(content))))


def _is_picture(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("picture"), int) and "alt" in value


def _body(content: Mapping[str, Any]) -> list[Any]:
    body = content.get("body")
    return json.loads(body) if isinstance(body, str) and body else list(body or [])


def _through(content: Mapping[str, Any], say: Callable[[Segment], str]) -> dict[str, Any]:
    """The content with each translatable text replaced by what `say` answers, in the order of `parts.toml`."""
    changed = dict(content)
    for name in dict.fromkeys(path.split(".")[0] for path in parts()):
        if name == "body":
            changed["body"] = _walk(_body(content), "body", "body", say)
        elif isinstance(content.get(name), str):
            changed[name] = _walk(content[name], name, name, say)
    return changed


def _walk(value: Any, path: str, key: str, say: Callable[[Segment], str]) -> Any:
    if isinstance(value, str):
        part = parts().get(path)
        if part is None or part.kind == "kept":
            return value
        return _plain(value, path, key, part, say) if part.kind == "plain" else _rich(value, path, key, say)
    if isinstance(value, list):
        return [_item(one, path, f"{key}/{_id(one, at)}", say) for at, one in enumerate(value)]
    if isinstance(value, Mapping):
        return {name: _walk(one, f"{path}.{name}", f"{key}/{name}", say) for name, one in value.items()}
    return value


def _item(value: Any, path: str, key: str, say: Callable[[Segment], str]) -> Any:
    """One block of a stream, or one item of a list: its type belongs to the path, its id to the key."""
    if isinstance(value, Mapping) and "type" in value and "value" in value:
        inside = path if value["type"] == "item" else f"{path}.{value['type']}"
        return {**value, "value": _walk(value["value"], inside, key, say)}
    return _walk(value, path, key, say)


def _id(value: Any, at: int) -> str:
    return str((value.get("id") if isinstance(value, Mapping) else None) or at)


def _plain(value: str, path: str, key: str, part: Part, say: Callable[[Segment], str]) -> str:
    if not _worded(value):
        return value
    return shown(say(Segment(key, path, literal(value), (), part.most)))


def _rich(value: str, path: str, key: str, say: Callable[[Segment], str]) -> str:
    out = []
    for piece in _runs(value):
        if isinstance(piece, str):
            out.append(piece)
            continue
        text, tags = marked(piece.markup)
        segment = Segment(f"{key}/{piece.key}", path, text, tags)
        out.append(f"{piece.before}{unmarked(say(segment), tags)}{piece.after}")
    return "".join(out)


def _runs(markup: str) -> Iterator[str | _Run]:
    """Rich text apart: tags of blocks as they are, and runs of words with their inline markup."""
    taken: set[str] = set()
    at, start, named = 0, 0, ""
    for match in [*TAG.finditer(markup), None]:
        if match is not None and match[2].lower() in INLINE:
            continue
        start = match.start() if match else len(markup)
        if start > at:
            yield from _run(markup[at:start], named, taken)
        if match is None:
            return
        yield match[0]
        at = match.end()
        if not match[1]:
            held = re.search(r"data-block-key=[\"']([^\"']+)", match[3])
            named = held[1] if held else ""


def _run(markup: str, named: str, taken: set[str]) -> Iterator[str | _Run]:
    if not _worded(TAG.sub("", markup)):
        yield markup
        return
    inner = markup.strip()
    at = markup.index(inner)
    number, key = 0, named or "0"
    while key in taken:
        number += 1
        key = f"{named}.{number}" if named else str(number)
    taken.add(key)
    yield _Run(key, markup[:at], inner, markup[at + len(inner) :])


def _worded(text: str) -> bool:
    """Whether there is a letter to translate: a number alone says the same in every language."""
    return any(sign.isalpha() for sign in html.unescape(text))
