"""Words that can be printed: what XML cannot hold is left out before anything is composed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
# control signs but tab and line feed, lone surrogates, the two non-characters at the end of the first plane
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(value: T) -> T:
    """The same value with every text in it made printable; form feeds and the like are simply gone."""
    cleaned: Any = _cleaned(value)
    return cleaned  # type: ignore[no-any-return]


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value) if _UNPRINTABLE.search(value) else value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: new for f in fields(value) if (new := _cleaned(old := getattr(value, f.name))) is not old}
        return replace(value, **changed) if changed else value
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        made = tuple(_cleaned(one) for one in value)
        return value if all(new is old for new, old in zip(made, value, strict=True)) else made
    return value
