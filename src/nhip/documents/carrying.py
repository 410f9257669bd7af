"""What people said about one reading, carried to a later reading of the same text.

The text is the same, so a place of it (start, end, words) means the same in both readings; positions in lists do not.
A correction is carried when the item it speaks of stands at the same place again and the later reading has the same old
value there. The rest is left for a person: the reader now sees something else, which may or may not make it needless.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nhip.documents.corrections import STATED, UnknownPath, steps, value_now

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One standing correction: `old` and `new` at `path`; `key` is the caller's own."""

    key: int
    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Carried:
    """`kept` with their paths in the later reading, one for a path; `left` those that a person must look at."""

    kept: tuple[Said, ...]
    left: tuple[Said, ...]


def carry(earlier: Json, later: Json, said: Iterable[Said]) -> Carried:
    """Corrections in the order they were made; of several at one path the first old and the last new value count."""
    once: dict[str, Said] = {}
    for one in said:
        first = once.get(one.path)
        once[one.path] = one if first is None else Said(one.key, one.path, first.old, one.new)
    kept: list[Said] = []
    left: list[Said] = []
    added: dict[str, str] = {}
    for one in sorted(once.values(), key=lambda each: not isinstance(each.new, dict)):  # additions first
        path = _added_place(later, one, added) if isinstance(one.new, dict) else _place(earlier, later, one, added)
        if path is None:
            left.append(one)
        else:
            kept.append(Said(one.key, path, one.old, one.new))
    return Carried(tuple(kept), tuple(left))


def same_item(earlier: Json, later: Json, path: str) -> str | None:
    """Where the value at `path` stands in the later record, when it is the same there to the last field."""
    moved = _moved(earlier, later, path)
    if moved is None or (value := value_now(earlier, path)) is None:
        return None
    return moved if _without_ids(value) == _without_ids(value_now(later, moved)) else None


def _added_place(later: Json, one: Said, added: dict[str, str]) -> str | None:
    """After the reader's own items; None when the reader now finds the item itself."""
    name = one.path.split(".")[0]
    items = later.get(name) or ()
    if any(_at(item) == _at(one.new) for item in items if isinstance(item, dict)):
        return None
    taken = sum(path.startswith(f"{name}.") for path in added.values())
    added[one.path] = f"{name}.{len(items) + taken}"
    return added[one.path]


def _place(earlier: Json, later: Json, one: Said, added: dict[str, str]) -> str | None:
    item = ".".join(one.path.split(".")[:2])
    if item in added:
        return added[item] + one.path[len(item) :]
    moved = _moved(earlier, later, one.path)
    if moved is None:
        return None
    return moved if _small(value_now(later, moved)) == one.old else None


def _moved(earlier: Json, later: Json, path: str) -> str | None:
    """The path of the same place in the later record: items of lists are found again by where they stand."""
    try:
        way = steps(path)
    except UnknownPath:
        return None
    if _stated(earlier, way):
        return path if value_now(later, f"header.{way[1]}") is None else None
    old: Any = earlier
    new: Any = later
    found: list[str] = []
    for place, step in enumerate(way):
        if isinstance(step, int):
            item = old[step] if isinstance(old, list) and step < len(old) else None
            again = None if item is None else _find(item, new, step)
            if again is None:
                return None
            old, new = item, new[again]
            found.append(str(again))
            continue
        if not (isinstance(old, dict) and isinstance(new, dict) and step in old and step in new):
            return None
        last = place == len(way) - 1
        if last and "start" not in old and not _placed(old[step]) and not _same_ground(old, new, step):
            return None
        if isinstance(old[step], dict) and _at(old[step]) != _at(new[step]):
            return None
        old, new = old[step], new[step]
        found.append(step)
    return ".".join(found)


def _stated(earlier: Json, way: tuple[str | int, ...]) -> bool:
    """Whether a person stated a part of the head that the reader had not found."""
    return len(way) == 3 and way[0] == "header" and way[1] in STATED and value_now(earlier, f"header.{way[1]}") is None


def _find(item: Any, others: Any, step: int) -> int | None:
    """The position of the item that stands at the same place; of several, the one with the same content or position."""
    if not isinstance(others, list):
        return None
    here = [place for place, other in enumerate(others) if _at(other) == _at(item)]
    alike = [place for place in here if _without_ids(others[place]) == _without_ids(item)]
    choices = alike or here
    if step in choices:
        return step
    return choices[0] if len(choices) == 1 else None


def _at(item: Any) -> Any:
    """Where an item stands and with what words; a number inside it tells figures of one sentence apart."""
    if not isinstance(item, dict) or "start" not in item:
        return item if not isinstance(item, dict) else None
    return item["start"], item.get("end"), item.get("raw"), item.get("number_start")


def _placed(value: Any) -> bool:
    return isinstance(value, dict) and "start" in value


def _same_ground(old: Json, new: Json, name: str) -> bool:
    """Of a holder without a place of its own (signer, period): the words behind the field, or all of it, are alike."""
    span = f"{name}_span"
    if span in old:
        return bool(old[span] == new.get(span))
    return dict(old) == dict(new)


def _small(value: Any) -> Any:
    return value.get("text") if isinstance(value, dict) else value


def _without_ids(value: Any) -> Any:
    """Numbers of items and references to them change from reading to reading."""
    if isinstance(value, dict):
        hidden = ("id", "section", "same_as", "confidence")
        return {name: _without_ids(inner) for name, inner in value.items() if name not in hidden}
    if isinstance(value, list):
        return [_without_ids(inner) for inner in value]
    return value
