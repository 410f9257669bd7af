"""Topics that a plan names: numbered groups ("08 nhiệm vụ trọng tâm", "04 khâu đột phá", "03 vùng") and their items.

A group is taken only when its number is the number of its items: nothing is guessed. Prose: docs/rules/tasks.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any

from nhip.text.normalise import fold

_GROUP = re.compile(
    r"(?<![\d.,/])(?P<count>0?[1-9]|[12]\d)\s+(?P<name>[^\W\d][^:;.()\d]{3,120}?)"
    r"(?=\s*[:,;(]|\s+đến năm|\s+gồm)"
)
_ITEM_MARK = re.compile(r"^(?:\(?\d{1,2}[).]|[-+•])\s*")
_LEAD = re.compile(r"^(?P<count>0?[1-9]|[12]\d)\s+(?P<name>[^:;.]{3,120}?)\s*:\s*(?P<rest>.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """A topic with its place in the text (code points) and the topics under it."""

    kind: str
    name: str
    start: int
    end: int
    items: tuple[Named, ...] = ()


def topics_of(record: Mapping[str, Any]) -> tuple[Named, ...]:
    """The groups of topics that a record's contents and duties name, in the order of the text."""
    found: dict[tuple[int, int], Named] = {}
    for task in record.get("tasks") or ():
        for named in chain(_listed(task), _led(task.get("subtasks") or ())):
            found.setdefault((named.start, named.end), named)
    return tuple(found.values())


def _listed(task: Mapping[str, Any]) -> Iterator[Named]:
    """A sentence that says how many items follow it, whose items follow it."""
    items: Sequence[Mapping[str, Any]] = task.get("subtasks") or ()
    if len(items) < 2:
        return
    head = task["text"].split(items[0]["text"][:20])[0]
    for said in _GROUP.finditer(head):
        kind = kind_of(said["name"])
        if kind is not None and int(said["count"]) == len(items):
            name = f"{said['count']} {' '.join(said['name'].split())}"
            under = tuple(Named(kind, _bare(item["text"]), item["start"], item["end"]) for item in items)
            yield Named(kind, name, task["start"], task["end"], under)
            return


def _led(items: Sequence[Mapping[str, Any]]) -> Iterator[Named]:
    """Items that are groups themselves: "03 vùng kinh tế: ...; ...; ..."."""
    for item in items:
        said = _LEAD.match(_bare(item["text"]))
        if said is None or (kind := kind_of(said["name"])) is None:
            continue
        pieces = [piece.strip(" .;") for piece in re.split(r";\s*", said["rest"]) if piece.strip(" .;")]
        if len(pieces) != int(said["count"]):
            continue
        under = tuple(Named(kind, piece, item["start"], item["end"]) for piece in pieces)
        yield Named(kind, f"{said['count']} {said['name']}", item["start"], item["end"], under)


def _bare(text: str) -> str:
    return _ITEM_MARK.sub("", " ".join(text.split())).strip(" .;")


def kind_of(name: str) -> str | None:
    """The kind that the words of a group's name say; None where they say none."""
    folded = f" {fold(name)} "
    return next((code for code, words in _kinds() if any(f" {word} " in folded for word in words)), None)


@cache
def _kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = resources.files("nhip.plans").joinpath("data", "topic_kinds.toml").read_text("utf-8")
    return tuple((row["code"], tuple(row["words"])) for row in tomllib.loads(text)["kind"])
