"""Names, codes and limits of the exchange as data (`data/edxml.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def names() -> Mapping[str, Any]:
    source = resources.files("nhip.documents.composing").joinpath("data", "edxml.toml")
    return tomllib.loads(source.read_text("utf-8"))
