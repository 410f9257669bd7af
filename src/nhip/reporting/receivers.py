"""Who receives a province's report on a field of work: dated data with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    text = resources.files("nhip.reporting").joinpath("data", "receivers.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["receiver"])


def receivers_of(fields: Iterable[str], on: date) -> tuple[str, ...]:
    """The bodies that receive a report on these fields on a day, each once; none where no rule is known."""
    told = " ".join(fields).lower()
    found = [
        row["name"]
        for row in _rows()
        if row["since"] <= on and on <= row.get("until", date.max) and any(word in told for word in row["words"])
    ]
    return tuple(dict.fromkeys(found))
