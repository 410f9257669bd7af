"""A record again from its JSON twin (`nhip read`), so that it can be composed in another run of the program."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from nhip.documents.reading.record import Record


def record_of_json(data: Mapping[str, Any]) -> Record:
    """The record of its JSON; unknown keys are left out. Raises ValueError when a needed key is missing."""
    try:
        return typing.cast(Record, _value(Record, data))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a record: {error}") from error


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _value(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _value(next(arm for arm in typing.get_args(kind) if arm is not type(None)), data)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Sequence):
        inner = typing.get_args(kind)[0]
        return tuple(_value(inner, one) for one in data)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        taken = {f.name: data[f.name.rstrip("_")] for f in fields(kind) if f.name.rstrip("_") in data}
        return kind(**{name: _value(hints[name], one) for name, one in taken.items()})
    return data
