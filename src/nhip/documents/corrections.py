"""A record with people's corrections laid over it.

A *path* names one value of the record's JSON: names and positions joined by dots, "header.number.value",
"tasks.3.lead_agencies.0.name". Positions are those of the reading, which never changes, so a path keeps its meaning
however many corrections are made. The value None at the path of a whole item ("tasks.3") takes the item out: the reader
saw something that is not there.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_STEP = re.compile(r"[a-z_]+|\d+")
FIXED = frozenset({"source_file", "source_sha256", "source_chars", "schema", "raw", "start", "end", "repaired_text"})
"""Names that say what was read and where it stands: facts about the file, not for people to change."""


class UnknownPath(LookupError):
    """The path does not lead to a value of this record that a person may correct."""


def steps(path: str) -> tuple[str | int, ...]:
    """The path taken apart. Raises UnknownPath when it is not one."""
    parts = path.split(".")
    if not all(_STEP.fullmatch(part) for part in parts):
        raise UnknownPath(path)
    return tuple(int(part) if part.isdigit() else part for part in parts)


def value_at(record: Any, path: str) -> Any:
    """The value at the path. Raises UnknownPath."""
    value = record
    for step in steps(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError) as error:
            raise UnknownPath(path) from error
    return value


def value_now(record: Any, path: str) -> Any:
    """As `value_at`, but None for what is not there: a part not stated, a field of an item taken out."""
    try:
        return value_at(record, path)
    except UnknownPath:
        return None


STATED = {
    "issuing_body": "name", "parent_body": "name", "number": "value", "place": "name",
    "date": "value", "doc_type": "name", "title": "value",
}  # fmt: skip
"""Header parts that a person may state where the reader found none, each with the field that says it."""


_STATED_WITH: Mapping[str, Mapping[str, Any]] = {
    "issuing_body": {"stated_in_header": True},
    "number": {"symbol": None, "full": None},
    "date": {"precision": "day"},
    "doc_type": {"code": None},
}
"""What else such a part has, so that the record keeps its shape."""


def _states_header(record: Mapping[str, Any], path: str) -> bool:
    """Whether the path states a part of the header that the reader did not find."""
    match steps(path):
        case ("header", str(part), str(name)):
            return STATED.get(part) == name and record["header"].get(part) is None
    return False


def check_new(record: Mapping[str, Any], path: str, new: Any) -> None:
    """Whether `new` may stand at the path: a value of the kind that was there, or None. Raises UnknownPath.

    Where the reader found nothing (None), a text is allowed: a person states what the document states.
    """
    if FIXED & set(map(str, steps(path))):
        raise UnknownPath(path)
    if _states_header(record, path):
        if new is not None and not isinstance(new, str):
            raise UnknownPath(path)
        return
    old = value_at(record, path)
    if new is None:
        return
    kinds = {str: (str,), int: (int, float), float: (int, float), bool: (bool,), type(None): (str, int, float)}
    allowed = kinds.get(type(old))
    if allowed is None or not isinstance(new, allowed) or (isinstance(new, bool) and type(old) is not bool):
        raise UnknownPath(path)


def applied(record: Mapping[str, Any], changes: Iterable[tuple[str, Any]], *, prune: bool = True) -> dict[str, Any]:
    """A copy of the record with every (path, new value) laid over it, later ones winning.

    With `prune` items taken out are gone; without it they leave None, so that positions stay true. The whole of number
    and symbol follows its two parts, a year between them kept.
    """
    result: dict[str, Any] = copy.deepcopy(dict(record))
    changed = list(changes)
    for path, new in changed:
        *way, last = steps(path)
        holder: Any = result
        if _states_header(result, path):
            stated = {"text": new, "raw": "", "start": None, "end": None, "confidence": 1.0}
            result["header"][way[1]] = {**stated, **_STATED_WITH.get(str(way[1]), {})}
        for step in way:
            holder = holder[step] if holder is not None else None
        if isinstance(holder, list) and isinstance(last, int):  # an item that a person added stands after the reader's
            holder.extend([None] * (last + 1 - len(holder)))
        if holder is not None:  # an item taken out takes the corrections inside it along
            holder[last] = new
    if any(path in ("header.number.value", "header.number.symbol") for path, _ in changed):
        number = result["header"]["number"]
        year = re.search(r"(?<=/)(?:19|20)\d\d(?=/)", number.get("full") or "")  # "12/2026/NĐ-CP": no part of its own
        parts = (number.get("value"), year[0] if year and number.get("value") else None, number.get("symbol"))
        number["full"] = "/".join(part for part in parts if part) or None
    return _without_holes(result) if prune else result


def _without_holes(value: Any) -> Any:
    """Lists lose the items taken out."""
    if isinstance(value, dict):
        return {name: _without_holes(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without_holes(inner) for inner in value if inner is not None]
    return value


def seal(record: Mapping[str, Any]) -> str:
    """The hash of a record: SHA-256 of its JSON in one spelling (sorted names, no spaces, UTF-8)."""
    written = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()
