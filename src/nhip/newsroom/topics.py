"""Topics of public stories, from `data/topics.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from nhip.text.languages import said_in


@cache
def topics() -> Mapping[str, Mapping[str, str]]:
    """Names by language for each topic, by its code, in the order of the file."""
    text = resources.files("nhip.newsroom").joinpath("data/topics.toml").read_text("utf-8")
    return {
        row["code"]: {name: value for name, value in row.items() if name != "code"}
        for row in tomllib.loads(text)["topic"]
    }


def topic_name(code: str, language: str) -> str:
    """The topic as readers of a language see it; empty for none, its code where nobody named it."""
    held = topics().get(code)
    return said_in(held, language) if held else code
